"""Notes as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypedDict

from player.files import is_control
from player.model import Note
from player.notes.lecture_notes import LectureNotes


class NoteRecord(TypedDict):
    """A note as JSON has it; `time` is in seconds with millisecond precision."""

    id: int
    lecture: str
    time: float
    text: str
    quote: str
    tags: list[str]
    created: str
    updated: str
    picture: str | None


def note_record(note: Note) -> NoteRecord:
    """The note as a JSON object."""
    return NoteRecord(
        id=note.id,
        lecture=note.lecture_id,
        time=round(note.time / 1000, 3),
        text=note.text,
        quote=note.quote,
        tags=list(note.tags),
        created=note.created,
        updated=note.updated,
        picture=None if note.picture is None else str(note.picture),
    )


def notes_as_json(lectures: Sequence[LectureNotes]) -> str:
    """All notes as one JSON list, a note a line; no character in it controls a terminal."""
    lines = [_on_one_line(note_record(note)) for lecture in lectures for note in lecture.notes]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _on_one_line(record: NoteRecord) -> str:
    # Outside of ASCII such characters stand only inside strings, where JSON reads the escape the same.
    written = json.dumps(record, ensure_ascii=False)
    return "".join(
        f"\\u{ord(character):04x}" if is_control(character) else character for character in written
    )
