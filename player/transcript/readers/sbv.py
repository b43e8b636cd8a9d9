"""SBV as YouTube writes it, and SubViewer, whose lines of times have the same form."""

from __future__ import annotations

import re

from player.transcript.characters import excerpt
from player.transcript.cues import Cue, Leniencies, Reading
from player.transcript.lines import add_line, lines_of
from player.transcript.markup import has_voices, time_at
from player.transcript.strays import Strays

NAME = "sbv"

_CLOCK = r"(?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{1,2}[.,][0-9]{1,3}"
_TIMING = re.compile(rf"^[ \t]*({_CLOCK})[ \t]*,[ \t]*({_CLOCK})[ \t]*$", re.MULTILINE)
_STRICT_CLOCK = re.compile(r"[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]\.[0-9]{3}")
_BROKEN_TIMING = re.compile(rf"[ \t]*(?:{_CLOCK},\S{{0,20}}|[0-9]\S{{0,20}},{_CLOCK})[ \t]*$")
_HEAD_FIELD = re.compile(r"\[[A-Z ]{2,40}\]")
"""What a SubViewer file says of itself before its first times."""

_BEFORE = "before the first caption"


def recognises(text: str) -> bool:
    """Whether a line of `text` is two times with a comma between them and nothing else."""
    return _TIMING.search(text) is not None


def read(text: str) -> Reading:
    """The captions of `text`; a break written as `[br]` is one."""
    reading = Reading(NAME, [], voices=has_voices(text))
    lenient, strays = Leniencies(), Strays()
    body: list[str] | None = None
    astray = _BEFORE
    after_blank = False
    for number, line in enumerate(lines_of(text), 1):
        if match := _TIMING.match(line):
            if not all(map(_STRICT_CLOCK.fullmatch, match.groups())):
                lenient.add("times in another form", number)
            body = []
            reading.cues.append(Cue(number, time_at(match[1]), time_at(match[2]), body))
        elif not line.strip():
            after_blank = True
            continue
        elif _BROKEN_TIMING.match(line):
            body, astray = None, "its caption has no readable times"
            strays.add(number, f"its times cannot be read: “{excerpt(line)}”")
        elif body is not None:
            if after_blank and body:
                lenient.add("a blank line inside a caption", number)
            for part in line.split("[br]"):
                add_line(body, part)
        elif astray != _BEFORE or not _HEAD_FIELD.match(line):
            strays.add(number, f"{astray}: “{excerpt(line)}”")
        after_blank = False
    reading.skipped += strays.lines() + lenient.lines()
    return reading
