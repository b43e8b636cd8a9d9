"""What YouTube's formats share: lines that are shown, added to, rolled up, and how their numbers are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from player.model import Millis
from player.transcript.cues import Cue, TimedWords
from player.transcript.lines import add_part, cue_lines
from player.transcript.readers.json_values import millis_of, number_of

_LONGEST_LINE = 200
"""Letters; where live captions never break their lines, a word behind that many begins a new one."""

_LONGEST_PAUSE = 2000
"""Milliseconds behind a line's end after which what is added to it is a new line."""

_FEWEST_OVERLAPS = 3
"""Fewer lines that last into the next are two people speaking at once, and no rolling."""

_LONGEST_MS = 9999 * 3600 * 1000
_LARGEST = 10**15
_SHARES = [round(number / 255, 3) for number in range(256)]
_INVISIBLE = " \t\n\u200b\u200c\u200d\u2060\ufeff"


@dataclass(slots=True)
class Piece:
    """Words or a part of a word; `offset` is counted from its event's start, None where it has none of its own."""

    text: str
    offset: Millis | None = None
    confidence: float | None = None


@dataclass(slots=True)
class Event:
    """What is shown from `start` on; `appends`: behind what the window shows already."""

    line: int
    start: Millis
    end: Millis | None
    pieces: list[Piece]
    appends: bool = False
    window: str | None = None


@dataclass(slots=True)
class _Line:
    line: int
    start: Millis
    end: Millis | None
    window: str | None
    parts: list[list[str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    starts: list[Millis] = field(default_factory=list)
    confidences: list[float | None] = field(default_factory=list)
    length: int = 0
    is_closed: bool = False

    def add(self, event: Event) -> None:
        """Takes the pieces of `event`; one without a time of its own belongs to the piece before."""
        for number, piece in enumerate(event.pieces):
            blank = not piece.text.strip()
            if self.parts and (blank or (number and piece.offset is None)):
                add_part(self.parts[-1], piece.text)
            else:
                self.parts.append([piece.text])
                self.starts.append(max(0, event.start + (piece.offset or 0)))
                self.confidences.append(piece.confidence)
            self.length += len(piece.text)
        if event.end is not None and self.end is not None:
            self.end = max(self.end, event.end)

    def complete(self) -> None:
        """Nothing more is added: each part becomes one text."""
        self.texts = ["".join(parts) for parts in self.parts]
        self.parts = []

    def close(self, moment: Millis) -> None:
        """Ends the line at `moment`, when the next line break came."""
        self.is_closed = True
        if moment > self.starts[-1] and (self.end is None or self.end > moment):
            self.end = moment


class CaptionLines:
    """Events put together to lines of speech, each word once."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []
        self._open: dict[str | None, _Line] = {}
        self._rolls = False
        self._is_sure = False

    def add(self, event: Event) -> None:
        """Takes the next event of the file, which has at least one piece."""
        text = "".join([piece.text for piece in event.pieces])
        self._rolls = self._rolls or event.appends or any(piece.offset for piece in event.pieces)
        self._is_sure = self._is_sure or any(piece.confidence for piece in event.pieces)
        line = self._open.get(event.window)
        if "\n" in text and text.isspace():
            if line and not line.is_closed:
                line.close(event.start)
            return
        if line is None or not event.appends or not _continues(line, event, text):
            if line and not line.is_closed and event.appends and text[0] == "\n":
                line.close(event.start)
            if line:
                line.complete()
            line = _Line(event.line, event.start, event.end, event.window)
            self._lines.append(line)
            self._open[event.window] = line
        line.add(event)
        line.is_closed = text[-1] == "\n"

    def cues(self) -> list[Cue]:
        """A cue a line; where lines roll, none lasts longer than until the next one begins."""
        after: dict[str | None, _Line] = {}
        rolls = self._rolls or self._overlap()
        for line in reversed(self._lines):
            following = after.get(line.window)
            if rolls and following and line.end is not None and line.start < following.start < line.end:
                line.end = following.start
            after[line.window] = line
        for line in self._open.values():
            line.complete()
        self._lines.reverse()
        cues: list[Cue] = []
        while self._lines:
            cues.append(self._cue(self._lines.pop()))
        return cues

    def _overlap(self) -> bool:
        overlaps = sum(
            earlier.end is not None and earlier.start < later.start < earlier.end
            for earlier, later in pairwise(self._lines)
            if earlier.window == later.window
        )
        return overlaps >= _FEWEST_OVERLAPS and overlaps * 2 >= len(self._lines) - 1

    def _cue(self, line: _Line) -> Cue:
        texts = line.texts
        text = "".join(texts)
        words = None
        if len(texts) > 1 or (self._rolls and len(text.split(None, 1)) == 1):
            words = self._words(line, texts)
        return Cue(line.line, line.start, line.end, cue_lines(text), words=words)

    def _words(self, line: _Line, texts: list[str]) -> TimedWords:
        texts = list(map(str.strip, texts))
        if not self._is_sure:
            return TimedWords(texts, line.starts, [None] * len(texts))
        return TimedWords(texts, line.starts, [None] * len(texts), line.confidences, [False] * len(texts))


def _continues(line: _Line, event: Event, text: str) -> bool:
    """Whether the line that is shown goes on with `text`."""
    if line.is_closed or text[0] == "\n" or event.start < line.starts[-1]:
        return False
    if line.end is not None and event.start > line.end + _LONGEST_PAUSE:
        return False
    return line.length < _LONGEST_LINE or not text[0].isspace()


def is_blank(pieces: list[Piece]) -> bool:
    """Whether `pieces` show nothing and are no line break either."""
    text = "".join([piece.text for piece in pieces])
    return not text.strip(_INVISIBLE) and ("\n" not in text or not text.isspace())


def confidence_of(value: Any) -> float | None:
    """YouTube counts confidence from 0 to 255."""
    number = whole_number(value)
    return None if number is None or not 0 <= number <= 255 else _SHARES[number]


def millis(value: Any) -> Millis | None:
    """`value` as a time, None where it is no number or no time that a lecture reaches."""
    number = whole_number(value)
    if number is None or number < 0:
        return None if number is None else millis_of(number / 1000)
    return number if number <= _LONGEST_MS else None


def whole_number(value: Any) -> int | None:
    """`value` as a whole number, as nearly all of a file's are written, else by what it can be read as."""
    if value is None:
        return None
    if type(value) is int:
        return value if -_LARGEST < value < _LARGEST else None
    if type(value) is str and value.isdecimal():
        return int(value) if len(value) < 16 else None
    number = number_of(value)
    return None if number is None else round(number)
