"""All keys on one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from player.ui.commands import GROUPS
from player.ui.keymap import readable

KEY_CELLS = 18


COLUMNS = (("Playing", "Search", "Two transcripts"), ("Transcript", "Notes", "Screen"))
MOUSE = (
    ("click a word", "play from it"),
    ("click a time", "play from its paragraph"),
    ("click the bar", "go there; so does a drag"),
    ("drag over text", "select it; ctrl+c copies"),
)


class HelpScreen(ModalScreen[None]):
    """Keys by group, as they are now."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,question_mark,q", "dismiss", "close")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            with Container(id="help-columns"):
                for groups in COLUMNS:
                    with Vertical(classes="help-column"):
                        for group in groups:
                            yield Static(self._group(group), classes="help-group")
            yield Static(Content("↑ ↓ PgUp PgDn move here, Esc closes").stylize("$quiet"))

    def _group(self, group: str) -> Content:
        lines = [
            (readable(self._keys[command.id]), command.text)
            for command in GROUPS[group]
            if self._keys[command.id]
        ]
        if group == "Playing":
            lines.append(("0 … 9", "go to 0 % … 90 %"))
        if group == "Two transcripts":
            lines.append(("", "search, notes, copies: of the first"))
        if group == "Screen":
            lines.extend(MOUSE)
        return Content("\n").join(
            [
                Content(group).stylize("$accent"),
                *(
                    Content.assemble((keys.rjust(KEY_CELLS), "$lit"), "  ", (text, "$ahead"))
                    for keys, text in lines
                ),
            ]
        )
