"""The top row: what is playing, and how."""

from __future__ import annotations

from textual.content import Content

from player.model import Millis
from player.playback.port import PlaybackStatus, PlayState
from player.times import clock_text
from player.ui.drawable import drawable
from player.ui.widgets.one_line import OneLine

GAP = 3
SIGNS = {
    PlayState.OPENING: "… opening",
    PlayState.PLAYING: "▶",
    PlayState.PAUSED: "❙❙",
    PlayState.BUFFERING: "… buffering",
    PlayState.STALLED: "… waiting for sound",
    PlayState.ENDED: "■ end",
    PlayState.FAILED: "✕ stopped",
}


def rate_text(rate: float) -> str:
    """A playback rate as people write it: 1×, 1.25×."""
    return f"{rate:g}×"


def state_parts(status: PlaybackStatus, offset: Millis) -> list[str]:
    """State, speed, volume, transcript offset and time left, the most needed first."""
    state = f"{SIGNS[status.state]} {rate_text(status.rate)}"
    left = None if status.length is None else max(0, status.length - status.position)
    parts = [state]
    if left is not None:
        parts.append(f"{clock_text(left)} left")
    parts.append("muted" if status.muted else f"vol {status.volume}")
    if offset:
        parts.append(f"text {offset / 1000:+.1f} s")
    return parts


class TitleLine(OneLine):
    """Title at the left; state, speed, volume, time left at the right; the title gives way first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._state: tuple[str, PlaybackStatus, Millis] | None = None

    def show_state(self, title: str, status: PlaybackStatus, offset: Millis) -> None:
        """Draw the row for this state."""
        self._state = (title, status, offset)
        if self.size.width:
            self.show(title_text(drawable(title), state_parts(status, offset), self.size.width))

    def on_resize(self) -> None:
        if self._state is not None:
            self.show_state(*self._state)


def title_text(title: str, parts: list[str], width: int) -> Content:
    """The row `width` wide: parts are left out from the last one on until they take half of it at most."""
    inner = width - 2
    shown = list(parts)
    while len(shown) > 1 and _cells(shown) > inner // 2:
        shown.pop()
    ordered = [shown[0], *shown[2:], *shown[1:2]]
    right = Content((" " * GAP).join(ordered)).stylize("$quiet").stylize("$accent", 0, len(shown[0]))
    left = Content(title).truncate(max(0, inner - right.cell_length - GAP), ellipsis=True).stylize("$ahead")
    filling = " " * max(GAP, inner - left.cell_length - right.cell_length)
    return Content.assemble(" ", left, filling, right, " ")


def _cells(parts: list[str]) -> int:
    return sum(map(len, parts)) + GAP * (len(parts) - 1)
