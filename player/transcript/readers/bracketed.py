"""Plain text whose lines begin with a time: as people write it, as meeting services and Whisper's console do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from player.model import Millis
from player.transcript.characters import excerpt, unescaped
from player.transcript.cues import Cue, Leniencies, Reading
from player.transcript.lines import add_line, lines_of
from player.transcript.speakers import label_of
from player.transcript.strays import Strays

NAME = "text"

_FRACTION = r"(?:[.,][0-9]{1,9})?"
_CLOCK = (
    r"(?:[0-9]{1,4}:[0-9]{1,2}:[0-5]?[0-9](?:[:;][0-9]{2})?|[0-9]{1,4}:[0-5][0-9])"
    rf"{_FRACTION}(?![0-9]|:[0-9])"
)
_UNITS = rf"(?=[0-9])(?:[0-9]{{1,4}} ?h ?)?(?:[0-9]{{1,5}} ?m ?)?(?:[0-9]{{1,7}}{_FRACTION} ?s)?(?<=[hms])"
_SECONDS = r"[0-9]{1,7}\.[0-9]{1,9}"
_TO = r"\s?(?:-{1,2}>|→|[-–—~])\s?"
_BEFORE = r"[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*(?:[-*•>#]{1,6}\s{1,9})?\*{0,2}"
_BEHIND = r"(?:\([^()\s]{1,500}\))?\*{0,2}(?:\s{0,9}[:\-–—|](?=\s|$))?\s*"
_BOXED = re.compile(
    rf"{_BEFORE}[\[(【［（]\s?"
    rf"(?:({_CLOCK}|{_UNITS})(?:{_TO}({_CLOCK}|{_UNITS}))?|({_SECONDS}){_TO}({_SECONDS}))"
    rf"\s?[\])】］）]{_BEHIND}"
)
_BARE = re.compile(
    rf"{_BEFORE}({_CLOCK})(?!\s{{0,9}}--(?:>|&gt;))(?:(?:{_TO}|\t)({_CLOCK}))?"
    rf"(?!\s?[AaPp]\.?[Mm]\b)(?=\s|\*|$|[:\-–—|](?:\s|$)){_BEHIND}"
)
_NAMED = re.compile(
    rf"{_BEFORE}(?:\[([^\[\]:\n]{{1,60}})\]|([^\W\d_][^:*\[\]()\n]{{0,60}}?(?:\s?\([^()0-9\n]{{1,30}}\))?))"
    r"\*{0,2}:?((?:\s{0,9}[-–—|·,](?=\s))?\s{0,9})"
    rf"(?:[\[(]({_CLOCK})(?:{_TO}({_CLOCK}))?[\])]|({_CLOCK})(?:{_TO}({_CLOCK}))?(?=:?\s*$)){_BEHIND}"
)
_DIGITS = re.compile(r"[0-9][:.][0-9]|[0-9] ?[hms]")
_UNIT = re.compile(r"([0-9]+)(?:[.,]([0-9]+))? ?([hms])")
_UNIT_SECONDS = {"h": 3600, "m": 60, "s": 1}
_OWN_CLOCK = r"(?:0|[1-9][0-9]{0,4}):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"
_OWN = re.compile(rf"\[({_OWN_CLOCK}) --> ({_OWN_CLOCK})\](?:  (.*)| ([^ ].*))?")
_CODES = re.compile(r"\s*Scenarist_SCC\b")
"""The head of a caption file of times and codes, which nobody can read."""

_BEGINNING = 240
"""Letters of a line that its time stands within."""

_HEAD = 262_144
"""Letters of a file that are enough to tell its format."""

_LINES_A_TIME = 3
"""Where times stand before text, at least one line in this many has one."""

_LINES_A_LONE_TIME = 12
"""The same where they stand in brackets, behind names or alone: paragraphs may be broken into short lines."""

_MOST_WORDS_A_NAME = 5


class _Timed(NamedTuple):
    """The time that a line begins with, and what stands behind it; `kind` is how the time is written."""

    kind: str
    start: Millis
    end: Millis | None
    rest: str
    speaker: str | None
    has_frames: bool


def recognises(text: str) -> bool:
    """Whether a good part of the lines of `text` begin with times, and these mostly rise."""
    if _CODES.match(text):
        return False
    filled = 0
    found: list[_Timed] = []
    for line in lines_of(text[:_HEAD]):
        if line.strip():
            filled += 1
            if timed := _timed(line):
                found.append(timed)
    if not found or (len(found) == 1 and filled > 1):
        return False
    lone = sum(timed.kind != "bare" for timed in found)
    often = len(found) * _LINES_A_TIME >= filled or (lone > 2 and lone * _LINES_A_LONE_TIME >= filled)
    risen = sum(later.start >= earlier.start for earlier, later in pairwise(found))
    return often and risen * 3 >= (len(found) - 1) * 2


def read(text: str) -> Reading:
    """The timed pieces of `text`; a line without a time belongs to the piece before."""
    return _own(text) or _found(text)


def _own(text: str) -> Reading | None:
    """What this project wrote, None where one line has another form.

    One space before a name and its colon, two before a text without speaker, whatever it begins with.
    """
    cues: list[Cue] = []
    for number, line in enumerate(lines_of(text), 1):
        if not line.strip():
            continue
        match = _OWN.fullmatch(line.rstrip())
        if match is None or (match[4] and ": " not in match[4] and not match[4].endswith(":")):
            return None
        name, _, words = f"{match[4]} ".partition(": ") if match[4] else ("", "", match[3] or "")
        cues.append(Cue(number, _moment(match[1]), _moment(match[2]), [words], name or None))
    return Reading(NAME, cues, markup=False, labels=False, patience=None)


def _found(text: str) -> Reading:
    reading = Reading(NAME, [], markup=False, has_ends=False)
    lenient, strays = Leniencies(), Strays()
    kinds = _kinds(lines_of(text[:_HEAD]))
    for number, line in enumerate(lines_of(text), 1):
        timed = _timed(line)
        if timed and timed.kind in kinds:
            words = [unescaped(timed.rest)] if timed.rest else []
            reading.cues.append(Cue(number, timed.start, timed.end, words, timed.speaker))
            if timed.has_frames:
                lenient.add("frames behind the seconds, left out", number)
        elif not line.strip():
            continue
        elif reading.cues:
            add_line(reading.cues[-1].lines, unescaped(line))
        else:
            strays.add(number, f"before the first time: “{excerpt(line)}”")
    for cue in reading.cues:
        if not cue.lines:
            strays.add(cue.line, "a cue without words", is_lost=False)
    reading.skipped += strays.lines() + lenient.lines()
    return reading


def _kinds(lines: Iterable[str]) -> set[str]:
    """How this file writes its times; what is rare against the rest is a time that someone speaks of."""
    counts = Counter(timed.kind for line in lines if (timed := _timed(line)))
    if counts["alone"] > counts["bare"]:
        del counts["bare"]
    most = max(counts.values(), default=0)
    return {kind for kind, count in counts.items() if count * 10 >= most}


def _timed(line: str) -> _Timed | None:
    if not _DIGITS.search(line, 0, _BEGINNING):
        return None
    if match := _BOXED.match(line):
        return _timed_by(match, "boxed", match[1] or match[3], match[2] or match[4], None)
    if match := _BARE.match(line):
        kind = "bare" if match.end() < len(line) else "alone"
        return _timed_by(match, kind, match[1], match[2], None)
    match = _NAMED.match(line)
    if match and (name := _name(match)):
        return _timed_by(match, "named", match[4] or match[6], match[5] or match[7], name)
    return None


def _timed_by(match: re.Match[str], kind: str, start: str, end: str | None, name: str | None) -> _Timed:
    has_frames = start.count(":") + start.count(";") == 3
    rest = match.string[match.end() :]
    return _Timed(kind, _moment(start), _moment(end) if end else None, rest, name, has_frames)


def _name(match: re.Match[str]) -> str | None:
    """Who speaks; in brackets or well apart from the time any short name will do."""
    name = (match[1] or match[2]).strip()
    gap = match[3]
    if match[1] or len(gap) > 1 or "\t" in gap:
        return name if 0 < len(name.split()) <= _MOST_WORDS_A_NAME else None
    return name if (gap or match[4]) and label_of(f"{name}: x") else None


def _moment(written: str) -> Millis:
    if written[-1] in _UNIT_SECONDS:
        return sum(
            int(whole) * _UNIT_SECONDS[unit] * 1000 + _fraction(part)
            for whole, part, unit in _UNIT.findall(written)
        )
    whole, _, part = written.replace(",", ".").partition(".")
    seconds = 0
    for number in whole.replace(";", ":").split(":")[:3]:
        seconds = seconds * 60 + int(number)
    return seconds * 1000 + _fraction(part)


def _fraction(digits: str) -> Millis:
    return int(digits[:3].ljust(3, "0"))
