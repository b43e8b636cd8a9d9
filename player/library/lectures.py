"""The lectures that were ever opened, and where each was left."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from player.errors import LibraryError
from player.files import shown
from player.library.alignments import AlignmentStore
from player.library.columns import now_utc, source_bytes, storable
from player.library.database import Database
from player.library.edits import EditStore
from player.library.tracks import TrackStore
from player.model import Millis, Place

_NAMED_CANDIDATES = 5
_COLUMNS = "id, title, source, fingerprint, length, opened"


@dataclass(frozen=True, slots=True)
class LectureRecord:
    """A lecture as the library knows it; `opened` is when it was opened last, ISO 8601 in UTC."""

    id: str
    title: str
    source: str
    fingerprint: str
    length: Millis | None
    opened: str


class AmbiguousLectureError(LibraryError):
    """A part of a title is in the titles of several lectures; the sentence names them."""


class LectureShelf:
    """The lectures in a library; every method may raise LibraryError.

    `edits`, `alignments` and `tracks` belong to it because whoever opens a lecture needs its transcripts as they
    were corrected, at the times at which they are said.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.alignments = AlignmentStore(database)
        self.edits = EditStore(database)
        self.tracks = TrackStore(database)

    def identify(self, fingerprint: str, source: str, title: str) -> str:
        """The id (12 hex digits) of the lecture: by content, else by source, else a new one.

        Source and title become what they are now, so a moved file keeps its notes. An empty
        `fingerprint` is that of no lecture.
        """
        with self._database.writing() as connection:
            lecture_id = _known_id(connection, fingerprint, source) or os.urandom(6).hex()
            connection.execute(
                "INSERT INTO lectures (id, fingerprint, source, title, opened) "
                "VALUES (?, ?, CAST(? AS TEXT), ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "fingerprint = excluded.fingerprint, source = excluded.source, "
                "title = excluded.title, opened = excluded.opened",
                (lecture_id, fingerprint, source_bytes(source), storable(title), now_utc()),
            )
        return lecture_id

    def place(self, lecture_id: str) -> Place | None:
        """Where the lecture was left; None when it was never left."""
        with self._database.reading() as connection:
            row = connection.execute(
                'SELECT position, rate, volume, "offset" FROM places WHERE lecture_id = ?', (lecture_id,)
            ).fetchone()
        return Place(*row) if row else None

    def keep_place(self, lecture_id: str, place: Place) -> None:
        """Remember `place` as the one where the lecture was left; on disk on return."""
        with self._database.writing() as connection:
            connection.execute(
                'INSERT OR REPLACE INTO places (lecture_id, position, rate, volume, "offset") '
                "VALUES (?, ?, ?, ?, ?)",
                (lecture_id, place.position, place.rate, place.volume, place.offset),
            )

    def keep_length(self, lecture_id: str, length: Millis) -> None:
        """Remember how long the lecture's media is."""
        with self._database.writing() as connection:
            connection.execute("UPDATE lectures SET length = ? WHERE id = ?", (length, lecture_id))

    def all(self) -> tuple[LectureRecord, ...]:
        """Every lecture, the one opened last first."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM lectures ORDER BY opened DESC").fetchall()  # noqa: S608
        return tuple(LectureRecord(*row) for row in rows)

    def known(self, query: str) -> LectureRecord:
        """The lecture with the id `query`, or the only one with `query` in its title, letter case aside.

        A title that is `query` outranks titles that contain it. AmbiguousLectureError names the
        candidates, LibraryError says that there are none.
        """
        records = self.all()
        wanted = query.strip().casefold()
        titles = [(record, record.title.casefold()) for record in records]
        for found in (
            [record for record in records if record.id == wanted],
            [record for record, title in titles if wanted and title == wanted],
            [record for record, title in titles if wanted and wanted in title],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                raise _ambiguous(query, found)
        raise LibraryError(
            f'The library has no lecture with "{shown(query)}" as its id or in a title; name its file.'
        )


def _known_id(connection: sqlite3.Connection, fingerprint: str, source: str) -> str | None:
    by_content = "SELECT id FROM lectures WHERE fingerprint = ? AND fingerprint <> '' ORDER BY opened DESC"
    by_source = "SELECT id FROM lectures WHERE source = CAST(? AS TEXT) ORDER BY opened DESC"
    row = connection.execute(by_content, (fingerprint,)).fetchone()
    row = row or connection.execute(by_source, (source_bytes(source),)).fetchone()
    return str(row[0]) if row else None


def _ambiguous(query: str, found: Sequence[LectureRecord]) -> AmbiguousLectureError:
    names = "; ".join(f'{record.id} "{shown(record.title)}"' for record in found[:_NAMED_CANDIDATES])
    more = f"; and {len(found) - _NAMED_CANDIDATES} more" if len(found) > _NAMED_CANDIDATES else ""
    return AmbiguousLectureError(
        f'"{shown(query)}" is in the title of {len(found)} lectures; name one by its id: {names}{more}.'
    )
