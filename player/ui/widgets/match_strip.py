"""One row above the bar that shows where in the lecture the matches lie, and how dense they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.content import Content

from player.model import Millis
from player.ui.widgets.bar_geometry import BarGeometry
from player.ui.widgets.one_line import OneLine

HEIGHTS = " ▂▃▄▅▆▇█"


def strip_text(geometry: BarGeometry, times: Sequence[Millis]) -> str:
    """A column of matching height over each cell of the bar; empty without matches."""
    if not times:
        return ""
    counts = Counter(geometry.cell_of(time) for time in times)
    most = max(counts.values())
    top = len(HEIGHTS) - 1
    heights = (
        counts[cell] and max(1, round(counts[cell] * min(top, most + 1) / most))
        for cell in range(geometry.cells)
    )
    return " " * geometry.left + "".join(HEIGHTS[height] for height in heights)


class MatchStrip(OneLine):
    """The row of matches; blank while there are none."""

    def show_matches(self, times: Sequence[Millis], length: Millis | None) -> None:
        """Draw where matches lie in media time."""
        text = strip_text(BarGeometry.within(self.size.width, length), times) if length else ""
        self.show(Content(text).stylize("$secondary"))
