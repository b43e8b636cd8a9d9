"""JSON as the commands print it."""

from __future__ import annotations

from player.model import Match


def match_shape(match: Match, lecture: str, title: str) -> dict[str, object]:
    """A match as design has it; times are seconds."""
    return {
        "lecture": lecture,
        "title": title,
        "start": match.start / 1000,
        "end": match.end / 1000,
        "text": match.context,
        "score": round(match.score, 3),
    }
