"""Which light belongs to which beep, and what is left over."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.listening.beeps import Beep, code_of

REACH_SECONDS = 2.0
"""A light this far from a beep still belongs to it; a code comes again after ten seconds."""


@dataclass(frozen=True, slots=True)
class Light:
    """A segment that became lit at a moment (monotonic seconds)."""

    lit: float
    number: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A beep and its light."""

    beep: Beep
    light: Light

    @property
    def error_ms(self) -> float:
        """Lit minus heard: positive when the light is late."""
        return (self.light.lit - self.beep.heard) * 1000


@dataclass(frozen=True, slots=True)
class Matched:
    """Pairs in order of hearing, beeps without a light, and lights without a beep."""

    pairs: tuple[Pair, ...]
    unlit: tuple[Beep, ...]
    unheard: tuple[Light, ...]


def match(beeps: Sequence[Beep], lights: Sequence[Light], cuts: Sequence[float] = ()) -> Matched:
    """Pair each beep with a light of its code, the nearest in time first, each at most once.

    `cuts` are moments of seeks in order: a light on the other side of one belongs to another place.
    """
    by_code: dict[int, list[Light]] = {}
    for light in lights:
        by_code.setdefault(code_of(light.number), []).append(light)
    near = [
        (abs(light.lit - beep.heard), beep.heard, beep, light)
        for beep in beeps
        if beep.code is not None
        for light in by_code.get(beep.code, ())
        if abs(light.lit - beep.heard) <= REACH_SECONDS
        and bisect_right(cuts, light.lit) == bisect_right(cuts, beep.heard)
    ]
    near.sort(key=lambda candidate: candidate[:2])
    light_of: dict[Beep, Light] = {}
    taken: set[Light] = set()
    for _, _, beep, light in near:
        if beep not in light_of and light not in taken:
            light_of[beep] = light
            taken.add(light)
    pairs = tuple(Pair(beep, light_of[beep]) for beep in beeps if beep in light_of)
    unlit = tuple(beep for beep in beeps if beep not in light_of)
    return Matched(pairs, unlit, tuple(light for light in lights if light not in taken))


@dataclass(frozen=True, slots=True)
class Figures:
    """Of errors in ms: the signed median; median, 95th percentile (nearest rank) and maximum without sign."""

    count: int
    signed: float
    median: float
    high: float
    most: float

    @classmethod
    def of(cls, errors_ms: Sequence[float]) -> Figures | None:
        """The figures of `errors_ms`; None of none."""
        if not errors_ms:
            return None
        signed, absolute = sorted(errors_ms), sorted(map(abs, errors_ms))
        return cls(
            len(absolute), _share(signed, 0.5), _share(absolute, 0.5), _share(absolute, 0.95), absolute[-1]
        )


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
