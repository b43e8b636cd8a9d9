"""YouTube srv."""

from __future__ import annotations

from player.transcript.cues import Reading

NAME = "srv"
TITLE = "YouTube srv"


def recognises(text: str) -> bool:
    """Whether `text` is YouTube srv."""
    return text is None


def read(text: str) -> Reading:
    """The cues of `text`."""
    return Reading(NAME, [])
