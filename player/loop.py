"""A stretch of the lecture that is played over and over."""

from __future__ import annotations

from dataclasses import dataclass

from player.model import Millis


@dataclass(frozen=True, slots=True)
class Loop:
    """A stretch of media time that is played over and over; `end` is None while it is being marked."""

    start: Millis
    end: Millis | None


def marked(loop: Loop | None, here: Millis) -> Loop | None:
    """The loop after a mark at `here`: begun, then closed, then given up."""
    if loop is None:
        return Loop(here, None)
    if loop.end is None and here > loop.start:
        return Loop(loop.start, here)
    return None
