"""The form that WebVTT and SRT share: perhaps a name, a line of times, lines of text, a blank line.

Follows the WebVTT standard's block collection (W3C WebVTT section 6.1) where a file is conformant; where the
standard would drop what a person could still read, it is kept and named as read leniently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from player.model import Millis
from player.transcript.characters import excerpt
from player.transcript.cues import Cue, Leniencies
from player.transcript.lines import add_line, cue_lines, lines_of
from player.transcript.markup import time_at
from player.transcript.strays import Strays

_STRICT_CLOCK = r"((?:[0-9]{2,9}:)?[0-5][0-9]:[0-5][0-9]%s[0-9]{3})"
_CLOCK = r"((?:[0-9]{1,9}:)?[0-9]{1,3}:[0-9]{1,2}(?:[.,][0-9]{1,9}|:[0-9]{3})?)"
_COLON_MILLIS = re.compile(r":([0-9]{3})$")
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->>?\s*{_CLOCK}?(?![0-9:])")
_BROKEN_TIMING = re.compile(r"[\s:.,]*[0-9][\s0-9:.,]*-->|.*-->\s*[0-9][0-9:.,]*\s*$")
_GUID = re.compile(r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?(?:/\S+)?")
_LINE_OF_TIMES = re.compile(r"[ \t]*(?:[0-9]{1,9}:)?[0-9]{1,3}:[0-9]{1,2}([.,:]?)[0-9]{0,9}[ \t]*-->")
_LONGEST_BEFORE_ARROW = 80
OWN_BLOCK = re.compile(r"NOTE(?:[ \t]|$)|(?:STYLE|REGION)[ \t]*$")
HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t]|$)")


def fraction_marks(text: str) -> Iterator[str]:
    """What stands before the milliseconds of each line of times in `text`: a comma, a point or nothing."""
    arrow = text.find("-->")
    while arrow >= 0:
        # From arrow to arrow: one search for the whole line would hold all threads up while it passes megabytes.
        begin = text.rfind("\n", max(0, arrow - _LONGEST_BEFORE_ARROW), arrow) + 1
        match = _LINE_OF_TIMES.match(text, begin) if begin or arrow < _LONGEST_BEFORE_ARROW else None
        if match:
            yield match[1]
        arrow = text.find("-->", arrow + 3)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What tells the two formats apart.

    `fraction_mark` stands before the milliseconds; `own_blocks`: some blocks are no cues;
    `free_names`: a cue's name need not be a number.
    """

    fraction_mark: str
    own_blocks: bool
    free_names: bool

    def strict_timing(self) -> re.Pattern[str]:
        """A line of times as the format's own rules have it."""
        clock = _STRICT_CLOCK % re.escape(self.fraction_mark)
        return re.compile(rf"{clock}[ \t]+-->[ \t]+{clock}(?=[ \t]|$)", re.MULTILINE)


class _Timing(NamedTuple):
    """A line of times: its number from 1, where it begins and where the next line does; None for what is not there."""

    line: int
    begin: int
    stop: int
    start: Millis | None
    end: Millis | None


@dataclass(slots=True)
class CueBlocks:
    """The cues of a file's text; `preamble` is what stands above the first, without the first cue's name."""

    text: str
    dialect: Dialect
    cues: list[Cue] = field(default_factory=list)
    preamble: str = ""
    strays: Strays = field(default_factory=Strays)
    lenient: Leniencies = field(default_factory=Leniencies)
    _last_number: int | None = None

    def scan(self) -> None:
        """Fill the lists from `text`."""
        begun: _Timing | None = None
        for timing in self._timings():
            if begun is None:
                self.preamble = self.text[: timing.begin]
                self._take_first_name()
            else:
                self._take(begun, self._lines(begun, self.text[begun.stop : timing.begin - 1], is_last=False))
            begun = timing
        if begun is None:
            self.preamble = self.text
        else:
            self._take(begun, self._lines(begun, self.text[begun.stop :], is_last=True))

    def _timings(self) -> Iterator[_Timing]:
        strict, text = self.dialect.strict_timing(), self.text
        number, stop = 1, 0
        while (arrow := text.find("-->", stop)) >= 0:
            begin = text.rfind("\n", stop, arrow) + 1 or stop
            number += text.count("\n", stop, begin)
            stop = text.find("\n", arrow) + 1 or len(text) + 1
            match = strict.match(text, begin)
            if match:
                yield _Timing(number, begin, stop, time_at(match[1]), time_at(match[2]))
            else:
                line = text[begin : stop - 1]
                if match := _TIMING.match(line):
                    yield _Timing(number, begin, stop, *self._lenient_times(number, match))
                elif _BROKEN_TIMING.match(line):
                    yield _Timing(number, begin, stop, None, None)
                else:
                    self.lenient.add("an arrow in the text", number)
            number += 1

    def _lenient_times(self, number: int, match: re.Match[str]) -> tuple[Millis, Millis | None]:
        other_mark = "," if self.dialect.fraction_mark == "." else "."
        if match[2] is not None:
            marked = other_mark in match[1] + match[2]
            name = "comma" if other_mark == "," else "point"
            kind = f"a {name} before the milliseconds" if marked else "times in another form"
            self.lenient.add(kind, number)
        end = time_at(_pointed(match[2])) if match[2] else None
        return time_at(_pointed(match[1])), end

    def _take(self, timing: _Timing, lines: list[str]) -> None:
        if timing.start is not None:
            self.cues.append(Cue(timing.line, timing.start, timing.end, lines))
            return
        written = excerpt(self.text[timing.begin : timing.stop - 1])
        self.strays.add(timing.line, f"its times cannot be read: “{written}”")
        for number, words in enumerate(lines_of("\n".join(lines)) if lines else (), timing.line + 1):
            self.strays.add(number, f"its cue has no readable times: “{excerpt(words)}”")

    def _take_first_name(self) -> None:
        """Takes the line that touches the first times off the preamble when it is that cue's name."""
        before, broken, name = self.preamble[:-1].rpartition("\n")
        is_alone = not broken or not before or before.endswith("\n")
        if name and (is_alone or _is_number(name)) and not HEADER.match(name):
            self._remember(name)
            self.preamble = before + broken

    def _lines(self, timing: _Timing, body: str, *, is_last: bool) -> list[str]:
        """The text lines between a line of times and the next one."""
        if not is_last:
            before, broken, name = body.rpartition("\n")
            if name and self._is_name(name, alone=bool(broken) and (not before or before[-1] == "\n")):
                self._remember(name)
                body = before
        body = body.rstrip("\n")
        if not body:
            return []
        if body[0] == "\n" or "\n\n" in body:
            return self._across_blanks(body, timing.line + 1)
        return cue_lines(body)

    def _is_name(self, name: str, *, alone: bool) -> bool:
        """Whether a line that touches the next times names the next cue; `alone`: a blank line stands above it."""
        name = name.strip()
        if alone and (self.dialect.free_names or _is_number(name)):
            return True
        if _is_number(name):
            return self._last_number is not None and int(name) > self._last_number
        return _GUID.fullmatch(name) is not None

    def _remember(self, name: str) -> None:
        if _is_number(name):
            self._last_number = int(name.strip())

    def _across_blanks(self, body: str, first: int) -> list[str]:
        """The text of a cue that blank lines cut, without the blocks of the format's own between them."""
        found: list[str] = []
        own = after_blank = False
        for number, line in enumerate(lines_of(body), first):
            if after_blank and line:
                own = self._is_own(line)
                if not own:
                    self.lenient.add("a blank line inside a cue", number)
            if line and not own:
                add_line(found, line)
            after_blank = not line
        return found

    def _is_own(self, line: str) -> bool:
        return self.dialect.own_blocks and OWN_BLOCK.match(line) is not None


def _pointed(clock: str) -> str:
    """`clock` with a point where a colon stands before its milliseconds."""
    return _COLON_MILLIS.sub(r".\1", clock)


def _is_number(name: str) -> bool:
    return name.strip().isdecimal() and name.isascii() and len(name) < 10
