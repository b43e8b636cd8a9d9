"""The table that Whisper writes: start, end and text, with tabs between them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TypeAlias

from player.model import Millis
from player.transcript.characters import excerpt
from player.transcript.cues import Cue, Leniencies, Reading
from player.transcript.lines import add_line, lines_of
from player.transcript.repetition import WHISPER
from player.transcript.strays import Strays

NAME = "tsv"

_HEADER = re.compile(r"\s*start\tend\ttext\s*", re.IGNORECASE)
_NUMBER = r" *([0-9]{1,12}(?:\.[0-9]{1,18})?)"
_ROW = re.compile(rf"{_NUMBER} *\t(?:{_NUMBER})? *\t")
_LETTER = re.compile(r"[^\W\d_]")
_FILLED = re.compile(r"^.*\S.*$", re.MULTILINE)
_SHORTEST_CUE = 100
"""Where no row lasts as long as this, its numbers cannot be milliseconds."""

_Row: TypeAlias = tuple[int, str, str | None, list[str]]
"""A row's line in the file, its start and end as written, and its text."""


def recognises(text: str) -> bool:
    """Whether `text` begins with Whisper's names of columns, or with rows of its form."""
    first = [match[0] for match in islice(_FILLED.finditer(text), 2)]
    if first and _HEADER.fullmatch(first[0]):
        return True
    rows = [_ROW.match(line) for line in first]
    return any(row and _LETTER.search(row.string, row.end()) for row in rows) and all(rows)


def read(text: str) -> Reading:
    """The rows of `text`; its numbers are milliseconds, or seconds where they cannot be."""
    reading = Reading(NAME, [], markup=False, patience=WHISPER)
    lenient, strays = Leniencies(), Strays()
    rows = _rows(text, strays, lenient)
    unit = 1000 if _in_seconds(rows) else 1
    if unit != 1:
        lenient.add("times in seconds", rows[0][0])
    rows.reverse()
    while rows:
        line, start, end, words = rows.pop()
        reading.cues.append(Cue(line, _millis(start, unit), _millis(end, unit) if end else None, words))
        if not words[0].strip():
            strays.add(line, "a cue without words", is_lost=False)
    reading.skipped += strays.lines() + lenient.lines()
    return reading


def _rows(text: str, strays: Strays, lenient: Leniencies) -> list[_Row]:
    rows: list[_Row] = []
    for number, line in enumerate(lines_of(text), 1):
        if match := _ROW.match(line):
            rows.append((number, match[1], match[2], [line[match.end() :]]))
        elif not line.strip() or (not rows and _HEADER.fullmatch(line)):
            continue
        elif rows and "\t" not in line:
            add_line(rows[-1][3], line)
            lenient.add("a line without times", number)
        else:
            strays.add(number, f"its times cannot be read: “{excerpt(line)}”")
    return rows


def _in_seconds(rows: list[_Row]) -> bool:
    if any("." in start or "." in (end or "") for _, start, end, _ in rows):
        return True
    lasting = [int(end) - int(start) for _, start, end, _ in rows if end]
    return bool(lasting) and 0 < max(lasting) < _SHORTEST_CUE


def _millis(written: str, unit: int) -> Millis:
    whole, _, fraction = written.partition(".")
    if unit == 1:
        return int(whole)
    return int(whole) * unit + int(fraction[:3].ljust(3, "0"))
