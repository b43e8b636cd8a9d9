"""Words that a file lists one by one, put together into segments a person would read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from player.model import Millis
from player.transcript.characters import has_wide, is_wide
from player.transcript.cues import Cue, TimedWords

_LEAST_WORDS = 4
"""Fewer entries than this are left as they are: too few to tell words from phrases."""

_LONGEST_PAUSE = 1000
"""Milliseconds of silence that end an utterance."""

_MOST_WORDS = 12
_WORDS_TO_A_CLAUSE = 8
"""From this many words on a comma ends a line as well."""

_LONGEST_WORD = 40
_WIDE_A_WORD = 4
"""Letters of a script without spaces that are still one word."""

_SENTENCE_END = re.compile(r"[.?!…。！？][\"'’”)\]»」』]*$")
_CLAUSE_END = re.compile(r"[,;:–—、，；：]$")
_TITLES = frozenset(["dr.", "e.g.", "eq.", "fig.", "i.e.", "mr.", "mrs.", "ms.", "prof.", "st.", "vs."])
_CLOSING = re.compile(r"[.,;:!?…%)\]}’”»。、，！？；：」』]+")


def are_words(texts: Sequence[str]) -> bool:
    """Whether `texts` are the single words or syllables of a speech and not its phrases."""
    spoken = [text for text in map(str.strip, texts) if text]
    single = sum(map(_is_single, spoken))
    return len(spoken) >= _LEAST_WORDS and single * 10 >= len(spoken) * 9


def _is_single(text: str) -> bool:
    return (
        len(text) <= _LONGEST_WORD
        and " " not in text
        and (len(text) <= _WIDE_A_WORD or not has_wide(text) or not text.isalnum())
    )


def utterances(pieces: Sequence[Cue]) -> list[Cue]:
    """`pieces`, each with one line of one word, put together until a sentence, a pause, or a speaker ends.

    Where more than a quarter bring the space before them, one without it goes on with the word before. A piece without
    a speaker goes on with the speaker before.
    """
    texts = [piece.lines[0] for piece in pieces]
    spaced = sum(text.startswith(" ") for text in texts) * 4 > len(texts)
    found: list[_Utterance] = []
    for piece, text in zip(pieces, texts, strict=True):
        if not text.strip():
            continue
        goes_on = bool(found) and found[-1].goes_on(text, spaced=spaced)
        if not found or not (goes_on or found[-1].takes(piece)):
            found.append(_Utterance(piece))
            goes_on = False
        found[-1].add(piece, text.strip(), goes_on=goes_on)
    return [utterance.cue() for utterance in found]


class _Utterance:
    """Words said in one breath by one speaker, as they are gathered."""

    def __init__(self, first: Cue) -> None:
        self._line = first.line
        self._speaker = first.speaker
        self._text: list[str] = []
        self._size = 0.0
        self._words = TimedWords()
        self._end: Millis = first.start
        self._last_end: Millis | None = None
        self._last_start: Millis = first.start

    def goes_on(self, text: str, *, spaced: bool) -> bool:
        """Whether `text` belongs to the last word and is none of its own."""
        last = self._words.texts[-1]
        if len(last) + len(text) > _LONGEST_WORD:
            return False
        if spaced:
            return not text.startswith(" ") and not is_wide(last[-1]) and not is_wide(text[0])
        return not text[0].isalnum() and _CLOSING.fullmatch(text) is not None

    def takes(self, piece: Cue) -> bool:
        """Whether `piece` is still said in the same breath."""
        if piece.speaker is not None and self._speaker is not None and piece.speaker != self._speaker:
            return False
        if piece.start - self._end >= _LONGEST_PAUSE or self._last_start - piece.start >= _LONGEST_PAUSE:
            return False
        last = self._words.texts[-1]
        if last[-1].isalnum():
            return self._size < _MOST_WORDS
        if _SENTENCE_END.search(last[-8:]) and last.lower() not in _TITLES:
            return False
        return self._size < (_WORDS_TO_A_CLAUSE if _CLAUSE_END.search(last[-8:]) else _MOST_WORDS)

    def add(self, piece: Cue, text: str, *, goes_on: bool) -> None:
        """Append a word, or the rest of the last one."""
        words = self._words
        if self._text and not goes_on and not (is_wide(text[0]) and is_wide(words.texts[-1][-1])):
            self._text.append(" ")
        self._text.append(text)
        self._speaker = self._speaker or piece.speaker
        self._last_start, self._last_end = piece.start, piece.end
        self._end = max(self._end, piece.start if piece.end is None else piece.end)
        if goes_on:
            words.texts[-1] += text
            words.ends[-1] = piece.end
            return
        confidence = piece.words.confidences[0] if piece.words and piece.words.confidences else None
        words.add(text, piece.start, piece.end, confidence)
        self._size += 0.5 if is_wide(text[0]) else 1

    def cue(self) -> Cue:
        """All of it."""
        end = self._end if self._last_end is not None else None
        return Cue(self._line, self._words.starts[0], end, ["".join(self._text)], self._speaker, self._words)
