"""The one way from what a reader found to segments: plain text, each word once, in order, speakers apart."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from player.model import Millis, Segment, SkippedLine, Transcript
from player.transcript.characters import on_one_line, plain
from player.transcript.cues import Cue, Leniencies, Reading, TimedWords
from player.transcript.markup import Cut, split_voices, timed_line, timed_words
from player.transcript.repetition import fold_repetitions
from player.transcript.rolling import carried_lines
from player.transcript.speakers import label_of, recurring_names
from player.transcript.strays import Strays
from player.transcript.word_estimates import LONGEST_MS_A_LETTER
from player.transcript.word_spans import token_spans
from player.transcript.word_times import fitted_words

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_SHORTEST_GUESS = 500
"""Milliseconds that a segment without an end of its own lasts at least."""

_UNTIMED: Mapping[int, Cut] = MappingProxyType({})
_LINES_KNOWN = 1000

_Item = TypeVar("_Item")


@dataclass(slots=True)
class _Utterance:
    line: int
    start: Millis
    end: Millis | None
    text: str
    speaker: str | None
    words: TimedWords | None


def cleaned(reading: Reading) -> Transcript:
    """The transcript that `reading` holds.

    A cue without words stays as a segment without text, for its file counts it and its time is true; it is named
    in `skipped`. Where captions roll it only clears the screen, and goes. `reading` is used up: its cues are let
    go while the segments are made, for a lecture's words are megabytes.
    """
    lenient, wordless = Leniencies(), Strays()
    cues = reading.cues
    if reading.voices:
        cues = [part for cue in _used_up(cues) for part in split_voices(cue)]
    said = _from_markup(cues, wordless) if reading.markup else _from_plain(cues)
    reading.cues.clear()
    for earlier, later in pairwise(said):
        if later.start < earlier.start:
            lenient.add("starts before the cue above it", later.line)
    said.sort(key=lambda utterance: utterance.start)
    _give_ends(said, lenient, has_ends=reading.has_ends)
    lines = array("q", [utterance.line for utterance in said])
    segments: Sequence[Segment] = _segments(said, split_labels=reading.labels)
    folded: list[SkippedLine] = []
    if reading.patience:
        segments, folded = fold_repetitions(segments, lines, reading.patience)
    skipped = [*reading.skipped, *wordless.lines(), *folded, *lenient.lines()]
    skipped.sort(key=lambda entry: entry.line)
    return Transcript(plain(reading.format), tuple(segments), language_tag(reading.language), tuple(skipped))


def language_tag(written: str | None) -> str | None:
    """`written` when it has the form of a language tag such as `en-US`, else None."""
    return written if written and _LANGUAGE.fullmatch(written) else None


def _from_markup(cues: list[Cue], wordless: Strays) -> list[_Utterance]:
    cuts = _make_plain(cues)
    counts = carried_lines([cue.lines for cue in cues], cuts)
    rolls = any(counts)
    said: list[_Utterance] = []
    for cue, timed, carried in zip(_used_up(cues), _used_up(cuts), counts, strict=True):
        new = cue.lines[carried:]
        text = on_one_line(new)
        if not text and not carried:
            wordless.add(cue.line, "a cue without words", is_lost=False)
        if text or not rolls:
            words = timed_words(new, timed, carried, cue.start) if timed else None
            if rolls and not words and " " not in text:
                # A line of one word has no time between words: its cue's start is the word's own.
                words = TimedWords([text], [cue.start])
            said.append(_Utterance(cue.line, cue.start, cue.end, text, cue.speaker, words))
    return said


def _used_up(items: list[_Item]) -> Iterator[_Item]:
    """The items in order, each let go by the list when it is given: a long lecture's are megabytes."""
    items.reverse()
    while items:
        yield items.pop()


def _make_plain(cues: Sequence[Cue]) -> list[Mapping[int, Cut]]:
    """Makes the cues' lines what is read aloud; returns of each cue those with inline times, by number, cut at them."""
    cuts: list[Mapping[int, Cut]] = []
    # Captions that roll show each line two or three times.
    known: dict[str, str] = {}
    for cue in cues:
        texts: list[str] = []
        timed: dict[int, Cut] | None = None
        for number, line in enumerate(cue.lines):
            text = known.get(line)
            if text is None:
                text, cut = timed_line(line)
                if cut:
                    timed = timed or {}
                    timed[number] = cut
                else:
                    known[line] = text
            texts.append(text)
        if len(known) > _LINES_KNOWN:
            known.clear()
        cue.lines = texts
        cuts.append(timed or _UNTIMED)
    return cuts


def _from_plain(cues: list[Cue]) -> list[_Utterance]:
    said: list[_Utterance] = []
    for cue in _used_up(cues):
        text, speaker = _plain_text(cue.lines), (plain(cue.speaker) or None) if cue.speaker else None
        if cue.words and " ".join(cue.words.texts) != text:
            cue.words.texts = list(map(plain, cue.words.texts))
        said.append(_Utterance(cue.line, cue.start, cue.end, text, speaker, cue.words))
        cue.words = None
    return said


def _plain_text(lines: Sequence[str]) -> str:
    if len(lines) == 1 and "\n" not in lines[0]:
        return plain(lines[0])
    return on_one_line([on_one_line(list(map(plain, line.split("\n")))) for line in lines])


def _give_ends(said: Sequence[_Utterance], lenient: Leniencies, *, has_ends: bool) -> None:
    """Gives those without a usable end the next start, but no more time than speaking takes."""
    following: Millis | None = None
    for number in range(len(said) - 1, -1, -1):
        utterance = said[number]
        if number + 1 < len(said) and said[number + 1].start > utterance.start:
            following = said[number + 1].start
        if utterance.end is not None and utterance.end > utterance.start:
            continue
        if utterance.end is not None:
            lenient.add("ends before it starts", utterance.line)
        elif has_ends:
            lenient.add("no end time", utterance.line)
        guess = utterance.start + max(_SHORTEST_GUESS, len(utterance.text) * LONGEST_MS_A_LETTER)
        if following is not None:
            guess = min(guess, following)
        utterance.end = max(guess, _heard_until(utterance.words)) if utterance.words else guess


def _heard_until(words: TimedWords) -> Millis:
    """When the last of `words` begins, or ends where the file says that."""
    last = words.ends[-1] if words.ends else None
    return last if last is not None else max(words.starts, default=0)


def _segments(said: list[_Utterance], *, split_labels: bool) -> tuple[Segment, ...]:
    names: frozenset[str] = frozenset()
    if split_labels and not any(utterance.speaker for utterance in said):
        names = recurring_names(utterance.text for utterance in said)
    return tuple([_segment(utterance, names) for utterance in _used_up(said)])


def _segment(utterance: _Utterance, names: frozenset[str]) -> Segment:
    text, start, speaker = utterance.text, utterance.start, utterance.speaker
    end = start if utterance.end is None else utterance.end
    words = fitted_words(text, start, end, utterance.words) if utterance.words else ()
    if names and (label := label_of(text)) in names:
        prefix = f"{label}:"
        text, speaker = text[len(prefix) :].lstrip(), label
        if words and words[0].text == prefix.partition(" ")[0]:
            words = words[len(token_spans(prefix)) :]
    return Segment(start, end, text, speaker, words)
