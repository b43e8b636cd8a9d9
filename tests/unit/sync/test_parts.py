"""Transcripts in parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.sync.onsets import Onset
from player.sync.parts import FEWEST_ONSETS, cut_in_parts

times = st.lists(st.integers(0, 40_000_000), min_size=FEWEST_ONSETS, max_size=200).map(sorted)


@given(times)
def test_every_onset_is_in_one_part_in_order(moments: list[int]) -> None:
    onsets = [Onset(moment, 1) for moment in moments]
    parts = cut_in_parts(onsets)
    assert [onset for part in parts for onset in part.onsets] == onsets
    assert all(part.onsets[0].time <= part.middle <= part.onsets[-1].time for part in parts)
    assert len(parts) <= 64


def test_a_long_lecture_has_parts_of_about_a_hundred_seconds() -> None:
    parts = cut_in_parts([Onset(at, 1) for at in range(0, 4_000_001, 5_000)])
    assert len(parts) == 40
    assert {len(part.onsets) for part in parts} <= {20, 21}


def test_too_few_onsets_make_none() -> None:
    assert cut_in_parts([Onset(at, 1) for at in range(FEWEST_ONSETS - 1)]) == []
