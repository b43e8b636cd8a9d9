"""Files that are transcripts, and one sentence for those that are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from player.errors import TranscriptError
from player.transcript import reading
from player.transcript.reading import parse_transcript, read_transcript

CUE = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n"


def sentence(path: Path) -> str:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(path)
    text = str(caught.value)
    assert text.isprintable() and text.endswith(".")
    return text


def test_no_such_file(tmp_path: Path):
    assert "There is no file" in sentence(tmp_path / "no\x1b[2Jne.vtt")


def test_a_folder(tmp_path: Path):
    assert "is a folder" in sentence(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path):
    file = tmp_path / "talk.vtt"
    file.write_bytes(CUE)
    file.chmod(0)
    assert "permissions" in sentence(file)


def test_a_refused_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "talk.vtt"
    file.write_bytes(CUE)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert sentence(file) == "talk.vtt may not be read: its permissions forbid it."


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    assert "a device or a pipe" in sentence(tmp_path / "pipe")


def test_a_file_too_large(tmp_path: Path):
    file = tmp_path / "huge.vtt"
    with file.open("wb") as handle:
        handle.truncate(reading.LARGEST_BYTES + 1)
    assert "too large" in sentence(file)


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"", "talk.vtt is empty."),
        (b" \n\r\n ", "talk.vtt is empty."),
        (b"\xef\xbb\xbf", "talk.vtt is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "it is a picture"),
        (bytes(range(32)) * 40, "it is a binary file"),
        (b"\0\0\0\x20ftypisom" + bytes(50), "a sound or video file"),
        (b"PK\x03\x04" + bytes(20), "a ZIP archive"),
        (b"Just some notes of mine.\nNothing more.\n", "text without times"),
        (b"WEBVTT\n\n", "holds no words"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "line 3: a cue without words"),
        (b'{"a": [1, 2', "JSON that breaks in line 1"),
        (b'{"a": 1}', "without a list of segments"),
        (b"[" * 100_000, "JSON too deep"),
        (b'{"a": ' + b"1" * 5000 + b"}", "JSON too deep or too wild"),
        (b"video_id\ntext\nstart_second\nend_second\nabc\n", "is a table without a row"),
        (b'<?xml version="1.0"?><tt xml:lang="en"><body/></tt>', "holds no words"),
        (b"[Script Info]\nTitle: x\n", "holds no words"),
        (b"PAR1" + bytes(30), "is a damaged Parquet table"),
        (b"video_id,transcript\na,all that was said\n", "a table without times"),
    ],
)
def test_what_is_no_transcript_is_named(tmp_path: Path, content: bytes, seen: str):
    file = tmp_path / "talk.vtt"
    file.write_bytes(content)
    assert seen in sentence(file)


def test_the_format_is_told_by_content_and_not_by_name(tmp_path: Path):
    file = tmp_path / "talk.json"
    file.write_bytes(CUE)
    assert read_transcript(file).format == "vtt"


TABLE = "video_id,text,start,end\na,The sea comes in.,0,2\na,The sea goes out.,2,4\n"


def test_a_table_of_one_lecture_is_that_lecture(tmp_path: Path):
    file = tmp_path / "talk.txt"
    file.write_text(TABLE)
    transcript = read_transcript(file)
    assert transcript.format == "csv"
    assert [(s.start, s.end, s.text) for s in transcript.segments] == [
        (0, 2_000, "The sea comes in."),
        (2_000, 4_000, "The sea goes out."),
    ]


def test_a_table_of_several_lectures_asks_for_one(tmp_path: Path):
    file = tmp_path / "talks.csv"
    file.write_text(TABLE + "b,Another tide.,0,2\n")
    assert sentence(file) == (
        "talks.csv holds 2 lectures: “lecture transcript” names them with --list, reads one with "
        "--title, and writes it to a file with -o."
    )


def test_a_table_may_be_larger_than_other_transcripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "LARGEST_BYTES", 20)
    file = tmp_path / "talk"
    file.write_text(TABLE)
    assert len(read_transcript(file).segments) == 2
    file.write_bytes(CUE)
    assert "too large" in sentence(file)


def test_a_file_cut_in_a_letter_keeps_its_other_letters(tmp_path: Path):
    file = tmp_path / "talk.vtt"
    file.write_bytes("WEBVTT\n\n00:01.000 --> 00:02.000\nÜber Flüsse und Bäche hinaué".encode()[:-1])
    assert read_transcript(file).segments[0].text == "Über Flüsse und Bäche hinau\ufffd"


def test_text_from_elsewhere_may_have_any_line_end():
    assert (
        parse_transcript("\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nHi\0\r\n", "x").segments[0].text
        == "Hi"
    )


def test_a_very_long_line_is_read(tmp_path: Path):
    words = "tide " * 200_000
    for text in (words, "<b" * 50_000, "\x1b]" * 50_000, "1" * 100_000 + "x-->", "!" * 100_000 + "。"):
        transcript = parse_transcript(f"WEBVTT\n\n00:01.000 --> 00:02.000\nend {text}\n", "x")
        assert transcript.segments[0].text.startswith("end")


def test_a_cue_of_very_many_lines_is_read():
    cue = "00:01.000 --> 00:02.000\n" + "tide<00:01.500> in\n" * 20_000
    transcript = parse_transcript(f"WEBVTT\n\n{cue}\n{cue}\n00:03.000 --> 00:04.000\nout\n", "x")
    assert [len(segment.words) for segment in transcript.segments] == [40_000, 40_000, 0]
