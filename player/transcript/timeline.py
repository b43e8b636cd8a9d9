"""Which segment is being spoken."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence

from player.model import Millis, Segment


class Timeline:
    """The starts and ends of segments that stand in order of start, asked by moment or by number."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._starts = array("q", (segment.start for segment in segments))
        self._ends = array("q", (segment.end for segment in segments))
        self._end = max(self._ends, default=0)

    def __len__(self) -> int:
        return len(self._starts)

    def at(self, moment: Millis) -> int | None:
        """The number of the segment that started last at `moment`, in overlaps the later; None before all."""
        number = bisect_right(self._starts, moment) - 1
        return None if number < 0 else number

    def start_of(self, number: int) -> Millis:
        """When segment `number` starts; raises IndexError where there is none."""
        return self._starts[number]

    def end_of(self, number: int) -> Millis:
        """When segment `number` ends; raises IndexError where there is none."""
        return self._ends[number]

    @property
    def start(self) -> Millis:
        """When the first segment starts; 0 without segments."""
        return self._starts[0] if self._starts else 0

    @property
    def end(self) -> Millis:
        """When the last sound of all segments ends; 0 without segments."""
        return self._end
