"""Which transcripts of a lecture were shown last, and how late each of them is."""

from __future__ import annotations

from player.library.columns import storable
from player.library.database import Database
from player.model import TrackChoice


class TrackStore:
    """The tracks that readers chose and moved; every method may raise LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_lecture(self, lecture_id: str) -> TrackChoice:
        """What was shown last; nothing where nobody chose."""
        with self._database.reading() as connection:
            rows = connection.execute(
                'SELECT track, shown, "offset" FROM tracks WHERE lecture_id = ? ORDER BY track', (lecture_id,)
            ).fetchall()
        shown = {place: track for track, place, _ in rows if place is not None}
        offsets = {track: offset for track, _, offset in rows if offset}
        return TrackChoice(shown.get("main"), shown.get("second"), offsets)

    def keep(self, lecture_id: str, choice: TrackChoice) -> None:
        """Keep `choice` in the place of an earlier one, all of it or nothing; on disk on return."""
        shown = {choice.main: "main", choice.second: "second"}
        tracks = {track for track in (choice.main, choice.second, *choice.offsets) if track is not None}
        with self._database.writing() as connection:
            connection.execute("DELETE FROM tracks WHERE lecture_id = ?", (lecture_id,))
            connection.executemany(
                'INSERT INTO tracks (lecture_id, track, shown, "offset") VALUES (?, ?, ?, ?)',
                [
                    (lecture_id, storable(track), shown.get(track), choice.offsets.get(track, 0))
                    for track in sorted(tracks)
                ],
            )
