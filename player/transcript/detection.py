"""Which format a text is in, told by what it holds and never by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from player.errors import TranscriptError
from player.transcript.cues import Reading
from player.transcript.json_document import BrokenJsonError, JsonDocument, json_document, seems_json
from player.transcript.readers import (
    ass,
    bracketed,
    json3,
    lrc,
    panopto_json,
    podcast_json,
    project_json,
    sbv,
    srt,
    srv,
    ttml,
    webvtt,
    whisper_json,
    whisper_tsv,
)
from player.transcript.strangers import known_stranger, seen_in, seen_in_json


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format of lines."""

    recognises: Callable[[str], bool]
    read: Callable[[str], Reading]


@dataclass(frozen=True, slots=True)
class JsonFormat:
    """A format that is a JSON document."""

    recognises: Callable[[Any], bool]
    read: Callable[[Any], Reading]


TEXT_FORMATS = tuple(
    TextFormat(reader.recognises, reader.read)
    for reader in (ttml, srv, webvtt, srt, ass, sbv, whisper_tsv, lrc, bracketed)
)
JSON_FORMATS = tuple(
    JsonFormat(reader.recognises, reader.read)
    for reader in (project_json, json3, panopto_json, podcast_json, whisper_json)
)
"""In order of trial: the most particular first."""

_ENTRIES_AT_ONCE = 64


def read_by_content(text: str, name: str) -> Reading:
    """What `text` holds, read by the reader of its format; raises TranscriptError when it is in none."""
    document = _document(text, name)
    if document is not None:
        return _read_json(document, name)
    for text_format in TEXT_FORMATS:
        if text_format.recognises(text):
            return text_format.read(text)
    raise TranscriptError(f"{name} is {seen_in(text)}.")


def _document(text: str, name: str) -> JsonDocument | None:
    """`text` as JSON, None when it is no JSON; raises TranscriptError when nothing of it is whole."""
    if not seems_json(text):
        return None
    try:
        document = json_document(text)
    except BrokenJsonError as error:
        if _is_other(text):
            return None
        raise TranscriptError(f"{name} is no transcript: {error}.") from error
    return None if document.skipped and _is_other(text) else document


def _is_other(text: str) -> bool:
    """Whether a text that begins as JSON does is of a format of lines, or a known stranger."""
    return any(known.recognises(text) for known in TEXT_FORMATS) or known_stranger(text) is not None


def _read_json(document: JsonDocument, name: str) -> Reading:
    for json_format in JSON_FORMATS:
        if json_format.recognises(document.value):
            reading = json_format.read(document.value)
            reading.skipped += document.skipped
            _let_go(document.value)
            return reading
    broken = f", and breaks in line {document.skipped[0].line}" if document.skipped else ""
    raise TranscriptError(f"{name} is no transcript: it is {seen_in_json(document.value)}{broken}.")


def _let_go(document: Any) -> None:
    """Empties the arrays of `document` bit by bit: let go as a whole, a large one stops all threads."""
    for values in document.values() if isinstance(document, dict) else (document,):
        while isinstance(values, list) and values:
            del values[-_ENTRIES_AT_ONCE:]
