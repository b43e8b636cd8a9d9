"""Beeps whose pitch tells their number, and how they are found again in what was heard.

An onset is the first sample louder than a fifth of the recording's loudest beeps after at least 60 ms of
quiet (slowed down, a beep has an echo 25 to 50 ms behind it). Neither pitch nor length counts, because
engines stretch sound at other rates. A beep starts at its full strength: its onset is found to 0.1 ms, with
AAC too.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

from tests.benchmarks.listening.recorder import Recording
from tests.benchmarks.listening.sound_server import SAMPLE_RATE

TONES = 24
LOWEST_HERTZ = 600.0
STEP = 1.1
STRIDE = 7
"""Neighbouring beeps are this many tones apart, so that a beep is not taken for its neighbour."""
BEEP_MS = 60.0
AMPLITUDE = 0.6
BLOCK = 24
LOUDNESS = 0.2
FAINTEST = 0.01
CLICKS = 40
QUIET_MS = 60.0
LOOKED_AT_MS = 30.0
CLEAR = 0.4


@dataclass(frozen=True, slots=True)
class Onset:
    """Where a beep starts in a recording, and how many samples it lasts."""

    sample: int
    length: int


@dataclass(frozen=True, slots=True)
class Beep:
    """A beep as it was heard: when (monotonic seconds), how long, and its code, None when it is unclear."""

    heard: float
    length_ms: float
    code: int | None


def code_of(number: int) -> int:
    """The code of the beep with this number; codes come again after `TONES` beeps."""
    return number * STRIDE % TONES


@cache
def tone(code: int, length_ms: float) -> array[int]:
    """A beep's samples."""
    turn = 2 * math.pi * LOWEST_HERTZ * STEP**code / SAMPLE_RATE
    count = round(length_ms * SAMPLE_RATE / 1000)
    return array("h", (round(32767 * AMPLITUDE * math.sin(turn * n)) for n in range(count)))


def beeps_heard(recording: Recording) -> list[Beep]:
    """All beeps of a recording."""
    return [
        Beep(
            recording.clock.at(onset.sample),
            onset.length * 1000 / SAMPLE_RATE,
            read_code(recording.samples[onset.sample :][: _samples(LOOKED_AT_MS)]),
        )
        for onset in find_onsets(recording.samples)
    ]


def find_onsets(samples: array[int]) -> list[Onset]:
    """Where sound begins after quiet."""
    peaks = [_peak(samples[n : n + BLOCK]) for n in range(0, len(samples), BLOCK)]
    threshold = max(FAINTEST * 32768, LOUDNESS * _loud_level(peaks))
    return [
        Onset(first, last - first) for first, last in _sounding(samples, peaks, threshold) if last > first
    ]


def _loud_level(peaks: Sequence[int]) -> int:
    """What the loudest blocks reach, some clicks apart."""
    loudest = nlargest(CLICKS, peaks)
    return loudest[-1] if loudest else 0


def _peak(block: Sequence[int]) -> int:
    high, low = max(block), min(block)
    return max(high, -low)


def _sounding(samples: array[int], peaks: Sequence[int], threshold: float) -> Iterator[tuple[int, int]]:
    """First and last sample of each stretch of sound that quiet surrounds."""
    quiet_blocks = math.ceil(QUIET_MS * SAMPLE_RATE / 1000 / BLOCK)
    first = last = -1
    for block, peak in enumerate(peaks):
        if peak <= threshold:
            continue
        if first >= 0 and block - last > quiet_blocks:
            yield _first_loud(samples, first, threshold), (last + 1) * BLOCK
            first = -1
        first, last = (block if first < 0 else first), block
    if first >= 0:
        yield _first_loud(samples, first, threshold), (last + 1) * BLOCK


def _first_loud(samples: array[int], block: int, threshold: float) -> int:
    start = block * BLOCK
    return next(n for n in range(start, start + BLOCK) if abs(samples[n]) > threshold)


def read_code(samples: Sequence[int]) -> int | None:
    """The code of the tone in `samples`; None when no tone of ours makes up most of it.

    Goertzel's algorithm at each tone (G. Goertzel, Am. Math. Monthly 65, 1958).
    """
    energy = sum(sample * sample for sample in samples)
    if not energy:
        return None
    powers = [_power(samples, LOWEST_HERTZ * STEP**code) for code in range(TONES)]
    best = max(range(TONES), key=powers.__getitem__)
    # A pure tone of n samples has the power n/2 times its energy.
    return best if powers[best] > CLEAR * energy * len(samples) / 2 else None


def _power(samples: Sequence[int], hertz: float) -> float:
    factor = 2 * math.cos(2 * math.pi * hertz / SAMPLE_RATE)
    one = two = 0.0
    for sample in samples:
        one, two = sample + factor * one - two, one
    return one * one + two * two - factor * one * two


def _samples(ms: float) -> int:
    return round(ms * SAMPLE_RATE / 1000)
