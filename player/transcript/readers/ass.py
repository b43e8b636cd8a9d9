"""ASS and SSA: what the lines of dialogue say, without what only concerns their looks.

Where the two formats leave something open, as libass has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter

from player.model import Millis, SkippedLine
from player.transcript.characters import excerpt, plain
from player.transcript.cues import Cue, Leniencies, Reading, TimedWords
from player.transcript.lines import add_line, lines_of
from player.transcript.markup import time_at
from player.transcript.strays import Strays

NAME = "ass"

_SIGN = re.compile(
    r"^[ \t]*(?:\[(?:Script Info|V4\+{0,2} Styles)\][ \t]*$"
    r"|Dialogue:[^,\n]{0,40},[ \t]*[0-9]{1,4}:[0-9]{1,2}:[0-9]{1,2}[.:,])",
    re.MULTILINE | re.IGNORECASE,
)
_SECTION = re.compile(
    r"\s*\[(?:Script Info|V4\+{0,2} Styles|(Events)|Fonts|Graphics|Aegisub [A-Za-z ]{1,40})\]\s*$",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\s*(Format|Dialogue|Comment|Picture|Sound|Movie|Command)[ \t]*:", re.IGNORECASE)
_LANGUAGE = re.compile(r"^Language:[ \t]*([\w-]{2,20})[ \t]*$", re.MULTILINE | re.IGNORECASE)
_COLUMNS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_CLOCK = re.compile(r"\s*(-?)((?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{1,2})(?:[.:,]([0-9]{1,9}))?\s*")
_BLOCK = re.compile(r"\{([^}]*)(\}?)")
_TAG = re.compile(r"\\(?:(kt|k[fo]?|K)([0-9]{1,7})|p([0-9]{0,3})(?![0-9A-Za-z(]))")
_SPACE = re.compile(r"\\[Nnh]")
_LONGEST_FRAMES = 100
"""Milliseconds; a piece shorter than that is a line that moves over the screen, cut at its frames."""


def recognises(text: str) -> bool:
    """Whether `text` has a head of ASS or a line of dialogue with a time."""
    return _SIGN.search(text) is not None


def read(text: str) -> Reading:
    """The dialogue of `text` in order of time, each line once however many layers draw it."""
    events = _Events()
    events.take_all(text)
    language = _LANGUAGE.search(text)
    cues = _said_once(events.cues())
    return Reading(NAME, cues, language[1] if language else None, events.named(), markup=False)


@dataclass(slots=True)
class _Dialogue:
    line: int
    columns: tuple[str, ...]
    written: list[str]


@dataclass(slots=True)
class _Events:
    """The events of a file as its lines come."""

    _columns: tuple[str, ...] = _COLUMNS
    _inside: bool = False
    _dialogues: list[_Dialogue] = field(default_factory=list)
    _open: _Dialogue | None = None
    _strays: Strays = field(default_factory=Strays)
    _lenient: Leniencies = field(default_factory=Leniencies)
    _wordless: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def take_all(self, text: str) -> None:
        """Every line of the file."""
        for number, line in enumerate(lines_of(text), 1):
            self._take(number, line)

    def _take(self, number: int, line: str) -> None:
        event = _EVENT.match(line)
        if event is None:
            self._take_other(number, line)
            return
        kind, written = event[1].lower(), line[event.end() :]
        self._open = None
        if kind == "format":
            columns = tuple(name.strip().lower() for name in written.split(","))
            if {"start", "text"} <= set(columns):
                self._columns = columns
        elif kind == "dialogue":
            self._inside = True
            self._open = _Dialogue(number, self._columns, [written])
            self._dialogues.append(self._open)
        elif self._inside:
            self._wordless["an event that is not spoken"].append(number)

    def _take_other(self, number: int, line: str) -> None:
        if section := _SECTION.match(line):
            self._inside, self._open = section[1] is not None, None
        elif not line.strip() or line.lstrip()[0] in ";!" or not self._inside:
            return
        elif self._open:
            add_line(self._open.written, line)
            self._lenient.add("a break inside a line of dialogue", number)
        else:
            self._strays.add(number, f"it is no event: “{excerpt(line)}”")

    def cues(self) -> list[Cue]:
        """A cue for each line of dialogue that has times and words."""
        cues: list[Cue] = []
        self._open = None
        self._dialogues.reverse()
        while self._dialogues:
            if cue := self._cue(self._dialogues.pop()):
                cues.append(cue)
        return cues

    def _cue(self, dialogue: _Dialogue) -> Cue | None:
        written = "\\N".join(dialogue.written).replace("\n", "\\N")
        columns = dialogue.columns
        fields = dict(zip(columns, written.split(",", len(columns) - 1), strict=False))
        start, end = _moment(fields.get("start", "")), _moment(fields.get("end", ""))
        if start is None or "text" not in fields:
            why = "its times cannot be read" if start is None else "it has too few fields"
            self._strays.add(dialogue.line, f"{why}: “{excerpt(written)}”")
            return None
        del written
        dialogue.written.clear()
        text, words = _spoken(fields.pop("text"), start)
        if not text:
            self._wordless["an event without words"].append(dialogue.line)
            return None
        speaker = plain(fields.get("name") or fields.get("actor") or "") or None
        return Cue(dialogue.line, start, end, [text], speaker, words)

    def named(self) -> list[SkippedLine]:
        """What was passed over; events that are not for the ear once a kind."""
        wordless = [
            SkippedLine(lines[0], what if len(lines) == 1 else f"{what} ({len(lines)} times)", is_lost=False)
            for what, lines in self._wordless.items()
        ]
        return self._strays.lines() + self._lenient.lines() + wordless


def _moment(written: str) -> Millis | None:
    match = _CLOCK.fullmatch(written)
    if match is None:
        return None
    return 0 if match[1] else time_at(f"{match[2]}.{match[3] or 0}")


def _spoken(written: str, start: Millis) -> tuple[str, TimedWords | None]:
    """The words of a line without its override blocks and drawings, and the times of its karaoke syllables."""
    text = _SPACE.sub(" ", written) if "\\" in written else written
    line = _SungLine(start)
    stop = 0
    for block in _BLOCK.finditer(text):
        line.show(text[stop : block.start()])
        stop = block.end()
        if block[2]:
            line.obey(block[1])
        else:
            line.show(block[0])
    line.show(text[stop:])
    return plain("".join(line.pieces)), _timed(line.syllables, line.times)


class _SungLine:
    """A line of dialogue as its text and its override blocks come."""

    def __init__(self, start: Millis) -> None:
        self.pieces: list[str] = []
        self.syllables: list[list[str]] = []
        self.times: list[tuple[Millis, Millis]] = []
        self._start = self._until = start
        self._draws = False

    def show(self, text: str) -> None:
        """Text stands there, unless it is the numbers of a drawing."""
        if text and not self._draws:
            self.pieces.append(text)
            if self.syllables:
                self.syllables[-1].append(text)

    def obey(self, block: str) -> None:
        """What stands between braces says how long the next syllable lasts, or that a drawing begins or ends."""
        for tag in _TAG.finditer(block):
            karaoke, length, drawn = tag.groups()
            if not karaoke:
                self._draws = int(drawn or 0) > 0
            elif karaoke == "kt":
                self._until = self._start + int(length) * 10
            else:
                at, self._until = self._until, self._until + int(length) * 10
                self.syllables.append([])
                self.times.append((at, self._until))


def _timed(syllables: list[list[str]], times: list[tuple[Millis, Millis]]) -> TimedWords | None:
    texts = list(map("".join, syllables))
    sung = [number for number, text in enumerate(texts) if text.strip()]
    if not sung:
        return None
    return TimedWords(
        [texts[number] for number in sung],
        [times[number][0] for number in sung],
        [times[number][1] for number in sung],
    )


def _said_once(cues: list[Cue]) -> list[Cue]:
    """`cues` in order of time; those with the same words at the same time are one."""
    said: list[Cue] = []
    latest: dict[tuple[str | None, str], Cue] = {}
    for cue in sorted(cues, key=attrgetter("start")):
        key = cue.speaker, cue.lines[0]
        shown = latest.get(key)
        if shown and _goes_on(shown, cue):
            shown.end = max(shown.end or 0, cue.end or 0) or None
            shown.words = shown.words or cue.words
            continue
        latest[key] = cue
        said.append(cue)
    return said


def _goes_on(shown: Cue, cue: Cue) -> bool:
    """Whether `cue` shows the words of `shown` still: in another layer, or in the next frames."""
    if cue.start < max(shown.start + 1, shown.end or 0):
        return True
    return cue.start == shown.end and cue.end is not None and cue.end - cue.start < _LONGEST_FRAMES
