"""Which words of a region answer the query, and how well."""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import nlargest
from operator import attrgetter, itemgetter

from rapidfuzz.distance import OSA

from player.search.answers import Answer
from player.search.index import PhraseIndex
from player.search.readings import QueryReadings

# Costs, in shares of a word of the query: of words of the text passed over, which grows ever more slowly with their
# number, and of going back in the query.
_GAP = 0.13
_FADING = 0.6
_MOST_GAP = 0.35
_DISORDER = 0.2
_WIDEST_GAP = 8
# Words that stand apart are believed only when they are the right words: so much less for each word between.
_LOOSE = 0.12
# What the share that is lost costs in queries of so many words, so that scores mean what those of Hearing do.
_STRICT = (1.2, 1.2, 1.25, 1.2, 1.15)
# A query that says the same words again and again sees each of them many times over.
_MOST_BEFORE = 48
# Chains in any order kept for each sight; a query of very many words was pasted, and stands in order.
_MOST_FREE = 2
_MOST_PARTS_FREE = 12
# Letters that agree may save a query whose words do not, but never put it above one whose words do.
_SPELLING_SHARE = 0.95

LEAST_WORTH = 0.4
"""Words worth less than this share of the query are not looked at closely."""


@dataclass(frozen=True, slots=True)
class _Sight:
    """Parts `first` to `last` of the query (bits of `parts`), seen as `length` tokens, worth so much."""

    first: int
    last: int
    parts: int
    length: int
    worth: float


@dataclass(slots=True)
class _Chain:
    """Sights of `parts` in a row, from token `start` to `stop`; the last one's parts end with `last`.

    `found` is what they are worth without the costs of gaps and disorder, which `worth` has taken off.
    """

    start: int
    stop: int
    last: int
    parts: int
    worth: float
    found: float
    ordered: bool


class Ranking:
    """The answers to one query: its words aligned with the text's, near or swapped or missing.

    A local alignment (Smith and Waterman, 1981) whose letters are words: each is worth its rarity times
    its likeness, and a score is the share of what the query found exactly would be worth. In scripts whose
    sounds are not known, where errors spoilt several words, the likeness of all letters counts instead.
    """

    def __init__(self, index: PhraseIndex, query: QueryReadings) -> None:
        self._row = index.row
        self._vocabulary = index.vocabulary
        self._letters = query.letters if len(query.weights) > 1 else None
        self._total = sum(query.weights)
        self._strict = _STRICT[min(len(query.weights), len(_STRICT)) - 1]
        self._cost = self._total / len(query.weights)
        self._most_free = _MOST_FREE if len(query.weights) <= _MOST_PARTS_FREE else 0
        self._least = LEAST_WORTH * self._total
        self._by_token: dict[int, list[_Sight]] = {}
        self._by_place: dict[int, list[_Sight]] = {}
        for reading in query.readings:
            weight = sum(query.weights[reading.first : reading.last])
            parts = (1 << reading.last) - (1 << reading.first)
            for found, seen, length in (
                (reading.alike, self._by_token, 1),
                (reading.pairs, self._by_place, 2),
            ):
                for key, likeness in found.items():
                    sight = _Sight(reading.first, reading.last, parts, length, weight * likeness)
                    seen.setdefault(key, []).append(sight)

    def answers(self, start: int, stop: int) -> list[Answer]:
        """The best answer between the tokens `start` and `stop`, the best that does not overlap it, and so on."""
        sights = self._sights(start, stop)
        if sum(sight.worth for _, sight in sights) < self._least:
            return []
        good = [chain for chain in self._chains(sights) if chain.worth >= self._least]
        good.sort(key=lambda chain: (-chain.worth, chain.stop - chain.start, chain.start))
        taken: set[int] = set()
        chosen = []
        for chain in good:
            if taken.isdisjoint(range(chain.start, chain.stop)):
                taken.update(range(chain.start, chain.stop))
                chosen.append(Answer(chain.start, chain.stop, self._score(chain)))
        return chosen

    def _score(self, chain: _Chain) -> float:
        """Rounded, so that equally good answers are equal in whatever order their worth was added up."""
        passed = chain.stop - chain.start - chain.parts.bit_count()
        doubt = _LOOSE * max(passed, 0) * (1 - chain.found / self._total)
        score = 1 - self._strict * (1 - chain.worth / self._total + doubt)
        if self._letters is not None and not self._letters.isascii() and score < _SPELLING_SHARE:
            letters = "".join(self._vocabulary[n] for n in self._row[chain.start : chain.stop])
            score = max(score, _SPELLING_SHARE * OSA.normalized_similarity(letters, self._letters))
        return round(min(score, 1.0), 3)

    def _sights(self, start: int, stop: int) -> list[tuple[int, _Sight]]:
        seen = [
            (place, sight)
            for place, number in enumerate(self._row[start:stop], start)
            if number in self._by_token
            for sight in self._by_token[number]
        ]
        pairs = [
            (place, sight)
            for place in range(start, stop - 1)
            if place in self._by_place
            for sight in self._by_place[place]
        ]
        return sorted(seen + pairs, key=itemgetter(0)) if pairs else seen

    def _chains(self, sights: list[tuple[int, _Sight]]) -> list[_Chain]:
        """For each sight the best chains that end with it: one in the query's order, and a few in any.

        Those in any order have to remember which parts they have used. Several that used different ones
        are kept, or a stray word before the phrase would bar the same word within it.
        """
        chains: list[_Chain] = []
        for place, sight in sights:
            stop = place + sight.length
            ordered = _Chain(place, stop, sight.last, sight.parts, sight.worth, sight.worth, True)
            free: dict[int, _Chain] = {}
            for before in reversed(chains[-_MOST_BEFORE:]):
                passed = place - before.stop
                if passed > _WIDEST_GAP:
                    break
                if passed < 0 or before.parts & sight.parts:
                    continue
                left_out = sight.first - before.last
                worth = before.worth + sight.worth - self._price(passed, left_out)
                if worth <= sight.worth:
                    continue
                parts, found = before.parts | sight.parts, before.found + sight.worth
                if before.ordered and left_out >= 0:
                    if worth > ordered.worth:
                        ordered = _Chain(before.start, stop, sight.last, parts, worth, found, True)
                elif parts not in free or worth > free[parts].worth:
                    free[parts] = _Chain(before.start, stop, sight.last, parts, worth, found, False)
            chains.append(ordered)
            chains += nlargest(self._most_free, free.values(), key=attrgetter("worth")) if free else ()
        return chains

    def _price(self, passed: int, left_out: int) -> float:
        """What it costs to pass over words of the text, as many of which as were left out may be misheard."""
        disorder = _DISORDER if left_out < 0 else 0.0
        passed = max(passed - max(left_out, 0), 0)
        return self._cost * (disorder + min(_GAP * math.pow(passed, _FADING), _MOST_GAP))
