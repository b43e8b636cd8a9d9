"""A line of the lecture's own text around what was found."""

from __future__ import annotations

import re
import unicodedata

from player.model import SpokenWord
from player.search.index import PhraseIndex
from player.search.normalise import is_unspaced

_ROOM = 78
_MOST = 160
_CUT = "…"
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_CLOSING = re.compile(r"\S*")
_OPENING = re.compile(r"\S*$")
# Punctuation, symbols, separators and controls, by the first letter of their category.
_NO_WORD = "PSZC"


def excerpt(index: PhraseIndex, first: int, stop: int) -> tuple[str, tuple[int, int]]:
    """The words `first` to `stop` (half-open) with their neighbours, and the range of them in that text.

    About 80 characters, more only when the match alone has more; `…` stands where the lecture goes on.
    Control characters become blanks, so that nothing in the line can act on a terminal.
    """
    match = _BLANKS.sub(" ", _text(index, first, stop))
    begin, end = _widen(index, first, stop, _ROOM - len(match))
    lead = _fringe(index, begin, _OPENING)
    if begin < first:
        lead += _text(index, begin, first) + _between(index, first)
    tail = _between(index, stop) + _text(index, stop, end) if stop < end else ""
    tail += _fringe(index, end, _CLOSING)
    lead = (_CUT if begin else "") + _BLANKS.sub(" ", lead).lstrip()
    tail = _BLANKS.sub(" ", tail).rstrip() + (_CUT if end < len(index.words) else "")
    if len(match) > _MOST:
        match, tail = match[:_MOST].rsplit(" ", 1)[0], _CUT
    inner, outer = _without_punctuation(match)
    return lead + match + tail, (len(lead) + inner, len(lead) + outer)


def _without_punctuation(match: str) -> tuple[int, int]:
    """The range of `match` without the marks around it, the whole when there is nothing else."""
    begin, end = 0, len(match)
    while begin < end and unicodedata.category(match[begin])[0] in _NO_WORD:
        begin += 1
    while begin < end and unicodedata.category(match[end - 1])[0] in _NO_WORD:
        end -= 1
    return (begin, end) if begin < end else (0, len(match))


def _widen(index: PhraseIndex, first: int, stop: int, room: int) -> tuple[int, int]:
    """The range of words that fills `room` characters more, half of them before where there are as many."""
    begin, kept = _back(index, first, room // 2)
    left = room - room // 2 + kept
    end = stop
    while end < len(index.words) and (length := _length(index.words[end])) <= left:
        left -= length
        end += 1
    return _back(index, begin, left)[0], end


def _back(index: PhraseIndex, begin: int, room: int) -> tuple[int, int]:
    """The first of the words before `begin` that fit in `room` characters, and what room is left."""
    while begin and (length := _length(index.words[begin - 1])) <= room:
        room -= length
        begin -= 1
    return begin, room


def _length(word: SpokenWord) -> int:
    return word.stop - word.begin + 1


def _text(index: PhraseIndex, first: int, stop: int) -> str:
    """The words `first` to `stop` as they are written, with what stands between them."""
    pieces: list[str] = []
    while first < stop:
        word = last = index.words[first]
        number = first + 1
        while number < stop and index.words[number].segment == word.segment:
            last = index.words[number]
            number += 1
        if pieces:
            pieces.append(_between(index, first))
        pieces.append(index.texts[word.segment][word.begin : last.stop])
        first = number
    return "".join(pieces)


def _between(index: PhraseIndex, number: int) -> str:
    """What stands before the word `number`, which is not the first; segments are parted by a blank."""
    before, word = index.words[number - 1], index.words[number]
    text = index.texts[word.segment]
    if before.segment == word.segment:
        return text[before.stop : word.begin]
    ending = index.texts[before.segment][before.stop :].rstrip()
    beginning = text[: word.begin].lstrip()
    touching = is_unspaced(text[word.begin]) and is_unspaced(index.texts[before.segment][before.stop - 1])
    return ending + ("" if touching else " ") + beginning


def _fringe(index: PhraseIndex, number: int, side: re.Pattern[str]) -> str:
    """The punctuation against the word `number` (`_OPENING`) or against the word before it (`_CLOSING`)."""
    words, texts = index.words, index.texts
    inside = 0 < number < len(words) and words[number - 1].segment == words[number].segment
    if side is _OPENING:
        word = words[number]
        gap = texts[word.segment][words[number - 1].stop if inside else 0 : word.begin]
    else:
        word = words[number - 1]
        gap = texts[word.segment][word.stop : words[number].begin if inside else None]
    found = side.search(gap)
    return found.group() if found else ""
