"""Whether the film's sound keeps the words' times: the onset of speech after each pause against the word."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import sounds
from timeline import TimedWord, Timeline

PAUSE_MILLIS = 150
ALLOWED_MILLIS = 20
_WINDOW = sounds.RATE // 1000 * 2
_SEARCH_MILLIS = 70
# An onset is where the sound first rises to this part of the loudest 2 ms in the word's first 250 ms.
_ONSET_PART = 0.04


@dataclass(frozen=True, slots=True)
class Onsets:
    """How far the sound is behind the words' times, in milliseconds (negative: ahead)."""

    count: int
    median: float
    worst: float
    worst_word: str


def onsets(heard: array[int], line: Timeline) -> Onsets:
    """Compare every word that follows a pause with the sound decoded from the film."""
    errors = [(_onset(heard, word.start) - word.start, word.text) for word in _after_pauses(line)]
    worst, word = max(errors, key=lambda error: abs(error[0]))
    return Onsets(len(errors), median(error for error, _ in errors), worst, word)


def _after_pauses(line: Timeline) -> Sequence[TimedWord]:
    return [after for before, after in pairwise(line.words) if after.start - before.end >= PAUSE_MILLIS]


def _onset(heard: array[int], expected_millis: int) -> float:
    first = (expected_millis - _SEARCH_MILLIS) * sounds.RATE // 1000
    levels = [
        max(map(abs, heard[at : at + _WINDOW]))
        for at in range(first, first + (_SEARCH_MILLIS + 250) * sounds.RATE // 1000, _WINDOW)
    ]
    threshold = _ONSET_PART * max(levels)
    index = next(i for i, level in enumerate(levels) if level >= threshold)
    return (first + index * _WINDOW) * 1000 / sounds.RATE
