"""Which format a text is in, told by what it holds and never by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from player.errors import TranscriptError
from player.transcript.cues import Reading
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


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format of lines."""

    title: str
    recognises: Callable[[str], bool]
    read: Callable[[str], Reading]


@dataclass(frozen=True, slots=True)
class JsonFormat:
    """A format that is a JSON document."""

    title: str
    recognises: Callable[[Any], bool]
    read: Callable[[Any], Reading]


TEXT_FORMATS = tuple(
    TextFormat(reader.TITLE, reader.recognises, reader.read)
    for reader in (ttml, srv, ass, webvtt, srt, sbv, whisper_tsv, lrc, bracketed)
)
JSON_FORMATS = tuple(
    JsonFormat(reader.TITLE, reader.recognises, reader.read)
    for reader in (project_json, json3, panopto_json, podcast_json, whisper_json)
)
"""In order of trial: the most particular first."""

_STRANGERS = (
    (
        re.compile(r"\bstart_second\b.*\bend_second\b", re.DOTALL),
        "a table of segments of many lectures",
    ),
    (re.compile(r"<tt[\s:>]"), "a TTML caption file"),
    (re.compile(r"^\[Script Info\]", re.MULTILINE), "an ASS or SSA subtitle file"),
    (re.compile(r"^\[[0-9]{1,3}:[0-9]{2}(?:[.:][0-9]{1,3})?\]", re.MULTILINE), "text with times in brackets"),
    (re.compile(r"^\s*<(?:!doctype|html|\?xml)", re.IGNORECASE), "a web page or an XML file"),
)
"""What is often taken for a readable transcript, and what it is called."""


def read_by_content(text: str, name: str) -> Reading:
    """What `text` holds, read by the reader of its format; raises TranscriptError when it is in none."""
    document = _document(text, name)
    if document is not None:
        for json_format in JSON_FORMATS:
            if json_format.recognises(document):
                return json_format.read(document)
        raise TranscriptError(f"{name} is no transcript: it is JSON, but without a list of segments.")
    for text_format in TEXT_FORMATS:
        if text_format.recognises(text):
            return text_format.read(text)
    raise TranscriptError(f"{name} is {_seen(text)}; {readable_formats()} can be read.")


def readable_formats() -> str:
    """The names of the formats that can be read, for a sentence."""
    *titles, last = [known.title for known in TEXT_FORMATS] + [known.title for known in JSON_FORMATS]
    return f"{', '.join(titles)} and {last}"


def _document(text: str, name: str) -> Any:
    """`text` as JSON, None when it is no JSON; raises TranscriptError when it is JSON that breaks."""
    first = text.lstrip()[:1]
    if first not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if first == "[" or any(known.recognises(text) for known in TEXT_FORMATS):
            return None
        raise TranscriptError(f"{name} is JSON that breaks in line {error.lineno}: {error.msg}.") from error
    except (RecursionError, ValueError) as error:
        raise TranscriptError(f"{name} is no transcript: it is JSON too deep or too wild to read.") from error


def _seen(text: str) -> str:
    head = text[:65_536]
    for pattern, what in _STRANGERS:
        if pattern.search(head):
            return f"{what}, which cannot be read yet"
    return "no transcript: it is text without times of the form 00:01:02.500 --> 00:01:05.000"
