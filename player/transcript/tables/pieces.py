"""What the rows of a table mean: whose they are, when they are said, in which unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeAlias

from player.model import Millis
from player.transcript.characters import excerpt
from player.transcript.cues import TimedWords
from player.transcript.readers.json_values import member, share_of
from player.transcript.tables.columns import Cells, Columns, Role, written
from player.transcript.tables.moments import has_fraction, is_decimal_comma, millis_in
from player.transcript.tables.rows import Wanted

SAMPLE_ROWS = 256
"""The first rows, by which the unit of the times and the use of a column of ids are told."""

_SLOWEST_LETTERS_A_SECOND = 0.2
"""Speech is 5 to 30 letters a second: where most rows are below this, what seemed to be seconds is milliseconds."""

_OWN_NAMES = ("start", "end", "speaker", "text")

Piece: TypeAlias = tuple[Millis, Millis | None, str, str | None]
"""A segment as its row has it: start, end, text, speaker."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How the cells of a table are understood.

    `grouped_by` is the column that names the lecture, None where the whole table is one; `scales` are the
    milliseconds in a unit of START, END, DURATION; `is_own` marks what this project has written itself.
    """

    grouped_by: Role | None
    scales: tuple[int, int, int]
    decimal_comma: bool
    is_own: bool

    def key_of(self, cells: Cells) -> str:
        """What tells the lecture of a row from others; empty where the row does not say."""
        if self.grouped_by is None:
            return ""
        return written(cells[self.grouped_by])

    def piece_of(self, cells: Cells) -> Piece | str:
        """The segment of a row, or why it gives none."""
        text, start_cell, end_cell = cells[2:5]
        if not isinstance(text, str) and not (text := written(text)):
            return "it has no text"
        start = millis_in(start_cell, self.scales[0], decimal_comma=self.decimal_comma)
        if start is None:
            why = (
                "it has no start time"
                if start_cell in (None, "")
                else f"its start is no time ({_shown(start_cell)})"
            )
            return f"{why}: “{excerpt(text)}”"
        end = millis_in(end_cell, self.scales[1], decimal_comma=self.decimal_comma)
        if end is None and cells[Role.DURATION] is not None:
            lasting = millis_in(cells[Role.DURATION], self.scales[2], decimal_comma=self.decimal_comma)
            end = None if lasting is None else start + lasting
        return start, end, text, written(cells[Role.SPEAKER]) or None

    def words_of(self, cells: Cells) -> TimedWords | None:
        """The words of a row that lists them with their times, as WhisperX does."""
        listed = cells[Role.WORDS]
        if not isinstance(listed, list):
            return None
        words = TimedWords()
        for entry in listed:
            text = member(entry, "word") or member(entry, "text")
            start = millis_in(member(entry, "start"), self.scales[0])
            if not isinstance(text, str) or start is None:
                continue
            sure = share_of(member(entry, "probability"))
            words.add(
                text,
                start,
                millis_in(member(entry, "end"), self.scales[0]),
                sure if sure is not None else share_of(member(entry, "score")),
            )
        return words if words.texts else None

    def wanted(self, key: str) -> Wanted | None:
        """What the rows of the lecture `key` can be told by."""
        return Wanted(self.grouped_by, key) if self.grouped_by is not None and key else None


def meaning_of(columns: Columns, sample: Sequence[Cells], *, semicolons: bool) -> Meaning:
    """How the rows below `columns` are to be understood, told by the first of them."""
    comma = any(is_decimal_comma(cells[role]) for cells in sample for role in (Role.START, Role.END))
    comma = comma or (semicolons and not any("." in written(cells[Role.START]) for cells in sample))
    start, end, lasting = columns.scales
    known = start or end
    if known is None:
        known = _scale(columns, sample, comma)
    is_own = columns.width == len(_OWN_NAMES) and [
        columns.names[role] for role in (Role.START, Role.END, Role.SPEAKER, Role.TEXT)
    ] == list(_OWN_NAMES)
    return Meaning(
        _grouping(columns, sample), (start or known, end or known, lasting or known), comma, is_own
    )


def _grouping(columns: Columns, sample: Sequence[Cells]) -> Role | None:
    if columns.has(Role.ID) and not (columns.counts_rows and _counts(sample)):
        return Role.ID
    return Role.TITLE if columns.has(Role.TITLE) else None


def _counts(sample: Sequence[Cells]) -> bool:
    """Whether the ids are the rows' own: numbers, none twice, or anything that never comes twice in many rows."""
    ids = [each for cells in sample if (each := written(cells[Role.ID]))]
    if not ids or len(set(ids)) < len(ids):
        return not ids
    return len(ids) >= 3 or all(each.isdecimal() and len(each) < 7 for each in ids)


def _scale(columns: Columns, sample: Sequence[Cells], comma: bool) -> int:
    """1000 for seconds, 1 for milliseconds: by how fast the speech would be."""
    times = (Role.START, Role.END, Role.DURATION)
    if any(has_fraction(cells[role]) for cells in sample for role in times):
        return 1000
    rows, slow = 0, 0
    for cells, following in zip_longest(sample, sample[1:]):
        span = _span(columns, cells, following, lambda cell: millis_in(cell, 1000, decimal_comma=comma))
        letters = len(written(cells[Role.TEXT]))
        if letters and span is not None and span > 0:
            rows += 1
            slow += letters * 1000 < span * _SLOWEST_LETTERS_A_SECOND
    return 1 if slow * 4 > rows * 3 else 1000


def _span(
    columns: Columns, cells: Cells, following: Cells | None, read: Callable[[Any], Millis | None]
) -> Millis | None:
    start = read(cells[Role.START])
    end = read(cells[Role.END])
    if end is None and columns.has(Role.DURATION):
        return read(cells[Role.DURATION])
    if end is None and following is not None and written(cells[Role.ID]) == written(following[Role.ID]):
        end = read(following[Role.START])
    return None if start is None or end is None else end - start


def _shown(cell: Any) -> str:
    return excerpt(str(cell)[:400], 30) if isinstance(cell, str | int | float) else "a value of another kind"
