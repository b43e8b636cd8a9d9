"""The transcript's page with a second track on it: in a column beside the first, or under each paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment as Piece
from textual.reactive import var

from player.ui.widgets.bilingual_layout import BilingualLayout, PageText, SecondText
from player.ui.widgets.transcript_layout import Block, Row, TranscriptLayout
from player.ui.widgets.transcript_page import (
    AFTER_TIME_CELLS,
    NARROWEST_MEASURE,
    RIGHT_CELLS,
    TranscriptPage,
)
from player.ui.widgets.transcript_painting import Lit, second_runs

COLUMNS_FROM = 98
"""Cells of the page, which is a little narrower than the screen."""
BETWEEN_CELLS = 5
WIDEST_COLUMN = 66


class BilingualPage(TranscriptPage, inherit_bindings=False):
    """Draws the second track too, where there is one; its lit segment is lit on its own.

    Whoever owns the clock assigns `second_lit`, the number of the second track's segment being spoken.
    """

    second_lit: var[int | None] = var(None, init=False)

    def show_second(self, text: PageText, second_lit: int | None) -> None:
        """Show the same main track with another second one, or with none."""
        self.text = text
        self.set_reactive(BilingualPage.second_lit, second_lit)
        self._set_blocks(self._anchor(lambda _: True))

    def show_both(
        self,
        text: PageText,
        edited: Sequence[int],
        lit: tuple[Lit, int | None],
        number_of: Callable[[int], int],
    ) -> None:
        """Show other tracks."""
        self.set_reactive(BilingualPage.second_lit, lit[1])
        self.show_text(text, edited, lit[0], number_of, is_other=True)

    # --- layout

    @property
    def _in_columns(self) -> bool:
        return self.text.second is not None and self.size.width >= COLUMNS_FROM

    @property
    def _margin(self) -> int:
        if not self._in_columns:
            return super()._margin
        taken = self._time_cells + AFTER_TIME_CELLS + 2 * WIDEST_COLUMN + BETWEEN_CELLS
        return max(1, (self.size.width - taken) // 2)

    @property
    def measure(self) -> int:
        """Cells of text in a row of one track."""
        if not self._in_columns:
            return super().measure
        room = self.size.width - self._text_left - BETWEEN_CELLS - RIGHT_CELLS
        return max(NARROWEST_MEASURE, min(WIDEST_COLUMN, room // 2))

    @property
    def _second_left(self) -> int:
        return self._text_left + (self.measure + BETWEEN_CELLS if self._in_columns else 0)

    def _new_layout(self) -> TranscriptLayout:
        second = self.text.second
        if second is None:
            return super()._new_layout()
        return BilingualLayout(
            self.segments,
            self._blocks,
            self.measure,
            self._gap,
            second=second.segments,
            beside=self._beside_blocks(second),
            stacked=not self._in_columns,
        )

    def _beside_blocks(self, second: SecondText) -> Sequence[Block]:
        return second.paragraphs if self.flowing else second.lines

    def second_at(self, x: int, y: int) -> int | None:
        """The second track's segment at a place of the widget; None where the main track is, or nothing."""
        layout = self._layout
        if not isinstance(layout, BilingualLayout) or x < self._second_left - BETWEEN_CELLS // 2:
            return None
        return layout.second_at(y + self.scroll_offset.y, x - self._second_left)

    # --- what is drawn again

    def watch_second_lit(self, old: int | None, new: int | None) -> None:
        if isinstance(self._layout, BilingualLayout):
            for number in (old, new):
                if number is not None:
                    rows = self._layout.second_rows_of(number)
                    self.refresh_lines(rows.start, len(rows))

    # --- drawing

    def _words(self, row: Row) -> list[Piece]:
        pieces = super()._words(row)
        layout = self._layout
        if not isinstance(layout, BilingualLayout) or row.beside[0] >= row.beside[1]:
            return pieces
        block = layout.beside[row.block]
        runs = second_runs(block, row.beside, layout.second, self.second_lit)
        blank = self._second_left - self._text_left - sum(piece.cell_length for piece in pieces)
        if blank > 0:
            pieces.append(Piece(" " * blank, self.ground))
        pieces += [Piece(block.text[begin:stop], self.style_of(tone)) for begin, stop, tone in runs]
        return pieces
