"""Words that Whisper's JSON lists beside its segments, or instead of them."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from player.model import Millis
from player.transcript.cues import Cue, TimedWords
from player.transcript.readers.json_values import items, member, name_of, share_of, text_of
from player.transcript.readers.utterances import utterances
from player.transcript.readers.whisper_words import listed_words, span_of, without_specials, word_text

_FARTHEST_WORD = 48
"""Letters from one word to the next beyond which a find is another word that looks the same."""


def loose_words(document: Any) -> list[Any]:
    """The words beside the segments; the name `word` tells them from those that count milliseconds."""
    for name in ("words", "word_segments"):
        listed = items(member(document, name))
        if any(isinstance(member(entry, "word"), str) for entry in listed):
            return listed
    return []


class LooseWords:
    """Words beside the segments in order of time, to be given to them."""

    def __init__(self, entries: list[Any]) -> None:
        words = listed_words(entries)
        middles = [
            at if end is None else (at + end) // 2 for at, end in zip(words.starts, words.ends, strict=True)
        ]
        if sorted(middles) != middles:
            order = sorted(range(len(middles)), key=middles.__getitem__)
            middles = [middles[number] for number in order]
            words = _picked(words, order)
        self._words, self._middles = words, middles

    def between(self, start: Millis, end: Millis) -> TimedWords:
        """Those whose middle is from `start` on and before `end`."""
        if not self._middles:
            return TimedWords()
        chosen = slice(bisect_left(self._middles, start), bisect_left(self._middles, end))
        words = self._words
        return TimedWords(
            words.texts[chosen],
            words.starts[chosen],
            words.ends[chosen],
            words.confidences[chosen],
            words.estimated[chosen],
        )


def _picked(words: TimedWords, numbers: list[int]) -> TimedWords:
    picked = TimedWords()
    for number in numbers:
        picked.add(words.texts[number], words.starts[number], words.ends[number], words.confidences[number])
    return picked


def cues_of_words(document: Any) -> list[Cue]:
    """The words of a document without segments, put together; a whole text beside them lends them its marks."""
    entries = loose_words(document)
    if text := text_of(member(document, "text")):
        words = listed_words(entries)
        marked = punctuated(words, without_specials(text))
        if len(marked.texts) * 2 > len(words.texts):
            return utterances(_pieces(marked))
    return utterances(_entry_pieces(entries))


def punctuated(words: TimedWords, text: str) -> TimedWords:
    """`words` as they stand in `text`, with all that stands between them.

    A word that is not found there gives its time to the one before: `twenty` may be written `20`.
    """
    begins: list[int] = []
    found: list[int] = []
    ends: list[Millis | None] = []
    stop = missed = 0
    for number, word in enumerate(map(str.strip, words.texts)):
        reach = (len(word) + _FARTHEST_WORD) * (missed + 1)
        begin = text.find(word, stop, stop + min(reach, 1000)) if word else -1
        if begin < 0:
            missed += 1
            ends[-1:] = [words.ends[number]] if ends else []
            continue
        space = text.rfind(" ", stop, begin) + 1
        begins.append((space or begin) if begins else 0)
        found.append(number)
        ends.append(words.ends[number])
        stop, missed = begin + len(word), 0
    shown = _picked(words, found)
    shown.ends = ends
    shown.texts = [text[begin:end] for begin, end in zip(begins, [*begins[1:], len(text)], strict=False)]
    return shown


def _pieces(words: TimedWords) -> list[Cue]:
    return [
        Cue(1, start, end, [text], None, TimedWords([text], [start], [end], [confidence]))
        for text, start, end, confidence in zip(
            words.texts, words.starts, words.ends, words.confidences, strict=True
        )
    ]


def _entry_pieces(entries: list[Any]) -> list[Cue]:
    """A piece for each word with a time; one without goes with the word before it."""
    pieces: list[Cue] = []
    early: list[str] = []
    for entry in entries:
        text = word_text(entry)
        start, end = span_of(entry)
        if start is None:
            (pieces[-1].lines if pieces else early).append(text.strip())
            continue
        confidence = share_of(member(entry, "score"))
        words = TimedWords([text], [start], [end], [confidence])
        pieces.append(Cue(1, start, end, [*early, text], name_of(member(entry, "speaker")), words))
        early = []
    for piece in pieces:
        if len(piece.lines) > 1:
            piece.lines = [" ".join(piece.lines)]
    return pieces
