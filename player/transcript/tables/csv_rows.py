"""Rows of CSV, with any separator, in bounded memory and past damaged quotes."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from player.transcript.characters import excerpt
from player.transcript.tables.columns import Cells, Columns, find_columns
from player.transcript.tables.rows import Rows, Table, Wanted, fitted, picker
from player.transcript.tables.shapes import header_names
from player.transcript.tables.source import TextLines

_LONGEST_FIELD = 4 * 1024 * 1024
"""Characters. So far the partner of a quotation mark is looked for."""

_MOST_LINES = 10_000
"""The same in lines, and far more than a field has."""

_MOST_SPARE_FIELDS = 10_000


def open_rows(table: Table, wanted: Wanted | None) -> Rows:
    """The rows of `table`; raises OSError as files do."""
    lines = TextLines(table.path, table.meter)
    header = ""
    for number in range(1, table.shape.header_line + 1):
        header = lines.line()
        if number < table.shape.header_line and header.strip() and not header.startswith("sep="):
            table.strays.add(number, f"before the table: “{excerpt(header)}”")
    columns = find_columns(header_names(header, table.shape.separator))
    # The limit belongs to the process: it is only ever raised, as any program's tables may need it.
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    return Rows(columns, _Scan(table, lines, columns, header, wanted).rows())


class _Feed:
    """Gives csv.reader its lines, and remembers those of the record it is reading."""

    def __init__(self, lines: TextLines, table: Table, columns: Columns, wanted: Wanted | None) -> None:
        self._next_line = lines.line
        self._most_fields = columns.width + _MOST_SPARE_FIELDS
        self._strays = table.strays
        self._separator = table.shape.separator
        self._blanks = f"{table.shape.separator} \t\n"
        self._needle = wanted.key if wanted is not None and wanted.is_plain else ""
        self._again: list[str] = []
        self.record: list[str] = []
        self.number = lines.number

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self.record) >= _MOST_LINES:
            raise csv.Error("a field of too many lines")
        self.number += 1
        line = self._again.pop() if self._again else self._next_line()
        if not self.record:
            line = self._past_strays(line)
        if self._needle and not self.record:
            # A line that has both marks of each pair is a record of its own, and may be judged alone.
            while line and self._needle not in line and not line.count('"') & 1:
                self.number += 1
                line = self._again.pop() if self._again else self._next_line()
        if not line:
            raise StopIteration
        self.record.append(line)
        return line

    def _past_strays(self, line: str) -> str:
        """The next line from `line` on that may begin a row: one without two fields and quotes is none.

        Nor is one of thousands of fields more than there are columns. Of such lines a megabyte may hold half a million,
        and a row takes its time.
        """
        while line:
            is_blank = not line.strip(self._blanks)
            many = len(line) > self._most_fields and line.count(self._separator) > self._most_fields
            if not is_blank and not many and (self._separator in line or '"' in line):
                break
            if not is_blank:
                self._strays.quote(self.number, "a line that is no row", line)
            self.number += 1
            line = self._again.pop() if self._again else self._next_line()
        return line

    def give_back(self, lines: list[str]) -> None:
        """Have `lines`, the latest read, read again."""
        self._again.extend(reversed(lines))
        self.number -= len(lines)


class _Scan:
    def __init__(
        self, table: Table, lines: TextLines, columns: Columns, header: str, wanted: Wanted | None
    ) -> None:
        self._strays = table.strays
        self._separator = table.shape.separator
        self._lines = lines
        self._columns = columns
        self._header = header
        self._feed = _Feed(lines, table, columns, wanted)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        feed, width, pick = self._feed, self._columns.width, picker(self._columns)
        reader = csv.reader(feed, delimiter=self._separator, strict=True)
        record = feed.record
        try:
            while True:
                record.clear()
                try:
                    fields: list[str] | None = next(reader, None)
                except csv.Error:
                    fields = self._salvaged()
                if fields is None:
                    return
                line = feed.number - len(record) + 1
                if len(fields) != width or len(record) > 1 or record[0] == self._header:
                    mended = self._mended(fields, line)
                    if mended is None:
                        continue
                    yield line, pick(mended)
                else:
                    yield line, pick(fields)  # type: ignore[arg-type]
        finally:
            self._lines.close()

    def _salvaged(self) -> list[str]:
        """The first line of a record whose quotation marks do not pair, read alone; its other lines come again."""
        record = self._feed.record
        if not record:
            return []
        self._feed.give_back(record[1:])
        del record[1:]
        line = record[0]
        self._strays.add(
            self._feed.number, "read leniently: a quotation mark without its partner", is_lost=False
        )
        try:
            fields = next(csv.reader([line], delimiter=self._separator), [])
            if len(fields) == self._columns.width:
                return fields
        except csv.Error:
            pass
        return [field.strip().strip('"') for field in line.split(self._separator, self._columns.width + 100)]

    def _mended(self, fields: list[str], line: int) -> list[str | None] | None:
        """`fields` of a record that is not as the header has it; None when it is no row."""
        record = self._feed.record
        if not any(field.strip() for field in fields):
            return None
        if record[0].strip() == self._header.strip():
            self._strays.add(line, "the names of the columns once more", is_lost=False)
            return None
        if len(record) > 1 and len(fields) != self._columns.width and self._rows_within(record):
            fields = self._salvaged()
        mended = fitted(fields, self._columns, self._separator)
        if mended is None:
            self._strays.add(line, f"a row with too many fields: “{excerpt(record[0])}”")
        elif len(fields) > self._columns.width:
            self._strays.add(line, "read leniently: a separator inside a field", is_lost=False)
        return mended

    def _rows_within(self, record: list[str]) -> bool:
        """Whether lines after the first are whole rows: then an open quotation mark has swallowed them."""
        rows = csv.reader(record[1:], delimiter=self._separator)
        try:
            return any(len(fields) == self._columns.width for fields in rows)
        except csv.Error:
            return False
