"""Transcripts moved and stretched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import UsageError
from player.model import Segment, Transcript, Word
from player.transcript.retiming import Stretch, retimed

TIDES = Transcript(
    "vtt",
    (
        Segment(1000, 2000, "low tide", "Ada", (Word(1000, 1400, "low"), Word(1500, 2000, "tide", 0.5))),
        Segment(61_000, 63_000, "high tide"),
    ),
    "en",
)


def times(transcript: Transcript) -> list[tuple[int, int]]:
    return [(segment.start, segment.end) for segment in transcript.segments]


def test_an_offset_moves_segments_and_words_and_nothing_else():
    moved = retimed(TIDES, offset=1500)
    assert times(moved) == [(2500, 3500), (62_500, 64_500)]
    assert moved.segments[0].words == (Word(2500, 2900, "low"), Word(3000, 3500, "tide", 0.5))
    assert (moved.segments[0].speaker, moved.language, moved.skipped) == ("Ada", "en", ())


def test_a_stretch_hits_both_its_points_and_goes_on_beyond_them():
    drift = Stretch(1000, 2000, 61_000, 63_000)
    assert times(retimed(TIDES, drift)) == [(2000, 3017), (63_000, 65_033)]


def test_a_stretch_comes_before_the_offset():
    assert times(retimed(TIDES, Stretch(0, 0, 1000, 2000), 500))[0] == (2500, 4500)


def test_what_would_begin_before_the_recording_begins_with_it_and_is_named():
    moved = retimed(TIDES, offset=-1500)
    assert times(moved) == [(0, 500), (59_500, 61_500)]
    assert moved.segments[0].words[0].start == 0
    assert [(entry.line, entry.reason) for entry in moved.skipped] == [
        (1, "1 segment begins before the recording after the change of times: at 0:00 now")
    ]


def test_nothing_to_do_gives_the_same():
    assert retimed(TIDES) is TIDES


@pytest.mark.parametrize("points", [(5, 1, 5, 2), (1, 5, 2, 5), (1, 5, 2, 4)])
def test_a_stretch_that_is_none_is_told(points: tuple[int, int, int, int]):
    with pytest.raises(UsageError, match="two points of a stretch"):
        Stretch(*points)


def test_a_stretch_beyond_all_files_is_told():
    with pytest.raises(UsageError, match="9,999 hours"):
        retimed(TIDES, Stretch(0, 0, 1, 10**9))


@given(st.integers(0, 10**7), st.integers(1, 10**6), st.integers(0, 10**7), st.integers(1, 10**6))
def test_order_is_kept(first: int, apart: int, said: int, said_apart: int):
    stretch = Stretch(first, said, first + apart, said + said_apart)
    assert stretch.at(first) == said
    assert stretch.at(first + apart) == said + said_apart
    assert stretch.at(first + apart // 2) <= stretch.at(first + apart)
