"""What every form of table gives: rows of cells, and the mending of rows that do not fit the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from player.transcript.strays import Strays
from player.transcript.tables.columns import Cells, Columns, Role
from player.transcript.tables.moments import is_time
from player.transcript.tables.shapes import Form, Shape
from player.transcript.tables.source import Meter

_MOST_SURPLUS_FIELDS = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """Only rows whose cell for `role` is `key` are asked for; others may come or not."""

    role: Role
    key: str

    @property
    def is_plain(self) -> bool:
        """Whether the key stands as it is in any file that has it: no quotes, no escapes, no other letters."""
        return self.key.isascii() and self.key.isprintable() and not set(self.key) & set("\"'\\/<>&")


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is being read."""

    path: Path
    shape: Shape
    meter: Meter
    strays: Strays = field(default_factory=Strays)

    @property
    def counts_rows(self) -> bool:
        """Whether its rows have numbers and no lines of their own."""
        return self.shape.form in (Form.JSON, Form.JSON_COLUMNS, Form.PARQUET)

    def name_row(self, place: int, reason: str, *, is_lost: bool = True, among: Strays | None = None) -> None:
        """Name the row `place` among what was passed over: by its line, or by its number where it has none."""
        line, text = (1, f"row {place}: {reason}") if self.counts_rows else (place, reason)
        (self.strays if among is None else among).add(line, text, is_lost=is_lost)


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns of a table, and its rows with the line or the number of each."""

    columns: Columns
    cells: Iterator[tuple[int, Cells]]


def picker(columns: Columns) -> Callable[[list[str | None]], Cells]:
    """What picks the cells of a row that has all fields, and puts a None at its end for columns it has not."""
    pick = itemgetter(*columns.places)

    def picked(fields: list[str | None]) -> Cells:
        fields.append(None)
        cells: Cells = pick(fields)
        return cells

    return picked


def fitted(fields: list[str], columns: Columns, mark: str) -> list[str | None] | None:
    """`fields` made as many as there are columns; None when no way of doing it leaves times where they belong.

    A row cut short gets None for what is missing. One with too many fields has had `mark`, which parts them, in
    its text or its title.
    """
    width = columns.width
    if len(fields) <= width:
        return [*fields, *[None] * (width - len(fields))]
    if not any(field.strip() for field in fields[width:]) and has_times(fields, columns):
        return list(fields[:width])
    end = len(fields)
    while width < end <= width + _MOST_SURPLUS_FIELDS:
        if (joined := _joined(fields[:end], columns, mark, end - width)) is not None:
            return joined
        if fields[end - 1].strip():
            break
        end -= 1
    return None


def _joined(fields: list[str], columns: Columns, mark: str, surplus: int) -> list[str | None] | None:
    text, title = columns.places[Role.TEXT], columns.places[Role.TITLE]
    for in_text in range(surplus, -1, -1) if title >= 0 else (surplus,):
        tried = fields
        # From left to right: once the left one is whole, the right one stands where its column is.
        for place, more in sorted(((text, in_text), (title, surplus - in_text))):
            if more:
                tried = [
                    *tried[:place],
                    mark.join(tried[place : place + more + 1]),
                    *tried[place + more + 1 :],
                ]
        if has_times(tried, columns):
            return list(tried)
    return None


def has_times(fields: Sequence[str | None], columns: Columns) -> bool:
    """Whether the fields for start and end, as far as there are such columns, hold times."""
    return all(
        place < 0 or (place < len(fields) and is_time(fields[place]))
        for place in (columns.places[Role.START], columns.places[Role.END])
    )
