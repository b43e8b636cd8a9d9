"""How often search finds what was half remembered, beside other ways to search.

    python -m tests.benchmarks.search_quality [--ours] [--misses KIND] [--phrases N]

Phrases are drawn from each seed by fixed random sources and damaged in each way; true errors of recognisers
come from a list. Ranking is tuned on one half of each; the other, the unseen half, is printed apart.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from player.model import Segment
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase
from tests.benchmarks.search_bench import SEEDS, lecture_index, seed_segments
from tests.benchmarks.search_queries.misheard import lectures_of, misheard
from tests.benchmarks.search_queries.phrases import KINDS, Query, damaged, draw, row_of
from tests.benchmarks.search_rivals import Finder, Range, ours, rivals

NAMES = ("000", "001", "002", "003")
HALVES = ("tuned half", "unseen half")
_PHRASES = 50
_ABSENT = 200
# Pieces as long as a dataset's rows.
_PIECE_MS = 30_000


@dataclass(slots=True)
class Tally:
    """The place, from 0, of the right answer to each query; None where it is not among the answers."""

    ranks: list[int | None] = field(default_factory=list)

    def hits(self, most: int) -> float:
        """The share of queries whose right answer is among the first `most`."""
        return sum(rank is not None and rank < most for rank in self.ranks) / max(len(self.ranks), 1)

    def reciprocal(self) -> float:
        """The mean reciprocal rank."""
        return sum(1 / (rank + 1) for rank in self.ranks if rank is not None) / max(len(self.ranks), 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, what a miss is told by, and whether a range of words answers it."""

    kind: str
    seed: str
    text: str
    meant: str
    answered: Callable[[Range], bool]


@cache
def index_of(name: str) -> PhraseIndex:
    """A seed as one lecture."""
    return lecture_index(seed_segments(name))


def phrase_queries(half: int, count: int) -> Iterator[Asked]:
    """Every kind of damage to `count` phrases of each seed."""
    for name in NAMES:
        index = index_of(name)
        phrases = draw(index, random.Random(f"phrases {name}"), 2 * count)[half::2]
        for kind in KINDS:
            for query in damaged(index, kind, phrases, random.Random(f"{kind} {name} {half}")):
                meant = " ".join(query.phrase.parts)
                yield Asked(kind, name, query.text, meant, _holds(index, query))


def _holds(index: PhraseIndex, query: Query) -> Callable[[Range], bool]:
    """Whether a range has at least half of the phrase's words."""
    start, count = query.phrase.start, len(query.phrase.parts)
    first, last = index.word_of[start], index.word_of[start + count - 1]

    def holds(found: Range) -> bool:
        return 2 * (min(found[1], last + 1) - max(found[0], first)) >= last + 1 - first

    return holds


def misheard_queries(half: int) -> Iterator[Asked]:
    """Every other true error; found by what overlaps the segments where it was said."""
    for error in misheard()[half::2]:
        index = index_of(error.seed)
        before = lectures_of(seed_segments(error.seed))
        offset = sum(len(lecture) for lecture in before[: error.lecture])
        right = {
            offset + number
            for number, segment in enumerate(before[error.lecture])
            if any(segment.start < stop and segment.end > start for start, stop in error.ranges)
        }
        yield Asked("misheard", error.seed, error.words, error.words, _within(index, right))


def _within(index: PhraseIndex, right: set[int]) -> Callable[[Range], bool]:
    return lambda found: any(index.words[number].segment in right for number in range(*found))


def rank_of(find: Finder, asked: Asked) -> int | None:
    """The place of the first right answer."""
    return next((rank for rank, found in enumerate(find(asked.text)) if asked.answered(found)), None)


def tallied(queries: Iterable[Asked], finders: dict[str, Finder]) -> dict[str, Tally]:
    """For each kind and for all damages together how the queries fared, with the seed's finder."""
    tallies: dict[str, Tally] = {}
    for asked in queries:
        rank = rank_of(finders[asked.seed], asked)
        whole = "all damaged" if asked.kind not in ("none", "misheard") else ""
        for kind in filter(None, (asked.kind, whole)):
            tallies.setdefault(kind, Tally()).ranks.append(rank)
    return tallies


def table(count: int, only_ours: bool) -> list[str]:
    """A table for each half: a row a kind, a column a way to search."""
    ways: dict[str, dict[str, Finder]] = {"ours": {name: ours(index_of(name)) for name in NAMES}}
    missing = []
    if not only_ours:
        others = {name: rivals(index_of(name)) for name in NAMES}
        for way, finder in others[NAMES[0]].items():
            if finder is None:
                missing.append(f"{way}: not installed")
            else:
                ways[way] = {name: found for name in NAMES if (found := others[name][way])}
    lines = []
    for half, title in enumerate(HALVES):
        queries = [*phrase_queries(half, count), *misheard_queries(half)]
        tallies = {way: tallied(queries, finders) for way, finders in ways.items()}
        lines.append(f"{title}: hit@1 hit@5 MRR")
        lines.append(f"{'':<12} {'n':>5} " + " ".join(f"{way:>18}" for way in ways))
        lines += [_row(kind, tallies) for kind in (*KINDS, "all damaged", "misheard")]
    return lines + missing


def _row(kind: str, tallies: dict[str, dict[str, Tally]]) -> str:
    columns = [found[kind] for found in tallies.values()]
    figures = " ".join(f"{t.hits(1):6.3f}{t.hits(5):6.3f}{t.reciprocal():6.3f}" for t in columns)
    return f"{kind:<12} {len(columns[0].ranks):>5} {figures}"


def absent() -> list[str]:
    """Which share of phrases of other lectures, of which a content word is never said here, get an answer."""
    lines = []
    for half, title in enumerate(HALVES):
        strange, any_kind = _absent_answers(half)
        lines.append(
            f"absent, {title}: {_share(strange)} of phrases with a content word that the lecture lacks "
            f"get an answer, {_share(any_kind)} of phrases that only do not stand in it"
        )
    return lines


def _share(answers: Sequence[bool]) -> str:
    return f"{sum(answers)} of {len(answers)} ({sum(answers) / max(len(answers), 1):.1%})"


def absent_phrases(half: int) -> Iterator[tuple[str, str, bool]]:
    """(seed to search, phrase of another, whether a content word of it is never said there)."""
    for here in NAMES:
        index = index_of(here)
        text = " ".join(row_of(index))
        for other in NAMES:
            if other == here:
                continue
            drawn = draw(index_of(other), random.Random(f"absent {here} {other}"), 2 * _ABSENT)[half::2]
            for phrase in drawn:
                words = " ".join(phrase.parts)
                if words not in text:
                    lacking = any(len(part) >= 5 and not _is_said(index, part) for part in phrase.parts)
                    yield here, words, lacking


def _is_said(index: PhraseIndex, part: str) -> bool:
    """Whether the lecture has `part` with this or another ending."""
    return bool(index.with_prefix(part[: max(4, len(part) - 3)]))


def _absent_answers(half: int) -> tuple[list[bool], list[bool]]:
    strange, any_kind = [], []
    for here, words, lacking in absent_phrases(half):
        answered = bool(find_phrase(index_of(here), words, 1))
        if lacking:
            strange.append(answered)
        any_kind.append(answered)
    return strange, any_kind


def merged(segments: Sequence[Segment], length: int = _PIECE_MS) -> list[Segment]:
    """Neighbouring segments as one, up to about `length` milliseconds."""
    pieces: list[Segment] = []
    for segment in segments:
        if pieces and segment.end - pieces[-1].start <= length:
            last = pieces.pop()
            pieces.append(Segment(last.start, segment.end, f"{last.text} {segment.text}"))
        else:
            pieces.append(Segment(segment.start, segment.end, segment.text))
    return pieces


def seek_errors(half: int) -> dict[str, list[int]]:
    """Milliseconds between where a phrase's first word is said and where search jumps to, for exact queries.

    When it is said is what the seed's own short cues tell; the pieces know no more than their ends.
    """
    short, long = index_of("003"), lecture_index(merged(seed_segments("003")))
    errors: dict[str, list[int]] = {"short segments": [], "30-second segments": []}
    for phrase in draw(short, random.Random("seek"), 400)[half::2]:
        said = short.words[short.word_of[phrase.start]]
        if said.begin and short.word_of[phrase.start]:
            continue
        for what, index in zip(errors, (short, long), strict=True):
            found = find_phrase(index, " ".join(phrase.parts) + " ", 1)
            errors[what].append(abs(found[0].start - said.start) if found else 60_000)
    return errors


def seeking() -> list[str]:
    """The median and the 95th percentile of the errors, for phrases that begin a cue: its start is known."""
    lines = []
    for half, title in enumerate(HALVES):
        for what, errors in seek_errors(half).items():
            ordered = sorted(errors)
            middle, high = ordered[len(ordered) // 2] / 1000, ordered[int(len(ordered) * 0.95)] / 1000
            within = sum(error <= 500 for error in errors) / len(errors)
            lines.append(
                f"seek, {what}, {title}: median {middle:.2f} s, p95 {high:.2f} s, "
                f"within 0.5 s {within:.3f} of {len(errors)}"
            )
    return lines


def misses(kind: str, count: int) -> list[str]:
    """Every query of `kind` of the tuned half that is not answered first, and what is."""
    if kind == "absent":
        return list(_answered())
    lines = []
    for asked in (*phrase_queries(0, count), *misheard_queries(0)):
        if asked.kind != kind:
            continue
        found = find_phrase(index_of(asked.seed), asked.text, 10)
        rank = next((n for n, match in enumerate(found) if asked.answered(match.span)), None)
        if rank != 0:
            best = [f"{m.score} {m.context[slice(*m.marked)]!r}" for m in found[: (rank or 2) + 1]]
            lines.append(
                f"{asked.seed} {asked.meant!r} as {asked.text!r}: {rank}; {'; '.join(best) or 'nothing'}"
            )
    return lines


def _answered() -> Iterator[str]:
    for here, words, lacking in absent_phrases(0):
        for match in find_phrase(index_of(here), words, 1):
            known = "" if lacking else "(known words) "
            yield f"{here} {words!r} {known}got {match.score} {match.context[slice(*match.marked)]!r}"


def measure() -> list[tuple[str, str, str]]:
    """Rows of (what, budget, figure), for the half that nothing is tuned on."""
    if not SEEDS.is_dir():
        return [("search quality", "MRR 0.985", "not measured: ../shared with its seeds is not here")]
    finders = {name: ours(index_of(name)) for name in NAMES}
    tallies = tallied([*phrase_queries(1, _PHRASES), *misheard_queries(1)], finders)
    heard, strange = tallies["misheard"], _absent_answers(1)[0]
    return [
        ("search, damaged phrases, MRR", "0.985", f"{tallies['all damaged'].reciprocal():.3f}"),
        ("search, misheard, hit@1 and hit@5", "0.92, 0.97", f"{heard.hits(1):.3f}, {heard.hits(5):.3f}"),
        ("search, phrases of other lectures answered", "2 %", _share(strange)),
        *((line.partition(":")[0], "0.5 s, 2 s", line.partition(": ")[2]) for line in seeking()[2:]),
    ]


def main() -> None:
    """Print the tables, or the misses of one kind."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--ours", action="store_true", help="leave out the other ways to search")
    arguments.add_argument("--misses", metavar="KIND", help="show each that was not the first answer")
    arguments.add_argument("--phrases", type=int, default=_PHRASES, help="phrases of each seed and half")
    chosen = arguments.parse_args()
    if chosen.misses:
        lines = misses(chosen.misses, chosen.phrases)
    else:
        lines = [*table(chosen.phrases, chosen.ours), *absent(), *seeking()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
