"""The lectures of a table: listed, chosen, read, with nothing lost and nothing doubled."""

from __future__ import annotations

import csv
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from player.errors import TranscriptError
from player.transcript.tables import lectures
from player.transcript.tables.lectures import TableLecture, is_table, list_lectures, read_lecture

TABLES = Path(__file__).resolve().parents[3] / "fixtures" / "tables"
OWL = TableLecture("owl", "Owls, by night", 2, 2_000, 14_000)
BAT = TableLecture("bat", "Bats, by night", 2, 0, 8_000)


def sentence(path: Path, wanted: str | None = None) -> str:
    with pytest.raises(TranscriptError) as caught:
        read_lecture(path, wanted)
    text = str(caught.value)
    assert text.isprintable() and text.endswith(".")
    return text


def seed(shared: Path, number: str) -> Path:
    return next((shared / "seeds").glob(f"{number}_*.txt"))


@pytest.mark.parametrize(("number", "counts"), [("000", [25, 75]), ("001", [100]), ("002", [34, 40, 24, 2])])
def test_the_seeds_give_every_row_once(shared: Path, number: str, counts: list[int]):
    path = seed(shared, number)
    listed = list_lectures(path)
    assert [lecture.segments for lecture in listed] == counts
    for lecture in listed:
        transcript = read_lecture(path, lecture.id)
        assert (
            len(transcript.segments)
            == len({(s.start, s.text) for s in transcript.segments})
            == lecture.segments
        )
        assert all(later.start == sooner.end for sooner, later in pairwise(transcript.segments))
        assert (transcript.segments[0].start, transcript.segments[-1].end) == (lecture.start, lecture.end)


@pytest.mark.parametrize("number", ["000", "001"])
def test_the_seeds_words_are_all_there(shared: Path, number: str):
    path = seed(shared, number)
    fields = [
        line.split(" | ") for line in path.read_text(encoding="utf-8").split("\n") if "watch?v=" in line
    ]
    read = [
        (segment.text, segment.start // 1000, segment.end // 1000)
        for lecture in list_lectures(path)
        for segment in read_lecture(path, lecture.id).segments
    ]
    assert read == [(row[1], *(int(cell.replace(",", "")) for cell in row[2:4])) for row in fields]


def test_the_list_seeds_words_are_all_there(shared: Path):
    path = seed(shared, "002")
    lines = path.read_text(encoding="utf-8").split("\n")[28:]
    read = [
        segment.text for lecture in list_lectures(path) for segment in read_lecture(path, lecture.id).segments
    ]
    assert read == lines[1::7]


def test_the_pages_own_lines_are_named(shared: Path):
    transcript = read_lecture(seed(shared, "001"))
    assert [(entry.line, entry.is_lost) for entry in transcript.skipped] == [
        (1, False),
        (124, True),
        (125, True),
        (126, True),
    ]


def test_lectures_may_be_mixed_and_out_of_order():
    path = TABLES / "interleaved.csv"
    assert list_lectures(path) == (OWL, BAT)
    transcript = read_lecture(path, "owl")
    assert [segment.start for segment in transcript.segments] == [2_000, 10_000]
    assert "line 5" in str([f"line {entry.line}" for entry in transcript.skipped])
    assert any("kept once" in entry.reason for entry in transcript.skipped)


@pytest.mark.parametrize("wanted", ["owl", "OWL", "owls, by night", " owls ", "owls"])
def test_a_lecture_is_picked_by_id_or_title(wanted: str):
    assert read_lecture(TABLES / "interleaved.csv", wanted).segments[0].start == 2_000


def test_an_id_goes_before_a_title(tmp_path: Path):
    path = tmp_path / "t.csv"
    path.write_text("video_id,title,start,end,text\na1,Bread,0,2,First.\nbread,Salt,0,2,Second.\n")
    assert read_lecture(path, "bread").segments[0].text == "Second."


def test_which_lecture_is_meant_must_be_clear():
    path = TABLES / "interleaved.csv"
    assert sentence(path) == (
        "interleaved.csv holds 2 lectures: “lecture transcript” names them with --list, reads one with "
        "--title, and writes it to a file with -o."
    )
    assert "holds 2 lectures that “by night” may mean" in sentence(path, "by night")
    assert "no lecture with the id or title “eagle”" in sentence(path, "eagle\x1b[2J")


def test_a_table_without_ids_is_called_like_its_file(tmp_path: Path):
    path = tmp_path / "talk.csv"
    path.write_text("start,end,text\n0.5,2,Here.\n")
    assert list_lectures(path) == (TableLecture("talk", "", 1, 500, 2_000),)
    assert read_lecture(path, "talk").segments[0].text == "Here."


def test_an_id_column_that_only_counts_rows_parts_nothing(tmp_path: Path):
    path = tmp_path / "talk.csv"
    path.write_text("id,start,end,text\n0,0.5,2,One.\n1,2,3,Two.\n2,3,4,Three.\n")
    assert len(read_lecture(path).segments) == 3


def test_a_large_table_is_read_by_id_without_the_rows_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lectures, "_LARGE_BYTES", 100)
    path = tmp_path / "t.csv"
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(("video_id", "text", "start", "end", "title"))
        for number in range(600):
            table.writerow(
                (f"v{number % 3}", f'Said "{number}",\nloudly.', number, number + 1, f"T {number % 3}")
            )
        table.writerow(("v0", "Of another,\nv1,and no row,1,2,T", 700, 701, "T 0"))
    by_id, by_title = read_lecture(path, "v1"), read_lecture(path, "t 1")
    assert by_id.segments == by_title.segments
    assert len(by_id.segments) == 200
    assert by_id.segments[1].text == 'Said "4", loudly.'


@pytest.mark.parametrize("wanted", [None, "moss"])
def test_progress_rises_to_one(tmp_path: Path, wanted: str | None):
    path = tmp_path / "t.jsonl"
    row = {"video_id": "moss", "text": "Moss is patient.", "start": 1, "end": 2}
    path.write_text("".join(json.dumps(row | {"start": number}) + "\n" for number in range(5_000)))
    told: list[float] = []
    read_lecture(path, wanted, told.append)
    assert told == sorted(told) and told[-1] == 1.0 and told[0] < 1
    listed: list[float] = []
    list_lectures(path, listed.append)
    assert listed[-1] == 1.0


def test_what_cannot_be_opened_gets_a_sentence(tmp_path: Path):
    assert "There is no file" in sentence(tmp_path / "none.csv")
    assert "is a folder" in sentence(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert "a device or a pipe" in sentence(tmp_path / "pipe")
    assert not is_table(tmp_path / "pipe") and not is_table(tmp_path / "none.csv") and not is_table(tmp_path)


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ("", "is empty"),
        ("Notes of mine\n", "is no table of segments"),
        ("video_id,text,start\n", "a table without a row that could be read"),
        ("video_id,text,start\na,Hello.,soon\n", "line 2: its start is no time (soon): “Hello.”"),
        ("video_id,title,text\na,b,a whole talk\n", "each row is a whole text"),
        ("start,end,speaker,text\n0.000,1.000,,\n", "holds no words"),
    ],
)
def test_a_table_that_gives_nothing_says_why(tmp_path: Path, content: str, seen: str):
    path = tmp_path / "t.csv"
    path.write_text(content)
    assert seen in sentence(path)


def test_a_table_of_too_many_lectures_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("player.transcript.tables.listing._MOST_LECTURES", 5)
    path = tmp_path / "t.csv"
    path.write_text("video_id,text,start\n" + "".join(f"v{n},Hello.,{n}\n" for n in range(9)))
    assert "more than 5 lectures" in sentence(path)


def test_titles_and_ids_are_shown_without_escapes(tmp_path: Path):
    path = tmp_path / "t.csv"
    path.write_text("video_id,title,text,start\n\x1b[31mred,Red &amp; \x1b[0mblue\x07,Hi.,1\n")
    (lecture,) = list_lectures(path)
    assert (lecture.id, lecture.title) == ("red", "Red & blue")
    assert read_lecture(path, "red").segments[0].text == "Hi."


def test_a_lecture_without_a_row_that_can_be_read_is_named(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_text("video_id,start,end,text,title\na,1,2,hello,A\nb,soon,3,lost words,B\nb,later,4,too,B\n")
    assert [lecture.id for lecture in list_lectures(path)] == ["a"]
    (entry,) = read_lecture(path, "a").skipped
    assert entry.line == 3
    assert entry.is_lost
    assert "lost words" in entry.reason
    assert "“b”" in entry.reason
