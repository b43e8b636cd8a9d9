"""How far the ear is behind libVLC's plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.playback.vlc_latency import behind_ms, filter_ms


class LateOutput:
    """Is as late as the test says, at the moment the test says."""

    def __init__(self, moment: float, lag: float) -> None:
        self._moment, self._lag = moment, lag

    def lag_seconds(self, now: float) -> float:
        assert now == self._moment
        return self._lag


def behind(lag: float, rate: float) -> float:
    return behind_ms(LateOutput(7.5, lag), 7.5, rate)  # type: ignore[arg-type]


def test_at_the_normal_rate_the_filter_rests() -> None:
    assert filter_ms(1.0) == 0
    assert behind(0.04, 1.0) == pytest.approx(40)


@pytest.mark.parametrize("rate", [0.5, 0.75, 1.25, 2.0, 3.0])
def test_at_other_rates_it_holds_media_as_long_as_its_queue(rate: float) -> None:
    # A queue of 50 ms of real time and a stride of 30.
    assert 0 < filter_ms(rate) < 80 * max(rate, 1.0)
    assert behind(0.0, rate) == filter_ms(rate)


def test_what_is_late_is_late_by_more_media_at_a_higher_rate() -> None:
    assert behind(0.1, 2.0) - behind(0.0, 2.0) == pytest.approx(200)
    assert behind(0.1, 0.5) - behind(0.0, 0.5) == pytest.approx(50)


def test_sound_that_is_early_is_ahead() -> None:
    assert behind(-0.02, 1.0) == pytest.approx(-20)


@given(st.floats(0.25, 4.0), st.floats(0.25, 4.0))
def test_the_filter_holds_more_at_a_higher_rate(one: float, other: float) -> None:
    slow, fast = sorted((one, other))
    if 1.0 not in (slow, fast):
        assert filter_ms(slow) <= filter_ms(fast)
