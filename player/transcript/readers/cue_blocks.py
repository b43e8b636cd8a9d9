"""The form that WebVTT and SRT share: perhaps a name, a line of times, lines of text, a blank line.

Follows the WebVTT standard's block collection (W3C WebVTT section 6.1) where a file is conformant; where the
standard would drop what a person could still read, it is kept and named as read leniently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from player.model import Millis, SkippedLine
from player.transcript.characters import excerpt
from player.transcript.cues import Cue, Leniencies
from player.transcript.markup import time_at

_STRICT_CLOCK = r"((?:[0-9]{2,9}:)?[0-5][0-9]:[0-5][0-9]%s[0-9]{3})"
_CLOCK = r"((?:[0-9]{1,9}:)?[0-9]{1,3}:[0-9]{1,2}(?:[.,][0-9]{1,9}|:[0-9]{3})?)"
_COLON_MILLIS = re.compile(r":([0-9]{3})$")
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}?(?![0-9:])")
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
        return re.compile(rf"{clock}[ \t]+-->[ \t]+{clock}(?=[ \t]|$)")


_Timing: TypeAlias = tuple[int, Millis | None, Millis | None]
"""The row of a line of times in the file, counted from 0, and the times; no start where it cannot be read."""


@dataclass(slots=True)
class CueBlocks:
    """The cues of a file's lines; `preamble` are the lines before the first, without the first cue's name."""

    lines: list[str]
    dialect: Dialect
    cues: list[Cue] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    skipped: list[SkippedLine] = field(default_factory=list)
    lenient: Leniencies = field(default_factory=Leniencies)
    _last_number: int | None = None

    def scan(self) -> None:
        """Fill the lists from `lines`."""
        begun: _Timing | None = None
        for timing in self._timings():
            if begun is None:
                self.preamble = self.lines[: timing[0]]
                self._take_first_name()
            else:
                self._take(begun, self._text(begun[0] + 1, timing[0], is_last=False))
            begun = timing
        if begun is None:
            self.preamble = self.lines
        else:
            self._take(begun, self._text(begun[0] + 1, len(self.lines), is_last=True))

    def _timings(self) -> Iterator[_Timing]:
        strict = self.dialect.strict_timing()
        for index, line in enumerate(self.lines):
            if "-->" not in line:
                continue
            match = strict.match(line)
            if match:
                yield index, time_at(match[1]), time_at(match[2])
                # Nobody asks for its text again, and such lines are a good part of a file.
                self.lines[index] = ""
            elif match := _TIMING.match(line):
                yield self._lenient_timing(index, match)
            elif _BROKEN_TIMING.match(line):
                yield index, None, None
            else:
                self.lenient.add("an arrow in the text", index + 1)

    def _lenient_timing(self, index: int, match: re.Match[str]) -> _Timing:
        other_mark = "," if self.dialect.fraction_mark == "." else "."
        if match[2] is not None:
            marked = other_mark in match[1] + match[2]
            name = "comma" if other_mark == "," else "point"
            kind = f"a {name} before the milliseconds" if marked else "times in another form"
            self.lenient.add(kind, index + 1)
        end = time_at(_pointed(match[2])) if match[2] else None
        return index, time_at(_pointed(match[1])), end

    def _take(self, timing: _Timing, text: list[str]) -> None:
        row, start, end = timing
        line = row + 1
        if start is not None:
            self.cues.append(Cue(line, start, end, text))
            return
        self.skipped.append(SkippedLine(line, f"its times cannot be read: “{excerpt(self.lines[row])}”"))
        for number, words in enumerate(text, line + 1):
            self.skipped.append(SkippedLine(number, f"its cue has no readable times: “{excerpt(words)}”"))

    def _take_first_name(self) -> None:
        """Takes the line that touches the first times off the preamble when it is that cue's name."""
        *before, name = self.preamble or [""]
        if name and (not before or not before[-1] or _is_number(name)) and not HEADER.match(name):
            self._remember(name)
            self.preamble = before

    def _text(self, first: int, stop: int, *, is_last: bool) -> list[str]:
        """The text lines between a line of times and the next one."""
        body = self.lines[first:stop]
        if body and body[-1] and not is_last and self._is_name(body):
            self._remember(body.pop())
        while body and not body[-1]:
            body.pop()
        if "" not in body:
            return body
        return self._across_blanks(body, first)

    def _is_name(self, body: list[str]) -> bool:
        """Whether the last line of `body`, which touches the next times, names the next cue."""
        name = body[-1].strip()
        alone = len(body) > 1 and not body[-2]
        if alone and (self.dialect.free_names or _is_number(name)):
            return True
        if _is_number(name):
            return self._last_number is not None and int(name) > self._last_number
        return _GUID.fullmatch(name) is not None

    def _remember(self, name: str) -> None:
        if _is_number(name):
            self._last_number = int(name)

    def _across_blanks(self, body: list[str], first: int) -> list[str]:
        """The text of a cue that blank lines cut, without the blocks of the format's own between them."""
        text: list[str] = []
        own = False
        for index, line in enumerate(body):
            begins = index > 0 and not body[index - 1]
            if begins and line:
                own = self._is_own(line)
                if not own:
                    self.lenient.add("a blank line inside a cue", first + index + 1)
            if line and not own:
                text.append(line)
        return text

    def _is_own(self, line: str) -> bool:
        return self.dialect.own_blocks and OWN_BLOCK.match(line) is not None


def _pointed(clock: str) -> str:
    """`clock` with a point where a colon stands before its milliseconds."""
    return _COLON_MILLIS.sub(r".\1", clock)


def _is_number(name: str) -> bool:
    return name.strip().isdecimal() and name.isascii() and len(name) < 10
