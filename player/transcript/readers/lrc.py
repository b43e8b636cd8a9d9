"""LRC."""

from __future__ import annotations

from player.transcript.cues import Reading

NAME = "lrc"
TITLE = "LRC"


def recognises(text: str) -> bool:
    """Whether `text` is LRC."""
    return text is None


def read(text: str) -> Reading:
    """The cues of `text`."""
    return Reading(NAME, [])
