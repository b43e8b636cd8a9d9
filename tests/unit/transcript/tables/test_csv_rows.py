"""CSV: with any separator and encoding, past damaged quotation marks, and this project's own, exactly."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.model import Segment, Transcript
from player.transcript.tables import csv_rows, source
from player.transcript.tables.lectures import read_lecture
from player.transcript.writers import write_transcript

HEAD = "video_id,text,start,end,title\n"


def texts(path: Path, content: str | bytes, encoding: str = "utf-8") -> list[str]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return [segment.text for segment in read_lecture(path).segments]


def reasons(path: Path) -> str:
    return " / ".join(f"{entry.line}: {entry.reason}" for entry in read_lecture(path).skipped)


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8)
phrases = st.lists(words, max_size=6).map(" ".join)
spans = st.tuples(st.integers(0, 10_000_000), st.integers(1, 100_000))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(spans, phrases, st.none() | words), min_size=1, max_size=8))
def test_what_this_project_writes_comes_back_exactly(
    tmp_path: Path, said: list[tuple[tuple[int, int], str, str | None]]
):
    segments = sorted(
        (Segment(start, start + lasting, text, speaker) for (start, lasting), text, speaker in said),
        key=lambda segment: segment.start,
    )
    segments.append(Segment(20_000_000, 20_001_000, "The end, “at last”."))
    path = tmp_path / "own.csv"
    path.write_text(write_transcript(Transcript("vtt", tuple(segments)), "csv"), encoding="utf-8")
    assert read_lecture(path).segments == tuple(segments)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_any_encoding(tmp_path: Path, encoding: str):
    content = HEAD + "a,Über Flüsse,0,5,T\na,hinüber,5,9,T\n"
    assert texts(tmp_path / "t", content, encoding) == ["Über Flüsse", "hinüber"]


def test_windows_bytes_among_utf8(tmp_path: Path):
    content = HEAD.encode() + "a,“Über”,0,5,T\n".encode("cp1252") + "a,hinüber,5,9,T\n".encode()
    assert texts(tmp_path / "t", content) == ["“Über”", "hinüber"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(tmp_path: Path, end: str):
    content = (HEAD + 'a,"One\nin two lines",0,5,T\na,Two,5,9,T\n').replace("\n", end)
    assert texts(tmp_path / "t", content) == ["One in two lines", "Two"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_separator(tmp_path: Path, separator: str):
    rows = [["video_id", "text", "start", "end"], ["a", "Hello, you; there\there", "0.5", "5"]]
    with (tmp_path / "t").open("w", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    (segment,) = read_lecture(tmp_path / "t").segments
    assert (segment.text, segment.start) == ("Hello, you; there here", 500)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('a,"never closed,1,2,T', "never closed"),
        ('a,"never closed,1,2,"T', "never closed"),
        ('a,"he said "no" loudly",1,2,T', 'he said "no" loudly'),
        ("a,two, with, commas,1,2,T", "two, with, commas"),
        ("a,spare fields,1,2,T,,,", "spare fields"),
        ("a,title too,1,2,T, with, commas", "title too"),
        ("a,cut short,1,2", "cut short"),
        ("a,cut shorter,1", "cut shorter"),
        ("a,nul\0s,1\0,2,T", "nuls"),
    ],
)
def test_damage_stays_in_its_row(tmp_path: Path, row: str, expected: str):
    found = texts(tmp_path / "t", HEAD + "a,Before.,0,1,T\n" + row + '\na,After.,2,3,T\na,"Last.",3,4,T\n')
    assert (found[0], found[2:]) == ("Before.", ["After.", "Last."])
    assert found[1].replace('"', "") == expected.replace('"', "")


def test_a_separator_too_many_is_the_texts_before_it_is_the_titles(tmp_path: Path):
    assert texts(tmp_path / "t", "start,end,title,text\n0,1,T,two, commas\n") == ["two, commas"]


def test_an_open_quotation_mark_does_not_swallow_the_rows_behind_it(tmp_path: Path):
    rows = [f"a,Row {number}.,{number},{number + 1},T" for number in range(50)]
    rows[10] = 'a,"Open.,10,11,T'
    rows[20] = 'a,Row 20.,20,21,"T"'
    assert len(texts(tmp_path / "t", HEAD + "\n".join(rows))) == 50
    assert "12: read leniently: a quotation mark without its partner" in reasons(tmp_path / "t")


def test_an_open_quotation_mark_in_the_last_row_is_named(tmp_path: Path):
    assert texts(tmp_path / "t", HEAD + 'a,Before.,0,1,T\na,"Cut in its te') == ["Before."]
    assert "without its partner" in reasons(tmp_path / "t") and "Cut in its te" in reasons(tmp_path / "t")


def test_rows_that_fit_no_way_are_named(tmp_path: Path):
    assert texts(tmp_path / "t", HEAD + "a,Good.,0,1,T\na,b,c,d,e,f,g,h\n") == ["Good."]
    assert "3: a row with too many fields" in reasons(tmp_path / "t")


def test_a_long_field_is_read_and_an_endless_line_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    long = "word " * 40_000
    assert texts(tmp_path / "t", HEAD + f'a,"{long}",0,1,T\n') == [long.strip()]
    monkeypatch.setattr(source, "LONGEST_LINE", 1_000)
    found = texts(tmp_path / "t", HEAD + "a,Before.,0,1,T\n" + f"a,{long},1,2,T\n" + "a,After.,2,3,T\n")
    assert found == ["Before.", "After."]
    assert "3: " in reasons(tmp_path / "t")


def test_a_field_longer_than_csv_allows_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = csv.field_size_limit(500)
    try:
        monkeypatch.setattr(csv_rows, "_LONGEST_FIELD", 500)
        found = texts(tmp_path / "t", HEAD + f"a,Before.,0,1,T\na,{'x' * 900},1,2,T\na,After.,2,3,T\n")
        assert found[0] == "Before." and found[-1] == "After."
    finally:
        csv.field_size_limit(before)


def test_a_table_of_very_many_columns(tmp_path: Path):
    more = "".join(f",c{number}" for number in range(200_000))
    row = "a,Hello.,0,1,T" + "," * 200_000
    assert texts(tmp_path / "t", HEAD.strip() + more + "\n" + row + "\n" + "a,Short.,1,2,T\n") == [
        "Hello.",
        "Short.",
    ]


@pytest.mark.parametrize(
    ("content", "start"),
    [
        ("start,end,text\n0,900,Hello\n1500,4000,This is spoken quite fast\n", 1_500),
        (
            "start,end,text\n0,900,Hello\n1500,1502,This is spoken quite fast after a long while of saying\n",
            1_500_000,
        ),
        ("start,end,text\n0,1,Hello\n15,40,Slow\n", 15_000),
        ("start_ms,end_ms,text\n0,1,Hello\n15,40,Slow\n", 15),
    ],
)
def test_the_unit_of_times_is_told_by_the_pace_of_speech(tmp_path: Path, content: str, start: int):
    path = tmp_path / "t.csv"
    path.write_text(content)
    assert read_lecture(path).segments[1].start == start
