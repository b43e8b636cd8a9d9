"""Which words of a transcript its maker was not sure of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from player.model import Segment
from player.transcript.word_times import words_of

Range: TypeAlias = tuple[int, int]


class DoubtfulWords:
    """Finds them a segment at a time, when the segment is drawn, and once.

    A word is doubtful when the file gives it a confidence, from 0 to 1, of less than `below`.
    """

    def __init__(self, segments: Sequence[Segment], below: float) -> None:
        self._segments = segments
        self.below = below
        self._found: dict[int, tuple[Range, ...]] = {}

    def in_segment(self, number: int) -> Sequence[Range]:
        """Half-open ranges of characters in the segment's text; neighbours are one range."""
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = _ranges(self._segments[number], number, self.below)
        return found

    def is_anything_known(self) -> bool:
        """Whether the file gives any word a confidence."""
        return any(word.confidence is not None for segment in self._segments for word in segment.words)


def _ranges(segment: Segment, number: int, below: float) -> tuple[Range, ...]:
    if not any(_is_doubtful(word.confidence, below) for word in segment.words):
        return ()
    ranges: list[Range] = []
    follows = False
    for word in words_of(segment, number):
        is_doubtful = _is_doubtful(word.confidence, below)
        if is_doubtful and follows:
            ranges[-1] = (ranges[-1][0], word.stop)
        elif is_doubtful:
            ranges.append((word.begin, word.stop))
        follows = is_doubtful
    return tuple(ranges)


def _is_doubtful(confidence: float | None, below: float) -> bool:
    return confidence is not None and confidence < below
