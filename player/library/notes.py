"""The notes on disk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from player.errors import LibraryError
from player.library.columns import now_utc, storable
from player.library.database import Database
from player.model import Millis, Note
from player.notes.tags import find_tags

_COLUMNS = "id, lecture_id, time, text, quote, tags, created, updated, picture"
_SELECT = f"SELECT {_COLUMNS} FROM notes"  # noqa: S608
_INSERT = f"INSERT INTO notes ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608


class NoteStore:
    """The notes of a library: what a method gives back is on disk. Every method may raise LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, lecture_id: str, time: Millis, text: str, quote: str, tags: Iterable[str] = ()) -> Note:
        """Keep a new note; `#words` in its text become tags after `tags`."""
        now, text = now_utc(), storable(text)
        row = (lecture_id, time, text, storable(quote), _tags_column((*tags, *find_tags(text))), now, now)
        with self._database.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO notes (lecture_id, time, text, quote, tags, created, updated) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            return _note_with(connection, cursor.lastrowid)

    def edit(self, note_id: int, *, time: Millis | None = None, text: str | None = None) -> Note:
        """Change a note's time or text; tags that only its old text gave go with that text."""
        with self._database.writing() as connection:
            note = _note_with(connection, note_id)
            new_text = note.text if text is None else storable(text)
            from_old_text = find_tags(note.text)
            kept = [tag for tag in note.tags if tag not in from_old_text]
            connection.execute(
                "UPDATE notes SET time = ?, text = ?, tags = ?, updated = ? WHERE id = ?",
                (
                    note.time if time is None else time,
                    new_text,
                    _tags_column((*kept, *find_tags(new_text))),
                    now_utc(),
                    note_id,
                ),
            )
            return _note_with(connection, note_id)

    def delete(self, note_id: int) -> Note:
        """Take a note away; what is given back can be restored."""
        with self._database.writing() as connection:
            note = _note_with(connection, note_id)
            connection.execute("DELETE FROM notes WHERE id = ?", (note_id,))
        return note

    def restore(self, note: Note) -> Note:
        """Put a deleted note back as it was, under its old id."""
        with self._database.writing() as connection:
            connection.execute(_INSERT, _row_of(note))
            return _note_with(connection, note.id)

    def of_lecture(self, lecture_id: str) -> tuple[Note, ...]:
        """The notes of one lecture in order of time."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"{_SELECT} WHERE lecture_id = ? ORDER BY time, id", (lecture_id,)
            ).fetchall()
        return tuple(_note_of(row) for row in rows)

    def all(self) -> tuple[Note, ...]:
        """All notes, those of a lecture together and in order of time."""
        with self._database.reading() as connection:
            rows = connection.execute(f"{_SELECT} ORDER BY lecture_id, time, id").fetchall()
        return tuple(_note_of(row) for row in rows)


def _note_with(connection: sqlite3.Connection, note_id: int | None) -> Note:
    row = connection.execute(f"{_SELECT} WHERE id = ?", (note_id,)).fetchone()
    if row is None:
        raise LibraryError(f"There is no note {note_id}; it may have been deleted in another window.")
    return _note_of(row)


def _note_of(row: tuple[Any, ...]) -> Note:
    note_id, lecture_id, time, text, quote, tags, created, updated, picture = row
    picture_path = Path(picture) if picture is not None else None
    return Note(
        note_id, lecture_id, time, text, quote, tuple(json.loads(tags)), created, updated, picture_path
    )


def _row_of(note: Note) -> tuple[object, ...]:
    picture = str(note.picture) if note.picture is not None else None
    texts = (storable(note.text), storable(note.quote), _tags_column(note.tags))
    return (note.id, note.lecture_id, note.time, *texts, note.created, note.updated, picture)


def _tags_column(tags: Iterable[str]) -> str:
    """The tags once each, in their order, as a JSON list."""
    return json.dumps(list(dict.fromkeys(tags)))
