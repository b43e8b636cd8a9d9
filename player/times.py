"""Moments as people write and read them."""

from __future__ import annotations

import re

from player.errors import UsageError
from player.model import Millis

_CLOCK = re.compile(
    r"(?:(?:(?P<hours>[0-9]{1,5}):)?(?P<minutes>[0-9]{1,6}):)?(?P<seconds>[0-9]{1,8})(?:[.,](?P<fraction>[0-9]{1,9}))?"
)
_UNITS = re.compile(
    r"(?:(?P<hours>[0-9]{1,5})h)?(?:(?P<minutes>[0-9]{1,6})m)?"
    r"(?:(?P<seconds>[0-9]{1,8})(?:[.,](?P<fraction>[0-9]{1,9}))?s)?",
    re.IGNORECASE,
)


def parse_time(text: str) -> Millis:
    """The moment that `SS`, `MM:SS`, `H:MM:SS` (each with `.mmm`) or `1h2m3s` names, to the millisecond.

    Raises UsageError for anything else.
    """
    written = text.strip()
    match = _CLOCK.fullmatch(written) or (_UNITS.fullmatch(written) if written else None)
    if match is None:
        shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in written[:40])
        raise UsageError(f"“{shown}” is no time: write it as 62, 12:34, 1:02:03.5 or 1h2m3s.")
    hours, minutes, seconds = (int(match[unit] or 0) for unit in ("hours", "minutes", "seconds"))
    if ":" in written and (seconds > 59 or (match["hours"] and minutes > 59)):
        raise UsageError(f"“{written}” is no time: minutes and seconds after a colon end at 59.")
    fraction = int((match["fraction"] or "").ljust(3, "0")[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction


def clock_text(moment: Millis, *, millis: bool = False, hours: bool = False) -> str:
    """`moment` as `3:52` or `1:02:03`, with `.640` where `millis`, never without hours where `hours`."""
    sign = "-" if moment < 0 else ""
    seconds, fraction = divmod(abs(moment), 1000)
    minutes, seconds = divmod(seconds, 60)
    full_hours, minutes = divmod(minutes, 60)
    clock = f"{full_hours}:{minutes:02d}:{seconds:02d}" if hours or full_hours else f"{minutes}:{seconds:02d}"
    return f"{sign}{clock}.{fraction:03d}" if millis else f"{sign}{clock}"
