"""Which segment is being spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment
from player.transcript.timeline import Timeline


def test_none_before_the_first_and_the_last_for_ever_after():
    timeline = Timeline([Segment(1000, 2000, "a"), Segment(5000, 6000, "b")])
    moments = (0, 999, 1000, 4999, 5000, 10**9)
    assert [timeline.at(moment) for moment in moments] == [None, None, 0, 0, 1, 1]
    assert (timeline.start, timeline.end, len(timeline)) == (1000, 6000, 2)
    assert (timeline.start_of(1), timeline.end_of(0)) == (5000, 2000)


def test_in_an_overlap_the_later_is_current():
    timeline = Timeline([Segment(0, 9000, "long"), Segment(2000, 3000, "short"), Segment(2000, 3000, "same")])
    assert [timeline.at(moment) for moment in (1999, 2000, 8000)] == [0, 2, 2]
    assert timeline.end == 9000


def test_an_empty_timeline():
    timeline = Timeline([])
    assert (timeline.at(0), len(timeline), timeline.start, timeline.end) == (None, 0, 0, 0)
    with pytest.raises(IndexError):
        timeline.start_of(0)


@given(st.lists(st.integers(0, 50), max_size=20).map(sorted), st.integers(-1, 51))
def test_it_agrees_with_a_plain_search(starts: list[int], moment: int):
    started = [number for number, start in enumerate(starts) if start <= moment]
    timeline = Timeline([Segment(start, start + 1, "x") for start in starts])
    assert timeline.at(moment) == (started[-1] if started else None)
