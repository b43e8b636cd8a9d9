"""Media time and columns of the bar, both ways."""

from __future__ import annotations

from dataclasses import dataclass

from player.model import Millis
from player.times import clock_text

EDGE = 1
GAP = 1


@dataclass(frozen=True, slots=True)
class BarGeometry:
    """A bar `cells` wide from column `left` that stands for `length` of media."""

    left: int
    cells: int
    length: Millis

    @classmethod
    def within(cls, width: int, length: Millis) -> BarGeometry:
        """The bar of a row `width` wide, between two times as long as the length's own."""
        label = len(clock_text(length))
        return cls(EDGE + label + GAP, max(1, width - 2 * (EDGE + label + GAP)), length)

    def cell_of(self, position: Millis) -> int:
        """The bar's cell, from 0, in which a time lies."""
        return max(0, min(self.cells - 1, self.halves_of(position) // 2))

    def halves_of(self, position: Millis) -> int:
        """Half cells from the bar's left edge to a time."""
        return round(2 * self.cells * position / self.length) if self.length > 0 else 0

    def time_at(self, column: int) -> Millis:
        """The time at a column of the row, clamped to the bar."""
        share = (column - self.left) / self.cells
        return round(max(0.0, min(1.0, share)) * self.length)

    def holds(self, column: int) -> bool:
        """Whether a column of the row is on the bar."""
        return self.left <= column < self.left + self.cells
