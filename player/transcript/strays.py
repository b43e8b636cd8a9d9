"""What of a file was passed over, named as long as the list is one to be read."""

from __future__ import annotations

from player.model import SkippedLine
from player.transcript.characters import excerpt

_MOST_NAMED = 1_000


class Strays:
    """Lines that were passed over: the first thousand of them by name, of those that lose nothing as many."""

    def __init__(self) -> None:
        self._named: list[SkippedLine] = []
        self._count = {True: 0, False: 0}

    def add(self, line: int, reason: str, *, is_lost: bool = True) -> None:
        """Name one line."""
        self._count[is_lost] += 1
        if self._count[is_lost] <= _MOST_NAMED:
            self._named.append(SkippedLine(line, reason, is_lost))

    def quote(self, line: int, what: str, text: str) -> None:
        """Name one line that is lost by what is wrong with it and how it begins."""
        if self._count[True] < _MOST_NAMED:
            self.add(line, f"{what}: “{excerpt(text)}”")
        else:
            self._count[True] += 1

    def lines(self) -> list[SkippedLine]:
        """All that were named, and how many more there are."""
        named = list(self._named)
        for is_lost, what in (
            (True, "could not be read"),
            (False, "were passed over, in which nothing is lost"),
        ):
            if (more := self._count[is_lost] - _MOST_NAMED) > 0:
                named.append(SkippedLine(self._named[-1].line, f"{more} more lines {what}", is_lost))
        return named
