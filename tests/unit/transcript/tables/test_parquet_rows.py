"""Parquet tables, as far as pyarrow is there to read them."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from player.errors import TranscriptError
from player.transcript.tables.lectures import is_table, list_lectures, read_lecture

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def written(path: Path, columns: dict[str, Any], rows_a_group: int = 1_000) -> Path:
    parquet.write_table(pyarrow.table(columns), path, row_group_size=rows_a_group)
    return path


def numbered(count: int) -> dict[str, Any]:
    return {
        "video_id": [f"v{number * 3 // count}" for number in range(count)],
        "title": [f"Part {number * 3 // count}" for number in range(count)],
        "text": [f"Row {number} &amp; more." for number in range(count)],
        "start": [float(number) for number in range(count)],
        "duration": [1.5] * count,
    }


@pytest.mark.parametrize("rows_a_group", [7, 1_000, 100_000])
def test_each_row_comes_once(tmp_path: Path, rows_a_group: int):
    path = written(tmp_path / "t", numbered(9_000), rows_a_group)
    assert is_table(path)
    assert [(each.id, each.title, each.segments) for each in list_lectures(path)] == [
        (f"v{number}", f"Part {number}", 3_000) for number in range(3)
    ]
    transcript = read_lecture(path, "part 1")
    assert transcript.format == "parquet"
    assert [segment.text for segment in transcript.segments] == [
        f"Row {number} & more." for number in range(3_000, 6_000)
    ]
    assert transcript.segments[0].end == 3_001_500


def test_columns_of_other_types(tmp_path: Path):
    columns = {
        "lecture_id": [1, 2],
        "sentence": ["One.", "Two."],
        "start": [timedelta(seconds=1.5), timedelta(seconds=2)],
        "end": pyarrow.array([3, None], pyarrow.decimal128(5, 2)),
        "words": [[{"word": "One.", "start": 1.5, "end": 2.5, "score": 0.5}], None],
        "lang": ["en", None],
    }
    transcript = read_lecture(written(tmp_path / "t", columns), "1")
    (segment,) = transcript.segments
    assert (segment.start, segment.end, segment.words[0].confidence) == (1_500, 3_000, 0.5)
    assert transcript.language == "en"


def test_bytes_that_are_no_utf8(tmp_path: Path):
    text = pyarrow.array([b"Stra\xdfe"]).view(pyarrow.string())
    path = written(tmp_path / "t", {"video_id": ["a"], "text": text, "start": [1]})
    assert read_lecture(path).segments[0].text == "Stra\ufffde"


def test_ids_that_are_no_ids(tmp_path: Path):
    columns = {"video_id": [["a"], ["b"]], "video": ["x", "y"], "text": ["One.", "Two."], "start": [1, 2]}
    with pytest.raises(TranscriptError, match="it names no lecture"):
        list_lectures(written(tmp_path / "t", columns))


def test_two_columns_of_one_name(tmp_path: Path):
    table = pyarrow.Table.from_arrays(
        [pyarrow.array(["One."]), pyarrow.array([1]), pyarrow.array([2])], ["text", "start", "start"]
    )
    parquet.write_table(table, tmp_path / "t")
    assert len(read_lecture(tmp_path / "t").segments) == 1


def test_a_damaged_file_gets_a_sentence(tmp_path: Path):
    path = written(tmp_path / "t.parquet", numbered(3_000))
    whole = path.read_bytes()
    for content in (whole[:50], whole[:-20], b"PAR1", b"PAR1" + bytes(100) + b"PAR1"):
        path.write_bytes(content)
        with pytest.raises(
            TranscriptError, match=r"^t\.parquet is a damaged Parquet table: .*fetch it again\.$"
        ):
            list_lectures(path)
    for at in range(100, len(whole), len(whole) // 40):
        path.write_bytes(whole[:at] + b"\xff\xfe\xfd" * 8 + whole[at + 24 :])
        try:
            read_lecture(path, "v1")
        except TranscriptError as error:
            assert str(error).isprintable()


def test_a_parquet_table_of_something_else(tmp_path: Path):
    path = written(tmp_path / "t.parquet", {"price": [1, 2]})
    with pytest.raises(TranscriptError, match="no column of texts"):
        list_lectures(path)


@pytest.mark.parametrize("module", ["pyarrow", "pyarrow.parquet"])
def test_without_pyarrow_the_command_that_installs_it_is_told(
    tmp_path: Path, module: str, monkeypatch: pytest.MonkeyPatch
):
    path = written(tmp_path / "t.parquet", numbered(3))
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(
        TranscriptError, match=r"pyarrow: install it with pip install 'lecture-player\[tables\]'\.$"
    ):
        list_lectures(path)
