"""Text selected with the mouse on the transcript's page."""

from __future__ import annotations

from rich.segment import Segment as Piece
from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from player.ui.widgets.transcript_layout import TranscriptLayout
from player.ui.wrapping import cells_before


def selected_text(layout: TranscriptLayout, selection: Selection, text_left: int) -> str:
    """The selected words, without gutter and without the page's line breaks.

    Columns of a selection count characters of the drawn row, the gutter's `text_left` included.
    """
    first = selection.start.y if selection.start else 0
    last = selection.end.y if selection.end else layout.height - 1
    parts: list[str] = []
    for y in range(first, last + 1):
        span = _characters(layout, selection, text_left, y)
        row = layout.row(y)
        if span is None or row is None:
            continue
        if row.is_first and parts:
            parts.append("\n")
        parts.append(layout.blocks[row.block].text[span[0] : span[1]])
    return "".join(parts).strip()


def with_selection(
    strip: Strip, layout: TranscriptLayout, selection: Selection, text_left: int, y: int, style: Style
) -> Strip:
    """A row's strip with what is selected of it in `style`."""
    span, row = _characters(layout, selection, text_left, y), layout.row(y)
    if span is None or row is None or span[0] >= span[1]:
        return strip
    text = layout.blocks[row.block].text
    begin, stop = (text_left + cells_before(text, row.begin, edge) for edge in span)
    before, inside, after = strip.divide([begin, stop, strip.cell_length])
    selected = Strip(Piece.apply_style(inside, post_style=style), inside.cell_length)
    return Strip.join([before, selected, after])


def _characters(
    layout: TranscriptLayout, selection: Selection, text_left: int, y: int
) -> tuple[int, int] | None:
    """The selected characters of a row, as a range in its block's text."""
    span, row = selection.get_span(y), layout.row(y)
    if span is None or row is None or row.is_gap:
        return None
    begin = row.begin + max(0, span[0] - text_left)
    stop = row.stop if span[1] == -1 else row.begin + max(0, span[1] - text_left)
    return min(begin, row.stop), min(stop, row.stop)
