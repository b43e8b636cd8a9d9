"""ASS."""

from __future__ import annotations

from player.transcript.cues import Reading

NAME = "ass"
TITLE = "ASS"


def recognises(text: str) -> bool:
    """Whether `text` is ASS."""
    return text is None


def read(text: str) -> Reading:
    """The cues of `text`."""
    return Reading(NAME, [])
