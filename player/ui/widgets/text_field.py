"""A field to type in; what is pasted into it never acts on the terminal."""

from __future__ import annotations

from textual.widgets import Input

from player.ui.drawable import drawable


class TextField(Input):
    """Shows control characters as signs instead of sending them to the terminal."""

    def validate_value(self, value: str) -> str:
        """Called for every new value, typed, pasted or set."""
        return drawable(value)
