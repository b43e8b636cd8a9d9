"""The one-line editor above the hints: a note, a time."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from player.ui.widgets.one_line import OneLine
from player.ui.widgets.text_field import TextField


class PromptRow(Horizontal):
    """Asks for a line of text; stays open until its owner closes it, so that nothing typed is lost."""

    # The screen's own meaning would take the focus away from what is being typed.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab,shift+tab", "stay", show=False)]

    class Answered(Message):
        """Enter was pressed on `text`."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def compose(self) -> ComposeResult:
        yield OneLine(id="prompt-label")
        yield TextField(id="prompt-input", compact=True, select_on_focus=False)

    @property
    def is_open(self) -> bool:
        """Whether it is asking."""
        return self.has_class("-open")

    @property
    def text(self) -> str:
        """What was typed so far."""
        return self.query_one(Input).value

    def ask(self, label: str, text: str = "", hint: str = "") -> None:
        """Open with `text` to be edited."""
        shown = self.query_one(OneLine)
        shown.styles.width = Content(label).cell_length + 2
        shown.show(Content(f" {label} ").stylize("$accent"))
        field = self.query_one(Input)
        field.placeholder = hint
        field.value = text
        field.cursor_position = len(text)
        self.add_class("-open")
        # Not `focus`, which takes effect later: the next key may be here already.
        self.screen.set_focus(field)

    def close(self) -> None:
        """Stop asking."""
        self.remove_class("-open")
        self.query_one(Input).value = ""

    def action_stay(self) -> None:
        """Keep the focus in the line."""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Answered(event.value))
