"""Lights are paired with their own beeps, and whatever has no partner is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.listening.beeps import TONES, Beep, code_of
from tests.benchmarks.listening.engine_error import engine_errors
from tests.benchmarks.listening.engines import Start
from tests.benchmarks.listening.matching import Figures, Light, match
from tests.benchmarks.listening.sources import numbers_by_order
from tests.benchmarks.listening.verdict import Deed, Event, judge

SPACING = 0.4


def beep(number: int, heard: float, length_ms: float = 60.0) -> Beep:
    return Beep(heard, length_ms, code_of(number))


def evenly(first: int, last: int, begun: float, late: float) -> tuple[list[Beep], list[Light]]:
    """Beeps `first` to `last` from `begun` on, and their lights."""
    times = {number: begun + SPACING * (number - first) for number in range(first, last)}
    return [beep(n, t) for n, t in times.items()], [Light(t + late, n) for n, t in times.items()]


@pytest.mark.parametrize("late", [0.04, -0.2, 0.7, -1.1])
def test_a_light_that_is_far_off_is_not_taken_for_its_neighbour(late: float) -> None:
    beeps, lights = evenly(0, 2 * TONES, 10.0, late)
    matched = match(beeps, lights)
    assert [pair.error_ms for pair in matched.pairs] == pytest.approx([late * 1000] * 2 * TONES)
    assert not matched.unlit
    assert not matched.unheard


def test_what_has_no_partner_is_told() -> None:
    beeps, lights = evenly(0, 10, 0.0, 0.02)
    del lights[4], beeps[7]
    matched = match(beeps, lights)
    assert [found.code for found in matched.unlit] == [code_of(4)]
    assert [light.number for light in matched.unheard] == [7]
    assert len(matched.pairs) == 8


def test_a_segment_that_is_lit_again_counts_once() -> None:
    matched = match([beep(1, 1.0)], [Light(0.98, 1), Light(1.1, 2), Light(1.2, 1)])
    assert [pair.error_ms for pair in matched.pairs] == pytest.approx([-20.0])
    assert [light.number for light in matched.unheard] == [2, 1]


def test_the_nearest_light_is_taken_and_only_once() -> None:
    assert match([beep(1, 1.0)], [Light(0.0, 1), Light(1.01, 1)]).pairs[0].light == Light(1.01, 1)
    again = match([beep(1, 1.0), beep(1, 1.1)], [Light(1.09, 1)])
    assert [pair.beep.heard for pair in again.pairs] == [1.1]
    assert [found.heard for found in again.unlit] == [1.0]


def test_no_pair_has_a_seek_between_its_two() -> None:
    assert not match([beep(3, 1.0)], [Light(1.2, 3)], cuts=[1.1]).pairs


def events(*others: Event, until: float = 100.0) -> tuple[Event, ...]:
    return (Event(0.0, Deed.START), *others, Event(until, Deed.QUIT))


def test_errors_soon_after_an_event_stand_apart() -> None:
    beeps, lights = evenly(0, 20, 0.3, 0.01)
    verdict = judge(beeps, lights, events(Event(4.2, Deed.RATE)))
    assert len(verdict.early) == 3 + 3
    assert len(verdict.late) == 14
    assert {round(error, 3) for error in verdict.early + verdict.late} == {10.0}
    assert (verdict.unlit, verdict.unheard, verdict.cut, verdict.overtaken) == (0, 0, 0, 0)


def test_the_segment_a_seek_lands_in_needs_no_beep() -> None:
    before, lit_before = evenly(0, 5, 0.3, 0.01)
    after, lit_after = evenly(61, 66, 5.3, 0.01)
    landed = Light(5.01, 60)
    verdict = judge(before + after, [*lit_before, landed, *lit_after], events(Event(5.0, Deed.SEEK)))
    assert verdict.unheard == 0
    assert len(verdict.early + verdict.late) == 10


def test_a_flicker_after_a_seek_is_told() -> None:
    after, lit_after = evenly(61, 66, 5.3, 0.01)
    flicker = [Light(5.01, 60), Light(5.1, 3), Light(5.15, 60)]
    verdict = judge(after, [*flicker, *lit_after], events(Event(5.0, Deed.SEEK)))
    assert verdict.unheard == 2


def test_what_a_seek_overtakes_is_no_error() -> None:
    verdict = judge([beep(9, 5.05)], [Light(4.95, 20)], events(Event(5.0, Deed.SEEK)))
    assert (verdict.overtaken, verdict.unlit, verdict.unheard) == (2, 0, 0)
    far = judge([beep(9, 6.0)], [Light(4.0, 20)], events(Event(5.0, Deed.SEEK)))
    assert (far.overtaken, far.unlit, far.unheard) == (0, 1, 1)


def test_a_beep_of_which_only_a_part_is_heard_has_no_onset() -> None:
    heard = [beep(9, 5.2, length_ms=30.0)]
    verdict = judge(heard, [Light(5.01, 9)], events(Event(5.0, Deed.SEEK)))
    assert verdict.cut == 1
    assert not verdict.early


def test_a_pause_does_not_make_a_light_late() -> None:
    paused = (Event(5.0, Deed.PAUSE), Event(6.0, Deed.RESUME))
    verdict = judge([beep(9, 4.99)], [Light(6.01, 9)], events(*paused))
    assert verdict.late == pytest.approx((20.0,))


def test_a_sound_without_a_tone_is_told() -> None:
    assert judge([Beep(9.0, 60.0, None)], [], events()).unclear == 1


def test_what_comes_after_the_end_is_left_out() -> None:
    beeps, lights = evenly(0, 10, 0.3, 0.01)
    verdict = judge(beeps, lights, events(until=2.0))
    assert len(verdict.early + verdict.late) == 5
    assert (verdict.unlit, verdict.unheard) == (0, 0)


def test_figures() -> None:
    found = Figures.of([-30.0, *[10.0] * 18, 50.0])
    assert found == Figures(20, 10.0, 10.0, 30.0, 50.0)
    assert Figures.of([]) is None


@pytest.mark.parametrize("late", [0.04, -0.03])
def test_the_error_of_an_engine_is_that_of_a_light(late: float) -> None:
    starts = [300 + 400 * number for number in range(20)]
    beeps = [beep(number, 7.0 + start / 1000) for number, start in enumerate(starts)]
    log = [(7.0 + late + ms / 1000, float(ms)) for ms in range(0, 8_300, 7)]
    errors = engine_errors(beeps, log, starts)
    assert [error.number for error in errors] == list(range(20))
    assert [error.error_ms for error in errors] == pytest.approx([late * 1000] * 20)


def test_a_jump_of_the_position_passes_no_start() -> None:
    log = [(1.0, 0.0), (1.01, 10.0), (1.02, 5_000.0), (1.12, 5_100.0)]
    (error,) = engine_errors([beep(1, 1.1), beep(0, 1.02)], log, [2_000, 5_050])
    assert (error.number, round(error.error_ms)) == (1, -30)


def test_beeps_that_are_all_alike_are_known_by_their_order() -> None:
    starts = [0, 400, 1_000, 1_300, 2_200]
    start = Start("lecture.m4a", Path("lecture.vtt"), rate=2.0, at_seconds=1)
    heard = [beep(0, 8.0), beep(0, 8.13), beep(0, 8.64)]
    assert numbers_by_order(heard, starts, start) == [2, 3, 4]
