"""The bottom row: the few keys that matter now."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from player.ui.widgets.one_line import OneLine

GAP = "   "


class HintLine(OneLine):
    """Pairs of key and word; those that do not fit are left out from the right."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: Sequence[tuple[str, str]] = ()

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Draw as many (key, word) pairs as fit."""
        self._hints = hints
        line = Content(" ")
        for key, word in hints:
            pair = Content.assemble((key, "$accent"), " ", (word, "$quiet"))
            if line.cell_length + pair.cell_length > self.size.width - 1:
                break
            line = line.append(pair).append(GAP)
        self.show(line)

    def on_resize(self) -> None:
        self.show_hints(self._hints)
