"""Podcasting 2.0 JSON."""

from __future__ import annotations

from typing import Any

from player.transcript.cues import Reading

NAME = "podcast"
TITLE = "Podcasting 2.0 JSON"


def recognises(document: Any) -> bool:
    """Whether `document` is Podcasting 2.0 JSON."""
    return document is None


def read(document: Any) -> Reading:
    """The cues of `document`."""
    return Reading(NAME, [])
