"""Which segments of one track belong beside which paragraph of another, by time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from player.model import Millis, Segment

MOST_COMPARED = 50
"""Paragraphs that a segment is held against: one that lasts longer, as a credit may, has no place of its own."""


def alongside(
    spans: Sequence[tuple[Millis, Millis]], segments: Sequence[Segment], lag: Millis = 0
) -> list[int]:
    """Borders b: the segments from number b[n] up to, and without, b[n + 1] belong to paragraph n.

    `spans` are the paragraphs' starts and ends, `lag` what is added to the segments' times; both in order of
    start. Each segment belongs to the paragraph that has most of its time, else to the nearest. Where a long
    segment would come to stand behind a later one it goes no further than that: the order is kept.
    """
    starts = [start for start, _ in spans]
    ends = [min(max(span), after) for span, after in zip(spans, [*starts[1:], _LAST], strict=False)]
    places = [_place(starts, ends, segment.start + lag, segment.end + lag) for segment in segments]
    for number in range(len(places) - 2, -1, -1):
        places[number] = min(places[number], places[number + 1])
    return [bisect_left(places, number) for number in range(len(starts))] + [len(segments)]


_LAST = 1 << 62


def _place(starts: Sequence[Millis], ends: Sequence[Millis], begin: Millis, end: Millis) -> int:
    first = max(0, bisect_right(starts, begin) - 1)
    stop = min(max(bisect_left(starts, end), first + 1) + 1, first + MOST_COMPARED, len(starts))
    best, most = first, -_LAST
    for number in range(first, stop):
        # Less than nothing where they do not meet: then it is how far they are apart.
        shared = min(end, ends[number]) - max(begin, starts[number])
        if shared > most:
            best, most = number, shared
    return best
