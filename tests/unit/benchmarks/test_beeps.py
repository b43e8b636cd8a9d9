"""Beeps are found where they start, whatever an engine did to their pitch and length."""

from __future__ import annotations

import math
import random
from array import array

import pytest

from tests.benchmarks.listening.beeps import (
    TONES,
    Onset,
    beeps_heard,
    code_of,
    find_onsets,
    read_code,
    tone,
)
from tests.benchmarks.listening.recorder import Chunk, Recording, SampleClock
from tests.benchmarks.listening.sound_server import SAMPLE_RATE

EXACT_SAMPLES = SAMPLE_RATE // 5000


def silence(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(seconds * SAMPLE_RATE)))


def with_beeps(places: dict[int, array[int]], seconds: float) -> array[int]:
    samples = silence(seconds)
    for at, beep in places.items():
        samples[at : at + len(beep)] = beep
    return samples


@pytest.mark.parametrize("code", range(TONES))
def test_an_onset_is_found_to_a_fifth_of_a_millisecond(code: int) -> None:
    at = 12_345
    (onset,) = find_onsets(with_beeps({at: tone(code, 60.0)}, 1.0))
    assert 0 <= onset.sample - at <= EXACT_SAMPLES
    assert abs(onset.length - 60 * SAMPLE_RATE / 1000) <= SAMPLE_RATE / 1000


@pytest.mark.parametrize("length_ms", [20.0, 45.0, 120.0])
def test_neither_length_nor_pitch_counts(length_ms: float) -> None:
    """As when an engine stretches, or plays faster and so higher."""
    high = array("h", (round(20_000 * math.sin(1.1 * n)) for n in range(round(length_ms * 48))))
    found = find_onsets(with_beeps({5_000: tone(3, length_ms), 30_000: high}, 1.0))
    assert [round(onset.sample, -2) for onset in found] == [5_000, 30_000]


def test_noise_far_below_the_beeps_is_quiet() -> None:
    chance = random.Random(1)
    samples = with_beeps({20_000: tone(5, 60.0), 60_000: tone(6, 60.0)}, 2.0)
    noisy = array("h", (max(-32768, min(32767, sample + chance.randint(-600, 600))) for sample in samples))
    first, second = find_onsets(noisy)
    assert abs(first.sample - 20_000) <= EXACT_SAMPLES
    assert abs(second.sample - 60_000) <= EXACT_SAMPLES


def test_a_dip_within_a_beep_is_no_end_of_it() -> None:
    beep = tone(2, 60.0)
    beep[1_000:1_400] = array("h", bytes(800))
    assert len(find_onsets(with_beeps({4_000: beep}, 0.5))) == 1


def test_silence_has_no_onsets() -> None:
    assert find_onsets(silence(0.5)) == []


@pytest.mark.parametrize("code", range(TONES))
def test_a_code_is_read_from_half_a_beep(code: int) -> None:
    assert read_code(tone(code, 60.0)[:1440]) == code


def test_noise_has_no_code() -> None:
    chance = random.Random(2)
    assert read_code([chance.randint(-9_000, 9_000) for _ in range(1440)]) is None
    assert read_code(silence(0.03)) is None


def test_codes_come_again_only_after_all_the_others() -> None:
    assert sorted(map(code_of, range(TONES))) == list(range(TONES))
    assert code_of(TONES) == code_of(0)


def test_beeps_are_told_with_moment_length_and_code() -> None:
    samples = with_beeps({24_000: tone(code_of(1), 60.0)}, 1.0)
    clock = SampleClock([Chunk(n, 100.0 + n / SAMPLE_RATE) for n in range(0, len(samples), 96)])
    (beep,) = beeps_heard(Recording(samples, clock))
    assert beep.heard == pytest.approx(100.5, abs=0.0002)
    assert beep.length_ms == pytest.approx(60, abs=1)
    assert beep.code == code_of(1)


def test_an_onset_at_the_very_start_counts() -> None:
    (onset,) = find_onsets(tone(1, 60.0) + silence(0.2))
    assert onset == Onset(onset.sample, onset.length)
    assert onset.sample <= EXACT_SAMPLES
