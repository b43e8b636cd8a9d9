"""The bar as it is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.ui.widgets.bar_geometry import BarGeometry
from player.ui.widgets.transport_bar import bar_text

BAR = BarGeometry(0, 10, 10_000)


@pytest.mark.parametrize(
    ("position", "drawn"),
    [
        (0, "──────────"),
        (500, "╾─────────"),
        (1_000, "━─────────"),
        (5_500, "━━━━━╾────"),
        (10_000, "━━━━━━━━━━"),
        (12_000, "━━━━━━━━━━"),
    ],
)
def test_what_was_played_is_heavy(position: int, drawn: str) -> None:
    assert bar_text(BAR, position, (), ()).plain == drawn


def test_chapters_and_notes_stand_at_their_times() -> None:
    assert bar_text(BAR, 5_000, (0, 2_000, 8_000), (6_000,)).plain == "━━┼━━─✎─┼─"


def test_a_note_outranks_a_chapter() -> None:
    assert bar_text(BAR, 0, (6_000,), (6_000,)).plain == "──────✎───"


def test_nothing_beyond_the_end_is_lost() -> None:
    assert bar_text(BAR, 0, (99_000,), (99_000,)).plain == "─────────✎"


@given(
    st.builds(BarGeometry.within, st.integers(1, 200), st.integers(1, 40_000_000)),
    st.integers(0, 40_000_000),
    st.lists(st.integers(0, 40_000_000)),
    st.lists(st.integers(0, 40_000_000)),
)
def test_it_is_as_wide_as_it_should_be(
    bar: BarGeometry, position: int, chapters: list[int], notes: list[int]
) -> None:
    assert bar_text(bar, position, chapters, notes).cell_length == bar.cells
