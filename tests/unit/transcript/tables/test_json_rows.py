"""JSON tables: arrays, lines and columns, small and streamed, whole and cut."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from player.errors import TranscriptError
from player.transcript.tables import json_rows
from player.transcript.tables.lectures import list_lectures, read_lecture

ROWS: list[dict[str, Any]] = [
    {"video_id": f"v{number % 2}", "text": f"Row {number}.", "start": number, "end": number + 1.5}
    for number in range(8)
]
SHAPES = {
    "array": json.dumps(ROWS),
    "rows": json.dumps({"rows": [{"row_idx": 0, "row": row} for row in ROWS]}),
    "data": json.dumps({"data": ROWS}),
    "lines": "\n".join(map(json.dumps, ROWS)),
    "columns": json.dumps({name: [row[name] for row in ROWS] for name in ROWS[0]}),
    "pandas": json.dumps({name: {str(at): row[name] for at, row in enumerate(ROWS)} for name in ROWS[0]}),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("window", [1 << 20, 30], ids=["one window", "small windows"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same(
    tmp_path: Path, shape: str, window: int, encoding: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(json_rows, "_WINDOW", window)
    monkeypatch.setattr(json_rows, "_FIRST_WINDOW", window)
    path = tmp_path / "t"
    path.write_bytes(SHAPES[shape].encode(encoding))
    assert [(lecture.id, lecture.segments) for lecture in list_lectures(path)] == [("v0", 4), ("v1", 4)]
    segments = read_lecture(path, "v1").segments
    assert [(segment.start, segment.end, segment.text) for segment in segments] == [
        (number * 1000, number * 1000 + 1500, f"Row {number}.") for number in (1, 3, 5, 7)
    ]


@pytest.mark.parametrize("window", [1 << 20, 30], ids=["one window", "small windows"])
@pytest.mark.parametrize("shape", ["array", "rows", "data", "lines"])
def test_what_is_cut_short_keeps_the_rows_before(
    tmp_path: Path, shape: str, window: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(json_rows, "_WINDOW", window)
    monkeypatch.setattr(json_rows, "_FIRST_WINDOW", window)
    path = tmp_path / "t"
    path.write_text(SHAPES[shape][: SHAPES[shape].index("Row 5") + 4])
    transcript = read_lecture(path, "v1")
    assert [segment.text for segment in transcript.segments] == ["Row 1.", "Row 3."]
    assert any("JSON that breaks" in entry.reason and entry.is_lost for entry in transcript.skipped)


def test_columns_that_break_or_are_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "t"
    path.write_text(json.dumps({name: [row[name] for row in ROWS * 3_000] for name in ROWS[0]})[:-9])
    with pytest.raises(TranscriptError, match="JSON that breaks"):
        list_lectures(path)
    monkeypatch.setattr(json_rows, "_LARGEST_OF_COLUMNS", 10)
    with pytest.raises(TranscriptError, match="too large"):
        list_lectures(path)


def test_a_lecture_whose_id_is_written_with_escapes_is_found(tmp_path: Path):
    path = tmp_path / "t"
    lines = [
        '{"video_id": "\\u0076x", "text": "One.", "start": 1}',
        '{"video_id": "vx", "text": "Two.", "start": 2}',
    ]
    path.write_text("\n".join([*lines, '{"video_id": "other", "text": "Three.", "start": 2}']))
    assert [segment.text for segment in read_lecture(path, "vx").segments] == ["One.", "Two."]


def test_values_of_any_kind_do_no_harm(tmp_path: Path):
    wild: list[Any] = [
        None,
        True,
        [],
        {},
        "",
        "x" * 5_000,
        -1,
        1e300,
        [{"word": 1, "start": []}],
        {"a": {"b": []}},
    ]
    path = tmp_path / "t"
    rows = [
        ROWS[0] | {name: value}
        for name in ("video_id", "text", "start", "end", "words", "speaker")
        for value in wild
    ]
    path.write_text("\n".join(map(json.dumps, [ROWS[0], *rows])))
    for lecture in list_lectures(path):
        try:
            assert len(read_lecture(path, lecture.id).segments) == lecture.segments
        except TranscriptError as error:
            assert "no words" in str(error)


@pytest.mark.parametrize("name", ["video_id", "text", "start", "words", "title", "language"])
def test_rows_nested_deep_are_named(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(json_rows, "_FIRST_WINDOW", 30)
    path = tmp_path / "t"
    deep = json.dumps(ROWS[0] | {name: 7}).replace("7", "[" * 50_000 + "]" * 50_000)
    path.write_text(f"[{json.dumps(ROWS[0])}, {deep}, {json.dumps(ROWS[2])}]")
    transcript = read_lecture(path)
    assert transcript.segments[0].text == "Row 0."
    assert any("row 2: it and all after it are lost" in entry.reason for entry in transcript.skipped)


def test_json_nested_deep_is_named(tmp_path: Path):
    path = tmp_path / "t"
    deep = '{"video_id": ' + "[" * 50_000 + "]" * 50_000 + "}"
    path.write_text(json.dumps(ROWS[0]) + "\n" + deep + "\n")
    assert any("JSON that breaks" in entry.reason for entry in read_lecture(path).skipped)
    path.write_text(f"[{json.dumps(ROWS[0])}, {deep}]")
    assert [segment.text for segment in read_lecture(path).segments] == ["Row 0."]
