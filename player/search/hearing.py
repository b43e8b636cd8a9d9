"""Stretches of a lecture that sound like a query, wherever the borders between words are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from player.search.answers import Answer
from player.search.index import PhraseIndex
from player.search.sounds import WIDE, sounds_of, spelt_out

# What is shorter sounds like too much, what is longer was pasted and is found by its words.
_FEWEST_SOUNDS, _MOST_SOUNDS = 4, 60
# A query is listened for in pieces of about so many sounds, each with errors of such a share of them.
_PIECE_SOUNDS = 15
_COST_SHARE = 0.5
_MOST_COST = 7
# So many ends of each piece are looked at, the likest first; then so many stretches, and so many closely.
_MOST_ENDS = 120
_MOST_ROUGH = 40
_MOST_CLOSE = 30
_LEAST_ALIKE = 0.4
# A stretch may begin and end so many words beside where the number of its sounds has it.
_NEARBY = 2
_SPELLING = 0.45
_HEARD = 0.97
# What the letters and sounds as a whole and the words one by one tell, and what speaks against a stretch: by logistic
# regression over the tuned half of tests/benchmarks/search_quality.py, where phrases of other lectures are the noes.
_SPELT_WHOLE, _HEARD_WHOLE, _WORD_FOR_WORD = 0.05, 0.40, 0.55
_COMMON, _LOST, _WORDS = 0.5, 0.1, 0.005
# What is added for queries of so many words: one or two are a term asked for by name, five agree less by chance.
_SURPRISES = (0.0, 0.0, -0.05, 0.0, 0.03)


class _Piece(NamedTuple):
    """The sounds `begin` to `stop` of a query."""

    sounds: str
    begin: int
    stop: int


class _Stretch(NamedTuple):
    """The tokens `start` to `stop`, and how alike they are to the query."""

    alike: float
    start: int
    stop: int


class Hearing:
    """One query by its sounds; `weights` are how much each part of it tells."""

    def __init__(
        self, index: PhraseIndex, parts: Sequence[str], weights: Sequence[float], unfinished: bool
    ) -> None:
        self._index = index
        self._parts = parts
        self._said = sounds_of(parts)
        self._wide = [sound.translate(WIDE) for sound in self._said]
        self._spelt = [spelt_out(part) for part in parts]
        self._letters, self._wide_letters = "".join(self._spelt), "".join(self._wide)
        self._count = sum(map(len, self._said))
        self._surprise = _SURPRISES[min(len(parts), len(_SURPRISES)) - 1]
        self._weights = weights
        numbers = [index.numbers[part] for part in parts if part in index.numbers]
        self._commons = [(number, 1 - index.rarity(len(index.places[number]))) for number in numbers]
        self._unfinished = unfinished

    def answers(self, least: float) -> list[Answer]:
        """What sounds like the query with at least this score; they may overlap."""
        if not _FEWEST_SOUNDS <= self._count <= _MOST_SOUNDS:
            return []
        found = [Answer(s.start, s.stop, self._score(s)) for s in self._close() if s.alike >= _LEAST_ALIKE]
        return [answer for answer in found if answer.score >= least]

    def _close(self) -> list[_Stretch]:
        """The likest stretches."""
        close: dict[tuple[int, int], _Stretch] = {}
        for rough in nlargest(_MOST_ROUGH, set(self._rough())):
            stop = max(self._alike_to(close, rough.start, stop) for stop in self._stops(rough)).stop
            for start in range(max(rough.start - _NEARBY, 0), min(rough.start + _NEARBY + 1, stop)):
                self._alike_to(close, start, stop)
        return nlargest(_MOST_CLOSE, close.values())

    def _stops(self, rough: _Stretch) -> range:
        last = len(self._index.row)
        return range(max(rough.stop - _NEARBY, rough.start + 1), min(rough.stop + _NEARBY, last) + 1)

    def _alike_to(self, known: dict[tuple[int, int], _Stretch], start: int, stop: int) -> _Stretch:
        stretch = known.get((start, stop))
        if stretch is None:
            stretch = known[start, stop] = _Stretch(self._alike(start, stop), start, stop)
        return stretch

    def _rough(self) -> Iterator[_Stretch]:
        """Where the whole query may stand when a piece of it is heard, by the number of its sounds."""
        sound, last = self._index.sound, len(self._index.row)
        for piece in self._pieces():
            for end in self._ends(piece):
                place = sound.begins[end]
                start = min(bisect_left(sound.begins, max(place - piece.stop, 0)), end - 1)
                stop = min(max(bisect_left(sound.begins, place + self._count - piece.stop), end), last)
                yield _Stretch(self._alike(start, stop), start, stop)

    def _pieces(self) -> Iterator[_Piece]:
        """The query in pieces of about the same length, with borders between words."""
        number = ceil(self._count / _PIECE_SOUNDS)
        begin = stop = 0
        sounds = ""
        for left, said in zip(range(len(self._said) - 1, -1, -1), self._said, strict=True):
            sounds += said
            stop += len(said)
            if not left or stop >= (begin + (self._count - begin) / max(number, 1)):
                yield _Piece(sounds, begin, stop)
                sounds, begin, number = "", stop, number - 1

    def _ends(self, piece: _Piece) -> list[int]:
        most = min(ceil(_COST_SHARE * len(piece.sounds)), _MOST_COST)
        unfinished = self._unfinished and piece.stop == self._count
        ends: dict[int, None] = {}
        for _, found in self._index.sound.heard(piece.sounds, most, unfinished):
            ends.update(dict.fromkeys(found))
            if len(ends) >= _MOST_ENDS:
                break
        ends.pop(0, None)
        return list(ends)[: 2 * _MOST_ENDS]

    def _alike(self, start: int, stop: int) -> float:
        sound = self._index.sound
        spelt = OSA.normalized_similarity(sound.letters.stretch(start, stop), self._letters)
        heard = Levenshtein.normalized_similarity(sound.wide.stretch(start, stop), self._wide_letters)
        return _SPELLING * spelt + (1 - _SPELLING) * heard

    def _score(self, stretch: _Stretch) -> float:
        """From the whole and from each word of the query, less for common words and for more or fewer words."""
        index, (_, start, stop) = self._index, stretch
        letters, wide = index.sound.letters.stretch(start, stop), index.sound.wide.stretch(start, stop)
        words = _SPELLING * self._share(self._spelt, letters) + (1 - _SPELLING) * self._share(
            self._wide, wide
        )
        score = (
            _SPELT_WHOLE * OSA.normalized_similarity(letters, self._letters)
            + _HEARD_WHOLE * Levenshtein.normalized_similarity(wide, self._wide_letters)
            + _WORD_FOR_WORD * words
            + self._surprise
            - _COMMON * self._commonness(start, stop)
            - _LOST * self._lost(start, stop)
            - _WORDS * abs(stop - start - len(self._parts))
        )
        return round(min(max(score, 0.0), _HEARD), 3)

    def _lost(self, start: int, stop: int) -> float:
        """How many of the query's common words are not there as they are: recognisers seldom mishear these."""
        numbers = set(self._index.row[start:stop])
        return sum(common for number, common in self._commons if number not in numbers)

    def _commonness(self, start: int, stop: int) -> float:
        """How little the words of a stretch tell, 0 to 1, each by its length."""
        index = self._index
        told = letters = 0.0
        for number in index.row[start:stop]:
            length = len(index.vocabulary[number])
            letters += length
            told += length * index.rarity(len(index.places[number]))
        return 1 - told / letters

    def _share(self, parts: Sequence[str], text: str) -> float:
        """How much of the query is in `text`: for each part the share of it that is right, by its weight."""
        errors = [0] * len(parts)
        part, last = 0, len(parts) - 1
        stops = list(accumulate(map(len, parts)))
        for edit in Levenshtein.editops("".join(parts), text):
            while part < last and edit.src_pos >= stops[part]:
                part += 1
            errors[part] += 1
        total = right = 0.0
        for weight, wrong, spelling in zip(self._weights, errors, parts, strict=True):
            if spelling:
                total += weight
                right += weight * max(1 - wrong / len(spelling), 0.0)
        return right / total if total else 0.0
