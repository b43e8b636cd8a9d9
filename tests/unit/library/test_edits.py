"""Corrections of segments on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.errors import LibraryError
from player.library import database as database_module
from player.library.columns import storable
from player.library.database import Database
from player.library.edits import EditStore
from player.library.lectures import LectureShelf
from player.library.migrations import MIGRATIONS
from player.library.notes import NoteStore
from player.model import SegmentEdit

EDIT = SegmentEdit(1_000, 2_000, "bees see ultra violet", "Ada", 0, 1_100, 2_000, "bees see ultraviolet")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        yield database


@pytest.fixture
def store(database: Database) -> EditStore:
    return LectureShelf(database).edits


@pytest.fixture
def lecture(database: Database) -> str:
    return LectureShelf(database).identify("f", "/talk.mp4", "Talk")


def test_an_edit_is_on_disk_when_it_was_kept(store: EditStore, lecture: str, tmp_path: Path) -> None:
    store.keep(lecture, EDIT)
    # A second connection sees what is committed, and nothing else.
    with closing(Database(tmp_path / "library.sqlite3")) as other:
        assert EditStore(other).of_lecture(lecture) == (EDIT,)


def test_the_last_edit_of_a_segment_wins_and_both_days_are_known(
    store: EditStore, lecture: str, database: Database
) -> None:
    store.keep(lecture, EDIT)
    store.keep(lecture, replace(EDIT, text="bees see UV", start=900))
    assert store.of_lecture(lecture) == (replace(EDIT, text="bees see UV", start=900),)
    with database.reading() as connection:
        created, updated = connection.execute("SELECT created, updated FROM segment_edits").fetchone()
    assert created < updated


@pytest.mark.parametrize(
    "other",
    [
        replace(EDIT, original_start=1_001),
        replace(EDIT, original_end=2_001),
        replace(EDIT, original_text="bees"),
        replace(EDIT, original_speaker=None),
        replace(EDIT, occurrence=1),
    ],
)
def test_another_original_is_another_edit(store: EditStore, lecture: str, other: SegmentEdit) -> None:
    store.keep(lecture, EDIT)
    store.keep(lecture, other)
    assert set(store.of_lecture(lecture)) == {EDIT, other}
    store.forget(lecture, EDIT)
    assert store.of_lecture(lecture) == (other,)


def test_lectures_are_apart(store: EditStore, lecture: str, database: Database) -> None:
    other = LectureShelf(database).identify("g", "/other.mp4", "Other")
    store.keep(lecture, EDIT)
    store.keep(other, replace(EDIT, text="x"))
    store.forget(other, EDIT)
    assert (store.of_lecture(lecture), store.of_lecture(other)) == ((EDIT,), ())


def test_forgetting_what_is_not_there_is_no_error(store: EditStore, lecture: str) -> None:
    store.forget(lecture, EDIT)
    assert store.of_lecture(lecture) == ()


def test_an_edit_of_no_lecture_gets_a_sentence(store: EditStore) -> None:
    with pytest.raises(LibraryError, match="does not have the lecture"):
        store.keep("nobody", EDIT)


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_comes_back(store: EditStore, lecture: str, was: str, now: str) -> None:
    edit = replace(EDIT, original_text=storable(was), text=now)
    store.keep(lecture, edit)
    assert store.of_lecture(lecture) == (replace(edit, text=storable(now)),)
    store.forget(lecture, edit)
    assert store.of_lecture(lecture) == ()


def test_a_library_without_edits_is_brought_up_to_date_after_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.sqlite3"
    monkeypatch.setattr(database_module, "MIGRATIONS", MIGRATIONS[:1])
    with closing(Database(path)) as database:
        lecture = LectureShelf(database).identify("f", "/talk.mp4", "Talk")
        note = NoteStore(database).add(lecture, 1_000, "kept", "")
    monkeypatch.undo()
    with closing(Database(path)) as database:
        assert NoteStore(database).all() == (note,)
        EditStore(database).keep(lecture, EDIT)
        assert EditStore(database).of_lecture(lecture) == (EDIT,)
    with closing(sqlite3.connect(tmp_path / "library.sqlite3.v1-backup")) as copy:
        assert copy.execute("SELECT text FROM notes").fetchall() == [("kept",)]
        assert not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'segment_edits'").fetchall()
