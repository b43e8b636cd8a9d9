"""Several WebVTT files in one, as those leave them who save the segments of an HLS stream, or join lectures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from player.model import Millis
from player.times import clock_text
from player.transcript.characters import excerpt
from player.transcript.cues import Cue, Leniencies
from player.transcript.lines import lines_of
from player.transcript.markup import time_at
from player.transcript.readers.cue_blocks import CueBlocks

_HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t]*$|[ \t]+(?:[-–—]|[A-Za-z-]{1,30}[:=]))", re.MULTILINE)
_METADATA = re.compile(r"[A-Za-z-]{1,30}[ \t]?[:=]")
_TICKS = re.compile(r"X-TIMESTAMP-MAP=.{0,99}?\bMPEGTS:([0-9]{1,19})")
_LOCAL = re.compile(r"X-TIMESTAMP-MAP=.{0,99}?\bLOCAL:((?:[0-9]{1,9}:)?[0-9]{1,3}:[0-9]{1,2}[.,][0-9]{1,3})")
_INLINE = re.compile(r"<((?:[0-9]{1,9}:)?[0-9]{1,3}:[0-9]{1,2}[.,][0-9]{1,3})>")
_LONGEST_NAME = 40
_TICKS_A_MILLI = 90
_TICKS_A_ROUND = 2**33


@dataclass(frozen=True, slots=True)
class Part:
    """Where a header stands in the text, its first line's number from 1, and the map of its times if it has one.

    The part's cues show at `ticks` of the stream's 90 kHz clock when their own clock shows `local` (RFC 8216,
    section 3.5).
    """

    line: int
    begin: int
    stop: int
    ticks: int | None
    local: Millis


def _parts(text: str) -> Iterator[tuple[Part, bool]]:
    """Each place of `text` where a file begins, and whether cues may stand there."""
    line, counted = 1, 0
    for begin, border in pairwise(chain(_headers(text), [len(text)])):
        line += text.count("\n", counted, begin)
        counted = begin
        part = _part(text, line, begin, border)
        yield part, text.find("-->", part.stop, border) >= 0


def _headers(text: str) -> Iterator[int]:
    stop = 0
    while (at := text.find("WEBVTT", stop)) >= 0:
        begin = text.rfind("\n", stop, at) + 1 or stop
        stop = text.find("\n", at) + 1 or len(text)
        if _is_header(text, begin, stop):
            yield begin


def _is_header(text: str, begin: int, stop: int) -> bool:
    """Whether a file begins there; behind a line of text only where the line below leaves no doubt."""
    if not _HEADER.match(text, begin):
        return False
    above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    if above >= begin - 1 or text.startswith("\ufeff", begin):
        return True
    below = text[stop : stop + _LONGEST_NAME].partition("\n")[0]
    return text.find("-->", above, begin) < 0 and (not below or _METADATA.match(below) is not None)


def _part(text: str, line: int, begin: int, border: int) -> Part:
    stop = text.find("\n\n", begin, border) + 1 or border
    arrow = text.find("-->", begin, stop)
    if arrow >= 0:
        stop = max(text.rfind("\n", begin, arrow) + 1, text.find("\n", begin) + 1)
    header = text[begin:stop]
    ticks, local = _TICKS.search(header), _LOCAL.search(header)
    return Part(line, begin, stop, int(ticks[1]) if ticks else None, time_at(local[1]) if local else 0)


def empty_headers(blocks: CueBlocks) -> list[Part]:
    """Empties the lines of every header but the file's own, names what in them is no metadata; returns the parts.

    Those without cues and without a map of their times are left out.
    """
    text = blocks.text
    arrow = text.find("-->")
    arrow = len(text) if arrow < 0 else text.rfind("\n", 0, arrow) + 1
    parts: list[Part] = []
    pieces: list[str] = []
    done = 0
    is_first = True
    for part, has_cues in _parts(text):
        if has_cues or part.ticks is not None:
            parts.append(part)
        if not is_first or part.begin >= arrow:
            blocks.lenient.add("another WEBVTT header in the middle", part.line)
            _name_strangers(blocks, part)
            pieces += (text[done : part.begin], "\n" * text.count("\n", part.begin, part.stop))
            done = part.stop
        is_first = False
    if pieces:
        pieces.append(text[done:])
        blocks.text = "".join(pieces)
    return parts


def _name_strangers(blocks: CueBlocks, part: Part) -> None:
    """Names the lines of a header that are no metadata; a lone one on top of a line of times is the cue's name."""
    text = blocks.text
    head = text[part.begin : part.stop].removesuffix("\n")
    last = head.count("\n")
    strange = ((row, line) for row, line in enumerate(lines_of(head)) if row and not _METADATA.match(line))
    first = list(islice(strange, 2))
    below = text[part.stop : text.find("\n", part.stop) + 1 or len(text)]
    if len(first) == 1 and first[0][0] == last and "-->" in below:
        return
    for row, line in chain(first, strange):
        blocks.strays.add(part.line + row, f"in a header in the middle: “{excerpt(line)}”")


def put_together(cues: Sequence[Cue], parts: Sequence[Part], lenient: Leniencies) -> list[Cue]:
    """`cues` on one clock, and once those that stand on both sides of a border between `parts`.

    What the first map says of the stream's beginning is unknown, so only the differences between maps count.
    """
    shifts = _shifts(parts)
    together: list[Cue] = []
    shown: dict[tuple[str, ...], tuple[int, Cue]] = {}
    number = -1
    for cue in cues:
        while number + 1 < len(parts) and parts[number + 1].line < cue.line:
            number += 1
        moved = cue
        if number >= 0 and shifts[number]:
            lenient.add("times set right by X-TIMESTAMP-MAP", cue.line)
            moved = _moved(cue, shifts[number])
        words = tuple(moved.lines)
        part_before, earlier = shown.get(words, (number, moved))
        if words and part_before != number and _goes_on(earlier, moved):
            lenient.add("a cue repeated where two parts meet", cue.line)
            shown[words] = number, earlier
        else:
            together.append(moved)
            shown[words] = number, moved
    return together


def _shifts(parts: Sequence[Part]) -> list[Millis]:
    """How far each part's times are moved to go on with the first's."""
    shifts: list[Millis] = []
    before: Part | None = None
    ticks = 0
    local: Millis = 0
    for part in parts:
        if part.ticks is None:
            shifts.append(0)
            continue
        if before is not None and before.ticks is not None:
            # The counter has 33 bits: the shorter way round is the one that was gone.
            half = _TICKS_A_ROUND // 2
            ticks += (part.ticks - before.ticks + half) % _TICKS_A_ROUND - half
            local += part.local - before.local
        before = part
        shifts.append(ticks // _TICKS_A_MILLI - local)
    return shifts


def _moved(cue: Cue, shift: Millis) -> Cue:
    lines = [_INLINE.sub(lambda match: f"<{_clock(time_at(match[1]) + shift)}>", line) for line in cue.lines]
    end = None if cue.end is None else max(0, cue.end + shift)
    return Cue(cue.line, max(0, cue.start + shift), end, lines, cue.speaker, cue.words)


def _clock(moment: Millis) -> str:
    return clock_text(max(0, moment), millis=True, hours=True)


def _goes_on(earlier: Cue, later: Cue) -> bool:
    """Whether `later` is `earlier` again, or the rest of it; then `earlier` lasts as long as both."""
    if earlier.end is None or later.end is None or not earlier.start <= later.start <= earlier.end:
        return False
    earlier.end = max(earlier.end, later.end)
    return True
