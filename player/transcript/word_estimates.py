"""When each word is said where the file does not know: worked out from letters, marks and the usual pace."""

from __future__ import annotations

from collections.abc import Sequence

from player.model import Segment, SpokenWord
from player.transcript.speaking_pace import (
    COMMAS,
    SENTENCE_ENDS,
    USUAL_PACE,
    Pace,
    letters_in,
    marks_after,
    usual_pause_ms,
)
from player.transcript.word_spans import Span, token_spans

LONGEST_MS_A_LETTER = 100
"""Slower than this nobody speaks on: no word lasts longer, and what a caption lasts beyond is silence."""

_CAPTION_LETTERS = 90
"""Two lines: a text up to this length ends where the speaker stops, a longer one was cut anywhere."""

# A silence is shared among the places where it may lie: each gets as much of it as so many ms of speech.
_SENTENCE_END_SHARE = 12_000
_OPENER_SHARE = 12_000
_COMMA_SHARE = 600
_LAST_SENTENCE_END_SHARE = 3_000

_OPENERS = frozenset(["so", "ok", "okay", "now", "alright", "right", "yeah", "well"])
"""What lecturers in English begin with after a silence, whether or not a mark stands before it."""


def estimated_words(segment: Segment, number: int, pace: Pace = USUAL_PACE) -> list[SpokenWord]:
    """The words of a segment, which is the transcript's `number`, timed within its start and end.

    What the segment lasts beyond its letters at `pace` and its usual pauses is silence, put where silence is
    likely: each part gets the mean of a normal variable when the sum is known, its share its variance.
    """
    text, start = segment.text, segment.start
    spans = token_spans(text)
    if not spans:
        return []
    time = max(segment.end - start, 0)
    marks = marks_after(text, spans)
    speech = [letters * pace.ms_a_letter for letters in letters_in(text, spans)]
    pauses = [*map(usual_pause_ms, marks[:-1]), 0]
    shares = _shares(text, spans, marks)
    spoken = sum(speech)
    usual = spoken + sum(pauses)
    haste = min(time / usual, 1.0)
    slowing = max(time - usual, 0) / (spoken + sum(shares))
    longest = max(LONGEST_MS_A_LETTER / pace.ms_a_letter, 1.0)
    if len(text) <= _CAPTION_LETTERS:
        slowing = min(slowing, longest - 1)
    drawl = min(haste + slowing, longest)
    words: list[SpokenWord] = []
    said = 0.0
    for (begin, stop), own, pause, share in zip(spans, speech, pauses, shares, strict=True):
        at = start + min(round(said), time)
        until = start + min(round(said + own * drawl), time)
        words.append(SpokenWord(number, begin, stop, at, until, True))
        said += own * (haste + slowing) + pause * haste + share * slowing
    return words


def _shares(text: str, spans: Sequence[Span], marks: Sequence[str]) -> list[int]:
    """How much of a silence is likely to follow each word."""
    shares = [
        _SENTENCE_END_SHARE if mark in SENTENCE_ENDS else _COMMA_SHARE if mark in COMMAS else 0
        for mark in marks
    ]
    for word, (begin, stop) in enumerate(spans[1:]):
        if text[begin:stop].rstrip(".,?!").lower() in _OPENERS:
            shares[word] += _OPENER_SHARE
    shares[-1] = _LAST_SENTENCE_END_SHARE if marks[-1] in SENTENCE_ENDS else 0
    return shares
