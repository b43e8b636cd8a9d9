"""A JSON document out of a text, even one that breaks in the middle."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from player.model import SkippedLine
from player.transcript.characters import excerpt

_LIKELY = re.compile(r'\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[\[{"\]]|$))')
_MARK = re.compile(r'["\[\]{}]')
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_CLOSERS = {"[": "]", "{": "}"}
_DEEPEST = 10_000
"""Far deeper than the interpreter decodes."""

_NOTHING = re.compile(r"[\s,\]}\0]*")


class BrokenJsonError(Exception):
    """The text is meant to be JSON and holds no value that is whole; `str()` says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """What stood in a text, and what of it was passed over."""

    value: Any
    skipped: list[SkippedLine] = field(default_factory=list)


def seems_json(text: str) -> bool:
    """Whether `text` begins as a JSON object or array does."""
    return _LIKELY.match(text) is not None


def json_document(text: str) -> JsonDocument:
    """The document in `text`; of one that breaks, all that is whole before the break.

    Raises BrokenJsonError where nothing is. The interpreter can run other threads between any two objects.
    """
    try:
        return JsonDocument(_DECODER.decode(text))
    except json.JSONDecodeError as error:
        return _before_the_break(text, error)
    except (RecursionError, ValueError) as error:
        raise BrokenJsonError("it is JSON too deep or too wild to read") from error


_EMPTY: dict[str, Any] = {}


def _same(value: dict[str, Any]) -> dict[str, Any]:
    """Called for each object: only a function written in Python gives other threads their turn."""
    # A million empty objects are one.
    return value or _EMPTY


_DECODER = json.JSONDecoder(strict=False, object_hook=_same)


def _before_the_break(text: str, error: json.JSONDecodeError) -> JsonDocument:
    stop, closers = _last_whole(text, error.pos)
    what = f"it is JSON that breaks in line {error.lineno}: {error.msg}"
    if not stop:
        raise BrokenJsonError(what) from error
    try:
        value = _DECODER.decode(text[:stop] + closers)
    except (RecursionError, ValueError):
        raise BrokenJsonError(what) from error
    if _NOTHING.fullmatch(text, stop):
        reason = f"read leniently: the JSON breaks here, behind its last entry: {error.msg}"
        return JsonDocument(value, [SkippedLine(error.lineno, reason, is_lost=False)])
    rest = excerpt(text[stop : stop + 400].lstrip(", \n\t"))
    reason = f"the JSON breaks here and the rest is lost: “{rest}”"
    return JsonDocument(value, [SkippedLine(error.lineno, reason)])


def _last_whole(text: str, end: int) -> tuple[int, str]:
    """Where the last object or array ends that is whole before `end`, and what closes those still open there."""
    opened: list[str] = []
    stop, depth = 0, 0
    place = 0
    while mark := _MARK.search(text, place, end):
        place = mark.end()
        if mark[0] == '"':
            string = _STRING.match(text, mark.start(), end)
            if string is None:
                break
            place = string.end()
        elif mark[0] in _CLOSERS:
            if len(opened) >= _DEEPEST:
                break
            opened.append(_CLOSERS[mark[0]])
        elif opened:
            opened.pop()
            stop, depth = place, len(opened)
    return stop, "".join(reversed(opened[:depth]))
