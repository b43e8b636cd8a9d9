"""A field to type in; what is pasted into it never acts on the terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from player.ui.drawable import drawable


class TextField(Input):
    """Shows control characters as signs instead of sending them to the terminal, and takes several lines as one."""

    def _on_paste(self, event: events.Paste) -> None:
        event.text = " ".join(event.text.splitlines())

    def validate_value(self, value: str) -> str:
        """Called for every new value, typed, pasted or set."""
        return drawable(value)
