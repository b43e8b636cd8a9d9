"""YouTube json3."""

from __future__ import annotations

from typing import Any

from player.transcript.cues import Reading

NAME = "json3"
TITLE = "YouTube json3"


def recognises(document: Any) -> bool:
    """Whether `document` is YouTube json3."""
    return document is None


def read(document: Any) -> Reading:
    """The cues of `document`."""
    return Reading(NAME, [])
