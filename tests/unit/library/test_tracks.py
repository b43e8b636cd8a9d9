"""Which transcripts were shown, on disk; and what belonged to lectures before there were tracks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from player.errors import LibraryError
from player.library.database import Database
from player.library.lectures import LectureShelf
from player.library.migrations import MIGRATIONS
from player.model import Place, SegmentEdit, TrackChoice
from player.transcript.retiming import Stretch

EDIT = SegmentEdit(1_000, 2_000, "neep tide", None, 0, 1_000, 2_000, "neap tide")
LATE = Stretch(0, 1_700, 4_000_000, 4_005_700)
CHOICE = TrackChoice(".de.srt", "/elsewhere/fr.vtt", {".de.srt": 300, ".es.vtt": -200})


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[LectureShelf]:
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        yield LectureShelf(database)


@pytest.fixture
def lecture(shelf: LectureShelf) -> str:
    return shelf.identify("f", "/talk.mp4", "Talk")


def test_a_choice_is_kept_and_replaced(shelf: LectureShelf, lecture: str) -> None:
    assert shelf.tracks.of_lecture(lecture) == TrackChoice()
    shelf.tracks.keep(lecture, CHOICE)
    assert shelf.tracks.of_lecture(lecture) == CHOICE
    shelf.tracks.keep(lecture, TrackChoice(None, "", {".es.vtt": 100}))
    assert shelf.tracks.of_lecture(lecture) == TrackChoice(None, "", {".es.vtt": 100})
    shelf.tracks.keep(lecture, TrackChoice())
    assert shelf.tracks.of_lecture(lecture) == TrackChoice()


def test_each_lecture_has_its_own(shelf: LectureShelf, lecture: str) -> None:
    shelf.tracks.keep(lecture, CHOICE)
    assert shelf.tracks.of_lecture(shelf.identify("g", "/other.mp4", "Other")) == TrackChoice()


def test_a_choice_for_no_lecture_gets_a_sentence_and_leaves_nothing(shelf: LectureShelf) -> None:
    with pytest.raises(LibraryError, match="does not have the lecture"):
        shelf.tracks.keep("nobody", CHOICE)
    assert shelf.tracks.of_lecture("nobody") == TrackChoice()


def test_what_cannot_be_kept_leaves_what_was(shelf: LectureShelf, lecture: str) -> None:
    shelf.tracks.keep(lecture, CHOICE)
    with pytest.raises(OverflowError):
        shelf.tracks.keep(lecture, TrackChoice(None, None, {".de.srt": 1 << 80}))
    assert shelf.tracks.of_lecture(lecture) == CHOICE


def test_alignments_and_edits_are_of_one_track(shelf: LectureShelf, lecture: str) -> None:
    shelf.keep_place(lecture, Place(90_000, 1.5, 80, 2_000))
    shelf.tracks.keep(lecture, CHOICE)
    shelf.alignments.keep(lecture, LATE, 0.9, ".de.srt")
    shelf.edits.keep(lecture, EDIT, ".es.vtt")
    assert shelf.alignments.of_lecture(lecture) is None
    assert shelf.alignments.of_lecture(lecture, ".de.srt") == LATE
    assert shelf.edits.of_lecture(lecture) == ()
    assert shelf.edits.of_lecture(lecture, ".es.vtt") == (EDIT,)
    assert shelf.place(lecture) == Place(90_000, 1.5, 80, 2_000), "another track's alignment leaves it"
    assert shelf.tracks.of_lecture(lecture).offsets == {".es.vtt": -200}
    assert not shelf.alignments.forget(lecture)
    assert shelf.alignments.forget(lecture, ".de.srt")
    shelf.edits.forget(lecture, EDIT)
    assert shelf.edits.of_lecture(lecture, ".es.vtt") == (EDIT,)
    shelf.edits.forget(lecture, EDIT, ".es.vtt")
    assert shelf.edits.of_lecture(lecture, ".es.vtt") == ()


def test_what_was_kept_before_there_were_tracks_belongs_to_the_own_one(tmp_path: Path) -> None:
    path = tmp_path / "before.sqlite3"
    with closing(sqlite3.connect(path)) as before:
        for statements in MIGRATIONS[:3]:
            for statement in statements:
                before.execute(statement)
        before.execute("PRAGMA user_version = 3")
        before.execute("INSERT INTO lectures VALUES ('a', 'f', '/talk.mp4', 'Talk', NULL, '2026')")
        before.execute("INSERT INTO places VALUES ('a', 5000, 1.5, 80, -300)")
        before.execute("INSERT INTO alignments VALUES ('a', 0, 0, 1000, 1000, 0.9, '2026')")
        row = ("a", *EDIT.original[:3], "", 0, EDIT.start, EDIT.end, EDIT.text, "2026", "2026")
        before.execute("INSERT INTO segment_edits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        before.commit()
    with closing(Database(path)) as database:
        shelf = LectureShelf(database)
        assert shelf.place("a") == Place(5_000, 1.5, 80, -300)
        assert shelf.alignments.of_lecture("a") == Stretch(0, 0, 1_000, 1_000)
        assert shelf.edits.of_lecture("a") == (EDIT,)
        assert shelf.tracks.of_lecture("a") == TrackChoice()
    assert path.with_name("before.sqlite3.v3-backup").exists()
