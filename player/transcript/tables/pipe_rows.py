"""Rows of a dataset viewer's page as text: fields between pipes, a row a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from player.transcript.characters import excerpt
from player.transcript.tables.columns import Cells, Columns, Role, find_columns
from player.transcript.tables.moments import is_time
from player.transcript.tables.rows import Rows, Table, Wanted, fitted, has_times, picker
from player.transcript.tables.source import TextLines

_PIPE = re.compile(r"(?<!\\)\|")
_MOST_LINES_OF_A_ROW = 50
_MOST_SPARE_PIPES = 100


def open_rows(table: Table, wanted: Wanted | None) -> Rows:  # noqa: ARG001 (pages are short)
    """The rows of `table`; raises OSError as files do."""
    columns = find_columns(table.shape.names)
    return Rows(columns, _Scan(table, columns).rows())


class _Scan:
    def __init__(self, table: Table, columns: Columns) -> None:
        self._table = table
        self._strays = table.strays
        self._columns = columns
        self._needed = max(columns.places[role] for role in (Role.ID, Role.TEXT, Role.START, Role.END)) + 1
        self._pending: list[tuple[int, str]] = []
        """Lines of a row whose times have not come yet."""
        self._has_times = False

    def rows(self) -> Iterator[tuple[int, Cells]]:
        lines = TextLines(self._table.path, self._table.meter)
        pick = picker(self._columns)
        try:
            name_head(lines, self._table)
            while line := lines.line():
                if (found := self._row_at(lines.number, line.strip())) is not None:
                    yield found[0], pick(found[1])
            self._give_up()
        finally:
            lines.close()

    def _row_at(self, number: int, line: str) -> tuple[int, list[str | None]] | None:
        if not line:
            return None
        fields = self._fields(line)
        if self._is_whole(fields):
            self._give_up()
            return self._finished(number, fields)
        has_time = any(map(is_time, fields))
        self._has_times = self._has_times or has_time
        # What brings neither a field nor a time makes no row whole, and joining the lines takes long.
        is_more = self._has_times and (has_time or "|" in line)
        if self._pending and not is_more and len(self._pending) < _MOST_LINES_OF_A_ROW:
            self._pending.append((number, line))
        elif self._pending:
            self._pending.append((number, line))
            fields = self._fields(" ".join(text for _, text in self._pending))
            if self._is_whole(fields):
                first = self._pending[0][0]
                self._forget()
                return self._finished(first, fields)
            too_many = len(fields) > 2 * self._columns.width
            if too_many or len(self._pending) > _MOST_LINES_OF_A_ROW:
                self._give_up()
        elif len(fields) > 1:
            self._pending.append((number, line))
        else:
            self._strays.add(number, f"outside the table: “{excerpt(line)}”")
        return None

    def _is_whole(self, fields: list[str]) -> bool:
        if len(fields) > self._columns.width:
            return fitted(list(fields), self._columns, " | ") is not None
        return len(fields) >= self._needed and has_times(fields, self._columns)

    def _finished(self, number: int, fields: list[str]) -> tuple[int, list[str | None]] | None:
        mended = fitted(fields, self._columns, " | ")
        return (number, mended) if mended is not None else None

    def _give_up(self) -> None:
        """Name the lines of a row that did not come to its times."""
        for place, (number, line) in enumerate(self._pending):
            why = "outside the table" if place else "a row without its times"
            self._strays.add(number, f"{why}: “{excerpt(line)}”")
        self._forget()

    def _forget(self) -> None:
        self._pending.clear()
        self._has_times = False

    def _fields(self, line: str) -> list[str]:
        parts = _PIPE.split(line, self._columns.width + _MOST_SPARE_PIPES)
        fields = [field.strip().replace("\\|", "|") for field in parts]
        if len(fields) > 1 and not fields[-1]:
            fields.pop()
        if not fields[0] and len(fields) > self._columns.width:
            del fields[0]
        return fields


def name_head(lines: TextLines, table: Table) -> None:
    """Pass over the head of `table`, which is named once, and name what stands before it."""
    known = frozenset(table.shape.names)
    first = 0
    for number in range(1, table.shape.header_line + 1):
        line = lines.line().strip()
        if not first and line.strip("| ").split("|")[0].strip() in known:
            first = number
        if line and not first:
            table.strays.add(number, f"before the table: “{excerpt(line)}”")
    if first:
        names = excerpt(", ".join(table.shape.names), 200)
        reason = f"the table's head, to line {table.shape.header_line}: {names}"
        table.strays.add(first, reason, is_lost=False)
