"""How much a transcript covers."""

from __future__ import annotations

from player.model import Segment
from player.transcript.coverage import covered_ms


def test_overlaps_count_once_and_silence_not_at_all():
    segments = [
        Segment(0, 1000, "a"),
        Segment(500, 3000, "b"),
        Segment(600, 900, "c"),
        Segment(5000, 6000, ""),
        Segment(8000, 9000, "d"),
    ]
    assert covered_ms(segments) == 4000


def test_nothing_covers_nothing():
    assert covered_ms([]) == 0
