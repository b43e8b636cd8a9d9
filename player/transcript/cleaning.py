"""The one way from what a reader found to segments: plain text, each word once, in order, speakers apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from player.model import Millis, Segment, SkippedLine, Transcript
from player.transcript.characters import plain
from player.transcript.cues import Cue, Leniencies, Reading, TimedWords
from player.transcript.markup import split_voices, timed_line, timed_words
from player.transcript.rolling import carried_lines
from player.transcript.speakers import label_of, recurring_names
from player.transcript.word_estimates import LONGEST_MS_A_LETTER
from player.transcript.word_spans import token_spans
from player.transcript.word_times import fitted_words

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_SHORTEST_GUESS = 500
"""Milliseconds that a segment without an end of its own lasts at least."""


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
    in `skipped`. Where captions roll it only clears the screen, and goes.
    """
    skipped = list(reading.skipped)
    lenient = Leniencies()
    cues = [part for cue in reading.cues for part in split_voices(cue)] if reading.voices else reading.cues
    said = _from_markup(cues, skipped) if reading.markup else _from_plain(cues)
    for earlier, later in pairwise(said):
        if later.start < earlier.start:
            lenient.add("starts before the cue above it", later.line)
    said.sort(key=lambda utterance: utterance.start)
    _give_ends(said, lenient)
    segments = _segments(said, split_labels=reading.labels)
    skipped = sorted(skipped + lenient.lines(), key=lambda entry: entry.line)
    return Transcript(plain(reading.format), segments, language_tag(reading.language), tuple(skipped))


def language_tag(written: str | None) -> str | None:
    """`written` when it has the form of a language tag such as `en-US`, else None."""
    return written if written and _LANGUAGE.fullmatch(written) else None


def _from_markup(cues: Sequence[Cue], skipped: list[SkippedLine]) -> list[_Utterance]:
    lines: list[list[str]] = []
    cuts: list[dict[int, list[str]]] = []
    for cue in cues:
        texts, timed = _plain_lines(cue.lines)
        lines.append(texts)
        cuts.append(timed)
    counts = carried_lines(lines, cuts)
    rolls = any(counts)
    said: list[_Utterance] = []
    for cue, shown, timed, carried in zip(cues, lines, cuts, counts, strict=True):
        new = shown[carried:]
        text = " ".join(filter(None, new))
        if not text and not carried:
            skipped.append(SkippedLine(cue.line, "a cue without words", is_lost=False))
        if text or not rolls:
            words = timed_words(new, timed, carried, cue.start) if timed else None
            if rolls and not words and " " not in text:
                # A line of one word has no time between words: its cue's start is the word's own.
                words = TimedWords([text], [cue.start], [None])
            said.append(_Utterance(cue.line, cue.start, cue.end, text, cue.speaker, words))
    return said


def _plain_lines(lines: Sequence[str]) -> tuple[list[str], dict[int, list[str]]]:
    """The lines as they are read aloud, and those with inline times, by number, cut at them."""
    texts: list[str] = []
    timed: dict[int, list[str]] = {}
    for line in lines:
        text, cut = timed_line(line)
        if cut:
            timed[len(texts)] = cut
        texts.append(text)
    return texts, timed


def _from_plain(cues: Sequence[Cue]) -> list[_Utterance]:
    said: list[_Utterance] = []
    for cue in cues:
        if cue.words:
            cue.words.texts = list(map(plain, cue.words.texts))
        text, speaker = plain(" ".join(cue.lines)), plain(cue.speaker or "") or None
        said.append(_Utterance(cue.line, cue.start, cue.end, text, speaker, cue.words))
    return said


def _give_ends(said: Sequence[_Utterance], lenient: Leniencies) -> None:
    """Gives those without a usable end the next start, but no more time than speaking takes."""
    following: Millis | None = None
    for number in range(len(said) - 1, -1, -1):
        utterance = said[number]
        if number + 1 < len(said) and said[number + 1].start > utterance.start:
            following = said[number + 1].start
        if utterance.end is not None and utterance.end > utterance.start:
            continue
        lenient.add("no end time" if utterance.end is None else "ends before it starts", utterance.line)
        guess = utterance.start + max(_SHORTEST_GUESS, len(utterance.text) * LONGEST_MS_A_LETTER)
        utterance.end = guess if following is None else min(guess, following)


def _segments(said: Sequence[_Utterance], *, split_labels: bool) -> tuple[Segment, ...]:
    names: frozenset[str] = frozenset()
    if split_labels and not any(utterance.speaker for utterance in said):
        names = recurring_names(utterance.text for utterance in said)
    return tuple(_segment(utterance, names) for utterance in said)


def _segment(utterance: _Utterance, names: frozenset[str]) -> Segment:
    text, start, speaker = utterance.text, utterance.start, utterance.speaker
    end = start if utterance.end is None else utterance.end
    words = fitted_words(text, start, end, utterance.words) if utterance.words else ()
    if names and (label := label_of(text)) in names:
        prefix = f"{label}:"
        text, speaker = text[len(prefix) :].lstrip(), label
        words = words[len(token_spans(prefix)) :]
    return Segment(start, end, text, speaker, words)
