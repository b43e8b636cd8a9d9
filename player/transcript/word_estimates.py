"""When each word is said where the file does not know: worked out from the letters."""

from __future__ import annotations

from player.model import Segment, SpokenWord
from player.transcript.characters import has_wide, is_wide
from player.transcript.word_spans import token_spans

LONGEST_MS_A_LETTER = 100
"""Slower than this nobody speaks on: what a segment lasts beyond it is silence after its last word."""

_WIDE_WORTH = 3
"""Letters that one character of a script without spaces takes as long as (about four or five a second)."""

_PAUSES = dict.fromkeys(",;:–—、，；：", 3) | dict.fromkeys(".?!…。！？", 6)
"""Letters that a speaker's pause after a mark lasts as long as."""


def estimated_words(segment: Segment, number: int) -> list[SpokenWord]:
    """Shares a segment's time among its words by their letters, with pauses after marks."""
    text, start = segment.text, segment.start
    spans = token_spans(text)
    if not spans:
        return []
    pauses = [_PAUSES.get(text[stop - 1], 0) for _, stop in spans]
    sizes = [stop - begin + 1 for begin, stop in spans]
    if has_wide(text):
        sizes = [
            _WIDE_WORTH if is_wide(text[begin]) else size
            for (begin, _), size in zip(spans, sizes, strict=True)
        ]
    total = sum(sizes) + sum(pauses) - pauses[-1]
    time = min(max(segment.end - start, 0), total * LONGEST_MS_A_LETTER)
    words: list[SpokenWord] = []
    said = 0
    for (begin, stop), size, pause in zip(spans, sizes, pauses, strict=True):
        at = start + time * said // total
        said += size
        words.append(SpokenWord(number, begin, stop, at, start + time * said // total, True))
        said += pause
    return words
