"""How a query may be read: each of its words, and neighbouring words as one, against the lecture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from player.search.index import PhraseIndex
from player.search.split_words import JOINED, split_places
from player.search.token_matching import begun, begun_misspelt, misspelt, other_endings

# A query longer than this is found by its beginning, which is where playback starts.
_MOST_PARTS = 32
_LONGEST_PART = 64
# So many words of a query are compared with the whole vocabulary, those that it does not have first.
_MOST_COMPARED = 10

# What a word tells that stands nowhere in the lecture: a short one is more likely a slip in "of" or "the".
_UNKNOWN_SHORT, _UNKNOWN_LONG = 0.5, 2.2
# Words of so many letters are short, and beginnings of so many may become anything.
_SHORT, _SHORT_BEGINNING = 3, 4
# A word this like one of the lecture tells what that one tells.
_SURELY_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """Parts `first` to `last` (half-open) of a query taken as one word, and what in the lecture is like it.

    `alike` maps numbers of tokens, `pairs` positions of two tokens that make the word together, to a
    likeness above 0 and at most 1. `count` says in how many places the likest of them stand.
    """

    first: int
    last: int
    alike: dict[int, float]
    pairs: dict[int, float]
    count: int


@dataclass(frozen=True, slots=True)
class QueryReadings:
    """All readings of a query, for each of its parts how much it tells, and its letters.

    What is said once tells 1, what is said often less, a long word that is never said more.
    """

    readings: tuple[Reading, ...]
    weights: tuple[float, ...]
    letters: str


def read_query(index: PhraseIndex, parts: Sequence[str], unfinished: bool) -> QueryReadings:
    """Every reading of `parts`; `unfinished` when the last of them may be the beginning of a word."""
    parts = [part[:_LONGEST_PART] for part in parts[:_MOST_PARTS]]
    known = [part in index.numbers for part in parts]
    compared = set(sorted(range(len(parts)), key=known.__getitem__)[:_MOST_COMPARED])
    if len(parts) == 1 and len(parts[0]) < 3:
        compared = set()
    final = len(parts) - 1 if unfinished else -1
    singles = [
        _reading(i, i + 1, _alike(index, part, i == final, i in compared), index, part, i == final)
        for i, part in enumerate(parts)
    ]
    joined = []
    for i in range(len(parts) - 1):
        part = parts[i] + parts[i + 1]
        compare = {i, i + 1} <= compared and not (known[i] and known[i + 1])
        alike = {n: JOINED * like for n, like in _alike(index, part, i + 1 == final, compare).items()}
        joined.append(_reading(i, i + 2, alike, index, part, i + 1 == final))
    return QueryReadings(
        tuple(reading for reading in singles + joined if reading.count),
        _weights(index, parts, singles, joined, final),
        "".join(parts),
    )


def _alike(index: PhraseIndex, part: str, unfinished: bool, compare: bool) -> dict[int, float]:
    """Every token that `part` may stand for; the whole vocabulary is gone through only to `compare`."""
    ways = []
    if compare:
        ways += [misspelt(index, part), other_endings(index, part)]
    if unfinished:
        ways.append(begun(index, part) or (begun_misspelt(index, part) if compare else {}))
    if part in index.numbers:
        ways.append({index.numbers[part]: 1.0})
    alike: dict[int, float] = {}
    for way in ways:
        for number, likeness in way.items():
            alike[number] = max(likeness, alike.get(number, 0.0))
    return alike


def _reading(
    first: int, last: int, alike: dict[int, float], index: PhraseIndex, part: str, unfinished: bool
) -> Reading:
    pairs = split_places(index, part, unfinished) if last - first == 1 else {}
    best = max((*alike.values(), *pairs.values()), default=0.0)
    likest = {n for n, likeness in alike.items() if likeness >= best - 0.05}
    if unfinished:
        likest.update(index.with_prefix(part))
    count = sum(len(index.places[n]) for n in likest) + len(pairs)
    return Reading(first, last, alike, pairs, count)


def _weights(
    index: PhraseIndex,
    parts: Sequence[str],
    singles: Sequence[Reading],
    joined: Sequence[Reading],
    final: int,
) -> tuple[float, ...]:
    """What each part tells: its rarity, the more like an unknown word the less like it is what was found."""
    weights = [_UNKNOWN_SHORT if len(part) <= _SHORT else _UNKNOWN_LONG for part in parts]
    for reading in joined:
        if reading.count:
            weights[reading.first : reading.last] = [index.rarity(reading.count)] * 2
    for reading in singles:
        if reading.count:
            rarity = index.rarity(reading.count)
            best = max((*reading.alike.values(), *reading.pairs.values()))
            unknown = weights[reading.first] if best < _SURELY_ALIKE else rarity
            weights[reading.first] = best * rarity + (1 - best) * unknown
    if final >= 0 and len(parts[final]) <= _SHORT_BEGINNING and not _is_surely_alike(singles[final]):
        weights[final] = min(weights[final], _UNKNOWN_SHORT)
    return tuple(weights)


def _is_surely_alike(reading: Reading) -> bool:
    return max((*reading.alike.values(), *reading.pairs.values()), default=0.0) >= _SURELY_ALIKE
