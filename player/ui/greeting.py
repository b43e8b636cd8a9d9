"""What the player screen says when it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from player.ui.keymap import readable

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen

SECONDS_A_HINT = 15.0
KEY_HINTS = (
    ("playback.toggle", "play"),
    ("search.open", "search"),
    ("note.write", "note"),
    ("screen.help", "keys"),
    ("rate.faster", "faster"),
    ("note.panel", "notes"),
    ("transcript.follow", "follow"),
    ("screen.quit", "quit"),
)


class Greeting:
    """Says what is missing, what could not be read, and to a newcomer what to try."""

    def __init__(self, player: PlayerScreen, first_hints: tuple[str, ...]) -> None:
        self._player = player
        self._first_hints = first_hints

    def greet(self) -> None:
        """Say it all, each where it belongs."""
        keys = ((self._player.keys_of(name).split(",")[0], word) for name, word in KEY_HINTS)
        self._player.hints.show_hints([(readable(key), word) for key, word in keys])
        for remark in self._player.session.remarks:
            self._player.messages.alarm(remark)
        self._player.track_choice.greet()
        self._say_what_was_read()
        self._show_first_hint(0)

    def _say_what_was_read(self) -> None:
        messages, transcript = self._player.messages, self._player.session.lecture.transcript
        if transcript is None:
            messages.stand("No transcript: put a .vtt or .srt file beside the lecture, or use --transcript.")
        elif not transcript.segments:
            messages.stand("The transcript is empty: there is nothing to read along or to search.")
        elif count := sum(line.is_lost for line in transcript.skipped):
            lines = "1 line" if count == 1 else f"{count} lines"
            key = readable(self._player.keys_of("note.edit").split(",")[0])
            messages.say(f"{lines} could not be read: {key} opens the list")

    def _show_first_hint(self, number: int) -> None:
        if number < len(self._first_hints):
            self._player.messages.stand(self._first_hints[number])
            self._player.set_timer(SECONDS_A_HINT, lambda: self._show_first_hint(number + 1))
        elif self._first_hints:
            self._player.messages.stand("")
