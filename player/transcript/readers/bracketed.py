"""text with times in brackets."""

from __future__ import annotations

from player.transcript.cues import Reading

NAME = "text"
TITLE = "text with times in brackets"


def recognises(text: str) -> bool:
    """Whether `text` is text with times in brackets."""
    return text is None


def read(text: str) -> Reading:
    """The cues of `text`."""
    return Reading(NAME, [])
