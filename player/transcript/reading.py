"""A transcript file, opened and read by whatever format it is in."""

from __future__ import annotations

import re
from pathlib import Path

from player.errors import TranscriptError
from player.model import SkippedLine, Transcript
from player.transcript.arrows import straightened
from player.transcript.characters import excerpt, unescaped
from player.transcript.cleaning import cleaned
from player.transcript.collector import COLLECTOR_REST
from player.transcript.cues import Reading
from player.transcript.decoding import decoded, unified
from player.transcript.detection import read_by_content
from player.transcript.json_document import seems_json
from player.transcript.raw_file import reading_errors, regular_size, shown_name
from player.transcript.tables.lectures import is_table, lecture_reading

_ESCAPED_TIMES = re.compile(r"^[ \t]{0,8}[0-9][0-9:.,]{3,19}[ \t]{0,8}--&gt;", re.MULTILINE)
"""A line of times in the source of a web page, where all else is escaped as well."""

LARGEST_BYTES = 64 * 1024 * 1024
"""Ten hours of captions with word times are about six megabytes."""

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"RIFF", "a sound or video file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)


def read_transcript(path: Path) -> Transcript:
    """The transcript in the file `path`, in any format that is known.

    Of a table it is the only lecture there. Raises TranscriptError, with one sentence, when there is no such
    file, it cannot be read, it is none, or it is a table of several lectures.
    """
    with COLLECTOR_REST:
        return _parsed(read_cues(path), shown_name(path))


def parse_transcript(text: str, name: str) -> Transcript:
    """The transcript in `text`, called `name` in sentences; raises TranscriptError when it is none."""
    shown = excerpt(name, 120)
    with COLLECTOR_REST:
        return _parsed(_cues_in(unified(text), shown), shown)


def _parsed(reading: Reading, name: str) -> Transcript:
    transcript = cleaned(reading)
    if not any(segment.text for segment in transcript.segments):
        why = (
            f": line {transcript.skipped[0].line}: {transcript.skipped[0].reason}"
            if transcript.skipped
            else ""
        )
        raise TranscriptError(f"{name} holds no words that could be read{why}.")
    return transcript


def read_cues(path: Path) -> Reading:
    """The cues of the file `path`, not yet cleaned; raises TranscriptError as `read_transcript` does."""
    name = shown_name(path)
    size = regular_size(path)
    if is_table(path):
        return lecture_reading(path, None)
    if size > LARGEST_BYTES:
        raise TranscriptError(
            f"{name} is too large for a transcript: {size // 1024**2} MB, {LARGEST_BYTES // 1024**2} MB at most "
            "are read."
        )
    with reading_errors(path):
        raw = path.read_bytes()
    if not raw or raw.isspace():
        raise TranscriptError(f"{name} is empty.")
    what = _signed(raw)
    text, notes = decoded(raw)
    # Let go before the text is taken apart: a long lecture's file is megabytes.
    del raw
    if what is None and _is_binary(text):
        what = "a binary file"
    if what is not None:
        raise TranscriptError(f"{name} is no transcript: it is {what}.")
    reading = _cues_in(text, name)
    reading.skipped += notes
    return reading


def _cues_in(text: str, name: str) -> Reading:
    if not text or text.isspace():
        raise TranscriptError(f"{name} is empty.")
    if seems_json(text):
        return read_by_content(text, name)
    notes: list[SkippedLine] = []
    if "-->" not in text and "--&gt;" in text and _ESCAPED_TIMES.search(text):
        text = unescaped(text)
        notes.append(SkippedLine(1, "read leniently: arrows written as --&gt;", is_lost=False))
    text, odd = straightened(text)
    reading = read_by_content(text, name)
    reading.skipped += notes + odd
    return reading


def _signed(raw: bytes) -> str | None:
    """What a file is whose first bytes tell that it is no text."""
    if raw[4:8] == b"ftyp" or raw[:2] == b"\xff\xfb":
        return "a sound or video file"
    return next((what for signature, what in _SIGNATURES if raw.startswith(signature)), None)


def _is_binary(text: str) -> bool:
    """Whether controls that no text holds make up a good part of the beginning."""
    head = text[:8192]
    controls = sum(letter < " " and letter not in "\t\n\f\v\x1b\x07" for letter in head)
    return controls > len(head) // 20 or head.count("\ufffd") > len(head) // 10
