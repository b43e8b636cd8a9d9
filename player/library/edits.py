"""What readers corrected in transcripts, on disk; the transcript files themselves are never changed.

On disk an edit has the times of the transcript's file. It is handed out and taken at those of the recording, which
are others where the track has an alignment: so edits outlive that it is found, found again, or forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from player.library.alignments import AlignmentStore
from player.library.columns import now_utc, storable
from player.library.database import Database
from player.model import OWN_TRACK, Millis, SegmentEdit
from player.transcript.retiming import Stretch

_ORIGINAL = "original_start, original_end, original_text, original_speaker, occurrence"
_AS_IN_FILE = Stretch(0, 0, 1, 1)


class EditStore:
    """The edited segments of the tracks of a library's lectures; every method may raise LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._alignments = AlignmentStore(database)

    def keep(self, lecture_id: str, edit: SegmentEdit, track: str = OWN_TRACK) -> None:
        """Keep an edit in the place of an earlier one of the same segment; on disk on return."""
        now = now_utc()
        edit = self._in_file(lecture_id, edit, track)
        with self._database.writing() as connection:
            connection.execute(
                f'INSERT INTO segment_edits (lecture_id, track, {_ORIGINAL}, start, "end", text, created, updated) '  # noqa: S608
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                f"ON CONFLICT (lecture_id, track, {_ORIGINAL}) DO UPDATE SET "
                'start = excluded.start, "end" = excluded."end", text = excluded.text, updated = excluded.updated',
                (
                    *(lecture_id, storable(track), *_original(edit)),
                    *(edit.start, edit.end, storable(edit.text), now, now),
                ),
            )

    def forget(self, lecture_id: str, edit: SegmentEdit, track: str = OWN_TRACK) -> None:
        """Let the segment that `edit` is of be as its file has it."""
        edit = self._in_file(lecture_id, edit, track)
        with self._database.writing() as connection:
            connection.execute(
                f"DELETE FROM segment_edits WHERE (lecture_id, track, {_ORIGINAL}) = (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (lecture_id, storable(track), *_original(edit)),
            )

    def of_lecture(self, lecture_id: str, track: str = OWN_TRACK) -> tuple[SegmentEdit, ...]:
        """The edits of one track, in order of the originals' starts."""
        stretch = self._stretch(lecture_id, track)
        return tuple(_shown(edit, stretch) for edit in self._kept(lecture_id, track))

    def _kept(self, lecture_id: str, track: str) -> list[SegmentEdit]:
        with self._database.reading() as connection:
            rows = connection.execute(
                f'SELECT {_ORIGINAL}, start, "end", text FROM segment_edits '  # noqa: S608
                f"WHERE (lecture_id, track) = (?, ?) ORDER BY {_ORIGINAL}",
                (lecture_id, storable(track)),
            ).fetchall()
        return [
            SegmentEdit(start, end, text, speaker or None, *rest) for start, end, text, speaker, *rest in rows
        ]

    def _in_file(self, lecture_id: str, edit: SegmentEdit, track: str) -> SegmentEdit:
        stretch = self._stretch(lecture_id, track)
        back = Stretch(stretch.first_said, stretch.first, stretch.last_said, stretch.last)
        in_file = _moved(edit, back.at)
        for kept in self._kept(lecture_id, track):
            # Where a recording is shorter than its transcript two moments of the file may be one of it.
            if _original(_shown(kept, stretch)) == _original(edit):
                return replace(in_file, original_start=kept.original_start, original_end=kept.original_end)
        return in_file

    def _stretch(self, lecture_id: str, track: str) -> Stretch:
        return self._alignments.of_lecture(lecture_id, track) or _AS_IN_FILE


def _shown(edit: SegmentEdit, stretch: Stretch) -> SegmentEdit:
    # Nothing begins before the recording, and so it is with the segments that edits are compared to.
    return _moved(edit, lambda moment: max(0, stretch.at(moment)))


def _moved(edit: SegmentEdit, moved: Callable[[Millis], Millis]) -> SegmentEdit:
    return replace(
        edit,
        original_start=moved(edit.original_start),
        original_end=moved(edit.original_end),
        start=moved(edit.start),
        end=moved(edit.end),
    )


def _original(edit: SegmentEdit) -> tuple[object, ...]:
    start, end, text, speaker, occurrence = edit.original
    return start, end, storable(text), storable(speaker or ""), occurrence
