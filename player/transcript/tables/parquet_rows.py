"""Rows of a Parquet file, read by pyarrow piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from player.errors import TranscriptError
from player.transcript.characters import excerpt
from player.transcript.raw_file import shown_name
from player.transcript.tables.columns import Cells, Columns, find_columns, written
from player.transcript.tables.extras import imported
from player.transcript.tables.rows import Rows, Table, Wanted

_ROWS_AT_ONCE = 4_096
_BUFFER_BYTES = 1 << 20


def open_rows(table: Table, wanted: Wanted | None) -> Rows:
    """The rows of `table`; raises TranscriptError when pyarrow is missing or the file is damaged."""
    name = shown_name(table.path)
    parquet = imported("pyarrow.parquet", name, "a Parquet table")
    arrow = imported("pyarrow", name, "a Parquet table")
    failures = (arrow.ArrowException, OSError, ValueError)
    try:
        # Without these two, pyarrow holds a whole row group in memory.
        file = parquet.ParquetFile(str(table.path), pre_buffer=False, buffer_size=_BUFFER_BYTES)
        columns = find_columns(file.schema_arrow.names)
    except failures as error:
        raise TranscriptError(
            f"{name} is a damaged Parquet table: {_first_line(error)}; fetch it again."
        ) from error
    return Rows(columns, _Scan(table, file, columns, wanted, failures).rows())


class _Scan:
    def __init__(
        self,
        table: Table,
        file: Any,
        columns: Columns,
        wanted: Wanted | None,
        failures: tuple[type[Exception], ...],
    ) -> None:
        self._table = table
        self._file = file
        self._columns = columns
        self._wanted = wanted
        self._failures = failures

    def rows(self) -> Iterator[tuple[int, Cells]]:
        count = self._file.metadata.num_rows
        number = 0
        try:
            for group in range(self._file.num_row_groups):
                rows = self._file.metadata.row_group(group).num_rows
                if self._holds_wanted(group):
                    yield from self._group_rows(group, number, count)
                number += rows
                self._table.meter.at(number / max(1, count))
        finally:
            self._file.close()

    def _holds_wanted(self, group: int) -> bool:
        """Whether rows of the lecture that is wanted are in a row group, told by its one column of ids."""
        if self._wanted is None:
            return True
        try:
            return any(
                map(self._may_hold_wanted, self._batches(group, [self._columns.names[self._wanted.role]]))
            )
        except self._failures:
            return True

    def _group_rows(self, group: int, number: int, count: int) -> Iterator[tuple[int, Cells]]:
        names = [name for name in dict.fromkeys(self._columns.names) if name is not None]
        try:
            for batch in self._batches(group, names):
                if self._may_hold_wanted(batch):
                    yield from enumerate(self._cells(batch), number + 1)
                number += batch.num_rows
                self._table.meter.at(number / max(1, count))
        except self._failures as error:
            why = f"it and those after it are lost to damage: {_first_line(error)}"
            self._table.name_row(number + 1, why)

    def _may_hold_wanted(self, batch: Any) -> bool:
        if self._wanted is None:
            return True
        place = batch.schema.names.index(self._columns.names[self._wanted.role])
        try:
            keys = batch.column(place).unique().to_pylist()
        except self._failures:
            return True  # Lists and objects cannot be compared.
        return any(self._wanted.key in written(key) for key in keys)

    def _cells(self, batch: Any) -> Iterator[Cells]:
        found = {name: _values(batch.column(place)) for place, name in enumerate(batch.schema.names)}
        absent = [None] * batch.num_rows
        return zip(*(found.get(name or "", absent) for name in self._columns.names), strict=True)

    def _batches(self, group: int, names: Sequence[str | None]) -> Iterator[Any]:
        batches: Iterator[Any] = self._file.iter_batches(
            batch_size=_ROWS_AT_ONCE, row_groups=[group], columns=list(names), use_threads=False
        )
        return batches


def _values(column: Any) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        raw = column.cast("binary").to_pylist()
        values = [None if value is None else value.decode("utf-8", "replace") for value in raw]
    return values


def _first_line(error: Exception) -> str:
    return excerpt(str(error).partition("\n")[0], 120).rstrip(".")
