"""Rows of JSON: an array of objects, an object a line, or an array a column."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain, zip_longest
from operator import itemgetter
from typing import Any

from player.errors import TranscriptError
from player.transcript.characters import excerpt
from player.transcript.raw_file import shown_name
from player.transcript.tables.columns import Cells, find_columns
from player.transcript.tables.rows import Rows, Table, Wanted
from player.transcript.tables.shapes import WRAPPED_ROWS, Form
from player.transcript.tables.source import LONGEST_LINE, TextLines

_WINDOW = 1 << 20
_FIRST_WINDOW = 2 << 20
"""Characters; what leads to the rows of a document must be within the first."""

_LONGEST_ROW = 16 << 20
_LARGEST_OF_COLUMNS = 256 * 1024 * 1024
_MOST_KINDS_OF_ROWS = 1_000
_GAP = re.compile(r"[\s,]*")


def open_rows(table: Table, wanted: Wanted | None) -> Rows:
    """The rows of `table`; raises OSError as files do, TranscriptError when it is too large to be read."""
    form = table.shape.form
    if form is Form.JSONL:
        found = _line_objects(table, wanted)
    elif form is Form.JSON_COLUMNS:
        found = _column_objects(table)
    else:
        found = _array_rows(table)
    picker = _ObjectPicker()
    first = next(found, None)
    if first is None:
        return Rows(find_columns(()), iter(()))
    columns = find_columns(list(first[1]))
    return Rows(columns, ((number, picker.cells(row)) for number, row in chain((first,), found)))


class _ObjectPicker:
    """Finds the cells of objects, which need not all have the same members."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], itemgetter[Any]] = {}

    def cells(self, row: dict[Any, Any]) -> Cells:
        """The cells of `row`, which gets None for a name that it has not."""
        names = tuple(row)
        pick = self._known.get(names)
        if pick is None:
            if len(self._known) > _MOST_KINDS_OF_ROWS:
                self._known.clear()
            pick = self._known[names] = itemgetter(*find_columns(names).names)
        row[None] = None
        cells: Cells = pick(row)
        return cells


def _line_objects(table: Table, wanted: Wanted | None) -> Iterator[tuple[int, dict[Any, Any]]]:
    lines = TextLines(table.path, table.meter)
    needle = wanted.key if wanted is not None and wanted.is_plain else ""
    load = json.JSONDecoder().decode
    try:
        while line := lines.line():
            # A letter of a plain key may only hide behind an escape of its number.
            if needle and needle not in line and "\\u00" not in line:
                continue
            if line.isspace():
                continue
            try:
                row = load(line)
            except (ValueError, RecursionError):
                what = "a line too long to be a row" if len(line) >= LONGEST_LINE else "JSON that breaks"
                table.strays.add(lines.number, f"{what}: “{excerpt(line)}”")
                continue
            if isinstance(row, dict):
                yield lines.number, row
            else:
                table.strays.add(lines.number, f"no row but a value of another kind: “{excerpt(line)}”")
    finally:
        lines.close()


def _array_rows(table: Table) -> Iterator[tuple[int, dict[Any, Any]]]:
    return _rows_only(table, _unwrapped(table, _elements(table)))


def _unwrapped(table: Table, elements: Iterator[Any]) -> Iterator[Any]:
    if not table.shape.prefix.endswith(".row"):
        return elements
    return (element.get("row") if isinstance(element, dict) else element for element in elements)


def _elements(table: Table) -> Iterator[Any]:
    """The elements of the array, one after the other, in bounded memory; what breaks it is named.

    The standard library's scanner on a window of the text: an element that it cannot read may go on behind the
    window, which then grows. (ijson takes time by the square of the depth of hostile nesting.)
    """
    lines = TextLines(table.path, table.meter)
    scan = json.JSONDecoder().raw_decode
    window, at = _beginning(lines, table.shape.prefix)
    number, is_all = 0, False
    try:
        while True:
            at = _GAP.match(window, at).end()  # type: ignore[union-attr]
            if window[at : at + 1] == "]":
                return
            try:
                element, at = scan(window, at)
            except (ValueError, RecursionError) as error:
                rest = len(window) - at
                if is_all or rest > _LONGEST_ROW or isinstance(error, RecursionError):
                    _name_break(table, number, window[at : at + 400])
                    return
                more = lines.text(max(_WINDOW, rest))
                window, at, is_all = window[at:] + more, 0, not more
                continue
            number += 1
            yield element
    finally:
        lines.close()


def _name_break(table: Table, rows: int, rest: str) -> None:
    what = f"JSON that breaks: “{excerpt(rest)}”" if rest else "the end of the array is missing"
    table.name_row(rows + 1, f"it and all after it are lost: {what}" if rest else what, is_lost=bool(rest))


def _beginning(lines: TextLines, prefix: str) -> tuple[str, int]:
    """The first window, and where in it the array's first element is."""
    window = lines.text(_FIRST_WINDOW)
    wrapped = WRAPPED_ROWS.search(window) if prefix != "item" else None
    return window, wrapped.end() if wrapped else window.index("[") + 1


def _column_objects(table: Table) -> Iterator[tuple[int, dict[Any, Any]]]:
    if table.path.stat().st_size > _LARGEST_OF_COLUMNS:
        raise TranscriptError(
            f"{shown_name(table.path)} is too large for JSON with an array a column: write it as JSON Lines or CSV."
        )
    try:
        found = json.loads(_whole_text(table))
    except (ValueError, RecursionError) as error:
        why = excerpt(getattr(error, "msg", "it is too deep or too wild"), 100)
        raise TranscriptError(f"{shown_name(table.path)} is JSON that breaks: {why}.") from error
    named = {
        name: list(values.values()) if isinstance(values, dict) else values
        for name, values in found.items()
        if isinstance(values, list | dict)
    }
    for number, cells in enumerate(zip_longest(*named.values()), 1):
        yield number, dict(zip(named, cells, strict=True))


def _rows_only(table: Table, elements: Iterator[Any]) -> Iterator[tuple[int, dict[Any, Any]]]:
    for number, row in enumerate(elements, 1):
        if isinstance(row, dict):
            yield number, row
        else:
            table.name_row(number, "it is no object")


def _whole_text(table: Table) -> str:
    lines = TextLines(table.path, table.meter)
    try:
        return lines.text(-1)
    finally:
        lines.close()
