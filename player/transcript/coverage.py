"""How much of a recording a transcript covers."""

from __future__ import annotations

from collections.abc import Sequence

from player.model import Millis, Segment


def covered_ms(segments: Sequence[Segment]) -> Millis:
    """How long somebody speaks in `segments`, which stand in order of start; what overlaps counts once."""
    covered = heard_until = 0
    for segment in segments:
        if segment.text and segment.end > heard_until:
            covered += segment.end - max(segment.start, heard_until)
            heard_until = segment.end
    return covered
