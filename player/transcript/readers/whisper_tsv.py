"""Whisper TSV."""

from __future__ import annotations

from player.transcript.cues import Reading

NAME = "tsv"
TITLE = "Whisper TSV"


def recognises(text: str) -> bool:
    """Whether `text` is Whisper TSV."""
    return text is None


def read(text: str) -> Reading:
    """The cues of `text`."""
    return Reading(NAME, [])
