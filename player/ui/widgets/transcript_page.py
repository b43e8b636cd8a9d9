"""The transcript as a page: paragraphs with a gutter of times and marks, drawn line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment as Piece
from textual.reactive import var
from textual.selection import Selection
from textual.strip import Strip

from player.model import Millis, Segment
from player.times import clock_text
from player.ui.widgets.bilingual_layout import PageText
from player.ui.widgets.doubtful_words import DoubtfulWords
from player.ui.widgets.line_page import LinePage
from player.ui.widgets.margin_signs import MarginSigns
from player.ui.widgets.transcript_layout import Anchor, Block, Row, TranscriptLayout, one_a_line
from player.ui.widgets.transcript_painting import (
    GUTTER,
    GUTTER_LIT,
    SELECTED,
    TONES,
    Lit,
    Span,
    no_doubts,
    row_runs,
)
from player.ui.widgets.transcript_selection import selected_text, with_selection

WIDEST_MEASURE = 92
NARROWEST_MEASURE = 8
LIT_BAR = "▎"
AFTER_TIME_CELLS = 3
RIGHT_CELLS = 2


class TranscriptPage(LinePage, can_focus=True, inherit_bindings=False):
    """Paragraphs (or a segment a line) with what is spoken lit; only rows that change are drawn again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(TONES)
    lit: var[Lit] = var(Lit(), init=False)
    chosen: var[int | None] = var(None, init=False)
    flowing: var[bool] = var(True, init=False)
    dims_doubtful: var[bool] = var(True, init=False)

    def __init__(
        self,
        text: PageText,
        chapter_starts: Sequence[Millis],
        *,
        flowing: bool,
        dim_below: float,
        id: str | None,
    ) -> None:
        """`text` is `page_text(segments, chapter_starts, …)`."""
        super().__init__(id=id)
        self.text = text
        self.chapter_starts = chapter_starts
        self.doubtful = DoubtfulWords(text.segments, dim_below)
        self._offset: Millis = 0
        self._matches: Mapping[int, Sequence[Span]] = {}
        self._notes: Mapping[int, Sequence[Span]] = {}
        self._signs = MarginSigns()
        self._time_cells = _cells_of_times(text.segments)
        self.set_reactive(TranscriptPage.flowing, flowing)
        self._blocks = text.paragraphs if flowing else text.lines or one_a_line(text.segments)
        self._layout = TranscriptLayout(text.segments, (), WIDEST_MEASURE, 0)

    @property
    def segments(self) -> Sequence[Segment]:
        """The main track's segments."""
        return self.text.segments

    # --- what it is told

    def mark_matches(self, spans: Mapping[int, Sequence[Span]]) -> None:
        """Draw these characters of these segments as search matches."""
        if spans or self._matches:
            self._matches = spans
            self.refresh()

    def mark_notes(self, marks: Sequence[tuple[int, int, str]], spans: Mapping[int, Sequence[Span]]) -> None:
        """Put a sign in the gutter beside (segment, character), and draw the noted words as noted."""
        self._signs.notes, self._notes = marks, spans
        self._signs.place(self._layout)
        self.refresh()

    def mark_edited(self, numbers: Sequence[int]) -> None:
        """Put a quiet sign in the gutter beside these segments."""
        self._signs.edited = numbers
        self._signs.place(self._layout)
        self.refresh()

    def show_text(
        self,
        text: PageText,
        edited: Sequence[int],
        lit: Lit,
        number_of: Callable[[int], int],
        *,
        is_other: bool = False,
    ) -> None:
        """Show the transcript after an edit, or another; what the reader looks at stays where it is.

        `number_of` turns a segment's old number into its new one. Notes are to be marked anew.
        """
        was = self.segments

        def is_as_before(number: int) -> bool:
            return text.segments[number_of(number)] == was[number]

        anchor = self._anchor((lambda _: True) if is_other else is_as_before)
        if anchor is not None:
            anchor = Anchor(number_of(anchor.segment), 0 if is_other else anchor.character, anchor.below)
        kept = () if is_other else self._matches.items()
        self._matches = {number_of(n): spans for n, spans in kept if is_as_before(n)}
        self._signs.notes, self._notes = (), {}
        self.text, self._signs.edited = text, edited
        self.doubtful = DoubtfulWords(text.segments, self.doubtful.below)
        self._time_cells = _cells_of_times(text.segments)
        self.set_reactive(TranscriptPage.lit, lit)
        if self.chosen is not None:
            self.set_reactive(TranscriptPage.chosen, number_of(self.chosen))
        self._set_blocks(anchor)

    def show_offset(self, offset: Millis) -> None:
        """Show times in the gutter as media times, `offset` later than the transcript's own."""
        if offset != self._offset:
            self._offset = offset
            self.refresh()

    # --- layout

    @property
    def _margin(self) -> int:
        spare = self.size.width - self._time_cells - AFTER_TIME_CELLS - WIDEST_MEASURE
        return max(1, spare // 2)

    @property
    def _text_left(self) -> int:
        return self._margin + self._time_cells + AFTER_TIME_CELLS

    @property
    def measure(self) -> int:
        """Cells of text in a row."""
        return max(NARROWEST_MEASURE, min(WIDEST_MEASURE, self.size.width - self._text_left - RIGHT_CELLS))

    def _set_blocks(self, anchor: Anchor | None = None) -> None:
        text = self.text
        self._blocks = text.paragraphs if self.flowing else text.lines or one_a_line(text.segments)
        self._break_rows(anchor)

    def _new_layout(self) -> TranscriptLayout:
        return TranscriptLayout(self.segments, self._blocks, self.measure, self._gap)

    @property
    def _gap(self) -> int:
        return 1 if self.flowing else 0

    def _anchor(self, is_steady: Callable[[int], bool]) -> Anchor | None:
        """The first place in view, in a segment that `is_steady`."""
        top = self.scroll_offset.y
        for below in range(self.size.height):
            place = self._layout.place_at(top + below, 0)
            if place is not None and is_steady(place[0]):
                return Anchor(*place, below)
        return None

    def _break_rows(self, anchor: Anchor | None = None) -> None:
        """Break the text to the page's width; what the reader looked at stays in view."""
        if not self.size.width:
            return
        anchor = anchor or self._anchor(lambda _: True)
        self._layout = self._new_layout()
        tail = self.size.height // 2 if self.segments else 0
        self.set_height(self._layout.height + tail)
        self._signs.place(self._layout)
        self._settle_view(anchor)
        self.refresh()

    def _settle_view(self, anchor: Anchor | None) -> None:
        """Scroll to where the page should stand after its rows changed."""
        if anchor is not None:
            row = self._layout.row_of(anchor.segment, anchor.character)
            self.scroll_to(y=max(0, row - anchor.below), animate=False, immediate=True)

    def on_resize(self) -> None:
        self._break_rows()

    def watch_flowing(self) -> None:
        self._set_blocks()

    def watch_dims_doubtful(self) -> None:
        self.refresh()

    # --- what is drawn again

    def watch_lit(self, old: Lit, new: Lit) -> None:
        if not self._layout.blocks:
            return
        if old.segment == new.segment:
            self._refresh_word(old)
            self._refresh_word(new)
        else:
            self._refresh_between(old, new)

    def _refresh_word(self, lit: Lit) -> None:
        if lit.segment is not None and lit.stop > lit.begin:
            first = self._layout.row_of(lit.segment, lit.begin)
            last = self._layout.row_of(lit.segment, lit.stop - 1)
            self.refresh_lines(first, last - first + 1)

    def _refresh_between(self, old: Lit, new: Lit) -> None:
        numbers = [lit.segment for lit in (old, new) if lit.segment is not None]
        first = 0 if len(numbers) == 1 else self._layout.row_of(min(numbers))
        last = self._layout.rows_of(max(numbers)).stop
        top = self.scroll_offset.y
        visible = range(max(first, top), min(last, top + self.size.height))
        if visible:
            self.refresh_lines(visible.start, len(visible))

    def watch_chosen(self, old: int | None, new: int | None) -> None:
        for number in (old, new):
            if number is not None and self._layout.blocks:
                rows = self._layout.rows_of(number)
                self.refresh_lines(rows.start, len(rows))

    # --- drawing

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        row = self._layout.row(at)
        if row is None:
            return Strip.blank(self.size.width, self.ground).apply_offsets(0, at)
        pieces = [Piece(" " * self._margin, self.ground), *self._gutter(at, row), *self._words(row)]
        strip = Strip(pieces).adjust_cell_length(self.size.width, self.ground)
        selection = self.text_selection
        if selection is not None:
            strip = with_selection(
                strip, self._layout, selection, self._text_left, at, self.style_of(SELECTED)
            )
        return strip.apply_offsets(0, at)

    def _gutter(self, at: int, row: Row) -> list[Piece]:
        block = self._layout.blocks[row.block]
        time = ""
        if row.is_first and not row.is_gap:
            time = clock_text(self.segments[block.first].start + self._offset)
        sign, tone = self._signs.at(at)
        holds_lit = self.lit.segment is not None and block.first <= self.lit.segment < block.stop
        bar = LIT_BAR if holds_lit and self._is_lit(row, block) else " "
        return [
            Piece(time.rjust(self._time_cells) + " ", self.style_of(GUTTER_LIT if holds_lit else GUTTER)),
            Piece(sign, self.style_of(tone)),
            Piece(bar, self.style_of(GUTTER_LIT)),
        ]

    def _is_lit(self, row: Row, block: Block) -> bool:
        if row.is_gap or self.lit.segment is None:
            return False
        begin, stop = block.span(self.lit.segment, self.segments)
        return begin < row.stop and row.begin < stop

    def _words(self, row: Row) -> list[Piece]:
        if row.is_gap:
            return []
        block = self._layout.blocks[row.block]
        doubts = self.doubtful.in_segment if self.dims_doubtful else no_doubts
        runs = row_runs(block, row, self.segments, self.lit, self._spans_in(block), self.chosen, doubts)
        return [Piece(block.text[begin:stop], self.style_of(tone)) for begin, stop, tone in runs]

    def _spans_in(self, block: Block) -> Mapping[int, Sequence[Span]]:
        if not self._notes and not self._matches:
            return {}
        return {
            number: [*self._notes.get(number, ()), *self._matches.get(number, ())]
            for number in range(block.first, block.stop)
        }

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words, as they are copied."""
        return selected_text(self._layout, selection, self._text_left), "\n"


def _cells_of_times(segments: Sequence[Segment]) -> int:
    return len(clock_text(segments[-1].start if segments else 0))
