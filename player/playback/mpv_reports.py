"""What mpv reports, as values; a pure reading of its answers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from player.model import Chapter, Millis
from player.transcript.characters import plain

_PROPERTIES = (
    "core-idle",
    "pause",
    "eof-reached",
    "audio-pts",
    "time-pos",
    "duration",
    "current-ao",
    "chapters",
)
LOOK = " ".join(f"${{={name}:?}}" for name in _PROPERTIES)
"""One text for mpv to expand, so that all values are of the same moment."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """mpv at one moment; what it did not know is None.

    `heard_ms` is the media time at the ear as mpv reckons it, `is_idle` tells that no sound runs,
    `at_end` that it stands behind the last of the medium.
    """

    is_idle: bool
    paused: bool
    at_end: bool
    heard_ms: float | None
    length: Millis | None
    output: str | None
    chapters: int


def read_snapshot(value: object) -> Snapshot | None:
    """`LOOK` as mpv expanded it, None when it is anything else."""
    words = value.split(" ") if isinstance(value, str) else []
    if len(words) != len(_PROPERTIES):
        return None
    told = dict(zip(_PROPERTIES, words, strict=True))
    # `time-pos` stands still from one refill of the buffer to the next; without sound it is all there is.
    heard = _milliseconds(told["audio-pts"])
    length = _milliseconds(told["duration"])
    return Snapshot(
        is_idle=told["core-idle"] != "no",
        paused=told["pause"] == "yes",
        at_end=told["eof-reached"] == "yes",
        heard_ms=_milliseconds(told["time-pos"]) if heard is None else heard,
        length=round(length) if length else None,
        output=None if told["current-ao"] == "?" else told["current-ao"],
        chapters=int(told["chapters"]) if told["chapters"].isdecimal() else 0,
    )


def _milliseconds(word: str) -> float | None:
    try:
        seconds = float(word)
    except ValueError:
        return None
    return seconds * 1000 if math.isfinite(seconds) else None


def read_chapters(value: object) -> tuple[Chapter, ...]:
    """mpv's `chapter-list`; entries without a time are left out."""
    entries = value if isinstance(value, list) else []
    return tuple(
        Chapter(max(0, round(entry["time"] * 1000)), _title(entry.get("title"), number))
        for number, entry in enumerate(entries, start=1)
        if isinstance(entry, dict) and _is_time(entry.get("time"))
    )


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _title(title: object, number: int) -> str:
    return plain(title if isinstance(title, str) else "").strip() or f"Chapter {number}"
