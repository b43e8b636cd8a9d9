"""The signs in the page's margin: notes, and segments that were edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from player.ui.widgets.transcript_layout import TranscriptLayout
from player.ui.widgets.transcript_painting import GUTTER, MARK

EDITED_SIGN = "~"


class MarginSigns:
    """Knows in which row which sign stands, once it was told the layout.

    `notes` are (segment, character, sign), `edited` segments' numbers.
    """

    def __init__(self) -> None:
        self.notes: Sequence[tuple[int, int, str]] = ()
        self.edited: Sequence[int] = ()
        self._notes_by_row: Mapping[int, str] = {}
        self._edited_rows: frozenset[int] = frozenset()

    def place(self, layout: TranscriptLayout) -> None:
        """Find the rows of all signs."""
        if layout.blocks:
            self._notes_by_row = {
                layout.row_of(segment, character): sign for segment, character, sign in self.notes
            }
            self._edited_rows = frozenset(map(layout.row_of, self.edited))

    def at(self, row: int) -> tuple[str, str]:
        """The sign of a row and the tone it is drawn in; a space where there is none."""
        sign = self._notes_by_row.get(row)
        if sign is not None:
            return sign, MARK
        return (EDITED_SIGN if row in self._edited_rows else " "), GUTTER
