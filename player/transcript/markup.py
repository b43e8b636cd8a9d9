"""Tags of WebVTT and SRT: taken out of the text, their times and voices kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from player.model import Millis
from player.transcript.characters import plain, unescaped
from player.transcript.cues import Cue, TimedWords

# Only tags that are known go: what a speaker says of `x < y` must stay.
_TAG_NAMES = "c|i|b|u|s|v|lang|ruby|rt|font|span|em|strong|small|big|sub|sup|tt|a|p|div"
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:[.\s][^<>]*)?/?>", re.IGNORECASE)
# ASS commands that some SRT files carry; a formula such as {\alpha} is none.
_OVERRIDE = re.compile(
    r"\{(?:\\(?:an?|[bius]|fs|[1-4]?c&|pos\(|move\(|fade?\(|k[fo]?)[0-9a-fA-FH&,.()\- ]*)+\}"
)
_BREAK = re.compile(r"<br\s*/?>|<BR\s*/?>|\\N")
_MARKED = re.compile(r"[<&{\\]")
_TIME = re.compile(r"<((?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{1,2}[.,][0-9]{1,3})>")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>", re.IGNORECASE)


def plain_line(line: str) -> str:
    """A line of a cue as it is read aloud: tags and times gone, character references decoded."""
    return timed_line(line)[0]


def timed_line(line: str) -> tuple[str, list[str] | None]:
    """A line as it is read aloud, and where it has inline times, its text cut at them.

    The second is text, time, text, time … text in turn.
    """
    if not _MARKED.search(line):
        return plain(line), None
    pieces = _TIME.split(line.replace("</c>", "").replace("<c>", ""))
    whole = "".join(pieces[::2])
    if _MARKED.search(whole) or "  " in whole or not whole.isprintable():
        texts = [unescaped(_without_tags(piece)) for piece in pieces[::2]]
        whole = plain("".join(texts))
        pieces[::2] = map(plain, texts)
    return whole.strip(), pieces if len(pieces) > 1 else None


def _without_tags(text: str) -> str:
    if "<" in text or "{" in text or "\\" in text:
        return _OVERRIDE.sub("", _TAG.sub("", _BREAK.sub(" ", text)))
    return text


class _MillisOfMinutes(dict[str, Millis]):
    """`HH:MM` to milliseconds, each worked out once."""

    def __missing__(self, clock: str) -> Millis:
        millis = self[clock] = (int(clock[:2]) * 60 + int(clock[3:])) * 60_000
        return millis


_MINUTES = _MillisOfMinutes()


def time_at(clock: str) -> Millis:
    """The time that `[H:]MM:SS.mmm` names, with a comma as well; the caller has checked its form."""
    if len(clock) == 12 and clock[2] == clock[5] == ":" and clock[8] in ".,":
        return _MINUTES[clock[:5]] + int(clock[6:8] + clock[9:])
    minutes, _, rest = clock.rpartition(":")
    hours, _, minutes = minutes.rpartition(":")
    whole, _, fraction = rest.replace(",", ".").partition(".")
    seconds = (int(hours or 0) * 60 + int(minutes)) * 60 + int(whole)
    return seconds * 1000 + int(fraction[:3].ljust(3, "0"))


def timed_words(lines: Sequence[str], cuts: Mapping[int, list[str]], first: int, start: Millis) -> TimedWords:
    """The words of a cue with the inline times they stand behind.

    `cuts` is what `timed_line` gave of the lines that have times, by their numbers in the cue, of which `first` is
    that of the first of `lines`. A word may be a syllable (live
    captions) or several words; a blank between two times is silence.
    """
    texts: list[str] = []
    times = [start]
    for number, line in enumerate(lines, first):
        cut = cuts.get(number)
        pieces = list(map(str.strip, cut[::2])) if cut else [line]
        if texts:
            pieces[0] = f"{texts.pop()} {pieces[0]}".strip()
        texts += pieces
        if cut:
            times += map(time_at, cut[1::2])
    ends: list[Millis | None] = [*times[1:], None]
    if "" in texts:
        spoken = [number for number, text in enumerate(texts) if text]
        texts, times, ends = (
            [texts[number] for number in spoken],
            [times[number] for number in spoken],
            [ends[number] for number in spoken],
        )
    return TimedWords(texts, times, ends)


def has_voices(text: str) -> bool:
    """Whether a tag in `text` may name who speaks."""
    return "<v" in text or "<V" in text


def split_voices(cue: Cue) -> list[Cue]:
    """A cue for each voice that speaks in `cue`; one that holds several is divided in time by its letters."""
    parts: list[tuple[str | None, list[str]]] = [(cue.speaker, [])]
    for line in cue.lines:
        before, *voiced = _VOICE.split(line)
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
