"""Times as cells of tables write them."""

from __future__ import annotations

import re
from datetime import time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from player.model import Millis

_LONGEST_TIME = 64
_LONGEST_MS = 9999 * 3600 * 1000
_CLOCK = re.compile(r"(?:([0-9]{1,5}):)?([0-9]{1,6}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_NUMBER = re.compile(r"(-?[0-9]+(?:[.,][0-9]+)?) ?(?:s|sec|seconds)?")


def is_time(cell: str | None) -> bool:
    """Whether a cell holds a time, as seconds or a clock."""
    return cell is not None and len(cell) <= _LONGEST_TIME and _is_time(cell)


@lru_cache(4096)
def _is_time(cell: str) -> bool:
    # The same few come again and again in what is no table, and are looked at from every row around them.
    return millis_in(cell, 1000) is not None


def millis_in(cell: Any, scale: int, *, decimal_comma: bool = False) -> Millis | None:
    """The time in `cell`, `scale` milliseconds a unit, or a clock's `1:02:03.5`; None when it is none.

    A little below zero is zero; beyond 9,999 hours is no time. `decimal_comma`: `1,115` is a little over one.
    """
    if isinstance(cell, str):
        try:
            number = float(cell)
        except ValueError:
            return _written(cell.strip(), scale, decimal_comma)
    elif isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        try:
            number = float(cell)
        except (OverflowError, ValueError):
            return None
    else:
        return _moment(cell)
    return _bounded(number * scale)


def has_fraction(cell: Any) -> bool:
    """Whether `cell` is written in a way that only seconds are: with a fraction, or as a clock."""
    if isinstance(cell, str):
        return "." in cell or ":" in cell or (is_decimal_comma(cell))
    return isinstance(cell, float | Decimal) and cell % 1 != 0


def is_decimal_comma(cell: Any) -> bool:
    """Whether the comma in `cell` can only stand before a fraction."""
    if not isinstance(cell, str) or "," not in cell or ":" in cell:
        return False
    written = cell.strip()
    return _NUMBER.fullmatch(written) is not None and _THOUSANDS.fullmatch(written) is None


def _bounded(number: float) -> Millis | None:
    if -1000 <= number <= _LONGEST_MS:
        return max(0, round(number))
    return None


def _written(cell: str, scale: int, decimal_comma: bool) -> Millis | None:
    if len(cell) > 40:
        return None
    if clock := _CLOCK.fullmatch(cell):
        hours, minutes, seconds = int(clock[1] or 0), int(clock[2]), int(clock[3])
        fraction = round(int((clock[4] or "0").ljust(9, "0")) / 1_000_000)
        return _bounded(((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction)
    if not decimal_comma and _THOUSANDS.fullmatch(cell):
        return _bounded(float(cell.replace(",", "")) * scale)
    if number := _NUMBER.fullmatch(cell):
        return _bounded(float(number[1].replace(",", ".")) * scale)
    return None


def _moment(cell: Any) -> Millis | None:
    if isinstance(cell, timedelta):
        return _bounded(cell.total_seconds() * 1000)
    if isinstance(cell, time):
        seconds = (cell.hour * 60 + cell.minute) * 60 + cell.second
        return seconds * 1000 + cell.microsecond // 1000
    return None
