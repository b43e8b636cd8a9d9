"""Lines with tags, times and references."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from player.transcript.markup import time_at, timed_line

TIMES = ["<00:00:02.500>", "<00:00:02,500>", "<00:02.500>", "00:00:02.500"]
MARKS = ["<", ">", "<c>", "</c>", "<c", "c>", "&amp;", "<i>", "{\\an8}", "\\N", "\x1b[2J"]
PIECES = st.sampled_from([*TIMES, *MARKS, "low", " ", "tide", "潮", "\t"])


@given(st.lists(PIECES, max_size=8).map("".join))
@example("low<00:00:02.500")
@example("low>00:00:02.500<tide")
@example("low<00:00:02.500>tide<00:00:03.500> x > y")
def test_the_short_way_for_lines_with_times_alone_agrees_with_that_for_any_line(line: str):
    # A tag at the end that says nothing is enough to need the way for any line.
    assert timed_line(line) == timed_line(f"{line}<b></b>")


@pytest.mark.parametrize(
    ("clock", "ms"),
    [
        ("01:02:03.004", 3_723_004),
        ("01:02:03,004", 3_723_004),
        ("1:02:03.004", 3_723_004),
        ("02:03.5", 123_500),
        ("0:75:99", 4_599_000),
        ("100:00:00.000", 360_000_000),
    ],
)
def test_clocks_of_any_form_are_told(clock: str, ms: int):
    assert time_at(clock) == ms
