"""Other ways to find a phrase, for comparison: each answers a query with ranges of the lecture's words."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from player.search.index import PhraseIndex
from player.search.normalise import tokens
from player.search.phrases import find_phrase

Range = tuple[int, int]
Finder = Callable[[str], list[Range]]
_MOST = 10


def ours(index: PhraseIndex) -> Finder:
    """The player's own search."""
    return lambda query: [match.span for match in find_phrase(index, query, _MOST)]


def rivals(index: PhraseIndex) -> dict[str, Finder | None]:
    """The others by name; None for what is not installed."""
    return {
        "partial_ratio": _by_segment(index, fuzz.partial_ratio),
        "WRatio": _by_segment(index, fuzz.WRatio),
        "window": _window(index),
        "fzf": _fzf(index) if shutil.which("fzf") else None,
        "FTS5 trigrams": _trigrams(index),
        "exact": _exact(index),
    }


def _segment_ranges(index: PhraseIndex) -> list[Range]:
    """The words of each segment."""
    ranges: list[Range] = [(0, 0)] * len(index.texts)
    for number, word in enumerate(index.words):
        first, stop = ranges[word.segment]
        ranges[word.segment] = (first if stop else number, number + 1)
    return ranges


def _folded(index: PhraseIndex) -> list[str]:
    return [" ".join(tokens(text)) for text in index.texts]


def _by_segment(index: PhraseIndex, scorer: Callable[..., float]) -> Finder:
    texts, ranges = _folded(index), _segment_ranges(index)

    def find(query: str) -> list[Range]:
        found = process.extract(" ".join(tokens(query)), texts, scorer=scorer, limit=_MOST, score_cutoff=1)
        return [ranges[number] for _, _, number in found]

    return find


def _window(index: PhraseIndex) -> Finder:
    """As many words of the lecture as the query has, from every word on, by `ratio`."""
    row = [index.vocabulary[number] for number in index.row]
    kept: dict[int, list[str]] = {}

    def find(query: str) -> list[Range]:
        parts = tokens(query)
        count = len(parts)
        if count not in kept:
            kept[count] = [" ".join(row[i : i + count]) for i in range(max(len(row) - count + 1, 0))]
        found = process.extract(" ".join(parts), kept[count], scorer=fuzz.ratio, limit=60, score_cutoff=1)
        apart: list[int] = []
        for _, _, start in found:
            if all(abs(start - other) >= count for other in apart):
                apart.append(start)
        return [(index.word_of[i], index.word_of[i + count - 1] + 1) for i in apart[:_MOST]]

    return find


def _fzf(index: PhraseIndex) -> Finder:
    lines = "\n".join(f"{number}\t{text}" for number, text in enumerate(_folded(index)))
    ranges = _segment_ranges(index)

    def find(query: str) -> list[Range]:
        command = ["fzf", "--filter", " ".join(tokens(query)), "--delimiter", "\t", "--nth", "2.."]
        ran = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, timeout=20)
        return [ranges[int(line.partition("\t")[0])] for line in ran.stdout.splitlines()[:_MOST]]

    return find


def _trigrams(index: PhraseIndex) -> Finder:
    """SQLite's full-text index of trigrams, any of the query's, ordered by its bm25."""
    ranges = _segment_ranges(index)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize='trigram')")
    base.executemany("INSERT INTO said(rowid, text) VALUES (?, ?)", enumerate(_folded(index)))

    def find(query: str) -> list[Range]:
        text = " ".join(tokens(query))
        wanted = " OR ".join(f'"{text[i : i + 3]}"' for i in range(len(text) - 2))
        if not wanted:
            return []
        rows: Iterable[tuple[int]] = base.execute(
            "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT ?", (wanted, _MOST)
        )
        return [ranges[number] for (number,) in rows]

    return find


def _exact(index: PhraseIndex) -> Finder:
    row = [index.vocabulary[number] for number in index.row]
    text = " ".join(row)
    begins = [0]
    for token in row:
        begins.append(begins[-1] + len(token) + 1)
    word_at = dict(zip(begins, index.word_of, strict=False))

    def find(query: str) -> list[Range]:
        wanted = " ".join(tokens(query))
        found: list[Range] = []
        at = text.find(wanted) if wanted else -1
        while at >= 0 and len(found) < _MOST:
            if at in word_at:
                found.append((word_at[at], word_at[at] + wanted.count(" ") + 1))
            at = text.find(wanted, at + 1)
        return found

    return find
