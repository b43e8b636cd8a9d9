"""The notes of one lecture, as an exporter gets them."""

from __future__ import annotations

from dataclasses import dataclass

from player.model import Note


@dataclass(frozen=True, slots=True)
class LectureNotes:
    """A lecture and its notes in order of time."""

    lecture_id: str
    title: str
    source: str
    notes: tuple[Note, ...]
