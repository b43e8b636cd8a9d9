"""The places a reader jumped from, as vim keeps them."""

from __future__ import annotations

from player.model import Millis

LONGEST = 100
SAME_PLACE_MS = 1000


class JumpList:
    """Two stacks of media times: where one was before each jump, and where one came back from."""

    def __init__(self) -> None:
        self._behind: list[Millis] = []
        self._ahead: list[Millis] = []

    def remember(self, left: Millis) -> None:
        """A jump away from `left` begins; what was ahead is forgotten."""
        self._ahead.clear()
        if not self._behind or abs(self._behind[-1] - left) > SAME_PLACE_MS:
            self._behind.append(left)
            del self._behind[:-LONGEST]

    def back(self, here: Millis) -> Millis | None:
        """The place before the last jump, or None at the first one."""
        return self._walk(self._behind, self._ahead, here)

    def forward(self, here: Millis) -> Millis | None:
        """The place one came back from, or None at the last one."""
        return self._walk(self._ahead, self._behind, here)

    def places(self) -> tuple[Millis, ...]:
        """All remembered places, oldest first."""
        return (*self._behind, *reversed(self._ahead))

    @staticmethod
    def _walk(source: list[Millis], target: list[Millis], here: Millis) -> Millis | None:
        if not source:
            return None
        target.append(here)
        return source.pop()
