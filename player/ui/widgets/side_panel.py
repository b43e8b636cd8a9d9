"""The one panel that results, notes, chapters, history and skipped lines share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher

from player.ui.widgets.moment_list import MomentList
from player.ui.widgets.one_line import OneLine
from player.ui.widgets.text_field import TextField

RESULTS, NOTES, CHAPTERS, HISTORY, SKIPPED = "results", "notes", "chapters", "history", "skipped"
TITLES = {RESULTS: "Results", NOTES: "Notes", CHAPTERS: "Chapters", HISTORY: "History", SKIPPED: "Skipped"}
WIDEST_TAB_GAP = 3
BESIDE_FROM = 100
BROAD_FROM = 150
EMPTY = {
    RESULTS: "Type a few words of what you remember.",
    NOTES: "No notes yet: press i while it plays.",
    CHAPTERS: "This lecture has no chapters.",
    HISTORY: "You have not jumped yet.",
    SKIPPED: "Every line of the transcript was read.",
}


class SearchField(TextField):
    """The search bar; up and down move in the results without leaving it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    class Moved(Message):
        """The reader moves among the results."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def action_move(self, step: int) -> None:
        """Move the highlighted result."""
        self.post_message(self.Moved(step))


class TabLine(OneLine):
    """The names of the panel's lists; a click shows one."""

    class Chosen(Message):
        """A list's name was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._edges: list[tuple[int, str]] = []
        self._drawn: tuple[Mapping[str, int], str] = ({}, "")

    def show_tabs(self, counts: Mapping[str, int], current: str) -> None:
        """Draw names and counts with `current` lit, closer together where room is short."""
        names = {tab: f"{TITLES[tab]} {count}" if count else TITLES[tab] for tab, count in counts.items()}
        room = self.size.width - 1 - sum(map(len, names.values()))
        gap = max(1, min(WIDEST_TAB_GAP, room // max(1, len(names) - 1)))
        line, self._edges = Content(" "), []
        for tab, name in names.items():
            line = line.append(Content(name).stylize("$accent" if tab == current else "$quiet"))
            self._edges.append((line.cell_length, tab))
            line = line.append(" " * gap)
        self._drawn = (dict(counts), current)
        self.show(line)

    def on_resize(self) -> None:
        self.show_tabs(*self._drawn)

    def on_click(self, event: events.Click) -> None:
        tab = next((tab for edge, tab in self._edges if event.x <= edge), None)
        if tab is not None:
            self.post_message(self.Chosen(tab))


class SidePanel(Vertical):
    """Lists of moments under one roof; remembers which was open and where each stood."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._counts: dict[str, int] = {RESULTS: 0, NOTES: 0, CHAPTERS: 0}

    def compose(self) -> ComposeResult:
        with Horizontal(id="search-bar"):
            yield SearchField(placeholder="search what was said", id="search-field", compact=True)
            yield OneLine(id="search-count")
        with ContentSwitcher(initial=RESULTS):
            for tab in TITLES:
                yield MomentList(EMPTY[tab], id=tab)
        yield TabLine(id="tabs")

    def place(self, screen_width: int) -> None:
        """Stand beside the transcript where there is room, below it otherwise.

        Classes of its own and not of the screen: those would style every widget anew.
        """
        self.set_class(screen_width < BESIDE_FROM, "-below")
        self.set_class(screen_width >= BROAD_FROM, "-broad")

    @property
    def tab(self) -> str:
        """The list that is shown."""
        return self.query_one(ContentSwitcher).current or RESULTS

    @property
    def is_open(self) -> bool:
        """Whether the panel is on the screen."""
        return self.has_class("-open")

    def open(self, tab: str, *, focus: bool = True) -> None:
        """Show one of the lists."""
        self.add_class("-open")
        self.query_one(ContentSwitcher).current = tab
        self.set_class(tab == RESULTS, "-searching")
        self._draw_tabs()
        if focus:
            self.screen.set_focus(self.field if tab == RESULTS else self.list(tab))

    def close(self) -> None:
        """Take the panel off the screen."""
        self.remove_class("-open")

    @property
    def field(self) -> SearchField:
        """The search bar's field."""
        return self.query_one(SearchField)

    def list(self, tab: str) -> MomentList:
        """One of the lists."""
        return self.query_one(f"#{tab}", MomentList)

    def show_count(self, text: str) -> None:
        """Say beside the search field how many were found."""
        count = self.query_one("#search-count", OneLine)
        count.show(Content(text).stylize("$quiet"))

    def count(self, tab: str, number: int) -> None:
        """Show how many rows a list has; one with none stays out of the tab line unless it always stands there."""
        self._counts[tab] = number
        self._draw_tabs()

    def drop_count(self, tab: str) -> None:
        """Take a list out of the tab line while it is not shown."""
        if self._counts.pop(tab, None) is not None:
            self._draw_tabs()

    def _draw_tabs(self) -> None:
        self.query_one(TabLine).show_tabs({**self._counts, self.tab: self._counts.get(self.tab, 0)}, self.tab)

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        self.open(event.tab)
