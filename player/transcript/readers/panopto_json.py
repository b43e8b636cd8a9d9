"""Panopto JSON."""

from __future__ import annotations

from typing import Any

from player.transcript.cues import Reading

NAME = "panopto"
TITLE = "Panopto JSON"


def recognises(document: Any) -> bool:
    """Whether `document` is Panopto JSON."""
    return document is None


def read(document: Any) -> Reading:
    """The cues of `document`."""
    return Reading(NAME, [])
