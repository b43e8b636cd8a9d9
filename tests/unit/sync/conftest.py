"""A lecture that is made up: when its segments begin, and the sound that fits them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from player.model import Segment
from player.sync.speech import FRAME_MS

Spoken = Callable[[Sequence[Segment]], bytes]


def some_segments(count: int, seed: int) -> list[Segment]:
    """Segments of two to six seconds with a pause after every other one."""
    chance = random.Random(seed)
    segments, clock = [], 5_000
    for number in range(count):
        length = chance.randint(2_000, 6_000)
        segments.append(Segment(clock, clock + length, "the tide comes in over the flat sand"))
        clock += length + number % 2 * chance.randint(300, 4_000)
    return segments


def spoken_at(segments: Sequence[Segment]) -> bytes:
    """What a detector that never errs hears of `segments`, and a minute of silence after them."""
    speech = bytearray((segments[-1].end + 60_000) // FRAME_MS)
    for segment in segments:
        first, last = segment.start // FRAME_MS, segment.end // FRAME_MS
        speech[first:last] = b"\1" * (last - first)
    return bytes(speech)


@pytest.fixture
def lecture() -> tuple[list[Segment], bytes]:
    """Twelve minutes of segments, and where there is speech in their sound."""
    segments = some_segments(150, seed=3)
    return segments, spoken_at(segments)


@pytest.fixture
def other_segments() -> list[Segment]:
    """Those of another lecture."""
    return some_segments(150, seed=4)
