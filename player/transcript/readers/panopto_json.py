"""Panopto's JSON: a list of `{"Caption", "Time", "CaptionDuration"}`, times in seconds, bare or in a wrapper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from player.transcript.cues import Cue, Reading
from player.transcript.markup import plain_line
from player.transcript.readers.json_values import member, millis_of, name_of, quoted, text_of, used_up
from player.transcript.strays import Strays

NAME = "panopto"

_DEEPEST_WRAPPER = 2


def recognises(document: Any) -> bool:
    """Whether `document` holds a list of captions with times."""
    return bool(_listed(document))


def read(document: Any) -> Reading:
    """The captions of `document`; those without a time are named in `skipped` by their number."""
    language = text_of(member(document, "Language")) or text_of(member(document, "language"))
    reading = Reading(NAME, [], language, markup=False)
    strays = Strays()
    for number, entry in enumerate(used_up(_listed(document)), 1):
        caption, start = member(entry, "Caption"), millis_of(member(entry, "Time"))
        if start is None:
            strays.add(1, f"caption {number}: it has no time{quoted(caption)}")
            continue
        if caption is not None and not isinstance(caption, str):
            strays.add(1, f"caption {number}: it is no text")
            continue
        lines = list(map(plain_line, (caption or "").splitlines()))
        if not any(lines):
            strays.add(1, f"caption {number}: it has no words", is_lost=False)
        duration = millis_of(member(entry, "CaptionDuration"))
        end = start + duration if duration else None
        reading.cues.append(Cue(1, start, end, lines, name_of(member(entry, "Speaker"))))
    reading.skipped += strays.lines()
    return reading


def _listed(document: Any) -> list[Any]:
    """The first list of captions in `document` or in its members."""
    for values in _lists(document, _DEEPEST_WRAPPER):
        if any(isinstance(entry, dict) and "Caption" in entry and "Time" in entry for entry in values):
            return values
    return []


def _lists(value: Any, depth: int) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    elif isinstance(value, dict) and depth:
        for inner in value.values():
            yield from _lists(inner, depth - 1)
