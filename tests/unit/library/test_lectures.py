from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from player.errors import LibraryError
from player.library.database import Database
from player.library.lectures import AmbiguousLectureError, LectureShelf
from player.model import Place


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


@pytest.fixture
def shelf(path: Path) -> Iterator[LectureShelf]:
    with closing(Database(path)) as database:
        yield LectureShelf(database)


def test_a_new_lecture_gets_twelve_hex_digits(shelf: LectureShelf) -> None:
    lecture = shelf.identify("f", "/talk.mp4", "Talk")
    assert re.fullmatch("[0-9a-f]{12}", lecture)
    assert shelf.known(lecture).source == "/talk.mp4"


def test_a_moved_file_is_the_same_lecture(shelf: LectureShelf) -> None:
    lecture = shelf.identify("f", "/old/talk.mp4", "talk")
    assert shelf.identify("f", "/new/Week 1.mp4", "Week 1") == lecture
    assert (shelf.known(lecture).source, shelf.known(lecture).title) == ("/new/Week 1.mp4", "Week 1")


def test_a_changed_file_at_its_place_is_the_same_lecture(shelf: LectureShelf) -> None:
    lecture = shelf.identify("f", "/talk.mp4", "Talk")
    assert shelf.identify("g", "/talk.mp4", "Talk") == lecture
    assert shelf.identify("g", "/moved.mp4", "Talk") == lecture


def test_content_outranks_the_source(shelf: LectureShelf) -> None:
    first = shelf.identify("f", "/a.mp4", "A")
    second = shelf.identify("g", "/b.mp4", "B")
    assert shelf.identify("f", "/b.mp4", "B") == first
    assert shelf.identify("g", "/a.mp4", "A") == second


def test_lectures_without_a_fingerprint_are_told_apart_by_source(shelf: LectureShelf) -> None:
    first = shelf.identify("", "https://a.example", "A")
    assert shelf.identify("", "https://b.example", "B") != first
    assert shelf.identify("", "https://a.example", "A") == first


def test_a_source_with_bytes_that_are_no_text_comes_back_as_it_was(shelf: LectureShelf) -> None:
    source = os.fsdecode(b"/caf\xe9.mp4")
    lecture = shelf.identify("", source, source)
    assert shelf.known(lecture).source == source
    assert shelf.identify("", source, "x") == lecture
    shelf.known(lecture).title.encode()


def test_the_place_outlives_the_program(path: Path) -> None:
    place = Place(position=232_640, rate=1.25, volume=80, offset=-300)
    with closing(Database(path)) as database:
        lecture = LectureShelf(database).identify("f", "/talk.mp4", "Talk")
        assert LectureShelf(database).place(lecture) is None
        LectureShelf(database).keep_place(lecture, Place(1))
        LectureShelf(database).keep_place(lecture, place)
        LectureShelf(database).keep_length(lecture, 4_544_000)
    with closing(Database(path)) as database:
        assert LectureShelf(database).place(lecture) == place
        assert LectureShelf(database).known(lecture).length == 4_544_000


def test_a_place_in_no_lecture_gets_a_sentence(shelf: LectureShelf) -> None:
    with pytest.raises(LibraryError, match="does not have the lecture"):
        shelf.keep_place("000000000000", Place())


def test_the_lecture_opened_last_comes_first(shelf: LectureShelf) -> None:
    for name in ("a", "b", "c", "a"):
        shelf.identify(name, f"/{name}", name)
    assert [record.title for record in shelf.all()] == ["a", "c", "b"]


def test_any_unique_part_of_a_title_names_a_lecture(shelf: LectureShelf) -> None:
    shelf.identify("f", "/1", "Calculus: Limits")
    shelf.identify("g", "/2", "Calculus: Reihen und STRAẞEN")
    assert shelf.known("limit").source == "/1"
    assert shelf.known(" strassen ").source == "/2"


def test_the_whole_title_outranks_a_part(shelf: LectureShelf) -> None:
    shelf.identify("f", "/1", "Limits")
    shelf.identify("g", "/2", "Limits again")
    assert shelf.known("LIMITS").source == "/1"


def test_an_id_outranks_titles(shelf: LectureShelf) -> None:
    lecture = shelf.identify("f", "/1", "Limits")
    shelf.identify("g", "/2", lecture)
    assert shelf.known(lecture).source == "/1"


def test_candidates_are_named_with_their_ids(shelf: LectureShelf) -> None:
    lectures = [shelf.identify(str(n), f"/{n}", f"Calculus {n}\x1b[2J") for n in range(7)]
    with pytest.raises(AmbiguousLectureError, match="7 lectures") as caught:
        shelf.known("calculus")
    assert all(lecture in str(caught.value) for lecture in lectures[2:])
    assert "and 2 more" in str(caught.value)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("query", ["", "  ", "%", "_", "nothing", "a' OR '1'='1"])
def test_what_names_no_lecture_gets_a_sentence(shelf: LectureShelf, query: str) -> None:
    shelf.identify("f", "/1", "Limits")
    shelf.identify("g", "/2", "")
    with pytest.raises(LibraryError, match="no lecture"):
        shelf.known(query)
