"""Words of a query that the lecture has as two: "imagenet" where "image net" was written."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from player.search.index import PhraseIndex
from player.search.token_matching import likeness_of

JOINED = 0.97
_SHORTEST_PIECE = 3
_LEAST_SIMILARITY = 0.7
# A half as common as this ("the") leads to too many places when the other half is not known.
_LEAST_RARITY = 0.4


def split_places(index: PhraseIndex, part: str, unfinished: bool) -> dict[int, float]:
    """Positions of two neighbouring tokens that make `part` together, and how like it they are.

    One of the two is spelt as in `part`, the other may have typing errors, or go on when `unfinished`.
    """
    found: dict[int, float] = {}
    if len(part) < 4:
        return found
    for cut in range(1, len(part)):
        head, tail = index.numbers.get(part[:cut]), index.numbers.get(part[cut:])
        if head is not None and tail is not None:
            found |= _both_known(index, head, tail)
        if head is not None and cut >= _SHORTEST_PIECE:
            found |= _head_known(index, head, part, unfinished) | found
        if tail is not None and len(part) - cut >= _SHORTEST_PIECE:
            found |= _tail_known(index, tail, part) | found
    return found


def _both_known(index: PhraseIndex, head: int, tail: int) -> dict[int, float]:
    row, heads, tails = index.row, index.places[head], index.places[tail]
    if len(heads) < len(tails):
        end = len(row) - 1
        return {p: JOINED for p in heads if p < end and row[p + 1] == tail}
    return {p - 1: JOINED for p in tails if p and row[p - 1] == head}


def _head_known(index: PhraseIndex, head: int, part: str, unfinished: bool) -> dict[int, float]:
    row, heads = index.row, index.places[head]
    if index.rarity(len(heads)) < _LEAST_RARITY:
        return {}
    rest = part[len(index.vocabulary[head]) :]
    after = {p: row[p + 1] for p in heads if p + 1 < len(row)}
    alike = {n: _half(index.vocabulary[n], rest, part, unfinished) for n in set(after.values())}
    return {p: alike[n] for p, n in after.items() if alike[n]}


def _tail_known(index: PhraseIndex, tail: int, part: str) -> dict[int, float]:
    row, tails = index.row, index.places[tail]
    if index.rarity(len(tails)) < _LEAST_RARITY:
        return {}
    rest = part[: -len(index.vocabulary[tail])]
    before = {p - 1: row[p - 1] for p in tails if p}
    alike = {n: _half(index.vocabulary[n], rest, part, False) for n in set(before.values())}
    return {p: alike[n] for p, n in before.items() if alike[n]}


def _half(token: str, rest: str, part: str, unfinished: bool) -> float:
    """How like `part` the pair is, its other half being right and this one `token` for `rest`; 0 when not."""
    if unfinished and token.startswith(rest):
        return JOINED * 0.9
    if len(rest) < _SHORTEST_PIECE or OSA.normalized_similarity(token, rest) < _LEAST_SIMILARITY:
        return 0.0
    return JOINED * likeness_of(1 - OSA.distance(token, rest) / len(part))
