"""LRC, plain and enhanced: lines with one or several starts, perhaps with times before their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter

from player.model import Millis
from player.transcript.characters import excerpt, unescaped
from player.transcript.cues import Cue, Leniencies, Reading, TimedWords
from player.transcript.lines import add_line, lines_of
from player.transcript.markup import time_at
from player.transcript.strays import Strays

NAME = "lrc"

_CLOCK = r"([0-9]{1,4}:[0-9]{1,2}(?::[0-9]{1,3})?(?:[.,][0-9]{1,9})?)"
_STARTS = re.compile(rf"\s*(?:\[{_CLOCK}\][ \t]*){{1,20}}")
_BOXED = re.compile(rf"\[{_CLOCK}\]")
_INLINE = re.compile(rf"[<\[]{_CLOCK}[>\]]")
_HUNDREDTHS = re.compile(r"^[ \t]*\[[0-9]{1,4}:[0-9]{2}[.,][0-9]{2,3}\]", re.MULTILINE)
_TIMED_LINE = re.compile(rf"^[ \t]*\[{_CLOCK}\]", re.MULTILINE)
_FILLED_LINE = re.compile(r"^[ \t]*[^ \t\n]", re.MULTILINE)
_THIRD = re.compile(r"\[[0-9]{1,4}:[0-9]{2}:([0-9]{2})\]")
_TAG_NAMES = (
    "al|ar|art|au|by|encoding|hash|id|key|kana|la|lang|language|length|lr|offset|qq|re|sign|ti|tool|total|ve"
)
_TAG = re.compile(rf"^[ \t]*\[(#|{_TAG_NAMES})[ \t]*:(.*)\]", re.IGNORECASE | re.MULTILINE)
_OFFSET = re.compile(r"\s*([+-]?)\s*([0-9]{1,9})\s*")
_VOICE = re.compile(r"^\s*(?:[FMD]|v[0-9]{1,2}): *")
_VOICED_LINE = re.compile(r"\][ \t]*(?:[FMD]|v[0-9]{1,2}):", re.MULTILINE)
_HEAD = 262_144
"""Letters of a file that are enough to tell its format."""

_LONGEST_REFRAIN = 2000
"""Letters of a line that may stand for several moments."""

_ENOUGH_THIRDS = 8
"""Hundredths are hardly below sixty so many times."""


def recognises(text: str) -> bool:
    """Whether the lines of `text` begin with times in square brackets, under tags or with hundredths."""
    head = text[:_HEAD]
    first = _TIMED_LINE.search(head)
    if first is None:
        return False
    if _TAG.search(head):
        return True
    timed, filled = len(_HUNDREDTHS.findall(head)), len(_FILLED_LINE.findall(head))
    begins = _HUNDREDTHS.match(head, first.start()) is not None
    return begins and timed * 3 >= filled and (timed > 1 or filled == 1)


def read(text: str) -> Reading:
    """The lines of `text` in order of time, those with several starts several times."""
    thirds = [int(third) for third in _THIRD.findall(text)]
    lyrics = _Lyrics(
        hours=len(thirds) >= _ENOUGH_THIRDS and max(thirds) < 60,
        voiced=len(list(islice(_VOICED_LINE.finditer(text), 2))) == 2,
    )
    for number, line in enumerate(lines_of(text), 1):
        lyrics.take(number, line)
    return Reading(
        NAME,
        lyrics.ended(),
        lyrics.language,
        lyrics.strays.lines() + lyrics.lenient.lines(),
        markup=False,
        labels=not lyrics.voiced,
        has_ends=False,
    )


@dataclass(slots=True)
class _Lyrics:
    """A file as its lines come.

    `hours`: three numbers without a fraction are hours, minutes and seconds, not minutes, seconds and hundredths.
    `voiced`: letters before a colon tell that a woman, a man or both sing, as Walaoke writes them.
    """

    hours: bool
    voiced: bool
    language: str | None = None
    strays: Strays = field(default_factory=Strays)
    lenient: Leniencies = field(default_factory=Leniencies)
    _offset: Millis = 0
    _cues: list[Cue] = field(default_factory=list)
    _latest: Cue | None = None

    def take(self, number: int, line: str) -> None:
        """One line of the file."""
        if starts := _STARTS.match(line):
            self._take_timed(number, _BOXED.findall(starts[0]), line[starts.end() :])
        elif tag := _TAG.match(line):
            self._take_tag(number, tag[1].lower(), tag[2].strip())
        elif not line.strip():
            return
        elif self._latest:
            add_line(self._latest.lines, _untimed(line))
            self.lenient.add("a line without a time", number)
        else:
            self.strays.add(number, f"before the first time: “{excerpt(line)}”")

    def _take_tag(self, number: int, name: str, value: str) -> None:
        if name in ("la", "lang", "language"):
            self.language = value
        elif name == "offset" and value:
            offset = _OFFSET.fullmatch(value)
            if offset:
                self._offset = int(offset[1] + offset[2])
            else:
                self.strays.add(number, f"its offset cannot be read: “{excerpt(value)}”")

    def _take_timed(self, number: int, clocks: list[str], written: str) -> None:
        if self.voiced:
            written = _VOICE.sub("", written)
        starts = list(dict.fromkeys(map(self._moment, clocks)))
        if len(written) > _LONGEST_REFRAIN and len(starts) > 1:
            self.strays.add(number, "too long a line to be said again: its first time is used")
            del starts[1:]
        text = _untimed(written)
        cues = [
            Cue(number, start, None, [text], None, self._words(written, starts[0], start)) for start in starts
        ]
        self._cues += cues
        self._latest = cues[0]

    def _moment(self, clock: str) -> Millis:
        if len(clock) == 8 and clock[2] == ":" and clock[5] == ".":
            return int(clock[:2]) * 60_000 + int(clock[3:5]) * 1000 + int(clock[6:]) * 10
        if not self.hours and clock.count(":") == 2 and "." not in clock and "," not in clock:
            clock = ".".join(clock.rsplit(":", 1))
        return time_at(clock)

    def _words(self, written: str, first: Millis, start: Millis) -> TimedWords | None:
        """The words between the times within a line that is timed at `first`, as they are said from `start` on."""
        before, *timed = _INLINE.split(written)
        if not timed:
            return None
        texts = [before, *timed[1::2]]
        starts = [start] + [self._moment(clock) - first + start for clock in timed[::2]]
        ends = [*starts[1:], None]
        spoken = [number for number, text in enumerate(texts) if text.strip()]
        return TimedWords(
            [unescaped(texts[number]) for number in spoken],
            [starts[number] for number in spoken],
            [ends[number] for number in spoken],
        )

    def ended(self) -> list[Cue]:
        """The cues with words, in order of time; one without tells where that before it ends."""
        cues = sorted(self._cues, key=attrgetter("start"))
        spoken: list[Cue] = []
        for cue, following in zip(cues, [*cues[1:], None], strict=False):
            if not _has_words(cue):
                continue
            if cue.words and cue.words.ends:
                cue.end = cue.words.ends[-1]
            if cue.end is None and following and not _has_words(following):
                cue.end = following.start
            spoken.append(cue)
        if self._offset:
            for cue in spoken:
                _shift(cue, -self._offset)
        return spoken


def _has_words(cue: Cue) -> bool:
    return any(map(str.strip, cue.lines))


def _untimed(written: str) -> str:
    return unescaped(_INLINE.sub("", written))


def _shift(cue: Cue, later: Millis) -> None:
    cue.start = max(cue.start + later, 0)
    cue.end = None if cue.end is None else max(cue.end + later, 0)
    if cue.words:
        cue.words.starts = [max(at + later, 0) for at in cue.words.starts]
        cue.words.ends = [None if at is None else max(at + later, 0) for at in cue.words.ends]
