"""What was shown as saved survives `kill -9`, at whatever moment it comes."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from player.library.database import Database
from player.library.notes import NoteStore

REPOSITORY = Path(__file__).resolve().parents[2]
ROUNDS = 100
# Long enough to start and write some dozens, short enough that some die while they still open the library.
LONGEST_LIFE_SECONDS = 0.4

WRITER = """
import os, sys
from pathlib import Path
from player.library.database import Database
from player.library.lectures import LectureShelf
from player.library.notes import NoteStore

database = Database(Path(sys.argv[1]))
store = NoteStore(database)
lecture = LectureShelf(database).identify("fingerprint", "/talk.mp4", "Talk")
number = 0
while True:
    note = store.add(lecture, number, f"{sys.argv[2]} {number} #tag", "what was said " * 20)
    os.write(1, f"{note.id} {note.text}\\n".encode())
    number += 1
"""


def notes_shown_before_death(library: Path, name: str, life_seconds: float) -> dict[int, str]:
    """Runs a writer for `life_seconds`, kills it, and gives what it had shown as saved, by id."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(library), name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=REPOSITORY,
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    try:
        shown = _read_for(writer.stdout.fileno(), life_seconds)
    finally:
        writer.send_signal(signal.SIGKILL)
    rest, errors = writer.communicate(timeout=30)
    assert writer.returncode == -signal.SIGKILL, errors.decode()
    # A line cut by the kill was not shown.
    lines = (shown + rest).decode().split("\n")[:-1]
    return {int(note_id): text for note_id, _, text in (line.partition(" ") for line in lines)}


def _read_for(descriptor: int, seconds: float) -> bytes:
    end = time.monotonic() + seconds
    read = b""
    while (left := end - time.monotonic()) > 0:
        if select.select([descriptor], [], [], left)[0]:
            piece = os.read(descriptor, 65536)
            if not piece:
                break
            read += piece
    return read


def test_no_note_that_was_shown_as_saved_is_ever_missing(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite3"
    moments = random.Random()
    shown: dict[int, str] = {}
    rounds_with_notes = 0
    for round_number in range(ROUNDS):
        life_seconds = moments.uniform(0, LONGEST_LIFE_SECONDS)
        new = notes_shown_before_death(library, f"round {round_number}", life_seconds)
        assert not new.keys() & shown.keys(), "an id was given out twice"
        shown |= new
        rounds_with_notes += bool(new)
        with closing(Database(library)) as database:
            kept = {note.id: note.text for note in NoteStore(database).all()}
            with database.reading() as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        missing = shown.items() - kept.items()
        assert not missing, f"lost in round {round_number}, killed after {life_seconds:.3f} s: {missing}"
    assert rounds_with_notes > ROUNDS / 10, "the writers were killed before they could write"
