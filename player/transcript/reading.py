"""A transcript file, opened and read by whatever format it is in."""

from __future__ import annotations

import stat
from pathlib import Path

from player.errors import TranscriptError
from player.model import SkippedLine, Transcript
from player.transcript.characters import excerpt
from player.transcript.cleaning import cleaned
from player.transcript.collector import COLLECTOR_REST
from player.transcript.cues import Reading
from player.transcript.decoding import decoded, unified
from player.transcript.detection import read_by_content

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
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
)


def read_transcript(path: Path) -> Transcript:
    """The transcript in the file `path`, in any format that is known.

    Raises TranscriptError, with one sentence, when there is no such file, it cannot be read, or it is none.
    """
    with COLLECTOR_REST:
        return _parsed(read_cues(path), excerpt(path.name, 120))


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
    name = excerpt(path.name, 120)
    raw = _bytes(path, name)
    if not raw.strip():
        raise TranscriptError(f"{name} is empty.")
    text = decoded(raw)
    what = next((what for signature, what in _SIGNATURES if raw.startswith(signature)), None)
    if what is None and (raw[4:8] == b"ftyp" or raw[:2] == b"\xff\xfb"):
        what = "a sound or video file"
    if what is None and _is_binary(text):
        what = "a binary file"
    if what is not None:
        raise TranscriptError(f"{name} is no transcript: it is {what}.")
    return _cues_in(text, name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise TranscriptError(f"{name} is a folder: name the transcript file in it.")
        if not stat.S_ISREG(about.st_mode):
            raise TranscriptError(f"{name} is no file that can be read: it is a device or a pipe.")
        if about.st_size > LARGEST_BYTES:
            size, most = about.st_size // 1024**2, LARGEST_BYTES // 1024**2
            raise TranscriptError(
                f"{name} is too large for a transcript: {size} MB, {most} MB at most are read."
            )
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TranscriptError(f"There is no file {excerpt(str(path), 200)}.") from error
    except PermissionError as error:
        raise TranscriptError(f"{name} may not be read: its permissions forbid it.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is no file name"
        raise TranscriptError(f"{name} cannot be read: {why}.") from error


def _cues_in(text: str, name: str) -> Reading:
    if not text.strip():
        raise TranscriptError(f"{name} is empty.")
    if "-->" in text or "--&gt;" not in text:
        return read_by_content(text, name)
    reading = read_by_content(text.replace("--&gt;", "-->"), name)
    reading.skipped.append(SkippedLine(1, "read leniently: arrows written as --&gt;", is_lost=False))
    return reading


def _is_binary(text: str) -> bool:
    """Whether controls that no text holds make up a good part of the beginning."""
    head = text[:8192]
    controls = sum(letter < " " and letter not in "\t\n\f\v\x1b\x07" for letter in head)
    return controls > len(head) // 20 or head.count("\ufffd") > len(head) // 10
