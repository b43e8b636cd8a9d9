"""Where matches lie, as columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.ui.widgets.bar_geometry import BarGeometry
from player.ui.widgets.match_strip import HEIGHTS, strip_text

BAR = BarGeometry(2, 10, 10_000)


def test_no_matches_no_strip() -> None:
    assert strip_text(BAR, ()) == ""


def test_columns_stand_above_the_cells_of_the_bar() -> None:
    assert strip_text(BAR, (0, 5_000, 9_999)) == "  " + "▃    ▃   ▃".replace("▃", strip_text(BAR, (0,))[2])


def test_more_matches_make_a_higher_column() -> None:
    text = strip_text(BAR, (0, 5_000, 5_100, 5_200))
    assert HEIGHTS.index(text[7]) > HEIGHTS.index(text[2]) > 0


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_each_match_is_seen(times: list[int]) -> None:
    text = strip_text(BAR, times)
    assert len(text) == BAR.left + BAR.cells
    assert {n for n, sign in enumerate(text[BAR.left :]) if sign != " "} == {
        BAR.cell_of(time) for time in times
    }
