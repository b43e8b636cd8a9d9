"""How fast a lecture is spoken: the sizes of words, the usual pauses, and the pace the rest is said at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from player.model import Millis, Segment
from player.transcript.characters import has_wide, is_wide
from player.transcript.word_spans import Span, token_spans

SENTENCE_ENDS = frozenset(".?!…。！？؟۔।")
COMMAS = frozenset(",;:–—、，；：،؛")
_CLOSING = "\"'”’»)]}」』）】》〉"

_SENTENCE_PAUSE_MS = 600
_COMMA_PAUSE_MS = 120

_WIDE_WORTH = 3
"""Letters that one character of a script without spaces takes as long as (about four or five a second)."""

_DIGIT_WORTH = 3
"""Letters that saying a digit takes beyond its own place: "1953" is as long as a dozen letters or more."""

_DIGIT = re.compile(r"\d")

_SEGMENTS_HEARD = 100
_QUICKER = 0.4
_FASTEST_MS_A_LETTER, _SLOWEST_MS_A_LETTER = 20.0, 100.0


@dataclass(frozen=True, slots=True)
class Pace:
    """The usual speed of speech between pauses; the default is that of a lecture in English."""

    ms_a_letter: float = 55.0


USUAL_PACE = Pace()


def pace_of(segments: Sequence[Segment]) -> Pace:
    """The pace of a whole lecture, from about a hundred of its segments spread over it."""
    paces: list[float] = []
    for segment in segments[:: len(segments) // _SEGMENTS_HEARD + 1]:
        spans = token_spans(segment.text)
        if spans and segment.end > segment.start:
            pauses = sum(map(usual_pause_ms, marks_after(segment.text, spans[:-1])))
            paces.append((segment.end - segment.start - pauses) / sum(letters_in(segment.text, spans)))
    if not paces:
        return USUAL_PACE
    # A little under the median: silence makes segments longer, and nothing makes them shorter.
    usual = sorted(paces)[int(_QUICKER * (len(paces) - 1))]
    return Pace(min(max(usual, _FASTEST_MS_A_LETTER), _SLOWEST_MS_A_LETTER))


def letters_in(text: str, spans: Sequence[Span]) -> list[int]:
    """How many letters each word takes as long as, its step to the next word included."""
    sizes = [stop - begin + 1 for begin, stop in spans]
    if has_wide(text):
        sizes = [
            _WIDE_WORTH if is_wide(text[begin]) else size
            for (begin, _), size in zip(spans, sizes, strict=True)
        ]
    if _DIGIT.search(text):
        sizes = [
            size + _DIGIT_WORTH * len(_DIGIT.findall(text, begin, stop))
            for (begin, stop), size in zip(spans, sizes, strict=True)
        ]
    return sizes


def marks_after(text: str, spans: Sequence[Span]) -> list[str]:
    """What each word ends with, closing quotes and brackets apart: a mark, or a letter where none stands."""
    marks = [text[stop - 1] for _, stop in spans]
    if set(marks).isdisjoint(_CLOSING):
        return marks
    return [
        text[begin:stop].rstrip(_CLOSING)[-1:] if mark in _CLOSING else mark
        for (begin, stop), mark in zip(spans, marks, strict=True)
    ]


def usual_pause_ms(mark: str) -> Millis:
    """How long a speaker rests at a mark when nothing is the matter."""
    if mark in SENTENCE_ENDS:
        return _SENTENCE_PAUSE_MS
    return _COMMA_PAUSE_MS if mark in COMMAS else 0
