"""Where transcripts belong on their recordings, as `lecture sync` found it."""

from __future__ import annotations

from player.library.columns import now_utc, storable
from player.library.database import Database
from player.model import OWN_TRACK
from player.transcript.retiming import Stretch


class AlignmentStore:
    """The alignments of a library's lectures, each of one track; every method may raise LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_lecture(self, lecture_id: str, track: str = OWN_TRACK) -> Stretch | None:
        """From the times in the track's file to those of its recording; None: they are the same."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT first, first_said, last, last_said FROM alignments WHERE (lecture_id, track) = (?, ?)",
                (lecture_id, storable(track)),
            ).fetchone()
        return Stretch(*row) if row else None

    def keep(self, lecture_id: str, stretch: Stretch, sure: float, track: str = OWN_TRACK) -> None:
        """Keep `stretch`, which is `sure` (0 to 1), in the place of an earlier one; on disk on return.

        An offset set by hand was one from the times before, so it becomes 0.
        """
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO alignments "
                "(lecture_id, track, first, first_said, last, last_said, sure, found) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    lecture_id,
                    storable(track),
                    stretch.first,
                    stretch.first_said,
                    stretch.last,
                    stretch.last_said,
                    sure,
                    now_utc(),
                ),
            )
            if track == OWN_TRACK:
                connection.execute('UPDATE places SET "offset" = 0 WHERE lecture_id = ?', (lecture_id,))
            connection.execute(
                'UPDATE tracks SET "offset" = 0 WHERE (lecture_id, track) = (?, ?)',
                (lecture_id, storable(track)),
            )

    def forget(self, lecture_id: str, track: str = OWN_TRACK) -> bool:
        """Let the track have the times of its file; whether it had others."""
        with self._database.writing() as connection:
            deleted = connection.execute(
                "DELETE FROM alignments WHERE (lecture_id, track) = (?, ?)", (lecture_id, storable(track))
            )
        return deleted.rowcount > 0
