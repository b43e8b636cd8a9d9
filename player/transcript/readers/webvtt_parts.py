"""Several WebVTT files in one, as those leave them who save the segments of an HLS stream, or join lectures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from player.model import Millis, SkippedLine
from player.times import clock_text
from player.transcript.characters import excerpt
from player.transcript.cues import Cue, Leniencies
from player.transcript.markup import time_at
from player.transcript.readers.cue_blocks import CueBlocks

_HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t]*$|[ \t]+(?:[-–—]|[A-Za-z-]{1,30}[:=]))")
_METADATA = re.compile(r"[A-Za-z-]{1,30}[ \t]?[:=]")
_TICKS = re.compile(r"X-TIMESTAMP-MAP=.{0,99}?\bMPEGTS:([0-9]{1,19})")
_LOCAL = re.compile(r"X-TIMESTAMP-MAP=.{0,99}?\bLOCAL:((?:[0-9]{1,9}:)?[0-9]{1,3}:[0-9]{1,2}[.,][0-9]{1,3})")
_INLINE = re.compile(r"<((?:[0-9]{1,9}:)?[0-9]{1,3}:[0-9]{1,2}[.,][0-9]{1,3})>")
_TICKS_A_MILLI = 90
_TICKS_A_ROUND = 2**33


@dataclass(frozen=True, slots=True)
class Part:
    """A header's rows, counted from 0, `stop` not included, and the map of its times if it has one.

    The part's cues show at `ticks` of the stream's 90 kHz clock when their own clock shows `local` (RFC 8216,
    section 3.5).
    """

    first: int
    stop: int
    ticks: int | None
    local: Millis


def parts_of(lines: Sequence[str]) -> list[Part]:
    """Each place of `lines` where a file begins."""
    rows = [row for row, line in enumerate(lines) if "WEBVTT" in line and _is_header(lines, row)]
    return [_part(lines, row, border) for row, border in pairwise([*rows, len(lines)])]


def empty_headers(blocks: CueBlocks, parts: Sequence[Part]) -> None:
    """Empties the rows of every header but the file's own, and names what in them is no metadata."""
    lines = blocks.lines
    arrow = next((row for row, line in enumerate(lines) if "-->" in line), len(lines))
    for number, part in enumerate(parts):
        if number == 0 and part.first < arrow:
            continue
        blocks.lenient.add("another WEBVTT header in the middle", part.first + 1)
        strange = [row for row in range(part.first + 1, part.stop) if not _METADATA.match(lines[row])]
        if strange == [part.stop - 1] and part.stop < len(lines) and "-->" in lines[part.stop]:
            # A lone line on top of a line of times is the cue's name.
            strange = []
        for row in strange:
            reason = f"in a header in the middle: “{excerpt(lines[row])}”"
            blocks.skipped.append(SkippedLine(row + 1, reason))
        lines[part.first : part.stop] = [""] * (part.stop - part.first)


def _is_header(lines: Sequence[str], row: int) -> bool:
    """Whether a file begins there; behind a line of text only where the line below leaves no doubt."""
    if not _HEADER.match(lines[row]):
        return False
    above = lines[row - 1] if row else ""
    below = lines[row + 1] if row + 1 < len(lines) else ""
    if not above or lines[row].startswith("\ufeff"):
        return True
    return "-->" not in above and (not below or _METADATA.match(below) is not None)


def _part(lines: Sequence[str], first: int, border: int) -> Part:
    stop = first + 1
    while stop < border and lines[stop] and "-->" not in lines[stop]:
        stop += 1
    header = "\n".join(lines[first:stop])
    ticks, local = _TICKS.search(header), _LOCAL.search(header)
    return Part(first, stop, int(ticks[1]) if ticks else None, time_at(local[1]) if local else 0)


def put_together(cues: Sequence[Cue], parts: Sequence[Part], lenient: Leniencies) -> list[Cue]:
    """`cues` on one clock, and once those that stand on both sides of a border between `parts`.

    What the first map says of the stream's beginning is unknown, so only the differences between maps count.
    """
    shifts = _shifts(parts)
    together: list[Cue] = []
    shown: dict[tuple[str, ...], tuple[int, Cue]] = {}
    number = -1
    for cue in cues:
        while number + 1 < len(parts) and parts[number + 1].first < cue.line:
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
