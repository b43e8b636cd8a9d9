"""Which files are tables: told by their beginning, and no transcript of another kind is taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from player.transcript.tables.lectures import is_table
from player.transcript.tables.shapes import Form, shape_of

ROW = {"video_id": "a", "text": "Hello there.", "start": 1, "end": 2}


def form_of(tmp_path: Path, content: str | bytes) -> Form | None:
    path = tmp_path / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    shape = shape_of(path)
    return shape.form if shape else None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nText, start, end and video_id.\n",
        "1\n00:00:01,000 --> 00:00:02,000\nHello, start\n",
        "start\tend\ttext\n0\t1000\tHello\n",
        '[{"start": 0, "end": 1, "text": "Hello"}]',
        '[{"id": 0, "seek": 0, "start": 0, "end": 1, "text": "Hello", "tokens": []}]',
        '{"text": "Hello", "segments": [{"id": 0, "start": 0, "end": 1, "text": "Hello"}], "language": "en"}',
        '{"version": "1.0.0", "segments": [{"speaker": "A", "startTime": 0, "body": "Hello"}]}',
        '{"events": [{"tStartMs": 0, "segs": [{"utf8": "Hello"}]}]}',
        "The text, the start, and the end of it\nare told by the speaker\n",
        "video\nand nothing more\n",
        "[00:12.00]line\n[00:13.00]line\n",
        "# Notes\n\n---\n\na | b\n",
        "[",
        "{",
        "[" * 100_000,
        '{"rows": [' + "[" * 100_000,
        '{"start": {"a": ' * 2_000,
    ],
)
def test_other_files_are_left_to_their_readers(tmp_path: Path, content: str):
    assert form_of(tmp_path, content) is None
    assert not is_table(tmp_path / "file")


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (json.dumps([ROW]), Form.JSON),
        (json.dumps([ROW] * 3_000), Form.JSON),
        (json.dumps({"rows": [{"row_idx": 0, "row": ROW}]}), Form.JSON),
        (json.dumps({"features": [], "rows": [{"row_idx": 0, "row": ROW}] * 3_000}), Form.JSON),
        (json.dumps({name: [value] for name, value in ROW.items()}), Form.JSON_COLUMNS),
        (json.dumps({name: [value] * 9_000 for name, value in ROW.items()}), Form.JSON_COLUMNS),
        (json.dumps({name: {"0": value} for name, value in ROW.items()}), Form.JSON_COLUMNS),
        (json.dumps(ROW) + "\n" + json.dumps(ROW), Form.JSONL),
        (json.dumps(ROW), Form.JSONL),
        (json.dumps(ROW | {"text": "long " * 40_000}) + "\n", Form.JSONL),
        ('{"text": "Hello", "start": 1}\n{"text": "there", "start": 2}\n', Form.JSONL),
        ("start,end,text\n0,1,Hello\n", Form.CSV),
        ("sep=;\nstart;end;text\n0;1;Hello\n", Form.CSV),
        ("start\tend\tspeaker\ttext\n0\t1\tAda\tHello\n", Form.CSV),
        ("A page's line\nwith, more\n\nstart,end,text\n0,1,Hello\n", Form.CSV),
        ("VIDEO ID,Start Time,End-Time,Caption\na,0,1,Hello\n", Form.CSV),
        (b"PAR1 and more", Form.PARQUET),
        ("video_id | text | start\n---|---|---\na | b | 1\n", Form.PIPES),
        ("| video_id | text | start |\n|---|:---:|---|\n| a | b | 1 |\n", Form.PIPES),
        ("video_id\ntext\nstart\nend\na\nb\n1\n2\n", Form.LIST),
    ],
)
def test_a_table_is_told_by_what_it_holds(tmp_path: Path, content: str | bytes, form: Form):
    assert form_of(tmp_path, content) is form


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_table_may_be_in_any_encoding(tmp_path: Path, encoding: str):
    text = "video_id,start,end,text\na,0,1,Grüße\n" + "a,1,2,Hello there.\n" * 9_000
    assert form_of(tmp_path, text.encode(encoding)) is Form.CSV
