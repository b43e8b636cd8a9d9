"""Which words of a transcript its maker was not sure of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from player.model import Segment
from player.transcript.word_times import words_of

DOUBT_BELOW = 0.5
"""Of the confidence from 0 to 1 that a file gives a word."""

Range: TypeAlias = tuple[int, int]


class DoubtfulWords:
    """Finds them a segment at a time, when the segment is drawn, and once."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._found: dict[int, tuple[Range, ...]] = {}

    def in_segment(self, number: int) -> Sequence[Range]:
        """Half-open ranges of characters in the segment's text; neighbours are one range."""
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = _ranges(self._segments[number], number)
        return found

    def is_anything_known(self) -> bool:
        """Whether the file gives any word a confidence."""
        return any(word.confidence is not None for segment in self._segments for word in segment.words)


def _ranges(segment: Segment, number: int) -> tuple[Range, ...]:
    if not any(_is_doubtful(word.confidence) for word in segment.words):
        return ()
    ranges: list[Range] = []
    follows = False
    for word in words_of(segment, number):
        is_doubtful = _is_doubtful(word.confidence)
        if is_doubtful and follows:
            ranges[-1] = (ranges[-1][0], word.stop)
        elif is_doubtful:
            ranges.append((word.begin, word.stop))
        follows = is_doubtful
    return tuple(ranges)


def _is_doubtful(confidence: float | None) -> bool:
    return confidence is not None and confidence < DOUBT_BELOW
