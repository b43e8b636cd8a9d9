"""A list of moments of the lecture: results, notes, chapters, places one was at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from player.model import Millis
from player.times import clock_text
from player.ui.wrapping import row_starts

TIME_CELLS = 8


@dataclass(frozen=True, slots=True)
class Moment:
    """A row: a time, a sign before the text, the text, the marked part of it, and a number for its owner."""

    time: Millis
    text: str
    number: int
    sign: str = ""
    marked: tuple[int, int] = (0, 0)
    is_faint: bool = False
    is_timeless: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that only parts others."""

    text: str


class MomentList(OptionList):
    """Moments under headings; Enter or a click picks one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    class Picked(Message):
        """A moment was picked; `number` is the one its owner gave it."""

        def __init__(self, source: MomentList, number: int) -> None:
            super().__init__()
            self.source = source
            self.number = number

    def __init__(self, empty: str, *, id: str) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._empty = empty
        self._rows: Sequence[Moment | Heading] = ()

    def show_rows(self, rows: Sequence[Moment | Heading], highlight: int | None = None) -> None:
        """Replace all rows; the moment with number `highlight` is the one Enter picks."""
        self._rows = rows
        with self.app.batch_update():
            self.clear_options()
            self.add_options([self._option(row) for row in rows] or [Option(self._nothing(), disabled=True)])
            self._highlight(highlight)

    def _highlight(self, number: int | None) -> None:
        for at, row in enumerate(self._rows):
            if isinstance(row, Moment) and (number is None or row.number == number):
                self.highlighted = at
                return

    @property
    def picked_number(self) -> int | None:
        """The highlighted moment's number."""
        if self.highlighted is None or self.highlighted >= len(self._rows):
            return None
        row = self._rows[self.highlighted]
        return row.number if isinstance(row, Moment) else None

    def on_resize(self) -> None:
        if self._rows:
            self.show_rows(self._rows, self.picked_number)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = self._rows[event.option_index]
        if isinstance(row, Moment):
            self.post_message(self.Picked(self, row.number))

    def _nothing(self) -> Content:
        return Content(self._empty).stylize("$quiet")

    def _option(self, row: Moment | Heading) -> Option:
        if isinstance(row, Heading):
            return Option(Content(f"\n {row.text}").stylize("$quiet"), disabled=True)
        return Option(self._moment_text(row))

    def _moment_text(self, row: Moment) -> Content:
        room = max(8, self.size.width - TIME_CELLS - 4)
        sign = f"{row.sign} " if row.sign else ""
        body = Content(sign + row.text).stylize("$quiet" if row.is_faint else "$ahead")
        begin, stop = (edge + len(sign) for edge in row.marked)
        if stop > begin:
            body = body.stylize("$match on $match-ground", begin, stop)
        starts = (*row_starts(body.plain, room), len(body))
        lines = [body[first:last] for first, last in pairwise(starts)]
        clock = "" if row.is_timeless else clock_text(row.time)
        time = Content(clock.rjust(TIME_CELLS)).stylize("$quiet").append("  ")
        indent = Content(" " * (TIME_CELLS + 2))
        return Content("\n").join([time.append(lines[0]), *(indent.append(line) for line in lines[1:])])
