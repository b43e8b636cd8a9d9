"""What readers corrected in transcripts, on disk; the transcript files themselves are never changed."""

from __future__ import annotations

from player.library.columns import now_utc, storable
from player.library.database import Database
from player.model import SegmentEdit

_ORIGINAL = "original_start, original_end, original_text, original_speaker, occurrence"


class EditStore:
    """The edited segments of a library's lectures; every method may raise LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, lecture_id: str, edit: SegmentEdit) -> None:
        """Keep an edit in the place of an earlier one of the same segment; on disk on return."""
        now = now_utc()
        with self._database.writing() as connection:
            connection.execute(
                f'INSERT INTO segment_edits (lecture_id, {_ORIGINAL}, start, "end", text, created, updated) '  # noqa: S608
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                f"ON CONFLICT (lecture_id, {_ORIGINAL}) DO UPDATE SET "
                'start = excluded.start, "end" = excluded."end", text = excluded.text, updated = excluded.updated',
                (lecture_id, *_original(edit), edit.start, edit.end, storable(edit.text), now, now),
            )

    def forget(self, lecture_id: str, edit: SegmentEdit) -> None:
        """Let the segment that `edit` is of be as its file has it."""
        with self._database.writing() as connection:
            connection.execute(
                f"DELETE FROM segment_edits WHERE (lecture_id, {_ORIGINAL}) = (?, ?, ?, ?, ?, ?)",  # noqa: S608
                (lecture_id, *_original(edit)),
            )

    def of_lecture(self, lecture_id: str) -> tuple[SegmentEdit, ...]:
        """The edits of one lecture, in order of the originals' starts."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f'SELECT {_ORIGINAL}, start, "end", text FROM segment_edits '  # noqa: S608
                f"WHERE lecture_id = ? ORDER BY {_ORIGINAL}",
                (lecture_id,),
            ).fetchall()
        return tuple(
            SegmentEdit(start, end, text, speaker or None, *rest) for start, end, text, speaker, *rest in rows
        )


def _original(edit: SegmentEdit) -> tuple[object, ...]:
    start, end, text, speaker, occurrence = edit.original
    return start, end, storable(text), storable(speaker or ""), occurrence
