"""Whisper's loops folded: a line or a phrase that a model repeats over silence or noise, kept once.

Whisper's own decoder takes text that repeats itself for a failure (Radford et al., 2022, section 4.5); what slips
through stands in its JSON as well as in the VTT and SRT it writes. Speech repeats itself too, so only what is
repeated without a pause and more often than people do is folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import eq

from player.model import Segment, SkippedLine
from player.transcript.characters import excerpt, has_wide
from player.transcript.word_spans import token_spans

_LONGEST_GAP = 1000
"""Milliseconds between two lines of one loop; whoever repeats after a teacher takes longer."""

_SHORTEST_LOOP_TEXT = 32
"""Letters; a segment shorter than this may say no as often as it likes."""

_LONGEST_LOOP_TEXT = 2000
"""Letters; the model says at most 224 tokens at a time, so a longer loop is no hallucination of its."""

_LEAST_SHARE = 0.6
"""The part of its segment that a loop within it takes up."""

_LONGEST_PHRASE = 8
_LONGEST_WIDE_PHRASE = 16
"""Words, and characters of a script without spaces, that a loop within a segment turns around."""

_PUNCTUATION = re.compile(r"[\W_]+")
_SOUNDS = ("[", "(", "♪", "*")
"""What notes of sounds begin with, which other programs than Whisper write again and again on purpose."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often something is said before it is a loop; a short line has fewer than three words."""

    lines: int
    short_lines: int
    phrases: int
    single_words: int
    sounds: bool


WHISPER = Patience(lines=4, short_lines=6, phrases=6, single_words=12, sounds=True)
"""For formats that only Whisper writes."""

OTHERS = Patience(lines=5, short_lines=10, phrases=10, single_words=20, sounds=False)
"""For captions that a person may have typed."""


def fold_repetitions(
    segments: Sequence[Segment], lines: Sequence[int], patience: Patience
) -> tuple[Sequence[Segment], list[SkippedLine]]:
    """`segments` with each loop kept once, and a note on each; `segments` itself where nothing loops.

    `lines` are the segments' lines in the file. A line kept for others lasts until the last of them ends.
    """
    texts = [segment.text for segment in segments]
    notes: list[SkippedLine] = []
    if suspects := _suspects(texts):
        segments = shorter = list(segments)
    for number in suspects:
        shorter[number], times = _without_loop(shorter[number], patience)
        if times:
            texts[number] = shorter[number].text
            notes.append(_note(lines[number], "words", times, texts[number]))
    runs = _runs(segments, texts, patience)
    if runs:
        notes += [_note(lines[first + 1], "line", stop - first, texts[first]) for first, stop in runs]
        segments = _with_runs_folded(segments, runs)
    return segments, notes


def _note(line: int, what: str, times: int, text: str) -> SkippedLine:
    return SkippedLine(
        line, f"the same {what} {times} times over, kept once: “{excerpt(text)}”", is_lost=False
    )


def _suspects(texts: Sequence[str]) -> list[int]:
    """Where a text may loop: its middle, which a loop of most of it covers, stands in it three times."""
    return [
        number
        for number, text in enumerate(texts)
        if _SHORTEST_LOOP_TEXT <= (size := len(text)) <= _LONGEST_LOOP_TEXT
        and text.count(text[(middle := size >> 1) - 3 : middle + 3]) > 2
    ]


def _without_loop(segment: Segment, patience: Patience) -> tuple[Segment, int]:
    """`segment` with its loop kept once, and how often it turned: 0 where none does."""
    pieces = _pieces(segment.text)
    known = {piece: _key(piece) for piece in set(pieces)}
    keys = [known[piece] for piece in pieces]
    longest = _LONGEST_WIDE_PHRASE if has_wide(segment.text) else _LONGEST_PHRASE
    for length in range(1, min(longest, len(keys) // 2) + 1):
        first, stop = _longest_run(keys, length)
        times = (stop - first) // length
        if times < (patience.single_words if length == 1 else patience.phrases):
            continue
        covered = sum(map(len, pieces[first:stop]))
        if covered >= _LEAST_SHARE * len(segment.text) and any(keys[first : first + length]):
            # At the end of the text the rest of a phrase is the loop cut off, elsewhere it may be new speech.
            until = stop if stop == len(keys) else first + times * length
            return _cut(segment, pieces, first + length, until), times
    return segment, 0


def _pieces(text: str) -> list[str]:
    """The words of `text`, each with what stands before the next."""
    begins = [0, *(begin for begin, _ in token_spans(text)[1:])]
    return [text[begin:stop] for begin, stop in zip(begins, [*begins[1:], len(text)], strict=True)]


def _longest_run(keys: Sequence[str], length: int) -> tuple[int, int]:
    """The half-open range of `keys` that turns around `length` of them for longest."""
    same = bytes(map(eq, keys, islice(keys, length, None)))
    run = max(same.split(b"\0"), key=len)
    first = same.find(run) if run else 0
    return first, first + len(run) + length


def _cut(segment: Segment, pieces: Sequence[str], first: int, stop: int) -> Segment:
    """`segment` without its words from number `first` on and before `stop`."""
    text = "".join((*pieces[:first], *pieces[stop:])).rstrip()
    fits = len(segment.words) == len(pieces)
    words = segment.words[:first] + segment.words[stop:] if fits else ()
    return replace(segment, text=text, words=words)


def _runs(segments: Sequence[Segment], texts: Sequence[str], patience: Patience) -> list[tuple[int, int]]:
    """The half-open ranges of segments that say the same over and over."""
    runs: list[tuple[int, int]] = []
    done = 0
    for number in _twins(texts):
        key = _key(texts[number])
        if number < done or not key:
            continue
        first = number
        while first > done and _repeats(segments, first, key):
            first -= 1
        stop = number + 1
        while stop < len(texts) and _repeats(segments, stop, key):
            stop += 1
        done = stop
        if stop - first >= _least_lines(texts[number], patience):
            runs.append((first, stop))
    return runs


def _twins(texts: Sequence[str]) -> list[int]:
    """Texts that the next one repeats, of each three neighbours one: a run of four has such a pair in it.

    Counting a letter spares most of them the making of their keys.
    """
    return [
        number
        for number, text, following in zip(range(0, len(texts), 3), texts[::3], texts[1::3], strict=False)
        if -4 < len(text) - len(following) < 4
        and len(text) <= _LONGEST_LOOP_TEXT
        and text.casefold().count("e") == following.casefold().count("e")
        and _key(text) == _key(following)
    ]


def _repeats(segments: Sequence[Segment], number: int, key: str) -> bool:
    """Whether a segment and the one before it say `key` in one voice without a pause."""
    before, segment = segments[number - 1], segments[number]
    return (
        segment.start - before.end <= _LONGEST_GAP
        and max(len(segment.text), len(before.text)) <= 2 * _LONGEST_LOOP_TEXT
        and segment.speaker == before.speaker
        and _key(segment.text) == key == _key(before.text)
    )


def _least_lines(text: str, patience: Patience) -> int:
    if text.startswith(_SOUNDS) and not patience.sounds:
        return 1 << 62
    spans = token_spans(text)
    words = len(spans) // 2 if has_wide(text) else len(spans)
    return patience.lines if words >= 3 else patience.short_lines


def _with_runs_folded(segments: Sequence[Segment], runs: Sequence[tuple[int, int]]) -> list[Segment]:
    kept: list[Segment] = []
    done = 0
    for first, stop in runs:
        kept += segments[done:first]
        end = max(segment.end for segment in segments[first:stop])
        kept.append(replace(segments[first], end=end))
        done = stop
    return kept + list(segments[done:])


def _key(text: str) -> str:
    """What is said, whatever its case and marks."""
    return _PUNCTUATION.sub("", text).casefold()
