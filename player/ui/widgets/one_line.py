"""A row of text that is drawn again only when it changes."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from player.ui.drawable import drawable


class OneLine(Widget):
    """One row; what does not fit is cut off at the right edge and never wraps."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown = Content("")

    def show(self, content: Content) -> None:
        """Draw `content` unless it stands there already."""
        if not content.plain.isprintable():
            content = Content(drawable(content.plain), list(content.spans))
        if content != self._shown or content.spans != self._shown.spans:
            self._shown = content
            self.refresh()

    @property
    def shown(self) -> Content:
        """What stands there."""
        return self._shown

    def render(self) -> Content:
        return self._shown
