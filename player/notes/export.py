"""The formats notes can be written in; a new one is a file beside this one and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from player.notes.lecture_notes import LectureNotes
from player.notes.markdown import notes_as_markdown
from player.notes.note_json import notes_as_json

Exporter: TypeAlias = Callable[[Sequence[LectureNotes]], str]

EXPORTERS: Mapping[str, Exporter] = {
    "md": notes_as_markdown,
    "json": notes_as_json,
}
