"""How far a playback engine's own clock is from the ear, measured without a screen.

For example:

    with SoundServer() as server:
        os.environ.update(server.environment)  # before the engine is made
        lecture = write_beep_lecture(folder, seconds=60)
        with Recorder(server.environment) as recorder:
            playback.open(Playable(lecture.media))
            log = follow(playback.status, seconds=20)
            beeps = beeps_heard(recorder.stop())
    errors = engine_errors(beeps, log, lecture.starts)
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from player.model import Millis
from player.playback.port import PlaybackStatus
from tests.benchmarks.listening.beeps import Beep
from tests.benchmarks.listening.matching import Light, match

Log: TypeAlias = Sequence[tuple[float, float]]
LOOK_SECONDS = 0.002
LONGEST_STEP_MS = 200.0


@dataclass(frozen=True, slots=True)
class EngineError:
    """One beep: when it was heard (monotonic seconds), and how much later the clock came to it (ms, signed)."""

    heard: float
    number: int
    error_ms: float


def follow(status: Callable[[], PlaybackStatus], seconds: float) -> list[tuple[float, float]]:
    """Ask for the status every 2 ms: moments (monotonic seconds) and positions (ms)."""
    log: list[tuple[float, float]] = []
    over = time.monotonic() + seconds
    while (now := time.monotonic()) < over:
        log.append((now, float(status().position)))
        time.sleep(LOOK_SECONDS)
    return log


def engine_errors(beeps: Sequence[Beep], log: Log, starts: Sequence[Millis]) -> list[EngineError]:
    """Clock minus ear for each beep: positive when the clock comes to the beep's start after the ear.

    `log` holds (monotonic seconds, position in ms) in order of time, `starts` the media time of each beep by
    number. A start counts as reached where the position passes it, which is where a light would come; a step
    of more than 200 ms is a jump and passes nothing. Beeps that the clock never came to are left out.
    """
    pairs = match(beeps, passings(log, starts)).pairs
    return [EngineError(pair.beep.heard, pair.light.number, pair.error_ms) for pair in pairs]


def passings(log: Log, starts: Sequence[Millis]) -> list[Light]:
    """When, by the log, each start was passed; between two entries the position runs evenly."""
    passed: list[Light] = []
    for (earlier, low), (later, high) in pairwise(log):
        if not 0 < high - low <= LONGEST_STEP_MS:
            continue
        for number in range(bisect_left(starts, low), bisect_left(starts, high)):
            share = (starts[number] - low) / (high - low)
            passed.append(Light(earlier + share * (later - earlier), number))
    return passed
