"""Segments set as paragraphs, since captions are cut for a video frame and not for reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from player.model import Millis, Segment
from player.transcript.characters import has_wide, is_wide

PAUSE_MS = 2000
"""A longer silence between two segments ends a paragraph."""

FEWEST_WORDS, USUAL_WORDS, MOST_WORDS = 45, 70, 90

_SENTENCE_ENDS = tuple(".?!…。！？") + tuple(f"{mark}{quote}" for mark in ".?!…" for quote in "\"'”’)»")
_WIDE_LETTERS_A_WORD = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The segments from number `first` up to, and without, `stop`."""

    first: int
    stop: int


def paragraphs(segments: Sequence[Segment], chapter_starts: Sequence[Millis] = ()) -> tuple[Paragraph, ...]:
    """All `segments` in paragraphs: a pause, another speaker, a chapter's start or about 70 words end one."""
    counts = [_word_count(segment.text) for segment in segments]
    borders = [*_natural_borders(segments, sorted(chapter_starts)), len(segments)]
    found: list[Paragraph] = []
    first = 0
    for border in borders:
        while (stop := _full(counts, first, border)) is not None:
            stop = _best_break(segments, counts, first, stop)
            found.append(Paragraph(first, stop))
            first = stop
        if first < border:
            found.append(Paragraph(first, border))
        first = border
    return tuple(found)


def _natural_borders(segments: Sequence[Segment], chapter_starts: Sequence[Millis]) -> Iterator[int]:
    speaker: str | None = None
    heard_until = chapter = 0
    for number, segment in enumerate(segments):
        chapter_now = bisect_right(chapter_starts, segment.start)
        changed = segment.speaker is not None and speaker is not None and segment.speaker != speaker
        if number and (changed or chapter_now != chapter or segment.start - heard_until > PAUSE_MS):
            yield number
        speaker = segment.speaker or speaker
        heard_until = max(heard_until, segment.end)
        chapter = chapter_now


def _word_count(text: str) -> int:
    count = text.count(" ") + 1
    return count + sum(map(is_wide, text)) // _WIDE_LETTERS_A_WORD if has_wide(text) else count


def _full(counts: Sequence[int], first: int, border: int) -> int | None:
    """Behind which number the segments from `first` hold too many words, None when `border` comes before."""
    words = 0
    for number in range(first, border):
        words += counts[number]
        if words > MOST_WORDS:
            return number + 1
    return None


def _best_break(segments: Sequence[Segment], counts: Sequence[int], first: int, stop: int) -> int:
    """Where to end it: at the sentence's end nearest to the usual length, else at the segment's nearest."""
    ranked: list[tuple[bool, int, int]] = []
    words = 0
    for number in range(first, stop):
        words += counts[number]
        ends_sentence = segments[number].text.endswith(_SENTENCE_ENDS) and FEWEST_WORDS <= words <= MOST_WORDS
        ranked.append((not ends_sentence, abs(words - USUAL_WORDS), number + 1))
    return min(ranked)[2]


def joined(segments: Sequence[Segment]) -> tuple[str, tuple[int, ...]]:
    """The text of `segments` as one, and where in it each segment's text begins.

    One space stands between two segments, none between two letters of scripts without spaces.
    """
    pieces: list[str] = []
    begins: list[int] = []
    length = 0
    last = ""
    for segment in segments:
        text = segment.text
        if last and text and not (is_wide(last) and is_wide(text[0])):
            pieces.append(" ")
            length += 1
        begins.append(length)
        pieces.append(text)
        length += len(text)
        last = text[-1:] or last
    return "".join(pieces), tuple(begins)
