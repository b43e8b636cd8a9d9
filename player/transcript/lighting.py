"""Which segment and which word is lit at a moment, and when that changes next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from player.model import Millis, Segment, SpokenWord
from player.transcript.speaking_pace import pace_of
from player.transcript.timeline import Timeline
from player.transcript.word_times import words_of

WORD_LINGERS_MS = 400
TIMED_SEGMENTS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Light:
    """What is lit: the number of a segment, a word in it, and the time until either changes.

    `change_ms` is None when nothing is to come.
    """

    segment: int | None
    word: SpokenWord | None
    change_ms: Millis | None


class Lighting:
    """The light over a transcript; words are timed when they are first asked for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._timeline = Timeline(segments)
        self._pace = pace_of(segments)
        self.words_in = lru_cache(maxsize=TIMED_SEGMENTS_KEPT)(self._time_words)

    def segment_at(self, said: Millis) -> int | None:
        """The segment being spoken at transcript time `said`."""
        return self._timeline.at(said)

    def segment_and_next(self, said: Millis) -> tuple[int | None, Millis | None]:
        """The segment being spoken, and the time until the next one is; None when none is to come."""
        number = self._timeline.at(said)
        following = 0 if number is None else number + 1
        if following >= len(self._segments):
            return number, None
        return number, self._timeline.start_of(following) - said

    def at(self, said: Millis) -> Light:
        """The light at transcript time `said`."""
        number = self._timeline.at(said)
        if number is None:
            first = self._timeline.start_of(0) - said if self._segments else None
            return Light(None, None, first)
        words = self.words_in(number)
        spoken = bisect_right(words, said, key=lambda word: word.start)
        word = words[spoken - 1] if spoken else None
        if word is not None and said > word.end + WORD_LINGERS_MS:
            word = None
        return Light(number, word, self._change_after(said, number, words, spoken))

    def _time_words(self, number: int) -> Sequence[SpokenWord]:
        return words_of(self._segments[number], number, self._pace)

    def _change_after(
        self, said: Millis, number: int, words: Sequence[SpokenWord], spoken: int
    ) -> Millis | None:
        coming = [words[spoken].start] if spoken < len(words) else []
        if number + 1 < len(self._segments):
            coming.append(self._timeline.start_of(number + 1))
        if spoken and (fades := words[spoken - 1].end + WORD_LINGERS_MS) >= said:
            coming.append(fades + 1)
        return min(coming) - said if coming else None
