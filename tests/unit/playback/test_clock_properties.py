"""The clock against simulated engines: late and disordered reports, stalls, rates and bursts of seeks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from player.playback.clock import MediaClock
from tests.playback_simulation import Moment, SimulatedEngine, then_evenly

STALL_MS = 50
"""How far the clock may run ahead of a stall."""

EXACT_MS = 10
LATEST_MS = 330
"""Late enough to come after the next report."""

STEPS = st.lists(st.integers(250, 500), max_size=30)
RATES = st.sampled_from([0.5, 0.75, 1.0, 1.5, 2.0])
ALL_RATES = st.sampled_from([0.5, 1.0, 1.25, 1.75, 2.0, 2.5, 3.0])
"""With libVLC's own steps: above 2.3x data could run out within a step of 500 ms."""
LATENESS = st.lists(st.one_of(st.just(0), st.integers(1, 60), st.integers(60, LATEST_MS)), max_size=30)


def engine(
    steps: list[int] | None = None, delays: list[int] | None = None, *, rate: float = 1.0
) -> SimulatedEngine:
    """An engine that plays at `rate`, with a clock that knows it."""
    simulated = SimulatedEngine(MediaClock(), then_evenly(steps or [], 255))
    simulated.set_rate(rate, after=0)
    simulated.run_until_told(2)
    simulated.delays = then_evenly(delays or [], 0)
    return simulated


def is_right_or_waits(moment: Moment, before: Moment) -> bool:
    """Whether the clock shows what is heard, or stands, because it is ahead and never goes back."""
    return abs(moment.ahead) <= EXACT_MS or (moment.ahead > 0 and moment.shown <= before.shown)


def is_never_back(moments: list[Moment]) -> bool:
    return all(before.shown <= after.shown for before, after in pairwise(moments))


HAPPENINGS = st.one_of(
    st.tuples(st.just("run"), st.integers(10, 3_000)),
    st.tuples(st.just("rate"), RATES),
    st.tuples(st.just("pause"), st.integers(10, 500)),
    st.tuples(st.just("stall told"), st.integers(10, 3_000)),
    st.tuples(st.just("stall untold"), st.integers(10, 3_000)),
    st.tuples(st.just("stall repeating"), st.integers(10, 3_000)),
)


def let_happen(simulated: SimulatedEngine, what: str, value: float) -> None:
    if what == "rate":
        simulated.set_rate(value, after=30)
        return
    if what == "pause":
        simulated.pause()
        simulated.run(int(value))
        simulated.play()
        return
    if what != "run":
        {
            "stall told": simulated.stall_told,
            "stall untold": simulated.stall_untold,
            "stall repeating": simulated.stall_repeating,
        }[what]()
    simulated.run(int(value))
    if what != "run":
        simulated.recover()


@given(STEPS, LATENESS, st.lists(HAPPENINGS, max_size=8))
def test_without_a_seek_time_never_runs_backwards(
    steps: list[int], delays: list[int], happenings: list[tuple[str, float]]
) -> None:
    simulated = engine(steps, delays)
    for what, value in happenings:
        let_happen(simulated, what, value)
    simulated.run(2_000)
    assert is_never_back(simulated.moments)


@given(STEPS, LATENESS, st.lists(HAPPENINGS, max_size=6))
def test_two_reports_on_time_put_it_right(
    steps: list[int], delays: list[int], happenings: list[tuple[str, float]]
) -> None:
    simulated = engine(steps, delays)
    for what, value in happenings:
        let_happen(simulated, what, value)
    simulated.run(1_500)
    simulated.run_until_told(2)
    then = simulated.moments[-1]
    assert all(is_right_or_waits(moment, then) for moment in simulated.run(2_000))


@given(STEPS, LATENESS, RATES)
def test_late_and_disordered_reports_never_put_it_ahead(
    steps: list[int], delays: list[int], rate: float
) -> None:
    simulated = engine(steps, delays, rate=rate)
    assert all(moment.ahead <= EXACT_MS for moment in simulated.run(8_000))


@given(STEPS, st.integers(1, 250), st.sampled_from([0.5, 1.0, 1.5]))
def test_one_late_report_moves_nothing_while_there_is_sure_to_be_sound(
    steps: list[int], delay: int, rate: float
) -> None:
    simulated = engine(steps, [0, 0, delay], rate=rate)
    assert all(abs(moment.ahead) <= EXACT_MS for moment in simulated.run(3_000))


@given(STEPS, RATES, st.integers(0, 1_000), st.integers(10, 20_000))
def test_it_does_not_run_ahead_of_a_stall_that_is_told(
    steps: list[int], rate: float, before: int, lasting: int
) -> None:
    simulated = engine(steps, rate=rate)
    simulated.run(before)
    simulated.stall_told()
    assert all(abs(moment.ahead) <= EXACT_MS for moment in simulated.run(lasting))
    simulated.recover()
    assert all(abs(moment.ahead) <= STALL_MS for moment in simulated.run(3_000))


@given(ALL_RATES, st.integers(0, 1_000), st.integers(2_500, 20_000), st.booleans())
def test_it_does_not_run_ahead_of_libvlc_which_does_not_tell_a_stall(
    rate: float, before: int, lasting: int, is_told: bool
) -> None:
    simulated = engine(rate=rate)
    simulated.run(before)
    simulated.stall_untold()
    stalled = simulated.run(lasting)
    assert all(moment.ahead <= STALL_MS for moment in stalled)
    assert simulated.clock.is_stalled(simulated.now)
    simulated.recover(is_told=is_told)
    simulated.run_until_told(2)
    assert abs(simulated.moments[-1].ahead) <= EXACT_MS


@given(st.integers(250, 500), RATES, st.integers(1_100, 20_000))
def test_a_stall_that_only_repeated_reports_tell_is_noticed_at_the_first(
    step: int, rate: float, lasting: int
) -> None:
    simulated = engine([step] * 1_000, rate=rate)
    simulated.stall_repeating()
    stalled = simulated.run(lasting)
    assert all(moment.ahead <= 2 * step * rate for moment in stalled)
    assert len({moment.shown for moment in stalled if moment.wall > stalled[0].wall + 2 * step + 20}) == 1
    simulated.recover()
    simulated.run_until_told(2)
    simulated.run(2 * step)
    assert abs(simulated.moments[-1].ahead) <= EXACT_MS


@given(STEPS, RATES, RATES, st.integers(0, 60))
def test_a_change_of_rate_in_flight_is_made_good_by_two_reports(
    steps: list[int], before: float, after: float, delay: int
) -> None:
    simulated = engine(steps, rate=before)
    simulated.run(700)
    simulated.set_rate(after, after=delay)
    simulated.run(delay + 5)
    simulated.run_until_told(2)
    assert abs(simulated.moments[-1].ahead) <= EXACT_MS
    assert is_never_back(simulated.moments)


@given(STEPS, RATES, st.integers(20, 900))
def test_time_lost_without_a_word_is_made_good_by_two_reports(
    steps: list[int], rate: float, lost: int
) -> None:
    simulated = engine(steps, rate=rate)
    simulated.run(2_000)
    simulated.lose(lost)
    simulated.run_until_told(2)
    then = simulated.moments[-1]
    assert all(is_right_or_waits(moment, then) for moment in simulated.run(3_000))
    assert abs(simulated.moments[-1].ahead) <= EXACT_MS
    assert is_never_back(simulated.moments)


STEP_OF_KEYS = st.sampled_from([-10_000, -5_000, -1_000, 1_000, 5_000])
BURST = st.lists(st.tuples(STEP_OF_KEYS, st.integers(5, 80)), min_size=1, max_size=50)


@example(burst=[(-1000, 5)], answer=20, rate=0.5, landing=0)
@example(burst=[(-1000, 20)], answer=20, rate=0.5, landing=0)
@given(BURST, st.integers(10, 120), ALL_RATES, st.integers(-150, 150))
def test_in_a_burst_of_seeks_only_seeks_move_it_back(
    burst: list[tuple[int, int]], answer: int, rate: float, landing: int
) -> None:
    simulated = engine(rate=rate)
    simulated.seek(600_000, answer=answer)
    simulated.run(1_000)
    for step, pause in burst:
        target = simulated.clock.position(simulated.now) + step
        simulated.seek(target, answer=answer, landing=landing)
        assert simulated.clock.position(simulated.now) == target
        between = simulated.run(pause)
        assert is_never_back(between)
        assert all(
            target <= moment.shown <= target + pause * rate + abs(landing) + EXACT_MS for moment in between
        )
    settled = simulated.run(answer + 200)
    assert is_never_back(settled)
    simulated.run_until_told(2)
    simulated.run(500)
    assert abs(simulated.moments[-1].ahead) <= EXACT_MS


@pytest.mark.parametrize("off", [-1_500, -600, 600, 1_500])
@pytest.mark.parametrize(("seeks", "reports"), [(1, 1), (3, 2)])
def test_a_seek_that_lands_elsewhere_is_believed_in_a_burst_at_the_second_report(
    off: int, seeks: int, reports: int
) -> None:
    simulated = engine()
    for number in range(seeks):
        simulated.seek(60_000 + number, answer=60, landing=off)
    simulated.run(80)
    simulated.run_until_told(reports - 1)
    assert 60_000 <= simulated.clock.position(simulated.now) < 60_400
    simulated.run_until_told(1)
    assert simulated.clock.unconfirmed_seek is None
    simulated.run(1_600)
    assert abs(simulated.moments[-1].ahead) <= EXACT_MS


def test_a_report_of_the_seek_before_does_not_end_the_wait_for_the_last() -> None:
    simulated = engine()
    simulated.seek(60_000, answer=20)
    simulated.run(30)
    simulated.seek(61_000, answer=400)
    simulated.clock.buffering(100, simulated.now)
    simulated.run_until_told(1)
    assert simulated.clock.unconfirmed_seek == 61_000
    assert simulated.clock.position(simulated.now) >= 61_000
