"""Which form of table a text is, told by its beginning and never by a file's name."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from player.transcript.tables.columns import Columns, Role, find_columns
from player.transcript.tables.moments import millis_in
from player.transcript.tables.source import head_text
from player.transcript.tables.viewer_heads import list_head, pipe_head

_HEAD_BYTES = 64 * 1024
_LONG_HEAD_BYTES = 2 * 1024 * 1024
_LINES_BEFORE_A_HEADER = 10
_SEPARATORS = ",;\t"
WRAPPED_ROWS = re.compile(r'"(rows|data)"\s*:\s*\[\s*(?=\{)')
_FIRST_COLUMN = re.compile(r'\{\s*"([^"\\]{1,60})"\s*:\s*\[')


class Form(StrEnum):
    """A form of table; the value is what Transcript.format calls it."""

    PIPES = "table (pipes)"
    LIST = "table (a field a line)"
    CSV = "csv"
    JSON = "json rows"
    JSON_COLUMNS = "json columns"
    JSONL = "jsonl"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is laid out; `names` are its columns where the head tells them.

    `header_line` is the last line of the head, from 1; `separator` parts the fields of CSV; `prefix` leads
    to the rows of a JSON document; `id_lengths` are the letters that an id has.
    """

    form: Form
    names: tuple[str, ...] = ()
    header_line: int = 0
    separator: str = ","
    prefix: str = "item"
    id_lengths: tuple[int, int] | None = None


def shape_of(path: Path) -> Shape | None:
    """How the table in `path` is laid out, None when it holds none; raises OSError as files do."""
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            return Shape(Form.PARQUET)
    text = head_text(path, _HEAD_BYTES)
    first = text.lstrip()[:1]
    if first in ("{", "["):
        return _json_shape(text) or (
            _json_shape(head_text(path, _LONG_HEAD_BYTES)) if len(text) > _HEAD_BYTES // 5 else None
        )
    return _viewer_shape(text) or _csv_shape(text)


def _viewer_shape(text: str) -> Shape | None:
    lines = text.split("\n")
    for form, head in ((Form.PIPES, pipe_head(lines)), (Form.LIST, list_head(lines))):
        if head is not None and find_columns(head.names).holds_segments:
            lengths = head.ranges.get(find_columns(head.names).names[Role.ID] or "")
            return Shape(form, head.names, head.last_line, id_lengths=lengths)
    return None


def _csv_shape(text: str) -> Shape | None:
    lines = text.split("\n", _LINES_BEFORE_A_HEADER + 1)
    is_first = True
    for number, line in enumerate(lines[:_LINES_BEFORE_A_HEADER], 1):
        for separator in _SEPARATORS if line.strip() else "":
            names = header_names(line, separator)
            columns = find_columns(names)
            if len(names) < 2 or not columns.holds_segments or not _all_names(names):
                continue
            if separator == "\t" and [name.strip().lower() for name in names] == ["start", "end", "text"]:
                return None  # Whisper's own table, which has a reader of its own.
            if is_first or _is_row_below(lines[number : number + 1], separator, columns):
                return Shape(Form.CSV, tuple(names), number, separator)
        is_first = is_first and (not line.strip() or line.startswith("sep="))
    return None


def _is_row_below(lines: Sequence[str], separator: str, columns: Columns) -> bool:
    """Whether the first of `lines` has a start where `columns` has it: not every line of names is a header."""
    fields = header_names(lines[0], separator) if lines else []
    place = columns.places[Role.START]
    return 0 <= place < len(fields) and millis_in(fields[place], 1000) is not None


def header_names(line: str, separator: str) -> list[str]:
    """The names in a header line, which is not taken for more than it is when it is damaged."""
    if separator not in line:
        return []
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _all_names(names: Sequence[str]) -> bool:
    """A sentence with commas has words that could be a column's name, but is none."""
    return all(len(name) <= 80 and name.count(" ") <= 4 for name in names)


def _json_shape(text: str) -> Shape | None:
    start = len(text) - len(text.lstrip())
    if text[start] == "[":
        row = _value_at(text, re.compile(r"\s*").match(text, start + 1).end())  # type: ignore[union-attr]
        return Shape(Form.JSON) if _is_row(row) and _names_lectures(row) else None
    value, end = _value_and_end(text, start)
    if value is None:
        return _long_json_shape(text, start)
    if _is_row(value):
        return Shape(Form.JSONL)
    if text[end:].lstrip()[:1] == "{":
        return Shape(Form.JSONL) if _is_row(_value_at(text, text.index("{", end))) else None
    for key in ("rows", "data"):
        if isinstance(listed := value.get(key), list) and listed and (prefix := _row_prefix(key, listed[0])):
            return Shape(Form.JSON, prefix=prefix)
    return Shape(Form.JSON_COLUMNS) if _is_columns(value) else None


def _long_json_shape(text: str, start: int) -> Shape | None:
    """The shape of a document whose end is not in `text`."""
    if wrapped := WRAPPED_ROWS.search(text):
        prefix = _row_prefix(wrapped[1], _value_at(text, wrapped.end()))
        return Shape(Form.JSON, prefix=prefix) if prefix else None
    first = _FIRST_COLUMN.match(text, start)
    return Shape(Form.JSON_COLUMNS) if first and any(_found(find_columns([first[1]]))) else None


def _row_prefix(key: str, first: Any) -> str | None:
    """The way to the rows below `key`, such as `rows.item.row`."""
    if isinstance(first, dict) and isinstance(inner := first.get("row"), dict):
        return f"{key}.item.row" if _is_row(inner) else None
    return f"{key}.item" if _is_row(first) and _names_lectures(first) else None


def _is_columns(value: dict[str, Any]) -> bool:
    columns = find_columns(list(value))
    if not columns.holds_segments or not columns.has(Role.START):
        return False
    return all(isinstance(value[columns.names[role] or ""], list | dict) for role in (Role.TEXT, Role.START))


def _is_row(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    columns = find_columns(list(value))
    text = value.get(columns.names[Role.TEXT] or "")
    start = value.get(columns.names[Role.START] or "")
    return columns.holds_segments and not isinstance(text, list | dict) and not isinstance(start, list | dict)


def _names_lectures(row: dict[str, Any]) -> bool:
    """Whether a row says whose it is; a list of segments that does not is some recogniser's own JSON."""
    columns = find_columns(list(row))
    return (
        (columns.has(Role.ID) and not columns.counts_rows)
        or columns.has(Role.TITLE)
        or (isinstance(row.get(columns.names[Role.ID] or ""), str))
    )


def _found(columns: Columns) -> Iterable[bool]:
    return (place >= 0 for place in columns.places)


def _value_at(text: str, start: int) -> Any:
    return _value_and_end(text, start)[0]


_EMPTY: dict[str, Any] = {}
_DECODER = json.JSONDecoder(object_hook=lambda value: value or _EMPTY)
"""For which a million empty objects are one."""


def _value_and_end(text: str, start: int) -> tuple[Any, int]:
    try:
        value: tuple[Any, int] = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start
    return value
