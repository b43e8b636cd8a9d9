"""Wild tables: whatever comes, lectures come out of it or one sentence, and what is listed is what is read."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.errors import TranscriptError
from player.transcript.tables.lectures import is_table, list_lectures, read_lecture

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
SAMPLES = [
    path.read_bytes() for path in sorted(FIXTURES.glob("t*/*")) if path.is_file() and "table" in str(path)
]
WILD = [
    b'"',
    b",",
    b"|",
    b"\n",
    b"\r",
    b"\0",
    b"\xff\xfe",
    b"{",
    b"[",
    b"}",
    b"---|---",
    b"\\u00",
    b"1e999",
    b"\x1b[2J",
]

relaxed = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200
)


def has_controls(text: str) -> bool:
    """Whether anything in `text` could take effect in a terminal."""
    return any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)


def check(path: Path) -> None:
    """Every lecture that is listed is read with as many segments, none with controls or times below zero."""
    is_table(path)
    try:
        listed = list_lectures(path)
    except TranscriptError as error:
        assert str(error).endswith(".") and not has_controls(str(error))
        return
    for lecture in listed:
        try:
            transcript = read_lecture(path, lecture.id)
        except TranscriptError as error:
            assert "no words" in str(error) or "may mean" in str(error)
            continue
        assert len(transcript.segments) == lecture.segments
        assert all(0 <= segment.start <= segment.end for segment in transcript.segments)
        for text in [segment.text for segment in transcript.segments]:
            assert not has_controls(text)
        for entry in transcript.skipped:
            assert entry.line >= 1 and not has_controls(entry.reason)


@relaxed
@given(st.data())
def test_damaged_samples(tmp_path: Path, data: st.DataObject):
    content = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(1, 6))):
        begin = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(begin, min(len(content), begin + 40)))
        content[begin:end] = data.draw(st.sampled_from(WILD) | st.binary(max_size=6))
    (tmp_path / "t").write_bytes(content)
    check(tmp_path / "t")


@relaxed
@given(st.lists(st.lists(st.text(max_size=12) | st.integers(-5, 10**9).map(str), max_size=7), max_size=12))
def test_wild_rows_below_a_header(tmp_path: Path, rows: list[list[str]]):
    head = ["video_id", "text", "start", "end", "title"]
    for separator in (",", ";", "\t", " | ", "\n"):
        rule = "\n---|---|---|---|---" if separator == " | " else ""
        lines = [separator.join(head) + rule, *(separator.join(row) for row in rows)]
        (tmp_path / "t").write_text("\n".join(lines), encoding="utf-8", errors="replace")
        check(tmp_path / "t")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
members = st.dictionaries(
    st.sampled_from(["video_id", "id", "text", "start", "end", "duration", "words", "title"]), values
)


@relaxed
@given(st.lists(members | values, max_size=8))
def test_wild_objects(tmp_path: Path, rows: list[object]):
    first = {"video_id": "a", "text": "Hello.", "start": 1}
    documents = [
        "\n".join(map(json.dumps, [first, *rows])),
        json.dumps([first, *rows]),
        json.dumps({"rows": [{"row": first}, *({"row": row} for row in rows), *rows]}),
        json.dumps({"text": ["Hello.", *rows], "start": [1, *rows], "id": rows}),
    ]
    for document in documents:
        (tmp_path / "t").write_text(document)
        check(tmp_path / "t")


@pytest.mark.parametrize(
    "line",
    ['"' * 1_000_000, "|" * 1_000_000, "a," * 500_000, '",' * 300_000, "-" * 1_000_000, " " * 1_000_000 + "|",
     "---|" + " " * 500_000 + "x", "1" * 1_000_000, "1," * 500_000, "a" * 1_000_000, '"a"b,' * 200_000],
    ids=range(11),
)  # fmt: skip
@pytest.mark.parametrize(
    "head", ["video_id,text,start,end\n", "video_id | text | start\n---|---|---\na | b | 1\n", ""]
)
def test_a_hostile_line_of_a_megabyte(tmp_path: Path, line: str, head: str):
    (tmp_path / "t").write_text(f"{head}a,Before.,0,1\n{line}\na,After.,2,3\n" * 2)
    check(tmp_path / "t")
