"""Phrases drawn from a lecture by a fixed random source, and how a person damages them."""

from __future__ import annotations

import random
import string
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from player.search.index import PhraseIndex
from tests.benchmarks.search_queries.mishearing import mishear

_CONTENT_LETTERS = 5
# A content word is said at most once in so many words.
_CONTENT_RARITY = 150
_LETTERS_AN_ERROR = 6
# So many words on stands the next of words that are apart.
_APART = (2, 7)

Damage = Callable[[list[str], random.Random], list[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens of the lecture from number `start`."""

    start: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed for a phrase."""

    text: str
    phrase: Phrase


def row_of(index: PhraseIndex) -> list[str]:
    """Every token of the lecture in order."""
    return [index.vocabulary[number] for number in index.row]


def draw(index: PhraseIndex, source: random.Random, count: int) -> list[Phrase]:
    """Phrases of three to five words that stand once, each with a content word."""
    row = row_of(index)
    seen = Counter(tuple(row[i : i + n]) for n in (3, 4, 5) for i in range(len(row) - n + 1))
    phrases: dict[tuple[str, ...], Phrase] = {}
    while len(phrases) < count:
        length = source.choice((3, 4, 5))
        start = source.randrange(len(row) - length)
        parts = tuple(row[start : start + length])
        if seen[parts] == 1 and any(is_content(index, part) for part in parts):
            phrases[parts] = Phrase(start, parts)
    return list(phrases.values())


def is_content(index: PhraseIndex, part: str) -> bool:
    """Whether `part`, a token of the lecture, is long and not among its commonest."""
    seldom = len(index.places[index.numbers[part]]) <= len(index.row) / _CONTENT_RARITY
    return len(part) >= _CONTENT_LETTERS and seldom


def damaged(index: PhraseIndex, kind: str, phrases: Sequence[Phrase], source: random.Random) -> list[Query]:
    """One query a phrase; a damage that makes what is said elsewhere is done anew, for it names that place."""
    row = row_of(index)
    letters = "".join(row)
    if kind == "apart":
        return [_apart(index, row, phrase, source) for phrase in phrases]
    queries = []
    for phrase in phrases:
        own = "".join(phrase.parts)
        for _ in range(20):
            parts = DAMAGES[kind](list(phrase.parts), source)
            typed = "".join(parts)
            if typed == own or letters.count(typed) == own.count(typed):
                break
        queries.append(Query(" ".join(parts), phrase))
    return queries


def _apart(index: PhraseIndex, row: Sequence[str], phrase: Phrase, source: random.Random) -> Query:
    """Three content words in order with others between them, from the phrase on; found by the first two."""
    first = next(i for i, part in enumerate(phrase.parts) if is_content(index, part)) + phrase.start
    places = [first]
    for _ in range(2):
        at = min(places[-1] + source.randint(*_APART), len(row) - 1)
        while at < len(row) - 1 and at - places[-1] < _APART[1] and not is_content(index, row[at]):
            at += 1
        places.append(at)
    typed = " ".join(row[place] for place in places)
    return Query(typed, Phrase(first, tuple(row[first : places[1] + 1])))


def misspell(parts: list[str], source: random.Random) -> list[str]:
    """A typing error or, one in so many letters, up to three, anywhere in words of three letters and more."""
    parts = list(parts)
    most = max(min(sum(map(len, parts)) // _LETTERS_AN_ERROR, 3), 1)
    for _ in range(source.randint(1, most)):
        long_enough = [i for i, part in enumerate(parts) if len(part) >= 3]
        if not long_enough:
            break
        i = source.choice(long_enough)
        part, at = parts[i], source.randrange(len(parts[i]))
        letter = source.choice(string.ascii_lowercase)
        swapped = part[:at] + part[at + 1 : at + 2] + part[at] + part[at + 2 :]
        left_out, put_in = part[:at] + part[at + 1 :], part[:at] + letter + part[at:]
        parts[i] = source.choice((left_out, put_in, part[:at] + letter + part[at + 1 :], swapped))
    return parts


def split(parts: list[str], source: random.Random) -> list[str]:
    """One of the longer words in two."""
    i = max(range(len(parts)), key=lambda i: (len(parts[i]) >= _CONTENT_LETTERS, source.random()))
    cut = source.randint(2, max(len(parts[i]) - 2, 2))
    return [piece for piece in [*parts[:i], parts[i][:cut], parts[i][cut:], *parts[i + 1 :]] if piece]


def join(parts: list[str], source: random.Random) -> list[str]:
    """Two neighbours as one word."""
    i = source.randrange(len(parts) - 1)
    return [*parts[:i], parts[i] + parts[i + 1], *parts[i + 2 :]]


def drop(parts: list[str], source: random.Random) -> list[str]:
    """One word less, never the longest: that would leave nothing to look for."""
    longest = max(range(len(parts)), key=lambda i: len(parts[i]))
    gone = source.choice([i for i in range(len(parts)) if i != longest])
    return parts[:gone] + parts[gone + 1 :]


def add(parts: list[str], source: random.Random) -> list[str]:
    """One word more."""
    at = source.randrange(1, len(parts))
    return [*parts[:at], source.choice(("the", "really", "very", "kind", "actual")), *parts[at:]]


def order(parts: list[str], source: random.Random) -> list[str]:
    """Two neighbours, or all of the words, in another order."""
    if source.random() < 0.3:
        return source.sample(parts, len(parts))
    i = source.choice([i for i, (one, other) in enumerate(pairwise(parts)) if one != other] or [0])
    return [*parts[:i], parts[i + 1], parts[i], *parts[i + 2 :]]


def end_otherwise(parts: list[str], source: random.Random) -> list[str]:
    """The longest word with another ending."""
    i = max(range(len(parts)), key=lambda i: len(parts[i]))
    stem = next(
        (parts[i].removesuffix(e) for e in ("ing", "ed", "es", "s") if parts[i].endswith(e)), parts[i]
    )
    ending = source.choice([e for e in ("", "s", "ing", "ed") if stem + e != parts[i]])
    return [*parts[:i], stem + ending, *parts[i + 1 :]]


def several(parts: list[str], source: random.Random) -> list[str]:
    """Typing errors or a mishearing, and one of the other kinds."""
    return source.choice((misspell, mishear))(
        source.choice((split, join, drop, order))(parts, source), source
    )


DAMAGES: dict[str, Damage] = {
    "none": lambda parts, source: parts,
    "typing": misspell,
    "split": split,
    "join": join,
    "ending": end_otherwise,
    "drop": drop,
    "add": add,
    "order": order,
    "sound": mishear,
    "several": several,
}
KINDS = (*DAMAGES, "apart")
