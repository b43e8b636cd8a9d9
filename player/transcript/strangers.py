"""Files that are often taken for a transcript that can be read: what they are, and what to do."""

from __future__ import annotations

import re
from typing import Any

from player.transcript.characters import excerpt

_HEAD = 65_536
"""Letters of a file that are enough to tell what it is."""

_TO_SRT = "save it as SRT or WebVTT with a subtitle editor"

_KINDS = (
    (r"\s*<sami\b", re.IGNORECASE, f"a SAMI subtitle file: {_TO_SRT}"),
    (r"\s*Scenarist_SCC\b", 0, f"an SCC caption file, which holds television codes: {_TO_SRT}"),
    (
        r"(?:\s*\{[0-9]*\}\{[0-9]*\})",
        0,
        f"a MicroDVD subtitle file, which counts pictures instead of seconds: {_TO_SRT}",
    ),
    (
        r"(?:\s*\[[0-9]+\]\[[0-9]*\])",
        0,
        f"an MPL2 subtitle file, which counts tenths of seconds: {_TO_SRT}",
    ),
    (
        r"#\s*VobSub index file",
        re.IGNORECASE,
        "a VobSub index, whose subtitles are pictures: they would have to be recognised first",
    ),
    (r"\s*\{\\rtf", 0, "an RTF document: save it as plain text"),
    (
        r"\s*#EXTM3U\b",
        0,
        "a playlist that only names the files with the captions: download those and name one of them",
    ),
    (r"\s*;FFMETADATA", 0, "a file of FFmpeg's metadata, which has titles and chapters but no words"),
    (
        r"\s*(?:\ufeff)?<(?:!doctype\s+html|html|head|body)\b",
        re.IGNORECASE,
        "a web page: download the captions themselves, or save the page's transcript as plain text",
    ),
    (r"(?=[\s\S]*<Chapter(?:s|Atom)>)", 0, "a list of chapters, which has titles but no words"),
    (r"\s*<(?:\?xml\b|!doctype\b|[A-Za-z])", re.IGNORECASE, "XML of a kind that is no captions"),
    (
        r"(?=[\s\S]*\bstart_second\b)(?=[\s\S]*\bend_second\b)",
        0,
        "a table of segments of many lectures",
    ),
    (
        r"\s*(?:(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*=|(?:async\s+)?function\b|window[.\[]"
        r"|\(?\(\s*(?:function\b|\)\s*=>)|[\"']use strict[\"']|import\s+[\w{*\"'])",
        0,
        "JavaScript: it may be a part of a web page, so download the captions themselves",
    ),
    (
        r"\s*[\w$.]{1,80}\s*\(\s*[\[{]",
        0,
        "JSON wrapped in a JavaScript call: keep only what stands between the round brackets",
    ),
)
_STRANGERS = tuple((re.compile(pattern, flags), what) for pattern, flags, what in _KINDS)

_MOST_MEMBERS = 6
_NO_TIMES = "no transcript: it is text without times of the form 00:01:02.500 --> 00:01:05.000"


def known_stranger(text: str) -> str | None:
    """What `text` is, and what to do, when it is of a kind that is known and cannot be read."""
    head = text[:_HEAD]
    return next((what for pattern, what in _STRANGERS if pattern.match(head)), None)


def seen_in(text: str) -> str:
    """What `text`, which is in no format that can be read, is instead; continues `NAME is`."""
    return known_stranger(text) or _NO_TIMES


def seen_in_json(document: Any) -> str:
    """What `document`, which is in no format that can be read, has instead of segments; continues `it is`."""
    if isinstance(document, list):
        return f"JSON, but without a list of segments: {_listed(document)}"
    for name in ("segments", "transcription", "chunks", "events"):
        if document.get(name) == []:
            return f"JSON whose list of {name} is empty"
    if isinstance(document.get("chapters"), list):
        return "JSON with a list of chapters, but without a list of segments"
    if isinstance(document.get("text"), str):
        return "JSON with a text, but without a list of segments, and so without times"
    names = [f"“{excerpt(name, 30)}”" for name in list(document)[:_MOST_MEMBERS]]
    if len(document) > _MOST_MEMBERS:
        names.append("more")
    has = f"it has {', '.join(names)}" if names else "it is empty"
    return f"JSON, but without a list of segments: {has}"


def _listed(values: list[Any]) -> str:
    if not values:
        return "it is an empty list"
    if not isinstance(values[0], dict):
        return f"it is a list of {len(values)} values that are no objects"
    names = [f"“{excerpt(name, 30)}”" for name in list(values[0])[:_MOST_MEMBERS]]
    return f"its entries have {', '.join(names)}" if names else "its entries are empty"
