"""Values of JSON documents that may be anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from player.model import Millis
from player.transcript.characters import excerpt
from player.transcript.markup import time_at

_LONGEST_SECONDS = 9999 * 3600
_CLOCK = re.compile(r"(?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{1,2}(?:[.,][0-9]{1,9})?")


def member(value: Any, name: str) -> Any:
    """`value[name]` when `value` is an object that has it, else None."""
    return value.get(name) if isinstance(value, dict) else None


def items(value: Any) -> list[Any]:
    """`value` when it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def used_up(entries: list[Any]) -> Iterator[Any]:
    """`entries` in order, each let go by the list when the next is asked for: together they are megabytes."""
    for number, entry in enumerate(entries):
        yield entry
        entries[number] = None


def text_of(value: Any) -> str | None:
    """`value` when it is a string, else None."""
    return value if isinstance(value, str) else None


def name_of(value: Any) -> str | None:
    """The name of a speaker, who may be a number; None for what is no name."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000:
        return str(value)
    return value if isinstance(value, str) and value not in ("", "?") else None


def number_of(value: Any) -> float | None:
    """`value` as a finite number, a string of one included, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None


def millis_of(seconds: Any) -> Millis | None:
    """The time that a number of seconds or a clock such as `0:01:02.5` names.

    A little below zero is zero, beyond 9,999 hours is none.
    """
    number = seconds if type(seconds) is float else number_of(seconds)
    if number is None:
        return time_at(seconds) if isinstance(seconds, str) and _CLOCK.fullmatch(seconds) else None
    if not -1 <= number <= _LONGEST_SECONDS:
        return None
    return round(number * 1000) if number > 0 else 0


def share_of(value: Any) -> float | None:
    """`value` when it is a number from 0 to 1, else None."""
    number = value if type(value) is float else number_of(value)
    return number if number is not None and 0 <= number <= 1 else None


def quoted(value: Any) -> str:
    """What stands in `value` for a sentence about what is missing there: `: “…”`, empty without any text."""
    shown = excerpt(value) if isinstance(value, str) else ""
    return f": “{shown}”" if shown else ""
