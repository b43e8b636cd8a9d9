"""The top row: what is playing, and how."""

from __future__ import annotations

from textual.content import Content

from player.model import Millis
from player.playback.port import PlaybackStatus, PlayState
from player.times import clock_text
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

    def show_state(self, title: str, status: PlaybackStatus, offset: Millis) -> None:
        """Draw the row for this state."""
        width = self.size.width - 2
        parts = state_parts(status, offset)
        while len(parts) > 1 and self._right_cells(parts) > width // 2:
            parts.pop()
        ordered = [parts[0], *parts[2:], *parts[1:2]]
        right = Content((" " * GAP).join(ordered)).stylize("$quiet").stylize("$accent", 0, len(parts[0]))
        room = max(0, width - right.cell_length - GAP)
        left = Content(title).truncate(room, ellipsis=True).stylize("$ahead")
        filling = " " * max(GAP, width - left.cell_length - right.cell_length)
        self.show(Content(" ").append(left).append(filling).append(right).append(" "))

    @staticmethod
    def _right_cells(parts: list[str]) -> int:
        return sum(map(len, parts)) + GAP * (len(parts) - 1)
