"""Values of JSON documents that may be anything."""

from __future__ import annotations

from typing import Any

from player.model import Millis

_LONGEST_SECONDS = 9999 * 3600


def member(value: Any, name: str) -> Any:
    """`value[name]` when `value` is an object that has it, else None."""
    return value.get(name) if isinstance(value, dict) else None


def items(value: Any) -> list[Any]:
    """`value` when it is an array, else an empty one."""
    return value if isinstance(value, list) else []


def text_of(value: Any) -> str | None:
    """`value` when it is a string, else None."""
    return value if isinstance(value, str) else None


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
    """The time that a number of seconds names; a little below zero is zero, beyond 9,999 hours is none."""
    number = number_of(seconds)
    if number is None or not -1 <= number <= _LONGEST_SECONDS:
        return None
    return max(0, round(number * 1000))


def share_of(value: Any) -> float | None:
    """`value` when it is a number from 0 to 1, else None."""
    number = number_of(value)
    return number if number is not None and 0 <= number <= 1 else None
