"""The sound demonstrations, computed sample by sample so that they show just what the lecture says."""

from __future__ import annotations

import math
import random
from array import array

RATE = 44_100
SLOW_RATE = 8_000
SWEEP_SECONDS = 4.0
SWEEP_HERTZ = (300.0, 7_000.0)
NOTE_HERTZ = 220.0
COARSE_SECONDS, DITHERED_SECONDS = 3.0, 4.5

_FULL = 32_767
_FADE_SECONDS = 0.04
_KERNEL_HALF = 24
# One mark of the coarse ruler, of full scale 1; the note begins at 3.4 marks, so seven marks are in use.
_STEP = 0.03
_NOTE_MARKS = 3.4
_NOTE_DECAY_SECONDS = 0.85


def sound(name: str) -> array[int]:
    """The named demonstration as 16-bit samples at RATE."""
    waves = {
        "a440": _a440,
        "climbing": _climbing,
        "folded": _folded,
        "coarse": _coarse,
        "dithered": _dithered,
    }
    return _sixteen_bits(waves[name]())


def seconds(name: str) -> float:
    """How long the named demonstration lasts."""
    return len(sound(name)) / RATE


def sweep(time: float) -> float:
    """The climbing tone at `time` seconds, -1 to 1."""
    low, high = SWEEP_HERTZ
    return math.sin(2 * math.pi * (low * time + (high - low) * time * time / (2 * SWEEP_SECONDS)))


def note_marks(time: float) -> float:
    """The fading note at `time` seconds, counted in marks of the coarse ruler."""
    attack = min(1.0, time / 0.02)
    swing = math.sin(2 * math.pi * NOTE_HERTZ * time) + 0.25 * math.sin(4 * math.pi * NOTE_HERTZ * time)
    return _NOTE_MARKS * attack * math.exp(-time / _NOTE_DECAY_SECONDS) * swing / 1.1


def dither(chance: random.Random) -> float:
    """Triangular noise two marks wide, which frees the error's mean and power from the signal."""
    return chance.random() - chance.random()


def _a440() -> list[float]:
    return [0.1 * math.sin(2 * math.pi * 440 * i / RATE) for i in range(int(1.8 * RATE))]


def _climbing() -> list[float]:
    return [0.06 * sweep(i / RATE) for i in range(int(SWEEP_SECONDS * RATE))]


def _folded() -> list[float]:
    """The climbing tone sampled at SLOW_RATE without a filter, then rebuilt from those samples alone."""
    samples = [0.06 * sweep(i / SLOW_RATE) for i in range(int(SWEEP_SECONDS * SLOW_RATE))]
    return [_rebuilt(samples, i * SLOW_RATE / RATE) for i in range(int(SWEEP_SECONDS * RATE))]


def _rebuilt(samples: list[float], place: float) -> float:
    """The curve through `samples` at the fractional index `place`: sinc ripples under a raised cosine."""
    nearest = math.floor(place)
    total = 0.0
    for index in range(max(0, nearest - _KERNEL_HALF + 1), min(len(samples), nearest + _KERNEL_HALF + 1)):
        distance = place - index
        if distance == 0:
            return samples[index]
        ripple = math.sin(math.pi * distance) / (math.pi * distance)
        total += samples[index] * ripple * (0.5 + 0.5 * math.cos(math.pi * distance / _KERNEL_HALF))
    return total


def _coarse() -> list[float]:
    return [_STEP * round(note_marks(i / RATE)) for i in range(int(COARSE_SECONDS * RATE))]


def _dithered() -> list[float]:
    chance = random.Random(1)
    return [_STEP * round(note_marks(i / RATE) + dither(chance)) for i in range(int(DITHERED_SECONDS * RATE))]


def _sixteen_bits(wave: list[float]) -> array[int]:
    fade = int(_FADE_SECONDS * RATE)
    last = len(wave) - 1
    return array("h", (round(_FULL * v * min(1.0, i / fade, (last - i) / fade)) for i, v in enumerate(wave)))
