"""A line through points of which some lie anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from player.model import Millis


@dataclass(frozen=True, slots=True)
class Line:
    """A lag that is `lag` at the time `time` and grows by `drift` for each millisecond after it."""

    time: float
    lag: float
    drift: float

    def at(self, moment: Millis) -> float:
        """The lag at `moment`."""
        return self.lag + self.drift * (moment - self.time)


def robust_line(points: Sequence[tuple[Millis, Millis]], near: Line) -> Line:
    """The line through (time, lag) `points` after Theil (1950) and Sen (1968), which three in ten cannot spoil.

    Differences to `near` are fitted, so that one point alone moves it without turning it, and none leave it as it is.
    """
    if not points:
        return near
    left_over = [(at, lag - near.at(at)) for at, lag in points]
    slopes = [
        (later_lag - lag) / (later - at)
        for (at, lag), (later, later_lag) in combinations(left_over, 2)
        if later != at
    ]
    turn = median(slopes) if slopes else 0.0
    shift = median(lag - turn * (at - near.time) for at, lag in left_over)
    return Line(near.time, near.lag + shift, near.drift + turn)
