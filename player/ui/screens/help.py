"""All keys on one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from player.ui.commands import GROUPS
from player.ui.keymap import readable

KEY_CELLS = 18


class HelpScreen(ModalScreen[None]):
    """Keys by group, as they are now."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,question_mark,q", "dismiss", "close")]

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            for group in GROUPS:
                yield Static(self._group(group), classes="help-group")

    def _group(self, group: str) -> Content:
        lines = [Content(group).stylize("$accent")]
        for command in GROUPS[group]:
            keys = Content(readable(self._keys[command.id]).rjust(KEY_CELLS)).stylize("$lit")
            lines.append(Content.assemble(keys, "  ", (command.text, "$ahead")))
        if group == "Playing":
            lines.append(
                Content.assemble(("0 … 9".rjust(KEY_CELLS), "$lit"), "  ", ("go to 0 % … 90 %", "$ahead"))
            )
        return Content("\n").join(lines)
