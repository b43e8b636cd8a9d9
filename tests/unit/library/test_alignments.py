"""Alignments on disk, and edits at the times of an aligned transcript."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.errors import LibraryError
from player.library import database as database_module
from player.library.database import Database
from player.library.edits import EditStore
from player.library.lectures import LectureShelf
from player.library.migrations import MIGRATIONS
from player.model import Place, Segment, SegmentEdit, Transcript
from player.transcript.overlay import with_edits
from player.transcript.retiming import Stretch, retimed

LATE = Stretch(0, 1_700, 4_000_000, 4_005_700)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        yield database


@pytest.fixture
def shelf(database: Database) -> LectureShelf:
    return LectureShelf(database)


@pytest.fixture
def lecture(shelf: LectureShelf) -> str:
    return shelf.identify("f", "/talk.mp4", "Talk")


def test_an_alignment_is_kept_replaced_and_forgotten(shelf: LectureShelf, lecture: str) -> None:
    assert shelf.alignments.of_lecture(lecture) is None
    shelf.alignments.keep(lecture, Stretch(0, 5, 10, 15), 0.6)
    shelf.alignments.keep(lecture, LATE, 0.98)
    assert shelf.alignments.of_lecture(lecture) == LATE
    assert shelf.alignments.forget(lecture)
    assert shelf.alignments.of_lecture(lecture) is None
    assert not shelf.alignments.forget(lecture)


def test_each_lecture_has_its_own(shelf: LectureShelf, lecture: str) -> None:
    other = shelf.identify("g", "/other.mp4", "Other")
    shelf.alignments.keep(other, LATE, 1.0)
    assert shelf.alignments.of_lecture(lecture) is None


def test_an_offset_set_by_hand_ends_and_the_rest_of_the_place_stays(
    shelf: LectureShelf, lecture: str
) -> None:
    shelf.keep_place(lecture, Place(90_000, 1.5, 80, 2_000))
    shelf.alignments.keep(lecture, LATE, 1.0)
    assert shelf.place(lecture) == Place(90_000, 1.5, 80, 0)


def test_an_alignment_of_no_lecture_gets_a_sentence(shelf: LectureShelf) -> None:
    with pytest.raises(LibraryError, match="does not have the lecture"):
        shelf.alignments.keep("nobody", LATE, 1.0)


def test_a_library_from_before_is_brought_up_to_date_after_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "before.sqlite3"
    edit = SegmentEdit(1_000, 2_000, "neep tide", None, 0, 1_000, 2_000, "neap tide")
    monkeypatch.setattr(database_module, "MIGRATIONS", MIGRATIONS[:2])
    with closing(sqlite3.connect(path)) as before:
        for statements in MIGRATIONS[:2]:
            for statement in statements:
                before.execute(statement)
        before.execute("PRAGMA user_version = 2")
        before.execute("INSERT INTO lectures VALUES ('a', 'f', '/talk.mp4', 'Talk', NULL, '2026')")
        row = ("a", *edit.original[:3], "", 0, edit.start, edit.end, edit.text, "2026", "2026")
        before.execute("INSERT INTO segment_edits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        before.commit()
    monkeypatch.undo()
    with closing(Database(path)) as database:
        shelf = LectureShelf(database)
        assert shelf.edits.of_lecture("a") == (edit,)
        shelf.alignments.keep("a", LATE, 1.0)
        assert shelf.alignments.of_lecture("a") == LATE
    with closing(sqlite3.connect(tmp_path / "before.sqlite3.v2-backup")) as copy:
        assert not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'alignments'").fetchall()


@given(
    start=st.integers(0, 5_000_000),
    offset=st.integers(-300_000, 300_000),
    drift=st.integers(-10_000, 10_000),
    edited_first=st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_an_edit_finds_its_segment_before_and_after_the_alignment(
    database: Database, lecture: str, start: int, offset: int, drift: int, edited_first: bool
) -> None:
    edits, alignments = EditStore(database), LectureShelf(database).alignments
    stretch = Stretch(0, offset, 1_000_000, 1_000_000 + offset + drift)
    in_file = Transcript("vtt", (Segment(start, start + 2_000, "neep tide"),))
    said = retimed(in_file, stretch)

    def edit_of(transcript: Transcript) -> SegmentEdit:
        segment = transcript.segments[0]
        return SegmentEdit(
            segment.start, segment.end, segment.text, None, 0, segment.start, segment.end, "neap tide"
        )

    if edited_first:
        edits.keep(lecture, edit_of(in_file))
        alignments.keep(lecture, stretch, 1.0)
    else:
        alignments.keep(lecture, stretch, 1.0)
        edits.keep(lecture, edit_of(said))
    shown = with_edits(said, edits.of_lecture(lecture))
    assert [segment.text for segment in shown.transcript.segments] == ["neap tide"]
    edits.forget(lecture, shown.edit_of(0))
    alignments.forget(lecture)
    assert edits.of_lecture(lecture) == ()


def test_an_edit_of_an_aligned_transcript_outlives_the_alignment(shelf: LectureShelf, lecture: str) -> None:
    in_file = Transcript("vtt", (Segment(60_000, 62_000, "neep tide"),))
    shelf.alignments.keep(lecture, LATE, 1.0)
    segment = retimed(in_file, LATE).segments[0]
    shelf.edits.keep(
        lecture,
        SegmentEdit(
            segment.start, segment.end, segment.text, None, 0, segment.start, segment.end, "neap tide"
        ),
    )
    shelf.alignments.forget(lecture)
    shown = with_edits(in_file, shelf.edits.of_lecture(lecture)).transcript
    assert shown.segments == (Segment(60_000, 62_000, "neap tide"),)
