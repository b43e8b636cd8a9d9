"""What is done to a player while it is listened to."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.benchmarks.listening.verdict import Deed

BETWEEN_SECONDS = (2.0, 3.2)
PAUSED_SECONDS = (0.4, 1.2)
FLIP_RATE, FLIP_PACE = 2.0, 1.5
MIXED = (Deed.SEEK, Deed.PAUSE)


@dataclass(frozen=True, slots=True)
class Step:
    """Wait, then do; the wait before a resumption is the length of the pause."""

    wait_seconds: float
    deed: Deed


@dataclass(frozen=True, slots=True)
class Condition:
    """Runs of a player: `steps` in each of `launches`, at `rate`, with beeps made for `pace`."""

    name: str
    title: str
    steps: tuple[Step, ...]
    launches: int = 1
    rate: float = 1.0
    pace: float = 1.0
    loaded: bool = False
    source: str = "file"

    def quick(self) -> Condition:
        """The same with fewer launches and steps."""
        kept = self.steps[:6] if len(self.steps) > 6 else self.steps
        steps = kept if kept[-1].deed is Deed.QUIT else (*kept, Step(2.0, Deed.QUIT))
        return Condition(
            self.name,
            self.title,
            steps,
            min(self.launches, 2),
            self.rate,
            self.pace,
            self.loaded,
            self.source,
        )


def listened(seconds: float) -> tuple[Step, ...]:
    """Nothing is done for so long."""
    return (Step(seconds, Deed.QUIT),)


def repeated(deeds: Sequence[Deed], count: int) -> tuple[Step, ...]:
    """`count` of `deeds` in turn at random moments, the same for every player."""
    chance = random.Random(11)
    steps: list[Step] = []
    for number in range(count):
        deed = deeds[number % len(deeds)]
        steps.append(Step(chance.uniform(*BETWEEN_SECONDS), deed))
        if deed is Deed.PAUSE:
            steps.append(Step(chance.uniform(*PAUSED_SECONDS), Deed.RESUME))
    return (*steps, Step(BETWEEN_SECONDS[1], Deed.QUIT))


CONDITIONS = (
    Condition("start", "from the start", listened(6.0), launches=6),
    Condition("seeks", "20 seeks", repeated((Deed.SEEK,), 20)),
    Condition("pauses", "10 pauses", repeated((Deed.PAUSE,), 10)),
    *(
        Condition(f"rate-{rate:g}", f"{rate:g}x", listened(10.0), launches=3, rate=rate, pace=rate)
        for rate in (0.5, 1.5, 2.0, 3.0)
    ),
    Condition(
        "changes",
        "12 changes between 2x and 1x",
        repeated((Deed.RATE,), 12),
        rate=FLIP_RATE,
        pace=FLIP_PACE,
    ),
    Condition("http", "from http", listened(6.0), launches=3, source="http"),
    Condition("loaded", "both cores loaded", repeated(MIXED, 14), loaded=True),
    Condition("seed", "a real transcript", listened(20.0), launches=2, source="seed"),
)


@contextmanager
def busy_cores() -> Iterator[None]:
    """A process for each core that does nothing but keep it busy."""
    command = (sys.executable, "-c", "while True: pass")
    processes = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()
