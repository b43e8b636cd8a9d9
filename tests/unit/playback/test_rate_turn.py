"""A rate that is heard later than it was set, in the clock of an engine whose output tells how late it is."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from player.playback.clock import MediaClock
from player.playback.rate_turn import RateTurn
from player.playback.report_timing import OUTPUT_START_SECONDS, STALLED_SECONDS


class Output:
    """What an output tells: `lag` seconds late, and from `turns_at` on with a filter that holds `held_ms`."""

    def __init__(self) -> None:
        self.lag = 0.2
        self.turns_at = math.inf
        self.lag_after = 0.2
        self.held_ms = 0.0

    def behind_ms(self, at: float, rate: float) -> float:
        lag = self.lag if at < self.turns_at else self.lag_after
        return lag * 1000 * rate + (self.held_ms if rate != 1.0 else 0.0)


def following(output: Output) -> MediaClock:
    """A clock that plays at 1 since 100.0, and whose ear is `output.lag` behind."""
    clock = MediaClock()
    clock.follow_output(output.behind_ms)
    clock.load(0, 100.0)
    clock.seek_sent(100.0)
    clock.playing(100.0)
    clock.buffering(0, 100.0)
    clock.buffering(100, 100.0)
    clock.sample(0, 100.0)
    return clock


def test_a_turn_is_when_it_was_heard_else_by_its_latest() -> None:
    turn = RateTurn(2.0)
    assert turn.at == math.inf
    turn.latest = 7.0
    assert turn.at == 7.0
    turn.heard_at = 5.0
    assert turn.at == 5.0


def test_the_place_is_what_is_heard() -> None:
    clock = following(Output())
    assert clock.position(101.0) == 800


def test_without_reports_it_runs_on_as_long_as_the_output_has_something_to_play() -> None:
    clock = following(Output())
    assert clock.position(103.0) == 2_800
    assert clock.is_stalled(100.0 + STALLED_SECONDS + 0.1)


def test_it_stands_while_the_output_is_dry() -> None:
    output = Output()
    clock = following(output)
    assert clock.position(101.0) == 800
    output.lag = 0.7
    assert clock.position(101.5) == 800
    assert clock.position(101.6) == 900


def test_a_rate_counts_from_where_it_is_heard() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    assert clock.position(101.5) == 1_300
    clock.rate_heard(101.5)
    assert clock.position(101.5) == 1_300
    assert clock.position(102.0) == 2_300


def test_it_counts_from_there_when_it_is_told_before_or_after() -> None:
    early, late = following(Output()), following(Output())
    for clock in (early, late):
        clock.set_rate(2.0, 101.0)
    early.rate_heard(101.5)
    late.position(101.6)
    late.rate_heard(101.5)
    assert early.position(102.0) == late.position(102.0) == 2_300


def test_the_latest_guess_holds_where_nothing_is_told() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    clock.rate_heard_by(101.5)
    assert clock.position(101.5) == 1_300
    assert clock.position(102.0) == 2_300


def test_what_is_told_before_the_latest_guess_is_more_exact() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    clock.rate_heard_by(103.5)
    clock.rate_heard(101.5)
    assert clock.position(102.0) == 2_300


@given(
    old=st.sampled_from([0.5, 1.0, 1.5, 3.0]),
    new=st.sampled_from([0.75, 1.0, 2.0, 2.5]),
    lag=st.floats(0.0, 0.5),
    lag_after=st.floats(0.0, 0.5),
    held_ms=st.floats(0.0, 80.0),
)
def test_at_a_turn_the_place_does_not_jump(
    old: float, new: float, lag: float, lag_after: float, held_ms: float
) -> None:
    assume(new != old)
    output = Output()
    output.lag, output.held_ms, output.lag_after = lag, held_ms, lag_after
    clock = MediaClock()
    clock.set_rate(old, 100.0)
    clock.follow_output(output.behind_ms)
    clock.load(60_000, 100.0)
    clock.seek_sent(100.0)
    clock.playing(100.0)
    clock.buffering(100, 100.0)
    clock.sample(60_000, 100.0)
    output.turns_at = 102.0
    clock.set_rate(new, 101.0)
    clock.rate_heard(102.0)
    before, at, after = (clock.position(now) for now in (101.999, 102.0, 102.5))
    assert before <= at <= before + 5
    assert after == pytest.approx(at + 500 * new, abs=2)


def test_reports_between_the_wish_and_the_turn_are_not_believed() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    # libVLC tells of the new rate as soon as it decodes for it.
    clock.sample(1_600, 101.2)
    clock.sample(2_100, 101.45)
    assert clock.position(101.5) == 1_300
    clock.rate_heard(101.5)
    assert clock.position(102.0) == 2_300


def test_reports_after_the_turn_are_believed() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    clock.rate_heard(101.5)
    # The ear is 0.2 s behind: 400 ms of media at this rate.
    clock.sample(3_000, 102.0)
    assert clock.position(102.0) == 2_600


def test_reports_during_a_turn_show_that_the_engine_lives() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 100.1)
    clock.sample(1_000, 100.0 + STALLED_SECONDS)
    assert not clock.is_stalled(100.1 + STALLED_SECONDS)


def test_a_rate_that_is_set_anew_counts_alone() -> None:
    clock = following(Output())
    clock.set_rate(3.0, 101.0)
    clock.set_rate(2.0, 101.1)
    clock.rate_heard(101.5)
    assert clock.position(102.0) == 2_300


def test_a_rate_set_twice_is_one_turn() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    clock.rate_heard(101.5)
    clock.set_rate(2.0, 101.1)
    assert clock.position(102.0) == 2_300


def test_the_rate_that_it_has_is_no_turn_and_reports_are_believed() -> None:
    clock = following(Output())
    clock.set_rate(1.0, 101.0)
    clock.sample(1_500, 101.2)
    assert clock.position(101.2) == 1_300


def test_a_rate_that_came_back_before_the_engine_knew_is_no_turn() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    clock.set_rate(1.0, 101.0)
    clock.rate_stays(1.0, 101.1)
    clock.sample(1_500, 101.2)
    assert clock.position(101.2) == 1_300


def test_a_turn_that_the_engine_knows_of_goes_on_although_the_rate_stays() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    clock.rate_stays(1.0, 101.05)
    clock.rate_heard_by(101.5)
    clock.rate_stays(2.0, 101.1)
    assert clock.position(101.5) == 1_300
    assert clock.position(102.0) == 2_300


def arrive(clock: MediaClock, now: float) -> None:
    clock.seek_sent(now)
    clock.buffering(0, now)
    clock.buffering(100, now)


def test_a_seek_during_a_turn_takes_the_new_rate_at_once() -> None:
    output = Output()
    clock = following(output)
    clock.set_rate(2.0, 101.0)
    clock.rate_heard_by(103.5)
    output.lag = 0.0
    clock.seek(60_000, 101.2)
    arrive(clock, 101.2)
    assert clock.position(102.2 + OUTPUT_START_SECONDS) == 62_000


def test_a_rate_set_while_a_seek_is_under_way_counts_from_its_first_sound() -> None:
    output = Output()
    clock = following(output)
    output.lag = 0.0
    clock.seek(60_000, 101.0)
    clock.set_rate(2.0, 101.1)
    arrive(clock, 101.2)
    assert clock.position(102.2 + OUTPUT_START_SECONDS) == 62_000


def begun_slowly(rate: float) -> MediaClock:
    """A clock of a seek to 60,000 that is heard from 102.0 on at rate 1, where another is wanted."""
    output = Output()
    clock = following(output)
    clock.set_rate(rate, 101.0)
    clock.rate_heard_by(101.0)
    clock.position(101.0)
    output.lag = 0.0
    clock.seek(60_000, 101.5)
    clock.seek_sent(101.5)
    clock.begin_at(1.0)
    clock.buffering(0, 101.6)
    clock.buffering(100, 102.0 - OUTPUT_START_SECONDS)
    return clock


def test_what_begins_at_1_runs_at_1_until_its_rate_is_heard() -> None:
    clock = begun_slowly(2.0)
    assert clock.position(102.4) == 60_400
    clock.sample(60_900, 102.45)
    assert clock.position(102.5) == 60_500
    clock.rate_heard(102.5)
    assert clock.position(103.0) == 61_500


def test_another_rate_before_the_first_sound_counts_from_where_it_is_heard() -> None:
    output = Output()
    clock = following(output)
    output.lag = 0.0
    clock.set_rate(2.0, 100.0)
    clock.seek(60_000, 101.0)
    clock.seek_sent(101.0)
    clock.begin_at(1.0)
    clock.set_rate(3.0, 101.1)
    clock.buffering(0, 101.6)
    clock.buffering(100, 102.0 - OUTPUT_START_SECONDS)
    assert clock.position(102.5) == 60_500
    clock.rate_heard(102.5)
    assert clock.position(103.0) == 62_000


def test_the_next_seek_of_what_begins_at_1_is_wanted_at_its_rate() -> None:
    clock = begun_slowly(2.0)
    clock.seek(90_000, 102.2)
    arrive(clock, 102.2)
    assert clock.position(103.2 + OUTPUT_START_SECONDS) == 92_000


def test_a_new_medium_forgets_a_turn_and_keeps_its_rate() -> None:
    output = Output()
    clock = following(output)
    clock.set_rate(2.0, 101.0)
    output.lag = 0.0
    clock.load(0, 102.0)
    clock.seek_sent(102.0)
    clock.playing(102.0)
    clock.buffering(100, 102.0)
    assert clock.position(103.0 + OUTPUT_START_SECONDS) == 2_000


def test_what_is_heard_of_a_turn_that_nobody_wanted_changes_nothing() -> None:
    clock = following(Output())
    clock.rate_heard(100.5)
    clock.rate_heard_by(100.5)
    clock.rate_stays(1.0, 100.5)
    assert clock.position(101.0) == 800


def test_while_paused_a_turn_waits() -> None:
    clock = following(Output())
    clock.set_rate(2.0, 101.0)
    clock.rate_heard_by(101.4)
    clock.paused(101.2)
    assert clock.position(105.0) == 1_000
