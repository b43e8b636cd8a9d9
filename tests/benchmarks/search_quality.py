"""How often search finds a phrase that was damaged in a known way.

    python tests/benchmarks/search_quality.py [--unseen] [--misses]

Draws phrases of three to five words that stand once in a lecture, damages each in every way, and prints
the share found as first answer and among the first five. Ranking is tuned on the seen half of the
phrases only; `--unseen` takes the other half.
"""

from __future__ import annotations

import argparse
import random
import string
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search_bench import seed_index

from player.model import Match
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase

PHRASES_EACH = 200
Damage = Callable[[list[str], random.Random], list[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens of the lecture from number `start`."""

    start: int
    parts: tuple[str, ...]


def draw(index: PhraseIndex, source: random.Random, count: int) -> list[Phrase]:
    """Phrases that stand once, with a content word: five letters or more and among the rarer ones."""
    row = [index.vocabulary[number] for number in index.row]
    seen = Counter(tuple(row[i : i + n]) for n in (3, 4, 5) for i in range(len(row) - n + 1))
    phrases: dict[tuple[str, ...], Phrase] = {}
    while len(phrases) < count:
        length = source.choice((3, 4, 5))
        start = source.randrange(len(row) - length)
        parts = tuple(row[start : start + length])
        content = [p for p in parts if len(p) >= 5 and len(index.places[index.numbers[p]]) <= len(row) / 150]
        if content and seen[parts] == 1:
            phrases[parts] = Phrase(start, parts)
    return list(phrases.values())


def misspell(parts: list[str], source: random.Random) -> list[str]:
    """One to three typing errors, anywhere in words of three letters and more."""
    parts = list(parts)
    for _ in range(source.randint(1, 3)):
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
    i = max(range(len(parts)), key=lambda i: (len(parts[i]) >= 5, source.random()))
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


def swap(parts: list[str], source: random.Random) -> list[str]:
    """Two neighbours in the other order."""
    i = source.randrange(len(parts) - 1)
    return [*parts[:i], parts[i + 1], parts[i], *parts[i + 2 :]]


def end_otherwise(parts: list[str], source: random.Random) -> list[str]:
    """The longest word with another ending."""
    i = max(range(len(parts)), key=lambda i: len(parts[i]))
    stem = next(
        (parts[i].removesuffix(e) for e in ("ing", "ed", "es", "s") if parts[i].endswith(e)), parts[i]
    )
    return [
        *parts[:i],
        stem + source.choice([e for e in ("", "s", "ing", "ed") if stem + e != parts[i]]),
        *parts[i + 1 :],
    ]


def several(parts: list[str], source: random.Random) -> list[str]:
    """Typing errors and one of the other kinds."""
    return misspell(source.choice((split, join, drop, swap))(parts, source), source)


DAMAGES: dict[str, Damage] = {
    "none": lambda parts, source: parts,
    "typing": misspell,
    "split": split,
    "join": join,
    "drop": drop,
    "add": add,
    "swap": swap,
    "ending": end_otherwise,
    "several": several,
}


def rank_of(matches: Sequence[Match], index: PhraseIndex, phrase: Phrase) -> int | None:
    """The place, from 0, of the first answer with at least half of the phrase's words; None without one."""
    first, last = index.word_of[phrase.start], index.word_of[phrase.start + len(phrase.parts) - 1]
    for rank, match in enumerate(matches):
        shared = min(match.span[1], last + 1) - max(match.span[0], first)
        if 2 * shared >= last + 1 - first:
            return rank
    return None


def report(half: int, show_misses: bool) -> list[str]:
    """Lines of a table: for each kind of damage the shares of first answers and so on."""
    lectures = [(name, seed_index(name)) for name in ("003", "001")]
    lines = [f"{'damage':<9} {'hit@1':>6} {'hit@5':>6} {'MRR':>6} {'exact start':>12}"]
    for kind, damage in DAMAGES.items():
        ranks: list[int | None] = []
        starts = 0
        for name, index in lectures:
            phrases = draw(index, random.Random(f"phrases {name}"), 2 * PHRASES_EACH)[half::2]
            source = random.Random(f"{kind} {name} {half}")
            for phrase in phrases:
                query = " ".join(damage(list(phrase.parts), source))
                matches = find_phrase(index, query)
                ranks.append(rank_of(matches, index, phrase))
                starts += ranks[-1] == 0 and matches[0].span[0] == index.word_of[phrase.start]
                if show_misses and ranks[-1] != 0:
                    best = f"{matches[0].score} {matches[0].context}" if matches else "nothing"
                    lines.append(f"    {name} {' '.join(phrase.parts)!r} as {query!r}: {ranks[-1]}, {best}")
        lines.append(_line(kind, ranks, starts))
    return [*lines, *absent(half, show_misses)]


def _line(kind: str, ranks: Sequence[int | None], starts: int) -> str:
    count = len(ranks)
    first, five = sum(r == 0 for r in ranks) / count, sum(r is not None and r < 5 for r in ranks) / count
    reciprocal = sum(1 / (r + 1) for r in ranks if r is not None) / count
    return f"{kind:<9} {first:6.3f} {five:6.3f} {reciprocal:6.3f} {starts / count:12.3f}"


def absent(half: int, show_misses: bool) -> list[str]:
    """How many phrases of other lectures, whose content words this one never says together, get an answer."""
    index = seed_index("003")
    row = [index.vocabulary[number] for number in index.row]
    lines, answered, count = [], 0, 0
    for name in ("000", "002"):
        other = seed_index(name)
        for phrase in draw(other, random.Random(f"absent {name}"), PHRASES_EACH)[half::2]:
            if all(part in row for part in phrase.parts if len(part) >= 5):
                continue
            count += 1
            matches = find_phrase(index, " ".join(phrase.parts))
            answered += bool(matches)
            if matches and show_misses:
                lines.append(f"    {' '.join(phrase.parts)!r} got {matches[0].score} {matches[0].context}")
    return [
        *lines,
        f"absent: {answered} of {count} phrases with a word that the lecture does not have got an answer",
    ]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--unseen", action="store_true", help="take the half that nothing is tuned on")
    arguments.add_argument("--misses", action="store_true", help="show each that was not the first answer")
    chosen = arguments.parse_args()
    sys.stdout.write("\n".join(report(int(chosen.unseen), chosen.misses)) + "\n")
