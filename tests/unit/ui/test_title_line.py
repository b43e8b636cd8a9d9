"""The top row and what gives way in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.playback.port import PlaybackStatus, PlayState
from player.ui.widgets.title_line import rate_text, state_parts, title_text

STATUS = PlaybackStatus(PlayState.PLAYING, 60_000, 3_720_000, 1.25, 80, False)
PARTS = ["▶ 1.25×", "1:01:00 left", "vol 80", "text +0.3 s"]


@pytest.mark.parametrize(("rate", "text"), [(1.0, "1×"), (1.25, "1.25×"), (0.9, "0.9×"), (2.0, "2×")])
def test_rates_are_written_short(rate: float, text: str) -> None:
    assert rate_text(rate) == text


def test_parts_in_the_order_they_are_needed() -> None:
    assert state_parts(STATUS, 300) == PARTS


def test_what_is_not_known_or_not_set_is_left_out() -> None:
    status = PlaybackStatus(PlayState.PAUSED, 0, None, 1.0, 80, True)
    assert state_parts(status, 0) == ["❙❙ 1×", "muted"]


def test_every_state_has_a_sign() -> None:
    for state in PlayState:
        assert state_parts(PlaybackStatus(state, 0, None, 1.0, 80, False), 0)[0].strip()


def test_time_left_stands_last() -> None:
    assert title_text("Towers", PARTS, 120).plain.endswith("▶ 1.25×   vol 80   text +0.3 s   1:01:00 left ")


def test_offset_then_volume_then_time_give_way_and_state_never() -> None:
    drawn = [title_text("Towers", PARTS, width).plain for width in range(100, 10, -1)]
    shown = ["".join(sign for sign in "+v:▶" if sign in row.replace("1:01:00", ":")) for row in drawn]
    assert list(dict.fromkeys(shown)) == ["+v:▶", "v:▶", ":▶", "▶"]


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Mn", "Me")), max_size=200),
    st.integers(20, 200),
)
def test_it_never_overflows(title: str, width: int) -> None:
    assert title_text(title, PARTS, width).cell_length <= width
