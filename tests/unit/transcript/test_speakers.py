"""Names before a colon."""

from __future__ import annotations

import pytest

from player.transcript.speakers import label_of, recurring_names


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ada: hello", "Ada"),
        ("Dr. Ada van Byron: hello", "Dr. Ada van Byron"),
        ("Speaker 1: hello", "Speaker 1"),
        ("王小明: 你好", "王小明"),
        ("10:30 Meeting: noon", None),
        ("12:30", None),
        ("The question is: why", None),
        ("Note: mind the gap", None),
        ("so: it goes", None),
        ("https://x: y", None),
        ("Ada:", None),
    ],
)
def test_what_is_written_like_a_name(text: str, label: str | None):
    assert label_of(text) == label


def test_a_name_recurs_and_is_no_rarity():
    assert recurring_names(["Ada: a", "b", "Ada: c", "Tom: d"]) == {"Ada"}
    assert recurring_names(["Ada: a", "Ada: b"] + ["c"] * 1000) == frozenset()
