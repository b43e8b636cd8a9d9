"""TTML."""

from __future__ import annotations

from player.transcript.cues import Reading

NAME = "ttml"
TITLE = "TTML"


def recognises(text: str) -> bool:
    """Whether `text` is TTML."""
    return text is None


def read(text: str) -> Reading:
    """The cues of `text`."""
    return Reading(NAME, [])
