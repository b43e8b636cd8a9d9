"""Tags of WebVTT and SRT: taken out of the text, their times and voices kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from sys import intern
from typing import TypeAlias

from player.model import Millis
from player.transcript.characters import on_one_line, plain, unescaped
from player.transcript.cues import Cue, TimedWords

# Only tags that are known go: what a speaker says of `x < y` must stay.
_TAG_NAMES = "c|i|b|u|s|ruby|rt|font|span|em|strong|small|big|sub|sup|tt|a|p|div"
_TAG = re.compile(
    # A space brings an attribute, or it is no tag: in `if a<b then c>d` three words stand between the signs.
    rf"</?(?:{_TAG_NAMES})(?:\.[^\s<>]*)?(?:\s+[a-z:_\-]{{1,30}}=[^<>]*|\s*)/?>|</?(?:v|lang)(?:[.\s][^<>]*)?/?>",
    re.IGNORECASE,
)
# ASS commands that some SRT files carry; a formula such as {\alpha} is none.
_OVERRIDE = re.compile(
    r"\{(?:\\(?:an?|[bius]|fs|[1-4]?c&|pos\(|move\(|fade?\(|k[fo]?)[0-9a-fA-FH&,.()\- ]*)+\}"
)
_BREAK = re.compile(r"<br\s*/?>|<BR\s*/?>|(?<![:\\])\\N")
_TIME = re.compile(r"<((?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{1,2}[.,][0-9]{1,3})>")
_PIECE = 500_000
_LONGEST_USUAL = 10_000
"""Letters; where hostile lines are longer, the short way for usual ones would cut them to a million strings."""

_MOST_VOICES = 1_000
"""Turns that speakers take within a cue; what comes behind so many stays in one piece."""

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>", re.IGNORECASE)


Cut: TypeAlias = tuple[list[str], list[Millis]]
"""A line cut at its inline times: the plain texts before, between and behind them, one more, and the times."""


def plain_line(line: str) -> str:
    """A line of a cue as it is read aloud: tags and times gone, character references decoded."""
    return timed_line(line)[0]


def timed_line(line: str) -> tuple[str, Cut | None]:
    """A line as it is read aloud, and where it has inline times, its text cut at them."""
    if "\n" in line and not _TIME.search(line):
        lines = line.split("\n")
        return on_one_line([_wild_line(each)[0] if is_marked(each) else plain(each) for each in lines]), None
    if not is_marked(line):
        return plain(line), None
    if len(line) > _LONGEST_USUAL:
        return _wild_line(line)
    line = line.replace("</c>", "").replace("<c>", "")
    try:
        texts, times = cut_at_times(line)
    except KeyError:
        return _wild_line(line)
    whole = "".join(texts)
    if not times or is_marked(whole) or "  " in whole or not whole.isprintable():
        return _wild_line(line)
    # The same few thousand words come again and again: each is kept once.
    return whole.strip(), (list(map(intern, map(str.strip, texts))), times)


def cut_at_times(line: str) -> Cut:
    """`line` cut at its tags, which must all be times of the form HH:MM:SS.mmm: KeyError where one is not."""
    first, *tags = line.split("<")
    times = [_MINUTES[tag[:5]] + _SECONDS[tag[5:8]] + _TAG_ENDS[tag[8:13]] for tag in tags]
    return [first, *[tag[13:] for tag in tags]], times


def _wild_line(line: str) -> tuple[str, Cut | None]:
    """`timed_line` of any line: that one knows a short way for lines with no more than YouTube's word times."""
    pieces = _TIME.split(line)
    texts = [unescaped(_without_tags(piece)) for piece in pieces[::2]]
    whole = plain("".join(texts))
    if len(texts) == 1:
        return whole, None
    return whole, (list(map(plain, texts)), list(map(time_at, pieces[1::2])))


def is_marked(text: str) -> bool:
    """Whether `text` has a character that may begin a tag, a reference or a command."""
    return ("<" in text and ">" in text) or "&" in text or "{" in text or "\\" in text


def _without_tags(text: str) -> str:
    if "<" in text or "{" in text or "\\" in text:
        return _OVERRIDE.sub("", _TAG.sub("", _BREAK.sub(" ", text)))
    return text


class _ClockPart(dict[str, Millis]):
    """A part of `HH:MM:SS.mmm` to its milliseconds, each checked and worked out once; KeyError for another form.

    Captions with word times name tens of thousands of times: three look-ups take a third of the time of reading
    the numbers anew.
    """

    def __init__(self, form: str, millis: Callable[[str], Millis]) -> None:
        self._form = re.compile(form)
        self._millis = millis

    def __missing__(self, part: str) -> Millis:
        if not self._form.fullmatch(part):
            raise KeyError(part)
        millis = self[part] = self._millis(part)
        return millis


_MINUTES = _ClockPart("[0-9]{2}:[0-9]{2}", lambda part: (int(part[:2]) * 60 + int(part[3:])) * 60_000)
_SECONDS = _ClockPart(":[0-9]{2}", lambda part: int(part[1:]) * 1000)
_FRACTIONS = _ClockPart("[.,][0-9]{3}", lambda part: int(part[1:]))
_TAG_ENDS = _ClockPart("[.,][0-9]{3}>", lambda part: int(part[1:-1]))


def time_at(clock: str) -> Millis:
    """The time that `[H:]MM:SS.mmm` names, with a comma as well; the caller has checked its form."""
    try:
        return _MINUTES[clock[:5]] + _SECONDS[clock[5:8]] + _FRACTIONS[clock[8:]]
    except KeyError:
        return _time_in_any_form(clock)


def _time_in_any_form(clock: str) -> Millis:
    minutes, _, rest = clock.rpartition(":")
    hours, _, minutes = minutes.rpartition(":")
    whole, _, fraction = rest.replace(",", ".").partition(".")
    seconds = (int(hours or 0) * 60 + int(minutes)) * 60 + int(whole)
    return seconds * 1000 + int(fraction[:3].ljust(3, "0"))


def timed_words(lines: Sequence[str], cuts: Mapping[int, Cut], first: int, start: Millis) -> TimedWords:
    """The words of a cue with the inline times they stand behind.

    `cuts` is what `timed_line` gave of the lines that have times, by their numbers in the cue, of which `first` is
    that of the first of `lines`. A word may be a syllable (live captions) or several words; a blank between two
    times is silence.
    """
    if len(lines) == 1 and first in cuts:
        pieces, behind = cuts[first]
        return _said(pieces, [start, *behind])
    texts: list[str] = []
    times = [start]
    for number, line in enumerate(lines, first):
        cut = cuts.get(number)
        first_text, *others = cut[0] if cut else (line,)
        if texts:
            first_text = on_one_line((texts.pop(), first_text))
        texts += (first_text, *others)
        if cut:
            times += cut[1]
    return _said(texts, times)


def _said(texts: list[str], times: list[Millis]) -> TimedWords:
    """Each text with the time it stands behind, without the blank ones, which end the one before."""
    if "" not in texts:
        return TimedWords(texts, times)
    spoken = [number for number, text in enumerate(texts) if text]
    ends: list[Millis | None] = [*times[1:], None]
    return TimedWords(
        [texts[number] for number in spoken],
        [times[number] for number in spoken],
        [ends[number] for number in spoken],
    )


def has_voices(text: str) -> bool:
    """Whether a tag in `text` may name who speaks."""
    # Piece by piece: one search through megabytes holds all threads up.
    return any(
        text.find(mark, begin, begin + _PIECE + 1) >= 0
        for begin in range(0, len(text), _PIECE)
        for mark in ("<v", "<V")
    )


def split_voices(cue: Cue) -> list[Cue]:
    """A cue for each voice that speaks in `cue`; one that holds several is divided in time by its letters."""
    if not any("<" in line for line in cue.lines):
        return [cue]
    parts: list[tuple[str | None, list[str]]] = [(cue.speaker, [])]
    for line in cue.lines:
        if len(parts) > _MOST_VOICES:
            parts[-1][1].append(line)
            continue
        before, *voiced = _VOICE.split(line, _MOST_VOICES)
        if before:
            parts[-1][1].append(before)
        for name, text in zip(voiced[::2], voiced[1::2], strict=True):
            speaker = plain(unescaped(name)) or None
            if speaker == parts[-1][0]:
                parts[-1][1].append(text)
            else:
                parts.append((speaker, [text]))
    spoken = [(speaker, lines, size) for speaker, lines in parts if (size := _letters(lines))]
    return _divided(cue, spoken) if spoken else [cue]


def _letters(lines: list[str]) -> int:
    return sum(len(plain_line(line)) for line in lines)


def _divided(cue: Cue, spoken: list[tuple[str | None, list[str], int]]) -> list[Cue]:
    total = sum(size for _, _, size in spoken)
    cues: list[Cue] = []
    said = 0
    for speaker, lines, size in spoken:
        start = _share(cue, said, total)
        said += size
        end = _share(cue, said, total) if said < total else cue.end
        cues.append(Cue(cue.line, start, end, lines, speaker))
    return cues


def _share(cue: Cue, said: int, total: int) -> Millis:
    return cue.start + ((cue.end or cue.start) - cue.start) * said // total
