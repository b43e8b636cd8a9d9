"""One passage over a table: which lectures its rows belong to, and what belongs to none."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from player.errors import TranscriptError
from player.model import Millis, SkippedLine
from player.transcript.characters import excerpt, unescaped
from player.transcript.raw_file import regular_size, shown_name
from player.transcript.tables import csv_rows, json_rows, list_rows, parquet_rows, pipe_rows
from player.transcript.tables.columns import Cells, Columns, Role, written
from player.transcript.tables.pieces import SAMPLE_ROWS, Meaning, Piece, meaning_of
from player.transcript.tables.rows import Rows, Table, Wanted
from player.transcript.tables.shapes import Form, Shape, shape_of
from player.transcript.tables.source import Meter

_MOST_UNREAD = 100
"""More lectures without a row that can be read are not named one by one."""

_MOST_LECTURES = 200_000
_MARKS_COUNTED_AT_ONCE = 200_000

_READERS: dict[Form, Callable[[Table, Wanted | None], Rows]] = {
    Form.PIPES: pipe_rows.open_rows,
    Form.LIST: list_rows.open_rows,
    Form.CSV: csv_rows.open_rows,
    Form.JSON: json_rows.open_rows,
    Form.JSON_COLUMNS: json_rows.open_rows,
    Form.JSONL: json_rows.open_rows,
    Form.PARQUET: parquet_rows.open_rows,
}


class Listed:
    """One lecture while the rows go by."""

    __slots__ = ("_last", "_marks", "_rises", "end", "start", "title")

    def __init__(self) -> None:
        self.title = ""
        self.start: Millis = 0
        self.end: Millis = 0
        self._marks = array("q")
        self._last = -1
        self._rises = True

    @property
    def is_there(self) -> bool:
        """Whether any row of it could be read."""
        return bool(self._marks)

    def add(self, piece: Piece, title: object) -> None:
        """Count one row."""
        start, end = piece[:2]
        if not self.title and title:
            self.title = excerpt(unescaped(written(title)[:2_000]), 300)
        if not self._marks or start < self.start:
            self.start = start
        # Starts that only rise cannot come twice, and no mark needs to be compared.
        self._rises = self._rises and start > self._last
        self._last = start
        self.end = max(self.end, start if end is None else end)
        self._marks.append(hash(piece))

    def different_rows(self) -> int:
        """How many rows there are, those that came twice counted once."""
        if self._rises:
            return len(self._marks)
        # In parts, to keep the sets small.
        parts = 1 + len(self._marks) // _MARKS_COUNTED_AT_ONCE
        return sum(len({mark for mark in self._marks if mark % parts == part}) for part in range(parts))

    def rows(self) -> int:
        """How many rows there are."""
        return len(self._marks)


@dataclass(frozen=True, slots=True)
class Listing:
    """The lectures of a table by what tells them apart, in the order in which they first come."""

    table: Table
    meaning: Meaning
    lectures: dict[str, Listed]
    strays: list[SkippedLine]


def rows_of(table: Table, wanted: Wanted | None) -> Rows:
    """The rows of `table`; raises OSError as files do, TranscriptError when it cannot be read."""
    return _READERS[table.shape.form](table, wanted)


def shape_or_error(path: Path) -> Shape:
    """How the table `path` is laid out; raises TranscriptError when it is none, OSError as files do."""
    size = regular_size(path)
    shape = shape_of(path)
    if shape is None:
        raise TranscriptError(f"{shown_name(path)} is {'no table of segments' if size else 'empty'}.")
    return shape


def beginning_of(table: Table) -> tuple[Meaning, list[tuple[int, Cells]], Rows]:
    """What the rows of `table` mean, the first of them, and all that come after those."""
    rows = rows_of(table, None)
    _require_segments(rows.columns, table.path)
    sample = list(islice(rows.cells, SAMPLE_ROWS))
    semicolons = table.shape.form is Form.CSV and table.shape.separator == ";"
    return meaning_of(rows.columns, [cells for _, cells in sample], semicolons=semicolons), sample, rows


def listing_of(path: Path, meter: Meter) -> Listing:
    """The lectures of the table `path`; raises TranscriptError, with one sentence, when there are none."""
    table = Table(path, shape_or_error(path), meter)
    meaning, sample, rows = beginning_of(table)
    lectures: dict[str, Listed] = {}
    unread: dict[str, tuple[int, str]] = {}
    for place, cells in chain(sample, rows.cells):
        key = meaning.key_of(cells)
        listed = lectures.get(key)
        if listed is None:
            if meaning.grouped_by is Role.ID and not key:
                table.name_row(place, f"it names no lecture: “{excerpt(written(cells[Role.TEXT])[:400])}”")
                continue
            listed = lectures[key] = Listed()
            if len(lectures) > _MOST_LECTURES:
                raise TranscriptError(
                    f"{shown_name(path)} holds more than {_MOST_LECTURES} lectures: split it."
                )
        piece = meaning.piece_of(cells)
        if isinstance(piece, tuple):
            listed.add(piece, cells[Role.TITLE])
            unread.pop(key, None)
        elif not listed.is_there and len(unread) < _MOST_UNREAD:
            unread.setdefault(key, (place, piece))
    if not any(listed.is_there for listed in lectures.values()):
        raise TranscriptError(_without_rows(table, meaning, sample))
    for key, (place, why) in unread.items():
        table.name_row(place, f"{why}, and no other row of the lecture “{excerpt(key, 60)}” can be read")
    return Listing(table, meaning, lectures, table.strays.lines())


def _require_segments(columns: Columns, path: Path) -> None:
    name = shown_name(path)
    if columns.width and not columns.has(Role.TEXT):
        raise TranscriptError(f"{name} is a table of something else: it has no column of texts.")
    if columns.width and not columns.has(Role.START):
        raise TranscriptError(
            f"{name} is a table without times: each row is a whole text; one row a segment is needed, "
            f"with a column “start”."
        )


def _without_rows(table: Table, meaning: Meaning, sample: Sequence[tuple[int, Cells]]) -> str:
    for place, cells in sample[:1]:
        table.name_row(place, str(meaning.piece_of(cells)))
    lost = next((entry for entry in table.strays.lines() if entry.is_lost), None)
    why = f": line {lost.line}: {lost.reason}" if lost else ""
    return f"{shown_name(table.path)} is a table without a row that could be read{why}."
