"""Which tokens of the lecture one word of a query may stand for, and how like it they are."""

from __future__ import annotations

from math import ceil

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from player.search.index import PhraseIndex

_MOST_ALIKE = 24

# Edits cost more than their share of the letters: 0.9 similar in spelling is 0.84 alike.
_STRICTNESS = 1.6
_LEAST_LIKENESS = 0.05


def likeness_of(similarity: float) -> float:
    """The likeness, above 0 to 1, of two words whose spellings have this normalised `similarity`."""
    return max(1 - _STRICTNESS * (1 - similarity), _LEAST_LIKENESS)


def least_similarity(length: int) -> float:
    """The cutoff for words of `length` letters: one edit in three or four, two from five on, and so forth."""
    return 0.66 if length <= 3 else 0.74 if length == 4 else 0.59


def misspelt(index: PhraseIndex, part: str) -> dict[int, float]:
    """Tokens a few edits from `part`: optimal string alignment, where swapped neighbours are one edit."""
    length = len(part)
    if length < 2:
        return {}
    cutoff = least_similarity(length)
    lengths = range(ceil(length * cutoff), int(length / cutoff) + 1)
    choices = [token for other in lengths for token in index.by_length.get(other, ())]
    found = process.extract(
        part, choices, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=_MOST_ALIKE
    )
    return {index.numbers[token]: likeness_of(similarity) for token, similarity, _ in found}


def begun(index: PhraseIndex, part: str) -> dict[int, float]:
    """Tokens that begin with `part`; the more of one is typed, the liker it is, but never like the whole."""
    length = len(part)
    return {n: 0.85 + 0.12 * length / len(index.vocabulary[n]) for n in index.with_prefix(part)}


def begun_misspelt(index: PhraseIndex, part: str) -> dict[int, float]:
    """Tokens whose first letters, one more or one less than `part` has, are nearly `part`."""
    length = len(part)
    if length < 5:
        return {}
    longer = [token for other, group in index.by_length.items() if other > length for token in group]
    alike: dict[int, float] = {}
    for head in (length - 1, length, length + 1):
        heads = [token[:head] for token in longer]
        for _, similarity, i in process.extract(
            part, heads, scorer=OSA.normalized_similarity, score_cutoff=0.74, limit=_MOST_ALIKE
        ):
            number = index.numbers[longer[i]]
            alike[number] = max(alike.get(number, 0.0), 0.9 * likeness_of(similarity))
    return alike


def other_endings(index: PhraseIndex, part: str) -> dict[int, float]:
    """Tokens that share most of their beginning with `part`: optimize, optimizing, optimization."""
    length = len(part)
    if length < 4:
        return {}
    found = {}
    for number in index.with_prefix(part[: max(4, ceil(0.65 * length))]):
        token = index.vocabulary[number]
        if len(token) <= length + 5:
            found[number] = 0.5 + 0.4 * Prefix.normalized_similarity(part, token)
    return found
