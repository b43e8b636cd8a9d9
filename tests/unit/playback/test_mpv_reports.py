"""mpv's answers as values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Chapter
from player.playback.mpv_reports import LOOK, Snapshot, read_chapters, read_snapshot


def test_a_snapshot_of_a_playing_mpv() -> None:
    told = "no no no 10.500000 10.450115 319.496500 pulse 3"
    assert len(LOOK.split()) == len(told.split())
    assert read_snapshot(told) == Snapshot(False, False, False, 10_500.0, 319_496, "pulse", 3)


def test_at_the_end_the_place_is_the_last_shown() -> None:
    told = read_snapshot("yes no yes ? 319.496500 319.496500 null 0")
    assert told == Snapshot(True, False, True, 319_496.5, 319_496, "null", 0)


def test_what_mpv_does_not_know_is_none() -> None:
    assert read_snapshot("yes yes ? ? ? ? ? ?") == Snapshot(True, True, False, None, None, None, 0)
    assert read_snapshot("yes no no nan inf 0 ? -1") == Snapshot(True, False, False, None, None, None, 0)


@given(
    st.none()
    | st.integers()
    | st.text()
    | st.lists(st.text(max_size=4), min_size=8, max_size=8).map(" ".join)
)
def test_wild_answers_are_no_snapshot_or_a_sane_one(value: object) -> None:
    snapshot = read_snapshot(value)
    assert snapshot is None or snapshot.chapters >= 0


def test_chapters_have_plain_titles() -> None:
    told = [
        {"time": 0.0, "title": "Begin"},
        {"time": 20.0, "title": "[red] \x1b[31mß"},
        {"time": 30},
        {"title": "no time"},
        {"time": -0.01, "title": " "},
    ]
    assert read_chapters(told) == (
        Chapter(0, "Begin"),
        Chapter(20_000, "[red] ß"),
        Chapter(30_000, "Chapter 3"),
        Chapter(0, "Chapter 5"),
    )


@pytest.mark.parametrize(
    "value", [None, 3, "x", {}, [None, 3, {"time": "x"}, {"time": True}, {"time": float("nan")}]]
)
def test_what_is_no_list_of_chapters_is_none(value: Any) -> None:
    assert read_chapters(value) == ()
