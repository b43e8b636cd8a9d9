"""A list of moments of the lecture: results, notes, chapters, places one was at; drawn line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from player.model import Millis
from player.times import clock_text
from player.ui.drawable import drawable
from player.ui.widgets.line_page import LinePage
from player.ui.wrapping import row_starts

TIME_CELLS = 8
GAP_CELLS = 2
TIME, TEXT, FAINT, MARKED, HEADING, HIGHLIGHTED, ALARMING = (
    "moment--time",
    "moment--text",
    "moment--faint",
    "moment--marked",
    "moment--heading",
    "moment--highlighted",
    "moment--alarming",
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A row: a time, a sign before the text, the text, the marked part of it, and a number for its owner.

    `label` stands in the place of the time where there is one; the sign of an alarming row is in alarm colour.
    """

    time: Millis
    text: str
    number: int
    sign: str = ""
    marked: tuple[int, int] = (0, 0)
    is_faint: bool = False
    is_alarming: bool = False
    label: str = ""

    @property
    def body(self) -> str:
        """Sign and text as they are drawn."""
        return drawable(f"{self.sign} {self.text}" if self.sign else self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that only parts others."""

    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One drawn line: characters `begin` to `stop` of the row's body, None for a blank line."""

    row: int
    begin: int
    stop: int
    is_first: bool


class MomentList(LinePage, can_focus=True, inherit_bindings=False):
    """Moments under headings; Enter or a click picks the highlighted one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {TIME, TEXT, FAINT, MARKED, HEADING, HIGHLIGHTED, ALARMING}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
        Binding("enter", "pick", show=False),
    ]
    highlighted: var[int | None] = var(None, init=False)

    class Picked(Message):
        """A moment was picked; `number` is the one its owner gave it."""

        def __init__(self, source: MomentList, number: int) -> None:
            super().__init__()
            self.source = source
            self.number = number

    def __init__(self, empty: str, *, id: str) -> None:
        super().__init__(id=id)
        self.empty = empty
        self._rows: Sequence[Moment | Heading] = ()
        self._lines: list[_Line] = []

    def show_rows(self, rows: Sequence[Moment | Heading], highlight: int | None = None) -> None:
        """Replace all rows; the moment with number `highlight`, else the first, is the one Enter picks."""
        self._rows = rows
        moments = [at for at, row in enumerate(rows) if isinstance(row, Moment)]
        numbered = [at for at in moments if self._number(at) == highlight]
        self._lay_out()
        self.highlighted = next(iter(numbered or moments), None)
        self._keep_in_view()
        self.refresh()

    @property
    def picked_number(self) -> int | None:
        """The highlighted moment's number."""
        return None if self.highlighted is None else self._number(self.highlighted)

    def _number(self, at: int) -> int | None:
        row = self._rows[at] if at < len(self._rows) else None
        return row.number if isinstance(row, Moment) else None

    # --- layout

    def _lay_out(self) -> None:
        room = max(8, self.size.width - TIME_CELLS - GAP_CELLS - 2)
        self._lines = []
        for at, row in enumerate(self._rows):
            if isinstance(row, Heading):
                blank = [_Line(at, 0, 0, False)] if self._lines else []
                self._lines += [*blank, _Line(at, 0, len(row.text), True)]
            else:
                edges = (*row_starts(row.body, room), len(row.body))
                self._lines += [
                    _Line(at, begin, stop, begin == 0) for begin, stop in pairwise(edges) if stop or not begin
                ]
        self.set_height(max(1, len(self._lines)))

    def on_resize(self) -> None:
        self._lay_out()
        self._keep_in_view()
        self.refresh()

    def _lines_of(self, row: int) -> range:
        lines = [y for y, line in enumerate(self._lines) if line.row == row]
        return range(lines[0], lines[-1] + 1) if lines else range(0)

    def _keep_in_view(self) -> None:
        if self.highlighted is None or not self.size.height:
            return
        lines, top, height = self._lines_of(self.highlighted), self.scroll_offset.y, self.size.height
        if not lines:
            return
        if lines.start < top:
            # A heading right above belongs to the row that is looked at.
            self.scroll_to(y=max(0, lines.start - 2), animate=False)
        elif lines.stop > top + height:
            self.scroll_to(y=lines.stop - height, animate=False)

    # --- drawing

    def _style(self, tone: str, is_highlighted: bool) -> Style:
        return self.style_of(HIGHLIGHTED if is_highlighted and tone not in (MARKED, ALARMING) else tone)

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        width = self.size.width
        if not self._rows:
            text = self.empty if at == 0 else ""
            return Strip([Piece(f" {text}", self._style(HEADING, False))]).adjust_cell_length(
                width, self.ground
            )
        if at >= len(self._lines):
            return Strip.blank(width, self.ground)
        line = self._lines[at]
        is_highlighted = line.row == self.highlighted
        pieces = self._pieces(line, self._rows[line.row], is_highlighted)
        return Strip(pieces).adjust_cell_length(width, self._style(TEXT, is_highlighted))

    def _pieces(self, line: _Line, row: Moment | Heading, is_highlighted: bool) -> list[Piece]:
        if isinstance(row, Heading):
            return [Piece(f"  {row.text}" if line.is_first else "", self._style(HEADING, False))]
        time = (row.label or clock_text(row.time)) if line.is_first else ""
        tone = FAINT if row.is_faint else TEXT
        shift = len(row.body) - len(row.text)
        # The space at which a line was broken is neither drawn nor marked.
        edge_of_line = line.begin + len(row.body[line.begin : line.stop].rstrip(" "))
        sign, begin, stop = (max(line.begin, min(edge_of_line, edge + shift)) for edge in (0, *row.marked))
        sign_tone = ALARMING if row.is_alarming else tone
        gutter = Piece(time.rjust(TIME_CELLS) + " " * GAP_CELLS, self._style(TIME, is_highlighted))
        parts = (
            (line.begin, sign, sign_tone),
            (sign, begin, tone),
            (begin, stop, MARKED),
            (stop, edge_of_line, tone),
        )
        return [gutter, *(Piece(row.body[a:b], self._style(t, is_highlighted)) for a, b, t in parts if b > a)]

    def watch_highlighted(self, old: int | None, new: int | None) -> None:
        for row in (old, new):
            if row is not None:
                lines = self._lines_of(row)
                self.refresh_lines(lines.start, len(lines))

    # --- the reader's hands

    def action_move(self, step: int) -> None:
        """Move the highlight by `step` moments."""
        moments = [at for at, row in enumerate(self._rows) if isinstance(row, Moment)]
        if moments:
            place = moments.index(self.highlighted) if self.highlighted in moments else 0
            self.highlighted = moments[max(0, min(place + step, len(moments) - 1))]
            self._keep_in_view()

    def action_pick(self) -> None:
        """Pick the highlighted moment."""
        if self.picked_number is not None:
            self.post_message(self.Picked(self, self.picked_number))

    def on_click(self, event: events.Click) -> None:
        at = event.y + self.scroll_offset.y
        if at < len(self._lines) and isinstance(self._rows[self._lines[at].row], Moment):
            event.stop()
            self.highlighted = self._lines[at].row
            self.action_pick()
