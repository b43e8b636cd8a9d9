"""On a real lecture of 75 minutes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from player.model import Segment
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase
from player.transcript.word_times import spoken_words

CUE = re.compile(r"(\d+):(\d+):(\d+)\.(\d+) --> (\d+):(\d+):(\d+)\.(\d+)\n(?!\d\d:)(.*)")


@pytest.fixture(scope="module")
def lecture(shared: Path) -> PhraseIndex:
    text = next((shared / "seeds").glob("003*.txt")).read_text(encoding="utf-8")
    segments = []
    for *clock, said in CUE.findall(text):
        h1, m1, s1, ms1, h2, m2, s2, ms2 = map(int, clock)
        start, end = ((h1 * 60 + m1) * 60 + s1) * 1000 + ms1, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2
        segments.append(Segment(start, end, said))
    return PhraseIndex([segment.text for segment in segments], spoken_words(segments))


@pytest.mark.parametrize(
    "query", ["stocastic gradiant decent", "stochastic gradient descent", "stochastic grad"]
)
def test_the_phrase_is_found_where_it_is_first_said(lecture: PhraseIndex, query: str) -> None:
    best = find_phrase(lecture, query)[0]
    assert 232_000 <= best.start <= 232_500


@pytest.mark.parametrize("query", ["quantum chromodynamics", "asdfgh", "photosynthesis"])
def test_what_the_lecture_is_not_about_is_not_found(lecture: PhraseIndex, query: str) -> None:
    assert find_phrase(lecture, query) == ()
