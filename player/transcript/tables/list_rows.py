"""Rows of a dataset viewer's page as text where each field has a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from player.transcript.characters import excerpt
from player.transcript.tables.columns import Cells, Columns, Role, find_columns
from player.transcript.tables.moments import is_time
from player.transcript.tables.pipe_rows import name_head
from player.transcript.tables.rows import Rows, Table, Wanted
from player.transcript.tables.source import TextLines

_FARTHEST = 300
"""Lines: a row whose times have not come by then is none."""

_LONGEST_ID = 64
_MOST_BEHIND = 4096


def open_rows(table: Table, wanted: Wanted | None) -> Rows:  # noqa: ARG001 (pages are short)
    """The rows of `table`; raises OSError as files do."""
    columns = find_columns(table.shape.names)
    return Rows(columns, _Scan(table, columns).rows())


class _Window:
    """The lines that are looked at, those that are blank left out."""

    def __init__(self, lines: TextLines) -> None:
        self._lines = lines
        self._seen: list[tuple[int, str]] = []
        self._are_moments: list[bool] = []
        self._first = 0

    def at(self, place: int) -> str | None:
        """The line `place` lines ahead, None after the last."""
        return self._seen[self._first + place][1] if self._reaches(place) else None

    def are_moments(self, place: int, steps: list[int]) -> bool:
        """Whether the lines `place` and each of the rising `steps` ahead are there and are times."""
        if not self._reaches(place + steps[-1]):
            return False
        at = self._first + place
        return all([self._are_moments[at + step] for step in steps])  # noqa: C419 (half the time of a generator)

    def _reaches(self, place: int) -> bool:
        """Whether there is a line `place` lines ahead."""
        while len(self._seen) <= self._first + place:
            line = self._lines.line()
            if not line:
                return False
            if line := line.strip():
                self._seen.append((self._lines.number, line))
                self._are_moments.append(is_time(line))
        return True

    def take(self, count: int) -> list[tuple[int, str]]:
        """The next `count` lines, which are then behind."""
        taken = self._seen[self._first : self._first + count]
        self._first += len(taken)
        if self._first > _MOST_BEHIND:
            del self._seen[: self._first], self._are_moments[: self._first]
            self._first = 0
        return taken


class _Scan:
    """Rows found by their times: a start and an end in the distance that the columns have."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self._table = table
        self._strays = table.strays
        self._places = columns.places
        start, end = columns.places[Role.START], columns.places[Role.END]
        self._before = start
        """How many fields stand before the start."""
        self._times = [0, end - start] if end > start >= 0 else [0]
        self._width = columns.width
        self._id = ""

    def rows(self) -> Iterator[tuple[int, Cells]]:
        lines = TextLines(self._table.path, self._table.meter)
        window = _Window(lines)
        try:
            name_head(lines, self._table)
            while window.at(0) is not None:
                found = self._next_row(window)
                if found is not None:
                    yield found
        finally:
            lines.close()

    def _next_row(self, window: _Window) -> tuple[int, Cells] | None:
        start = self._start_ahead(window, self._before)
        if start is None:
            ahead = window.take(_FARTHEST)
            self._name(ahead)
            return None
        begin = self._begin(window, start)
        self._name(window.take(begin))
        start -= begin
        leading = window.take(start)
        if 0 <= self._places[Role.ID] < len(leading):
            self._id = leading[self._places[Role.ID]][1]
        after = self._width - self._before
        following = self._start_ahead(window, after + self._before, since=self._times[-1] + 1 + self._before)
        trailing = window.take(after if following is None else self._length(window, after, following))
        return leading[0][0] if leading else trailing[0][0], self._cells(leading, trailing)

    def _length(self, window: _Window, after: int, following: int) -> int:
        """How many of the fields from the start on are there when the next start is `following` lines ahead."""
        between = min(after, following - self._before)
        if following == after + self._before or self._is_id(window.at(after)):
            return after
        shortest = self._times[-1] + 1
        places = range(shortest, between + 1)
        same = next((place for place in places if window.at(place) == self._id), None)
        if same is not None:
            return same
        return next((place for place in places if self._is_id(window.at(place))), max(between, shortest))

    def _start_ahead(self, window: _Window, expected: int, since: int | None = None) -> int | None:
        """How far ahead the next start is, first looked for where it is expected."""
        if self._is_start(window, expected):
            return expected
        for place in range(self._before if since is None else since, _FARTHEST):
            if window.at(place) is None:
                return None
            if self._is_start(window, place):
                return place
        return None

    def _begin(self, window: _Window, start: int) -> int:
        """How far ahead the row begins whose start is `start` lines ahead: a text may have several lines."""
        if start == self._before:
            return 0
        for place in range(start - self._before):
            if self._places[Role.ID] == 0 and self._places[Role.TEXT] == 1 and self._is_id(window.at(place)):
                return place
        return start - self._before

    def _is_start(self, window: _Window, place: int) -> bool:
        return window.are_moments(place, self._times)

    def _is_id(self, line: str | None) -> bool:
        if line is None or len(line) > _LONGEST_ID or " " in line:
            return False
        lengths = self._table.shape.id_lengths
        return line == self._id or (lengths is not None and lengths[0] <= len(line) <= lengths[1])

    def _cells(self, leading: list[tuple[int, str]], trailing: list[tuple[int, str]]) -> Cells:
        surplus = len(leading) - self._before
        texts = [line for _, line in leading]
        if surplus > 0:
            texts = [*texts[:1], "\n".join(texts[1 : surplus + 2]), *texts[surplus + 2 :]]
        fields: list[str | None] = [*texts, *(line for _, line in trailing)]
        missing = self._width - len(fields)
        cells = [fields[place] if 0 <= place < len(fields) else None for place in self._places]
        title = self._places[Role.TITLE]
        if missing > 0 and title >= self._before:
            # Which of the last fields are missing is told by what the others are: links are no titles.
            rest = (line for _, line in trailing[self._times[-1] + 1 :] if "://" not in line)
            cells[Role.TITLE] = next(rest, None)
        return tuple(cells)

    def _name(self, lines: list[tuple[int, str]]) -> None:
        for number, line in lines:
            self._strays.add(number, f"outside the table: “{excerpt(line)}”")
