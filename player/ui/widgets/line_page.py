"""What the transcript and the lists have in common: lines drawn one by one on a page that scrolls."""

from __future__ import annotations

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


class LinePage(ScrollView, can_focus=True, inherit_bindings=False):
    """A page of lines; its subclasses draw them, with the styles of their component classes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles: dict[str, Style] = {}
        self._ground: Style | None = None

    def set_height(self, rows: int) -> None:
        """Let the page be `rows` high.

        Assigning `virtual_size` would lay out the whole screen anew; nothing but the scrollbar and how
        far one can scroll depends on it here.
        """
        size = Size(self.size.width, rows)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)
            self.scroll_to(y=min(self.scroll_target_y, self.max_scroll_y), animate=False)
            self.refresh()

    @property
    def ground(self) -> Style:
        """The page's own style, for what is blank."""
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    def style_of(self, tone: str) -> Style:
        """The style of a component class."""
        style = self._styles.get(tone)
        if style is None:
            style = self._styles[tone] = self.get_component_rich_style(tone)
        return style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._ground = None
