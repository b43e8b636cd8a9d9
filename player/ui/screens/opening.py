"""What is seen while a lecture takes long to open."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from player.ui.drawable import drawable


class OpeningScreen(Screen[None]):
    """Says what is being opened, and how to give up."""

    def __init__(self, locator: str) -> None:
        super().__init__()
        self._locator = locator

    def compose(self) -> ComposeResult:
        yield Static(
            Content.assemble(
                ("Opening ", "$quiet"), (drawable(self._locator), "$ahead"), ("   q gives up", "$quiet")
            ),
            id="opening",
        )
