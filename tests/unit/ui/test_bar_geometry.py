"""Columns and times of the bar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.ui.widgets.bar_geometry import BarGeometry

BARS = st.builds(BarGeometry.within, st.integers(1, 300), st.integers(1, 40_000_000))


@given(BARS)
def test_its_ends_are_the_beginning_and_the_end(bar: BarGeometry) -> None:
    assert bar.time_at(bar.left) == 0
    assert bar.time_at(bar.left - 5) == 0
    assert bar.time_at(bar.left + bar.cells) == bar.length
    assert bar.time_at(bar.left + bar.cells + 5) == bar.length


@given(BARS, st.integers(0, 400))
def test_a_click_on_a_cell_goes_where_that_cell_is_drawn(bar: BarGeometry, cell: int) -> None:
    if cell < bar.cells and 4 * bar.cells <= bar.length:
        assert bar.cell_of(bar.time_at(bar.left + cell)) == cell


@given(BARS, st.floats(-0.5, 1.5))
def test_a_time_lies_on_the_bar_and_its_column_is_hardly_a_cell_off(bar: BarGeometry, share: float) -> None:
    time = round(share * bar.length)
    cell = bar.cell_of(time)
    assert 0 <= cell < bar.cells
    if 0 <= time <= bar.length and bar.cells > 1:
        assert abs(bar.time_at(bar.left + cell) - time) <= 1.5 * bar.length / (bar.cells - 1) + 1


@given(BARS)
def test_columns_go_on_with_time(bar: BarGeometry) -> None:
    cells = [bar.cell_of(bar.length * n // 20) for n in range(21)]
    assert cells == sorted(cells)
    assert cells[-1] == bar.cells - 1


def test_it_holds_its_own_columns_only() -> None:
    bar = BarGeometry.within(30, 70_000)
    assert (bar.left, bar.cells) == (6, 18)
    assert [column for column in range(30) if bar.holds(column)] == list(range(6, 24))


def test_a_lecture_without_length_has_no_halves() -> None:
    assert BarGeometry(0, 10, 0).halves_of(5_000) == 0
