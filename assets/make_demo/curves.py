"""The curves that the slides draw; time is counted in ticks, one sample a tick."""

from __future__ import annotations

import math
import random

import sounds

_PARTS = ((0.52, 0.075, 0.4), (0.33, 0.19, 1.9), (0.15, 0.34, 0.2))


def melody(time: float) -> float:
    """The curve that runs through the lecture, -1 to 1; its fastest part has three ticks a wave."""
    return sum(size * math.sin(2 * math.pi * rate * time + phase) for size, rate, phase in _PARTS)


def wild(number: int, time: float) -> float:
    """Another curve through the same ticks, because the sine added to it is zero at each of them."""
    size, turns, beat = ((0.55, 1, 0.05), (-0.45, 1, 0.13), (0.38, 2, 0.09), (-0.3, 3, 0.07))[number]
    return melody(time) + size * math.sin(math.pi * turns * time) * math.cos(beat * time)


def ripple(time: float) -> float:
    """sinc: 1 at its own tick, 0 at every other."""
    return 1.0 if time == 0 else math.sin(math.pi * time) / (math.pi * time)


def slow_note(time: float) -> float:
    """The fading note of the demonstration, slowed down until its waves can be seen; 0 to 1 in time."""
    return 3.4 * math.exp(-3.1 * time) * math.sin(2 * math.pi * 13 * time)


def dithered(time: float, chance: random.Random) -> int:
    return round(slow_note(time) + sounds.dither(chance))
