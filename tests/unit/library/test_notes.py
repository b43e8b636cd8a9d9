from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.errors import LibraryError
from player.library.database import Database
from player.library.lectures import LectureShelf
from player.library.notes import NoteStore
from player.model import BOOKMARK_TAG, Note

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        yield database


@pytest.fixture
def store(database: Database) -> NoteStore:
    return NoteStore(database)


@pytest.fixture
def lecture(database: Database) -> str:
    return LectureShelf(database).identify("f", "/talk.mp4", "Talk")


def test_a_note_is_on_disk_when_it_is_given_back(store: NoteStore, lecture: str, tmp_path: Path) -> None:
    note = store.add(lecture, 232_640, "ask about this #exam", "where you iterate", (BOOKMARK_TAG,))
    # A second connection sees what is committed, and nothing else.
    with closing(Database(tmp_path / "library.sqlite3")) as other:
        assert NoteStore(other).all() == (note,)
    assert note.tags == (BOOKMARK_TAG, "exam")
    assert (note.lecture_id, note.time, note.quote) == (lecture, 232_640, "where you iterate")
    assert note.text == "ask about this #exam"
    assert note.created == note.updated
    written = datetime.fromisoformat(note.created)
    assert written.utcoffset() == datetime.now(UTC).utcoffset()


def test_notes_of_a_lecture_come_in_order_of_time(store: NoteStore, lecture: str, database: Database) -> None:
    other = LectureShelf(database).identify("g", "/other.mp4", "Other")
    for time in (3000, 1000, 2000):
        store.add(lecture, time, str(time), "")
    store.add(other, 1500, "other", "")
    assert [note.text for note in store.of_lecture(lecture)] == ["1000", "2000", "3000"]
    assert [note.text for note in store.of_lecture(other)] == ["other"]
    assert len(store.all()) == 4
    assert (
        len({note.lecture_id for note in store.all()[:3]} | {note.lecture_id for note in store.all()[3:]})
        == 2
    )


def test_an_edit_changes_what_it_names_and_no_more(store: NoteStore, lecture: str) -> None:
    note = store.add(lecture, 1000, "first", "quote")
    moved = store.edit(note.id, time=2000)
    assert (moved.time, moved.text) == (2000, "first")
    edited = store.edit(note.id, text="second")
    assert (edited.time, edited.text, edited.quote) == (2000, "second", "quote")
    assert edited.created == note.created
    assert edited.updated > moved.updated > note.updated
    assert store.all() == (edited,)


def test_time_zero_and_no_text_are_values_too(store: NoteStore, lecture: str) -> None:
    note = store.add(lecture, 1000, "first", "")
    edited = store.edit(note.id, time=0, text="")
    assert (edited.time, edited.text) == (0, "")


def test_tags_follow_the_text_and_explicit_ones_stay(store: NoteStore, lecture: str) -> None:
    note = store.add(lecture, 1000, "#old stays #both", "", (BOOKMARK_TAG, "both"))
    assert note.tags == (BOOKMARK_TAG, "both", "old")
    assert store.edit(note.id, text="#new #New").tags == (BOOKMARK_TAG, "new")
    assert store.edit(note.id, time=5).tags == (BOOKMARK_TAG, "new")


def test_delete_and_restore_bring_back_every_field(store: NoteStore, lecture: str) -> None:
    note = store.edit(store.add(lecture, 1000, "text #a", "quote", ("b",)).id, text="text #a!")
    deleted = store.delete(note.id)
    assert deleted == note
    assert store.all() == ()
    later = store.add(lecture, 1, "later", "")
    assert later.id != note.id
    assert store.restore(deleted) == note
    assert store.all() == (later, note)


def test_a_picture_is_restored(store: NoteStore, lecture: str) -> None:
    note = Note(
        7, lecture, 0, "", "", (), "2024-01-01T00:00:00+00:00", "2024-01-01T00:00:00+00:00", Path("/a b.png")
    )
    assert store.restore(note) == note


def test_what_is_there_cannot_be_restored_over_it(store: NoteStore, lecture: str) -> None:
    note = store.add(lecture, 1000, "text", "")
    with pytest.raises(LibraryError, match="has this already"):
        store.restore(note)


def test_a_note_that_is_gone_gets_a_sentence(store: NoteStore, lecture: str) -> None:
    with pytest.raises(LibraryError, match="no note 4"):
        store.delete(4)
    with pytest.raises(LibraryError, match="no note 4"):
        store.edit(4, text="x")


def test_a_note_of_no_lecture_gets_a_sentence(store: NoteStore) -> None:
    with pytest.raises(LibraryError, match="does not have the lecture"):
        store.add("000000000000", 0, "x", "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(text=ANY_TEXT, quote=ANY_TEXT, tags=st.lists(ANY_TEXT, max_size=3))
def test_any_text_comes_back(store: NoteStore, lecture: str, text: str, quote: str, tags: list[str]) -> None:
    note = store.add(lecture, 0, text, quote, tags)
    if text.isprintable():
        assert (note.text, note.quote) == (text, note.quote)
    assert len(note.text.encode("utf-16", "surrogatepass")) <= len(text.encode("utf-16", "surrogatepass"))
    assert store.delete(note.id) == note
    assert store.restore(note) == note
