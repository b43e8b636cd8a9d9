"""The seekable bar: where one is, where chapters begin, where notes are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual import events
from textual.content import Content
from textual.message import Message

from player.model import Millis
from player.times import clock_text
from player.ui.widgets.bar_geometry import BarGeometry
from player.ui.widgets.one_line import OneLine

PLAYED, HEAD, COMING, CHAPTER, NOTE = "━", "╾", "─", "┼", "✎"


def bar_text(
    geometry: BarGeometry, position: Millis, chapters: Sequence[Millis], notes: Sequence[Millis]
) -> Content:
    """The bar alone, `geometry.cells` wide."""
    halves = geometry.halves_of(position)
    whole = min(geometry.cells, halves // 2)
    cells = [(PLAYED, "$accent")] * whole + [(COMING, "$rule")] * (geometry.cells - whole)
    if halves % 2 and whole < geometry.cells:
        cells[whole] = (HEAD, "$accent")
    for start in chapters:
        if start > 0:
            at = geometry.cell_of(start)
            cells[at] = (CHAPTER, "$accent" if at < whole else "$quiet")
    for time in notes:
        cells[geometry.cell_of(time)] = (NOTE, "$lit")
    runs = groupby(cells, key=lambda cell: cell[1])
    return Content.assemble(*(("".join(sign for sign, _ in run), style) for style, run in runs))


class TransportBar(OneLine):
    """Time, bar, length; a click or a drag on it seeks, the pointer above it asks what is there."""

    class Sought(Message):
        """The reader let go of the bar at a time, or drags over it."""

        def __init__(self, position: Millis, dragging: bool) -> None:
            super().__init__()
            self.position = position
            self.dragging = dragging

    class Pointed(Message):
        """The pointer rests on a time of the bar, or left it (None)."""

        def __init__(self, position: Millis | None) -> None:
            super().__init__()
            self.position = position

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.chapters: Sequence[Millis] = ()
        self.notes: Sequence[Millis] = ()
        self._geometry: BarGeometry | None = None
        self._dragged_to: Millis | None = None
        self._state: tuple[Millis, Millis | None] | None = None

    def show_position(self, position: Millis, length: Millis | None) -> None:
        """Draw the bar for this moment."""
        self._state = (position, length)
        if not self.size.width:
            return
        if self._dragged_to is not None:
            position = self._dragged_to
        time = clock_text(position)
        if not length:
            self._geometry = None
            self.show(Content(f" {time}").stylize("$quiet"))
            return
        self._geometry = BarGeometry.within(self.size.width, length)
        label = len(clock_text(length))
        bar = bar_text(self._geometry, position, self.chapters, self.notes)
        self.show(
            Content.assemble((f" {time.rjust(label)} ", "$ahead"), bar, (f" {clock_text(length)} ", "$quiet"))
        )

    def on_resize(self) -> None:
        if self._state is not None:
            self.show_position(*self._state)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self._geometry is not None and event.button == 1 and self._geometry.holds(event.x):
            self.capture_mouse()
            self._drag(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._geometry is None:
            return
        if self._dragged_to is not None:
            self._drag(event.x)
        on_bar = self._geometry.holds(event.x) or self._dragged_to is not None
        self.post_message(self.Pointed(self._geometry.time_at(event.x) if on_bar else None))

    def on_mouse_up(self) -> None:
        if self._dragged_to is not None:
            self.release_mouse()
            self.post_message(self.Sought(self._dragged_to, dragging=False))
            self._dragged_to = None

    def on_leave(self) -> None:
        self.post_message(self.Pointed(None))

    def _drag(self, column: int) -> None:
        if self._geometry is not None:
            self._dragged_to = self._geometry.time_at(column)
            self.post_message(self.Sought(self._dragged_to, dragging=True))
