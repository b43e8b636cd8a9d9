"""Phrase search over one lecture: forgiving, ranked, quick enough for every key."""

from __future__ import annotations

from player.model import Match
from player.search.answers import Answer
from player.search.candidates import find_regions
from player.search.excerpts import excerpt
from player.search.hearing import Hearing
from player.search.index import PhraseIndex
from player.search.normalise import tokens
from player.search.ranking import LEAST_WORTH, Ranking
from player.search.readings import read_query

_LONGEST_QUERY = 1000
# What scores less is not near enough to show: 2 of 100 phrases of other lectures score more.
_LEAST_SCORE = 0.54


def find_phrase(index: PhraseIndex, query: str, limit: int = 50) -> tuple[Match, ...]:
    """At most `limit` places where `query` is said, best first and of equals the earlier.

    The last word may be unfinished unless a blank follows it. A score of 1 means every word as typed,
    side by side and in order. Never raises, whatever the query; thread-safe.
    """
    query = query[:_LONGEST_QUERY]
    parts = tokens(query)
    if not parts or not index.row:
        return ()
    unfinished = not query[-1].isspace()
    query_readings = read_query(index, parts, unfinished)
    ranking = Ranking(index, query_readings)
    found = [
        answer
        for start, stop in find_regions(index, query_readings, LEAST_WORTH)
        for answer in ranking.answers(start, stop)
        if answer.score >= _LEAST_SCORE
    ]
    parts = parts[: len(query_readings.weights)]
    found += Hearing(index, parts, query_readings.weights, unfinished).answers(_LEAST_SCORE)
    return tuple(_match(index, answer) for answer in _apart(found, limit))


def _apart(found: list[Answer], limit: int) -> list[Answer]:
    """The best answers that do not overlap, best first and of equals the earlier and shorter."""
    taken: set[int] = set()
    chosen: list[Answer] = []
    for answer in sorted(found, key=lambda a: (-a.score, a.start, a.stop)):
        tokens_of = range(answer.start, answer.stop)
        if taken.isdisjoint(tokens_of):
            taken.update(tokens_of)
            chosen.append(answer)
            if len(chosen) == limit:
                break
    return chosen


def _match(index: PhraseIndex, answer: Answer) -> Match:
    first, last = index.word_of[answer.start], index.word_of[answer.stop - 1]
    context, marked = excerpt(index, first, last + 1)
    return Match(
        start=index.words[first].start,
        end=index.words[last].end,
        context=context,
        marked=marked,
        span=(first, last + 1),
        score=answer.score,
    )
