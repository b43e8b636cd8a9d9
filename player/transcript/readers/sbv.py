"""SBV."""

from __future__ import annotations

from player.transcript.cues import Reading

NAME = "sbv"
TITLE = "SBV"


def recognises(text: str) -> bool:
    """Whether `text` is SBV."""
    return text is None


def read(text: str) -> Reading:
    """The cues of `text`."""
    return Reading(NAME, [])
