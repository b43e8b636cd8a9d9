"""Phrase search over one lecture: forgiving, ranked, quick enough for every key."""

from __future__ import annotations

from player.model import Match
from player.search.candidates import find_regions
from player.search.excerpts import excerpt
from player.search.index import PhraseIndex
from player.search.normalise import tokens
from player.search.ranking import LEAST_WORTH, Answer, Ranking
from player.search.readings import read_query

_LONGEST_QUERY = 1000
# What scores less is not near enough to show: at this, 4 of 100 phrases of other lectures get an answer.
_LEAST_SCORE = 0.64


def find_phrase(index: PhraseIndex, query: str, limit: int = 50) -> tuple[Match, ...]:
    """At most `limit` places where `query` is said, best first and of equals the earlier.

    The last word may be unfinished unless a blank follows it. A score of 1 means every word as typed,
    side by side and in order. Never raises, whatever the query; thread-safe.
    """
    query = query[:_LONGEST_QUERY]
    parts = tokens(query)
    if not parts or not index.row:
        return ()
    query_readings = read_query(index, parts, unfinished=not query[-1].isspace())
    ranking = Ranking(index, query_readings)
    found = [
        answer
        for start, stop in find_regions(index, query_readings, LEAST_WORTH)
        for answer in ranking.answers(start, stop)
        if answer.score >= _LEAST_SCORE
    ]
    found.sort(key=lambda answer: (-answer.score, answer.start))
    return tuple(_match(index, answer) for answer in found[:limit])


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
