"""The moment of a sample is right although its chunk was read late, and although samples were lost."""

from __future__ import annotations

import random

import pytest

from tests.benchmarks.listening.recorder import Chunk, SampleClock

RATE = 48_000
CHUNK = 96


def chunks(seconds: float, late: random.Random, lost_at: int = 1 << 60, lost: int = 0) -> list[Chunk]:
    """Chunks of 2 ms, most of them read up to 30 ms late, each tenth at once; `lost` samples go missing."""
    made = []
    for first in range(0, round(seconds * RATE), CHUNK):
        delay = 0.0 if late.random() < 0.1 else late.uniform(0.0, 0.03)
        gone = lost if first >= lost_at else 0
        made.append(Chunk(first, 50.0 + (first + gone) / RATE + delay))
    return made


def test_reads_that_come_late_do_not_count() -> None:
    clock = SampleClock(chunks(6.0, random.Random(3)), RATE)
    for sample in range(RATE // 2, 5 * RATE, 1_013):
        assert clock.at(sample) == pytest.approx(50.0 + sample / RATE, abs=0.001)
    assert clock.lost_ms() == pytest.approx(0, abs=1)


def test_lost_samples_move_those_after_them_only() -> None:
    lost = RATE // 50
    clock = SampleClock(chunks(6.0, random.Random(4), lost_at=3 * RATE, lost=lost), RATE)
    assert clock.at(3 * RATE - 4_000) == pytest.approx(53.0 - 4_000 / RATE, abs=0.001)
    assert clock.at(3 * RATE + 4_000) == pytest.approx(53.02 + 4_000 / RATE, abs=0.001)
    assert clock.lost_ms() == pytest.approx(20, abs=1)


def test_a_clock_that_runs_away_slowly_is_followed() -> None:
    made = [Chunk(first, 10.0 + first / RATE * 1.0001) for first in range(0, 60 * RATE, CHUNK)]
    clock = SampleClock(made, RATE)
    assert clock.at(30 * RATE) == pytest.approx(10.0 + 30 * 1.0001, abs=0.001)
