"""The question that is being asked in the prompt row, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from player.errors import LectureError
from player.times import parse_time

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen


class Prompting:
    """Owns the one open question; whoever asked closes it when the answer has been dealt with."""

    def __init__(self, player: PlayerScreen) -> None:
        self._player = player
        self._on_answer: Callable[[str], None] | None = None
        self._on_leave: Callable[[str], None] | None = None

    def ask(
        self,
        label: str,
        on_answer: Callable[[str], None],
        *,
        text: str = "",
        hint: str = "",
        on_leave: Callable[[str], None] | None = None,
    ) -> None:
        """Open the row; `on_leave` gets what was typed when the reader gives up, or asks something else."""
        self.leave()
        self._on_answer, self._on_leave = on_answer, on_leave
        self._player.prompt.ask(label, text, hint)

    def answer(self, text: str) -> None:
        """Enter was pressed."""
        if self._on_answer is not None:
            self._on_answer(text)

    def leave(self) -> bool:
        """Give the question up; False when none is open."""
        if not self._player.prompt.is_open:
            return False
        text, on_leave = self._player.prompt.text, self._on_leave
        self.close()
        if on_leave is not None:
            on_leave(text)
        return True

    def close(self) -> None:
        """Close the row and give the keys back."""
        if self._player.prompt.is_open:
            self._on_answer = self._on_leave = None
            self._player.prompt.close()
            self._player.give_keys_back()

    def ask_time(self) -> None:
        """Ask where to go."""
        self.ask("go to", self._go, hint="12:34, 1:02:03 or 1h2m3s")

    def _go(self, text: str) -> None:
        try:
            time = parse_time(text)
        except LectureError as error:
            self._player.messages.alarm(str(error))
            return
        self.close()
        self._player.messages.dismiss()
        self._player.session.jump(time)
