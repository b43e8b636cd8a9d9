"""Whether a medium that stopped was heard to its end.

libVLC ends a cut file, a file that is no media and a lecture in the same way, without an error.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from player.files import shown
from player.model import Millis
from player.times import clock_text

TAIL_MS = 2000
"""The last report comes this long before the end: reports are 0.5 s apart, and without a sound output
libVLC ends a second early. In media time at normal rate; it grows with the rate."""

SOUGHT_TAIL_MS = 2500
"""A seek this close to the end may end before the first report comes."""


class Ending(Enum):
    """How a medium stopped."""

    COMPLETE = "complete"
    CUT = "cut"
    NOTHING_PLAYED = "nothing played"


def how_it_ended(
    *, heard: Millis | None, sought: Millis | None, length: Millis | None, rate: float = 1.0
) -> Ending:
    """Judge an end that the engine reported without an error.

    `heard` is the last place known to have sounded, None when nothing ever did; `sought` is where the
    last start or seek went while no report came from there.
    """
    stretch = max(rate, 1.0)
    if sought is None and heard is not None:
        reached = length is None or heard >= length - TAIL_MS * stretch
        return Ending.COMPLETE if reached else Ending.CUT
    if length is None or sought is None:
        return Ending.NOTHING_PLAYED
    if sought >= length - SOUGHT_TAIL_MS * stretch:
        return Ending.COMPLETE
    return Ending.CUT if heard is not None or sought > 0 else Ending.NOTHING_PLAYED


def cut_sentence(path: Path, at: Millis, length: Millis | None) -> str:
    """What the user reads of a file that breaks off."""
    whole = "" if length is None else f" of {clock_text(length)}"
    name = shown(path.name)
    return f"{name} breaks off at {clock_text(at)}{whole}: the file is incomplete; copy or load it again."


def no_media_sentence(path: Path) -> str:
    """What the user reads of a file in which libVLC finds nothing to play."""
    name = shown(path.name)
    return f"{name} cannot be played: no sound or video that can be played here is in it; name a media file."


def playlist_sentence(path: Path) -> str:
    """What the user reads of a file that names other files to play."""
    return f"{shown(path.name)} is a list of other files and no recording: name the recording itself."


def error_sentence(path: Path) -> str:
    """What the user reads when libVLC reports an error of its own."""
    return (
        f"{shown(path.name)} cannot be played: libVLC reports an error in it; try another copy of the file."
    )
