"""The words of a lecture, arranged for search; it never changes once built."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, repeat

from player.model import SpokenWord
from player.search.normalise import tokens
from player.search.sound_text import SoundText

# From this many places on, a token's bits are kept instead of being set one by one for each query.
_FREQUENT = 64


class PhraseIndex:
    """The lecture as one row of normalised tokens, with where each distinct token stands.

    `texts[i]` is the text of segment i, `words` every spoken word in order. A token's number is its
    place in the sorted `vocabulary`, so all tokens with one prefix are a range of numbers. A set of
    positions is an integer whose bit p stands for the p-th token: Python combines such sets in C.
    """

    def __init__(self, texts: Sequence[str], words: Sequence[SpokenWord]) -> None:
        self.texts = tuple(texts)
        self.words = tuple(words)
        spellings, self.word_of = _spell(self.texts, self.words)
        self.vocabulary: tuple[str, ...] = tuple(sorted(set(spellings)))
        self.numbers = {token: number for number, token in enumerate(self.vocabulary)}
        self.row = array("I", map(self.numbers.__getitem__, spellings))
        self.places = _places(self.row, len(self.vocabulary))
        self._frequent = {
            number: position_bits(found, len(self.row))
            for number, found in enumerate(self.places)
            if len(found) >= _FREQUENT
        }
        self.by_length = _by_length(self.vocabulary)
        self.sound = SoundText(self.row, self.vocabulary)

    def with_prefix(self, prefix: str) -> range:
        """The numbers of all tokens that begin with `prefix`."""
        first = bisect_left(self.vocabulary, prefix)
        return range(first, bisect_left(self.vocabulary, prefix + "\U0010ffff", first))

    def bits(self, numbers: Sequence[int]) -> int:
        """Where any of the tokens `numbers` stands, as a set of positions."""
        found = 0
        rare = []
        for number in numbers:
            frequent = self._frequent.get(number)
            if frequent is None:
                rare.append(self.places[number])
            else:
                found |= frequent
        return found | position_bits(chain.from_iterable(rare), len(self.row))

    def rarity(self, count: int) -> float:
        """How much a token with `count` places tells, above 0 to 1 in lectures of any length.

        Inverse document frequency (Spärck Jones, 1972), where each word is a document.
        """
        total = len(self.row)
        return math.log1p(total / max(count, 1)) / math.log1p(max(total, 1))


def position_bits(positions: chain[int] | Sequence[int], length: int) -> int:
    """The set of `positions`, each below `length`."""
    marks = bytearray((length >> 3) + 1)
    for position in positions:
        marks[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(marks, "little")


def _spell(texts: Sequence[str], words: Sequence[SpokenWord]) -> tuple[list[str], array[int]]:
    """Every token of the lecture in order, and beside each the number of its spoken word."""
    known: dict[str, tuple[str, ...]] = {}
    spellings: list[str] = []
    word_of = array("I")
    for number, word in enumerate(words):
        raw = texts[word.segment][word.begin : word.stop]
        parts = known.get(raw)
        if parts is None:
            parts = known[raw] = tokens(raw)
        spellings.extend(parts)
        word_of.extend(repeat(number, len(parts)))
    return spellings, word_of


def _places(row: Sequence[int], size: int) -> tuple[array[int], ...]:
    places = tuple(array("I") for _ in range(size))
    for position, number in enumerate(row):
        places[number].append(position)
    return places


def _by_length(vocabulary: Sequence[str]) -> dict[int, tuple[str, ...]]:
    grouped: dict[int, list[str]] = {}
    for token in vocabulary:
        grouped.setdefault(len(token), []).append(token)
    return {length: tuple(group) for length, group in grouped.items()}
