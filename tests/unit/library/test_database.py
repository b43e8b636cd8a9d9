from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from player.errors import LibraryError
from player.library import database as database_module
from player.library.database import Database
from player.library.lectures import LectureShelf
from player.library.migrations import MIGRATIONS
from player.library.notes import NoteStore

NEXT = ("ALTER TABLE lectures ADD COLUMN teacher TEXT",)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def with_one_note(path: Path) -> None:
    with closing(Database(path)) as database:
        lecture = LectureShelf(database).identify("f", "/talk.mp4", "Talk")
        NoteStore(database).add(lecture, 1000, "kept", "")


def test_a_new_library_is_private_and_durable(path: Path) -> None:
    with closing(Database(path)) as database:
        with database.reading() as connection:
            settings = {
                name: connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version")
            }
        assert settings == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 3_000,
            "user_version": len(MIGRATIONS),
        }
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not list(path.parent.glob("*backup*"))


def test_a_block_that_fails_leaves_nothing(path: Path) -> None:
    with closing(Database(path)) as database:
        with pytest.raises(RuntimeError), database.writing() as connection:
            connection.execute("INSERT INTO lectures VALUES ('a', '', '', '', NULL, '')")
            raise RuntimeError
        assert LectureShelf(database).all() == ()
        LectureShelf(database).identify("f", "/talk.mp4", "Talk")


def test_an_upgrade_keeps_a_copy_from_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_one_note(path)
    monkeypatch.setattr(database_module, "MIGRATIONS", (*MIGRATIONS, NEXT))
    with closing(Database(path)) as database:
        assert [note.text for note in NoteStore(database).all()] == ["kept"]
    backup = path.with_name(f"library.sqlite3.v{len(MIGRATIONS)}-backup")
    assert pragma(path, "user_version") == len(MIGRATIONS) + 1
    assert pragma(backup, "user_version") == len(MIGRATIONS)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT text FROM notes").fetchall() == [("kept",)]
    assert sorted(file.name for file in path.parent.iterdir()) == ["library.sqlite3", backup.name]


def test_an_upgrade_that_fails_half_way_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_one_note(path)
    monkeypatch.setattr(database_module, "MIGRATIONS", (*MIGRATIONS, NEXT, ("DROP TABLE notes", "NO SQL")))
    with pytest.raises(LibraryError, match=r"library\.sqlite3"):
        Database(path)
    assert pragma(path, "user_version") == len(MIGRATIONS)
    monkeypatch.setattr(database_module, "MIGRATIONS", MIGRATIONS)
    with closing(Database(path)) as database:
        assert len(NoteStore(database).all()) == 1
        with database.reading() as connection:
            columns = [row[1] for row in connection.execute("PRAGMA table_info(lectures)")]
        assert "teacher" not in columns


def test_without_room_for_the_copy_nothing_is_upgraded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_one_note(path)
    path.with_name(f"library.sqlite3.v{len(MIGRATIONS)}-backup").mkdir()
    monkeypatch.setattr(database_module, "MIGRATIONS", (*MIGRATIONS, NEXT))
    with pytest.raises(LibraryError, match="not updated, because the copy"):
        Database(path)
    assert pragma(path, "user_version") == len(MIGRATIONS)


def test_a_library_from_the_future_is_left_alone(path: Path) -> None:
    with_one_note(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"newer version.*schema 99.*update lecture-player"):
        Database(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(LibraryError, match="another program"):
        Database(path)


@pytest.mark.parametrize(
    "content", [b"no database\n", b"SQLite format 3\x00" + b"\x07" * 4000, b"\x00" * 5000]
)
def test_a_file_that_is_no_database_gets_a_sentence_and_is_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"library\.sqlite3 is damaged or is no library.*move it away"):
        Database(path)
    assert path.read_bytes() == content


def test_damage_names_the_newest_backup(path: Path) -> None:
    with_one_note(path)
    backup = path.with_name("library.sqlite3.v1-backup")
    backup.write_bytes(path.read_bytes())
    path.write_bytes(b"scrambled" * 1000)
    with pytest.raises(LibraryError, match=r"put \S*library\.sqlite3\.v1-backup in its place"):
        Database(path)


def test_damage_inside_is_found_when_it_is_read(path: Path) -> None:
    with_one_note(path)
    with closing(sqlite3.connect(path)) as connection:
        table = "SELECT rootpage FROM sqlite_master WHERE name = 'notes'"
        begin = (connection.execute(table).fetchone()[0] - 1) * 4096
    content = bytearray(path.read_bytes())
    content[begin : begin + 4096] = b"\xaa" * 4096
    path.write_bytes(content)
    with closing(Database(path)) as database, pytest.raises(LibraryError, match="is damaged"):
        NoteStore(database).all()


def test_a_folder_in_the_place_of_the_file_gets_a_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Database(path)


def test_a_full_disk_gets_a_sentence_and_the_library_stays_whole(path: Path) -> None:
    with closing(Database(path)) as database:
        lecture = LectureShelf(database).identify("f", "/talk.mp4", "Talk")
        with database.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryError, match="the disk is full; make room"):
            NoteStore(database).add(lecture, 0, "x" * 100_000, "")
        with database.reading() as connection:
            connection.execute("PRAGMA max_page_count = 100000")
        note = NoteStore(database).add(lecture, 0, "short", "")
        assert NoteStore(database).all() == (note,)


def test_a_library_that_is_read_only_gets_a_sentence(path: Path) -> None:
    with closing(Database(path)) as database:
        with database.reading() as connection:
            connection.execute("PRAGMA query_only = ON")
        with pytest.raises(LibraryError, match=r"read-only.*LECTURE_HOME"):
            LectureShelf(database).identify("f", "/talk.mp4", "Talk")


def test_a_lock_that_never_ends_gets_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.01)
    with closing(Database(path)) as database, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="another program keeps it locked"):
            LectureShelf(database).identify("f", "/talk.mp4", "Talk")


def test_use_after_closing_gets_a_sentence(path: Path) -> None:
    database = Database(path)
    database.close()
    database.close()
    with pytest.raises(LibraryError, match="cannot be used"):
        LectureShelf(database).all()


def test_threads_may_share_it(path: Path) -> None:
    with closing(Database(path)) as database:
        lecture = LectureShelf(database).identify("f", "/talk.mp4", "Talk")
        store = NoteStore(database)
        with ThreadPoolExecutor(8) as pool:
            notes = list(pool.map(lambda number: store.add(lecture, number, str(number), ""), range(80)))
        assert {note.text for note in store.all()} == {str(number) for number in range(80)}
        assert len({note.id for note in notes}) == 80


def test_players_that_start_at_once_make_one_library(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from player.library.database import Database\n"
        "from player.library.lectures import LectureShelf\n"
        "sys.stdin.readline()\n"
        "print(LectureShelf(Database(Path(sys.argv[1]))).identify('f', '/talk.mp4', 'Talk'))"
    )
    players = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
            text=True,
        )
        for _ in range(4)
    ]
    for player in players:
        assert player.stdin is not None
        player.stdin.write("\n")
        player.stdin.flush()
    answers = [player.communicate(timeout=60) for player in players]
    assert [errors for _, errors in answers] == [""] * 4
    assert len({lecture for lecture, _ in answers}) == 1


def test_two_players_that_turn_to_wal_at_once_both_get_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # SQLite refuses one of them at once, without the busy timeout; too rare to be had by trying.
    refusals = [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY]

    class Refused(sqlite3.Connection):
        def execute(self, statement: str, *rest: object) -> sqlite3.Cursor:
            if "journal_mode" in statement and refusals:
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorcode = refusals.pop()
                raise error
            return super().execute(statement, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Refused))
    with closing(Database(path)) as database, database.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert refusals == []
