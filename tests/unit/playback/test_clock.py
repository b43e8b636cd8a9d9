"""The interpolated clock, without an engine and without waiting."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.playback.clock import (
    BACKWARD_STEP_MS,
    OUTPUT_START_SECONDS,
    RUN_ON_MS,
    STALLED_SECONDS,
    MediaClock,
)
from player.playback.pending_seek import SEEK_DOUBT_SECONDS


def running(at: int = 0, now: float = 100.0) -> MediaClock:
    """A clock that a report has confirmed at `at`, `now`."""
    clock = MediaClock()
    clock.load(at, now)
    clock.seek_sent(now)
    clock.playing(now)
    clock.buffering(0, now)
    clock.buffering(100, now)
    clock.sample(at, now)
    return clock


def test_it_stands_at_the_start_until_the_buffer_is_full() -> None:
    clock = MediaClock()
    clock.load(20_500, 1.0)
    clock.seek_sent(1.1)
    clock.playing(1.2)
    clock.buffering(40, 1.3)
    assert clock.position(2.0) == 20_500
    clock.buffering(100, 2.0)
    assert clock.position(2.0 + OUTPUT_START_SECONDS) == 20_500
    assert clock.position(2.5 + OUTPUT_START_SECONDS) == 21_000


def test_a_full_buffer_told_twice_starts_once() -> None:
    clock = MediaClock()
    clock.load(0, 1.0)
    clock.seek_sent(1.0)
    clock.playing(1.0)
    clock.buffering(100, 1.0)
    clock.buffering(100, 1.5)
    assert clock.position(2.0 + OUTPUT_START_SECONDS) == 1_000


def test_it_runs_on_from_each_report() -> None:
    clock = running()
    clock.sample(430, 100.4)
    assert clock.position(100.5) == 530


def test_it_runs_at_the_rate_and_does_not_jump_when_that_changes() -> None:
    clock = running()
    clock.set_rate(2.0, 100.5)
    assert clock.position(100.5) == 500
    assert clock.position(101.0) == 1_500
    clock.set_rate(0.5, 101.0)
    assert clock.position(101.2) == 1_600


@pytest.mark.parametrize("rate", [0.0, -2.0, float("inf"), float("nan")])
def test_a_rate_is_positive_and_finite(rate: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        MediaClock().set_rate(rate, 0.0)


def test_a_pause_holds_and_late_reports_do_not_move_it() -> None:
    clock = running()
    clock.paused(100.4)
    clock.sample(450, 100.45)
    assert clock.position(105.0) == 400
    clock.playing(105.0)
    assert clock.position(105.3) == 700


def test_buffering_holds() -> None:
    clock = running()
    clock.buffering(30, 100.4)
    assert clock.position(103.0) == 400
    assert clock.is_buffering(103.0)
    assert not clock.is_stalled(103.0)
    clock.buffering(100, 103.0)
    assert clock.position(103.5 + OUTPUT_START_SECONDS) == 900
    assert not clock.is_buffering(104.0)


def test_a_short_refill_is_not_told() -> None:
    clock = running()
    clock.buffering(0, 100.4)
    assert not clock.is_buffering(100.5)


def test_it_runs_on_no_further_than_it_may_and_is_stalled_then() -> None:
    clock = running()
    limit = 100.0 + STALLED_SECONDS
    assert not clock.is_stalled(limit)
    assert clock.is_stalled(limit + 0.01)
    assert clock.position(limit + 60) == RUN_ON_MS
    clock.set_rate(2.0, limit + 60)
    assert clock.is_stalled(limit + 60.5)
    assert clock.position(limit + 61) == RUN_ON_MS
    clock.sample(1_300, limit + 62)
    assert not clock.is_stalled(limit + 62)


def test_a_pause_is_no_stall() -> None:
    clock = running()
    clock.paused(100.2)
    assert not clock.is_stalled(200.0)


def test_small_steps_back_are_held_and_large_ones_shown() -> None:
    clock = running()
    assert clock.position(100.4) == 400
    clock.sample(370, 100.4)
    assert clock.position(100.41) == 400
    assert clock.position(100.45) == 420
    clock.sample(9_000, 100.5)
    assert clock.position(100.5) == 9_000
    clock.sample(9_000 - BACKWARD_STEP_MS, 100.5)
    assert clock.position(100.5) == 9_000
    clock.sample(9_000 - BACKWARD_STEP_MS - 1, 100.5)
    assert clock.position(100.5) == 9_000 - BACKWARD_STEP_MS - 1


def test_a_seek_shows_at_once_and_old_reports_do_not_count() -> None:
    clock = running()
    assert clock.seek(30_000, 100.5) == 30_000
    clock.sample(600, 100.6)
    assert clock.position(100.6) == 30_000
    clock.seek_sent(100.7)
    clock.sample(700, 100.7)
    clock.buffering(0, 100.71)
    clock.sample(710, 100.71)
    assert clock.position(100.71) == 30_000
    clock.buffering(100, 100.72)
    clock.sample(720, 100.73)
    assert clock.position(100.83) == 30_100
    assert clock.unconfirmed_seek == 30_000
    clock.sample(30_150, 100.88)
    assert clock.unconfirmed_seek is None
    assert clock.position(100.98) == 30_250


def test_a_short_seek_back_is_no_small_step_back() -> None:
    clock = running(at=5_000)
    assert clock.position(100.5) == 5_500
    clock.seek(5_480, 100.5)
    assert clock.position(100.5) == 5_480


def test_a_report_from_near_the_target_counts_only_once_the_engine_has_begun() -> None:
    clock = running(at=5_000)
    clock.seek(6_000, 100.5)
    clock.seek_sent(100.5)
    clock.sample(5_500, 100.5)
    assert clock.position(100.6) == 6_000
    assert clock.lost_seek == 6_000
    clock.buffering(100, 100.61)
    assert clock.lost_seek == 6_000
    clock.sample(6_100, 100.75)
    assert clock.lost_seek is None


def test_a_seek_the_engine_never_confirms_is_given_up() -> None:
    clock = running()
    clock.seek(30_000, 100.5)
    clock.seek_sent(100.5)
    clock.sample(2_000, 100.5 + SEEK_DOUBT_SECONDS)
    assert clock.position(100.6 + SEEK_DOUBT_SECONDS) == 30_000
    clock.sample(2_600, 100.6 + SEEK_DOUBT_SECONDS)
    assert clock.position(100.6 + SEEK_DOUBT_SECONDS) == 2_600


def test_a_seek_while_paused_stands_and_goes_on_from_there() -> None:
    clock = running()
    clock.paused(100.5)
    clock.seek(40_000, 101.0)
    clock.seek_sent(101.0)
    clock.buffering(0, 101.01)
    clock.buffering(100, 101.02)
    assert clock.position(150.0) == 40_000
    clock.playing(150.0)
    assert clock.position(150.2) == 40_200
    clock.sample(40_040, 150.2)
    assert clock.position(150.2) == 40_200
    assert clock.position(150.5) == 40_340


def test_seeks_stay_within_the_medium() -> None:
    clock = running()
    assert clock.seek(-5, 100.1) == 0
    assert clock.seek(10**9, 100.1) == 10**9
    clock.set_length(60_000)
    assert clock.seek(10**9, 100.1) == 60_000


def test_nothing_of_the_old_medium_counts_after_a_load() -> None:
    clock = running(at=5_000)
    clock.set_length(6_000)
    clock.load(20_000, 101.0)
    clock.sample(5_900, 101.1)
    clock.playing(101.1)
    clock.buffering(100, 101.1)
    assert clock.position(105.0) == 20_000
    assert not clock.is_playing
    assert not clock.has_started
    assert clock.last_sample is None


def test_the_end_holds_the_clock_where_it_is_told() -> None:
    clock = running()
    clock.set_length(60_000)
    clock.seek(59_000, 100.1)
    clock.ended(60_000, 100.2)
    assert clock.position(200.0) == 60_000
    assert clock.unconfirmed_seek is None
    clock = running()
    clock.ended(None, 100.5)
    assert clock.position(200.0) == 500


REPORTS = st.one_of(
    st.tuples(st.just("sample"), st.integers(-60, 60)),
    st.tuples(st.just("rate"), st.floats(0.25, 4.0)),
    st.tuples(st.just("buffering"), st.sampled_from([0.0, 50.0, 100.0])),
    st.tuples(st.just("paused"), st.just(0)),
    st.tuples(st.just("playing"), st.just(0)),
    st.tuples(st.just("read"), st.just(0)),
)


@given(st.lists(st.tuples(st.floats(0.0, 2.0), REPORTS), max_size=60), st.integers(1_000, 30_000))
def test_between_seeks_it_never_goes_back_and_stays_within_the_medium(
    steps: list[tuple[float, tuple[str, float]]], length: int
) -> None:
    clock = running()
    clock.set_length(length)
    now, shown = 100.0, []
    for pause, (report, value) in steps:
        now += pause
        if report == "sample":
            clock.sample(max(0, clock.position(now) + int(value)), now)
        elif report == "rate":
            clock.set_rate(value, now)
        elif report == "buffering":
            clock.buffering(value, now)
        elif report == "paused":
            clock.paused(now)
        elif report == "playing":
            clock.playing(now)
        shown.append(clock.position(now))
    assert shown == sorted(shown)
    assert all(0 <= position <= length for position in shown)


@given(st.floats(0.25, 4.0), st.lists(st.floats(0.001, 0.3), min_size=1, max_size=20))
def test_it_advances_by_elapsed_time_times_the_rate(rate: float, waits: list[float]) -> None:
    clock = running()
    clock.set_rate(rate, 100.0)
    now, shown = 100.0, [0]
    for wait in waits:
        now += wait
        clock.sample(round((now - 100.0) * rate * 1000), now)
        shown.append(clock.position(now))
    for (before, after), wait in zip(pairwise(shown), waits, strict=True):
        assert after - before == pytest.approx(wait * rate * 1000, abs=2)


@given(st.lists(st.integers(-5_000, 100_000), min_size=1, max_size=40))
def test_the_last_seek_is_where_it_stands(targets: list[int]) -> None:
    clock = running()
    clock.set_length(60_000)
    for target in targets:
        clock.seek(target, 100.5)
        clock.sample(500, 100.5)
    assert clock.position(100.6) == min(max(targets[-1], 0), 60_000)
