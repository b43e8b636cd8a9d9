"""The schema as the steps that lead to it; step N makes schema N of schema N - 1.

A step that was released is never changed: a new one is added below it.
"""

from __future__ import annotations

# Notes have no ON DELETE: whoever removes a lecture must decide about its notes first.
# AUTOINCREMENT: the id of a deleted note is never given out again, so the note can come back under it.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE lectures (
            id          TEXT PRIMARY KEY NOT NULL,
            fingerprint TEXT NOT NULL,
            source      TEXT NOT NULL,
            title       TEXT NOT NULL,
            length      INTEGER,
            opened      TEXT NOT NULL
        )
        """,
        "CREATE INDEX lectures_by_fingerprint ON lectures (fingerprint)",
        "CREATE INDEX lectures_by_source ON lectures (source)",
        """
        CREATE TABLE places (
            lecture_id TEXT PRIMARY KEY NOT NULL REFERENCES lectures (id) ON DELETE CASCADE,
            position   INTEGER NOT NULL,
            rate       REAL NOT NULL,
            volume     INTEGER NOT NULL,
            "offset"   INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE notes (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            lecture_id TEXT NOT NULL REFERENCES lectures (id),
            time       INTEGER NOT NULL,
            text       TEXT NOT NULL,
            quote      TEXT NOT NULL,
            tags       TEXT NOT NULL,
            created    TEXT NOT NULL,
            updated    TEXT NOT NULL,
            picture    TEXT
        )
        """,
        "CREATE INDEX notes_by_lecture ON notes (lecture_id, time)",
    ),
    (
        # As with notes, whoever removes a lecture must decide about its edits first. A speaker of '' is none:
        # a key cannot hold NULL.
        """
        CREATE TABLE segment_edits (
            lecture_id       TEXT NOT NULL REFERENCES lectures (id),
            original_start   INTEGER NOT NULL,
            original_end     INTEGER NOT NULL,
            original_text    TEXT NOT NULL,
            original_speaker TEXT NOT NULL,
            occurrence       INTEGER NOT NULL,
            start            INTEGER NOT NULL,
            "end"            INTEGER NOT NULL,
            text             TEXT NOT NULL,
            created          TEXT NOT NULL,
            updated          TEXT NOT NULL,
            PRIMARY KEY (
                lecture_id, original_start, original_end, original_text, original_speaker, occurrence
            )
        )
        """,
    ),
    (
        # Two moments of the transcript's file and when they are said; all others lie on their line.
        """
        CREATE TABLE alignments (
            lecture_id TEXT PRIMARY KEY NOT NULL REFERENCES lectures (id) ON DELETE CASCADE,
            first      INTEGER NOT NULL,
            first_said INTEGER NOT NULL,
            last       INTEGER NOT NULL,
            last_said  INTEGER NOT NULL,
            sure       REAL NOT NULL,
            found      TEXT NOT NULL
        )
        """,
    ),
    (
        # What belonged to the lecture belongs to its own track, ''. SQLite cannot change a key in place.
        """
        CREATE TABLE tracks (
            lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE,
            track      TEXT NOT NULL,
            shown      TEXT CHECK (shown IN ('main', 'second')),
            "offset"   INTEGER NOT NULL,
            PRIMARY KEY (lecture_id, track)
        )
        """,
        """
        CREATE TABLE alignments_of_tracks (
            lecture_id TEXT NOT NULL REFERENCES lectures (id) ON DELETE CASCADE,
            track      TEXT NOT NULL,
            first      INTEGER NOT NULL,
            first_said INTEGER NOT NULL,
            last       INTEGER NOT NULL,
            last_said  INTEGER NOT NULL,
            sure       REAL NOT NULL,
            found      TEXT NOT NULL,
            PRIMARY KEY (lecture_id, track)
        )
        """,
        """
        INSERT INTO alignments_of_tracks
        SELECT lecture_id, '', first, first_said, last, last_said, sure, found FROM alignments
        """,
        "DROP TABLE alignments",
        "ALTER TABLE alignments_of_tracks RENAME TO alignments",
        """
        CREATE TABLE segment_edits_of_tracks (
            lecture_id       TEXT NOT NULL REFERENCES lectures (id),
            track            TEXT NOT NULL,
            original_start   INTEGER NOT NULL,
            original_end     INTEGER NOT NULL,
            original_text    TEXT NOT NULL,
            original_speaker TEXT NOT NULL,
            occurrence       INTEGER NOT NULL,
            start            INTEGER NOT NULL,
            "end"            INTEGER NOT NULL,
            text             TEXT NOT NULL,
            created          TEXT NOT NULL,
            updated          TEXT NOT NULL,
            PRIMARY KEY (
                lecture_id, track, original_start, original_end, original_text, original_speaker, occurrence
            )
        )
        """,
        """
        INSERT INTO segment_edits_of_tracks
        SELECT lecture_id, '', original_start, original_end, original_text, original_speaker, occurrence,
               start, "end", text, created, updated
        FROM segment_edits
        """,
        "DROP TABLE segment_edits",
        "ALTER TABLE segment_edits_of_tracks RENAME TO segment_edits",
    ),
)
