"""What is seen while a lecture is being opened."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

SECONDS_UNSPOKEN = 0.25


class OpeningScreen(Screen[None]):
    """Says what is opened, once it takes long enough to be worth a word."""

    def __init__(self, locator: str) -> None:
        super().__init__()
        self._locator = locator

    def compose(self) -> ComposeResult:
        yield Static(Content(""), id="opening")

    def on_mount(self) -> None:
        self.set_timer(SECONDS_UNSPOKEN, self._say)

    def _say(self) -> None:
        self.query_one(Static).update(
            Content.assemble(("Opening ", "$quiet"), (self._locator, "$ahead"), ("   q gives up", "$quiet"))
        )
