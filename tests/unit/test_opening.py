"""From what the user named to an opened lecture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from player.errors import LectureError, SourceError, TranscriptError
from player.library.database import Database
from player.library.lectures import AmbiguousLectureError, LectureShelf
from player.model import Chapter, Place
from player.opening import Opened, Wanted, open_lecture, split_time

VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nThe lamp is lit.\n"
CHAPTERS = "WEBVTT\n\n00:00.000 --> 00:02.000\nTowers\n\n00:02.000 --> 00:04.000\nLamps\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[LectureShelf]:
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        yield LectureShelf(database)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lectures = tmp_path / "lectures"
    lectures.mkdir()
    monkeypatch.chdir(lectures)
    return lectures


def media(folder: Path, name: str = "Lighthouses.wav") -> Path:
    path = folder / name
    path.write_bytes(b"RIFF\0\0\0\0WAVE" + name.encode())
    return path


def open_(shelf: LectureShelf, locator: Path | str, transcript: Path | None = None) -> Opened:
    return open_lecture(Wanted(str(locator), transcript=transcript), shelf)


def test_a_file_with_its_sidecars(shelf: LectureShelf, folder: Path) -> None:
    path = media(folder)
    (folder / "Lighthouses.vtt").write_text(VTT)
    (folder / "Lighthouses.chapters.vtt").write_text(CHAPTERS)
    opened = open_(shelf, path)
    assert opened.lecture.title == "Lighthouses"
    assert opened.lecture.playable.path == path
    assert opened.lecture.transcript is not None
    assert [segment.text for segment in opened.lecture.transcript.segments] == ["The lamp is lit."]
    assert opened.lecture.chapters == (Chapter(0, "Towers"), Chapter(2_000, "Lamps"))
    assert (opened.remarks, opened.was_left, opened.place) == ((), False, Place())


def test_a_relative_path_is_played_by_its_absolute_one(shelf: LectureShelf, folder: Path) -> None:
    path = media(folder)
    assert open_(shelf, "Lighthouses.wav").lecture.playable.path == path


def test_a_file_alone_is_a_lecture_without_transcript(shelf: LectureShelf, folder: Path) -> None:
    opened = open_(shelf, media(folder))
    assert opened.lecture.transcript is None
    assert opened.remarks == ()


@pytest.mark.parametrize("broken", ["", "\0\1\2\3" * 50, "WEBVTT\n\nno cue at all\n"])
def test_a_broken_sidecar_becomes_a_remark(shelf: LectureShelf, folder: Path, broken: str) -> None:
    path = media(folder)
    (folder / "Lighthouses.vtt").write_text(broken)
    opened = open_(shelf, path)
    assert opened.lecture.transcript is None
    (remark,) = opened.remarks
    assert "Lighthouses.vtt" in remark


def test_a_text_beside_the_media_that_is_no_transcript_is_nobodys_fault(
    shelf: LectureShelf, folder: Path
) -> None:
    path = media(folder)
    (folder / "Lighthouses.txt").write_text("What this lecture is about: lamps.\n")
    opened = open_(shelf, path)
    assert (opened.lecture.transcript, opened.remarks) == (None, ())


def test_broken_chapters_become_a_remark(shelf: LectureShelf, folder: Path) -> None:
    path = media(folder)
    (folder / "Lighthouses.vtt").write_text(VTT)
    (folder / "Lighthouses.chapters.vtt").write_text("WEBVTT\n")
    opened = open_(shelf, path)
    assert opened.lecture.transcript is not None
    assert opened.lecture.chapters == ()
    assert len(opened.remarks) == 1


def test_a_named_transcript_outranks_the_sidecar(shelf: LectureShelf, folder: Path) -> None:
    path = media(folder)
    (folder / "Lighthouses.vtt").write_text("")
    (folder / "other.vtt").write_text(VTT)
    opened = open_(shelf, path, folder / "other.vtt")
    assert opened.lecture.transcript is not None
    assert opened.remarks == ()


@pytest.mark.parametrize("content", [None, "", "\x7fELF\2\1\1"])
def test_a_named_transcript_that_is_none_is_an_error(
    shelf: LectureShelf, folder: Path, content: str | None
) -> None:
    if content is not None:
        (folder / "other.vtt").write_text(content)
    with pytest.raises(TranscriptError, match=r"other\.vtt"):
        open_(shelf, media(folder), folder / "other.vtt")


def test_a_lecture_is_known_again_by_id_and_by_title(shelf: LectureShelf, folder: Path) -> None:
    path = media(folder)
    lecture_id = open_(shelf, path).lecture.id
    for locator in (lecture_id, "Lighthouses", "lighthouse", "HOUSE"):
        assert open_(shelf, locator).lecture.id == lecture_id


def test_a_moved_file_is_the_same_lecture_and_is_where_it_was_left(shelf: LectureShelf, folder: Path) -> None:
    path = media(folder)
    lecture_id = open_(shelf, path).lecture.id
    shelf.keep_place(lecture_id, Place(5_000, 1.5, 80, 100))
    moved = path.rename(folder / "Week 1.wav")
    opened = open_(shelf, moved)
    assert opened.lecture.id == lecture_id
    assert (opened.was_left, opened.place) == (True, Place(5_000, 1.5, 80, 100))
    assert open_(shelf, "week").lecture.playable.path == moved


def test_a_part_of_two_titles_names_both(shelf: LectureShelf, folder: Path) -> None:
    first, second = (open_(shelf, media(folder, f"Lamps {n}.wav")).lecture.id for n in (1, 2))
    with pytest.raises(AmbiguousLectureError) as wrong:
        open_(shelf, "lamps")
    for expected in (first, second, "Lamps 1", "Lamps 2"):
        assert expected in str(wrong.value)


def test_a_file_outranks_a_title(shelf: LectureShelf, folder: Path) -> None:
    open_(shelf, media(folder, "talk.wav one.wav"))
    here = media(folder, "talk.wav")
    assert open_(shelf, "talk.wav").lecture.playable.path == here


def test_a_known_lecture_whose_file_is_gone_is_an_error(shelf: LectureShelf, folder: Path) -> None:
    path = media(folder)
    open_(shelf, path)
    path.unlink()
    with pytest.raises(SourceError, match=r"Lighthouses\.wav"):
        open_(shelf, "lighthouse")


@pytest.mark.parametrize("locator", ["nothing.wav", "", "a\0b", "x" * 5_000, "/dev/null"])
def test_what_is_nothing_is_an_error_in_one_sentence(shelf: LectureShelf, folder: Path, locator: str) -> None:
    with pytest.raises(LectureError) as wrong:
        open_(shelf, locator)
    assert "\n" not in str(wrong.value)
    assert "\0" not in str(wrong.value)


@pytest.mark.parametrize("address", ["https://example.org/x.mp4", "HTTP://example.org"])
def test_addresses_are_refused_for_now(shelf: LectureShelf, folder: Path, address: str) -> None:
    with pytest.raises(SourceError, match="download"):
        open_(shelf, address)


@pytest.mark.parametrize(
    ("locator", "source", "at"),
    [
        ("talk.wav@12:34", "talk.wav", 754_000),
        ("talk.wav@1h2m3s", "talk.wav", 3_723_000),
        ("talk.wav@5", "talk.wav", 5_000),
        ("talk.wav", "talk.wav", None),
        ("me@home.wav", "me@home.wav", None),
        ("me@home.wav@1:00", "me@home.wav", 60_000),
        ("@12:34", "@12:34", None),
        ("talk@", "talk@", None),
        ("a title of mine@0:30", "a title of mine", 30_000),
    ],
)
def test_a_time_behind_the_locator(folder: Path, locator: str, source: str, at: int | None) -> None:
    assert split_time(locator) == (source, at)


def test_a_file_that_really_has_such_a_name_is_left_whole(folder: Path) -> None:
    media(folder, "talk@12")
    assert split_time("talk@12") == ("talk@12", None)
    assert split_time("talk@13") == ("talk", 13_000)


def test_an_impossible_name_has_its_time_split_off_all_the_same(folder: Path) -> None:
    assert split_time("x" * 5_000 + "@1:00") == ("x" * 5_000, 60_000)


def test_edits_are_laid_over_the_transcript_whose_file_stays_as_it_is(
    shelf: LectureShelf, folder: Path
) -> None:
    path, sidecar = media(folder), folder / "Lighthouses.vtt"
    sidecar.write_text(VTT)
    opened = open_(shelf, path)
    assert opened.edited is not None
    shelf.edits.keep(opened.lecture.id, replace(opened.edited.edit_of(0), text="The lamp is out."))
    sidecar.write_text(VTT.replace("WEBVTT\n", "WEBVTT\n\n00:00.000 --> 00:00.500\nFirst."))
    before = sidecar.read_bytes()
    opened = open_(shelf, path)
    assert opened.lecture.transcript is not None
    assert [segment.text for segment in opened.lecture.transcript.segments] == ["First.", "The lamp is out."]
    assert opened.remarks == ()
    assert sidecar.read_bytes() == before


def test_edits_go_along_when_their_file_is_retimed(shelf: LectureShelf, folder: Path) -> None:
    path, sidecar = media(folder), folder / "Lighthouses.vtt"
    sidecar.write_text(VTT)
    opened = open_(shelf, path)
    assert opened.edited is not None
    was = opened.edited.edit_of(0)
    shelf.edits.keep(opened.lecture.id, replace(was, text="The lamp is out."))
    sidecar.write_text(VTT.replace("00:01", "00:02"))
    opened = open_(shelf, path)
    assert opened.lecture.transcript is not None
    assert [segment.text for segment in opened.lecture.transcript.segments] == ["The lamp is out."]
    assert opened.remarks == ()
    (kept,) = shelf.edits.of_lecture(opened.lecture.id)
    assert kept.original_start == opened.lecture.transcript.segments[0].start != was.original_start


@pytest.mark.parametrize(
    ("count", "remark"),
    [
        (1, "1 edit no longer fits the transcript, because its segment is not in its file any more"),
        (2, "2 edits no longer fit the transcript, because their segments are not in its file any more"),
    ],
)
def test_edits_that_fit_no_more_are_kept_and_named(
    shelf: LectureShelf, folder: Path, count: int, remark: str
) -> None:
    path, sidecar = media(folder), folder / "Lighthouses.vtt"
    two = VTT + "\n00:05.000 --> 00:06.000\nAnd out.\n"
    sidecar.write_text(two)
    opened = open_(shelf, path)
    assert opened.edited is not None
    for number in range(count):
        shelf.edits.keep(opened.lecture.id, replace(opened.edited.edit_of(number), text="dark"))
    sidecar.write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nAnother.\n")
    (said,) = open_(shelf, path).remarks
    assert said.startswith(remark)
    sidecar.write_text(two)
    again = open_(shelf, path)
    assert again.remarks == ()
    assert again.edited is not None
    assert len(again.edited.edited) == count


def test_without_a_transcript_edits_wait_in_silence(shelf: LectureShelf, folder: Path) -> None:
    path, sidecar = media(folder), folder / "Lighthouses.vtt"
    sidecar.write_text(VTT)
    opened = open_(shelf, path)
    assert opened.edited is not None
    shelf.edits.keep(opened.lecture.id, replace(opened.edited.edit_of(0), text="dark"))
    sidecar.unlink()
    opened = open_(shelf, path)
    assert (opened.edited, opened.lecture.transcript, opened.remarks) == (None, None, ())
