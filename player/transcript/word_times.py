"""When each word is said: from the file where it knows, worked out from the letters where it does not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from sys import intern

from player.model import Millis, Segment, SpokenWord, Word
from player.transcript.characters import has_wide
from player.transcript.collector import COLLECTOR_REST
from player.transcript.cues import TimedWords
from player.transcript.speaking_pace import USUAL_PACE, Pace, pace_of
from player.transcript.word_estimates import estimated_words
from player.transcript.word_spans import Span, token_spans

_FARTHEST_GAP = 48
"""Letters between two timed words of a text; a find beyond that is another word that looks the same."""


_SEVERAL_WORDS = 2_000
"""Far more than are said in one go."""


def spoken_words(segments: Sequence[Segment]) -> list[SpokenWord]:
    """Every word of `segments` in order, numbered by the segment's place in the sequence."""
    words: list[SpokenWord] = []
    with COLLECTOR_REST:
        pace = pace_of(segments)
        for number, segment in enumerate(segments):
            words += words_of(segment, number, pace)
    return words


def words_of(segment: Segment, number: int, pace: Pace = USUAL_PACE) -> list[SpokenWord]:
    """The words of one segment, which is the transcript's `number`; together they cover its text.

    `pace` is that of the whole transcript, for the words whose times the file does not know.
    """
    if segment.words:
        is_sparse = _is_sparse(segment.text, len(segment.words))
        timed = None if is_sparse else _standing(segment, segment.words, number)
        if timed is None:
            words = TimedWords()
            for word in segment.words:
                words.add(word.text, word.start, word.end, word.confidence, estimated=word.estimated)
            fitted = _every_word(segment.text, segment.start, segment.end, words)
            timed = _standing(segment, fitted, number)
        if timed:
            return timed
    return estimated_words(segment, number, pace)


def _standing(segment: Segment, words: Sequence[Word], number: int) -> list[SpokenWord] | None:
    """`words` with their places when they are the whole text in order, else None."""
    text = segment.text
    found: list[SpokenWord] = []
    begin = 0
    for word in words:
        if text[begin : begin + 1] == " ":
            begin += 1
        stop = begin + len(word.text)
        if text[begin:stop] != word.text:
            return None
        found.append(SpokenWord(number, begin, stop, word.start, word.end, word.estimated, word.confidence))
        begin = stop
    return found if begin == len(text) else None


def fitted_words(text: str, start: Millis, end: Millis, timed: TimedWords) -> tuple[Word, ...]:
    """One Word for each word of `text`, its times from `timed`, in order and within `start` to `end`.

    A word that `timed` cuts in pieces is put together; one without a time of its own is placed between
    its neighbours and marked as estimated. Empty when nothing in `timed` is found in `text`. Of a text of thousands of
    words, most of them without a time, only what has one is kept as it is: `words_of` places the others.
    """
    if timed.texts and _is_sparse(text, len(timed.texts)):
        return _ordered(timed.texts, start, end, timed)
    return _every_word(text, start, end, timed)


def _is_sparse(text: str, timed: int) -> bool:
    """Whether `text` has thousands of words of which `timed`, fewer than half, have times."""
    if len(text) <= _SEVERAL_WORDS:
        return False
    words = len(text) if has_wide(text) else text.count(" ")
    return words > _SEVERAL_WORDS and words > 2 * timed


def _every_word(text: str, start: Millis, end: Millis, timed: TimedWords) -> tuple[Word, ...]:
    if not text or not timed.texts:
        return ()
    tokens = timed.texts
    if tokens != text.split(" ") or has_wide(text):
        spans = token_spans(text)
        tokens = [text[begin:stop] for begin, stop in spans]
        timed = _placed(text, spans, start, end, timed)
    if timed.estimated and all(timed.estimated):
        return ()
    return _ordered(tokens, start, end, timed)


def _ordered(tokens: Sequence[str], start: Millis, end: Millis, timed: TimedWords) -> tuple[Word, ...]:
    """A Word for each of `tokens` with the times of `timed`, in order and within `start` to `end`."""
    starts = timed.starts
    if starts[0] < start or starts[-1] > end or sorted(starts) != starts:
        starts = [min(at, end) for at in accumulate(starts, max, initial=start)][1:]
    ends: list[Millis] = [*starts[1:], end]
    if timed.ends:
        ends = [
            following if stop is None or stop > following else max(stop, at)
            for at, stop, following in zip(starts, timed.ends, ends, strict=True)
        ]
    sure, estimated = timed.confidences or repeat(None), timed.estimated or repeat(False)
    # What Word() itself does, without a call of Python code for each of tens of thousands. The same few thousand
    # texts come again and again, so each is kept once.
    return tuple(map(tuple.__new__, repeat(Word), zip(starts, ends, map(intern, tokens), sure, estimated)))  # noqa: B905


def _placed(text: str, spans: Sequence[Span], start: Millis, end: Millis, timed: TimedWords) -> TimedWords:
    """What of `timed` is said in each span of `text`; what has no time of its own gets one by interpolation."""
    begun, stopped, line = _aligned(text, start, end, timed)
    begins = list(begun)
    placed = TimedWords()
    for begin, stop in spans:
        first = bisect_left(begins, begin)
        found = begun[begins[first]] if first < len(begins) and begins[first] < stop else None
        until = stopped[stop] if stop in stopped else line.at(stop)
        token = text[begin:stop]
        if found is None:
            placed.add(token, line.at(begin), until, None, estimated=True)
        else:
            confidence = timed.confidences[found] if timed.confidences else None
            estimated = bool(timed.estimated) and timed.estimated[found]
            placed.add(token, timed.starts[found], until, confidence, estimated=estimated)
    return placed


@dataclass(frozen=True, slots=True)
class _PlaceLine:
    """Moments known at some places of a text, with straight lines between them."""

    places: Sequence[int]
    moments: Sequence[Millis]

    def at(self, place: int) -> Millis:
        after = min(bisect_right(self.places, place), len(self.places) - 1)
        before = after - 1
        width = self.places[after] - self.places[before]
        if not width:
            return self.moments[before]
        rise = self.moments[after] - self.moments[before]
        return self.moments[before] + rise * (place - self.places[before]) // width


def _aligned(
    text: str, start: Millis, end: Millis, timed: TimedWords
) -> tuple[dict[int, int], dict[int, Millis], _PlaceLine]:
    """Which of `timed` begins at which place of `text`, when what ends at a place ends, and the line."""
    begun: dict[int, int] = {}
    stopped: dict[int, Millis] = {}
    places, moments = [0], [start]
    ends = timed.ends or [None] * len(timed.starts)
    stop = 0
    for number, (needle, at, until, following) in enumerate(
        zip(timed.texts, timed.starts, ends, [*timed.starts[1:], end], strict=True)
    ):
        begin = text.find(needle, stop, stop + _FARTHEST_GAP + len(needle)) if needle else -1
        if begin < 0:
            continue
        stop = begin + len(needle)
        begun[begin] = number
        stopped[stop] = following if until is None else until
        places += (begin, stop)
        moments += (at, stopped[stop])
    line = _PlaceLine([*places, len(text)], list(accumulate([*moments, end], max)))
    return begun, stopped, line
