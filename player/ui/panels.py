"""Which list the side panel shows, and what stands in chapters, history and skipped lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from player.model import Chapter, Millis, SkippedLine
from player.times import clock_text
from player.ui.widgets.moment_list import Heading, Moment, MomentList
from player.ui.widgets.side_panel import CHAPTERS, HISTORY, NOTES, RESULTS, SKIPPED

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen

GO_KEYS = {"c": CHAPTERS, "n": NOTES, "h": HISTORY, "s": SKIPPED}
MOST_SKIPPED_LISTED = 500
LOST_SIGN = "✗"


class Panels:
    """Opens and closes the panel, and owns the lecture's chapters."""

    def __init__(self, player: PlayerScreen) -> None:
        self._player = player
        self._chapters = player.session.lecture.chapters
        self._history: tuple[Millis, ...] = ()
        self._awaits_go = False

    @property
    def _skipped(self) -> tuple[SkippedLine, ...]:
        transcript = self._player.session.lecture.transcript
        return transcript.skipped if transcript is not None else ()

    def count_skipped(self) -> None:
        """Give the skipped lines a place in the panel, where there are any."""
        if self._skipped:
            self._player.panel.count(SKIPPED, sum(line.is_lost for line in self._skipped))
        else:
            self._player.panel.drop_count(SKIPPED)

    def show_chapters(self, chapters: tuple[Chapter, ...]) -> None:
        """Show these chapters in list, bar and page, unless the lecture brought its own."""
        self._chapters = self._chapters or chapters
        player = self._player
        player.bar.chapters = [chapter.start for chapter in self._chapters]
        player.track_choice.set_chapters([chapter.start for chapter in self._chapters])
        player.panel.count(CHAPTERS, len(self._chapters))
        self._list_chapters()

    def _list_chapters(self) -> None:
        position = self._player.session.playback.status().position
        rows = [Moment(chapter.start, chapter.title, number) for number, chapter in enumerate(self._chapters)]
        playing = sum(chapter.start <= position for chapter in self._chapters) - 1
        self._player.panel.list(CHAPTERS).show_rows(rows, max(0, playing))

    def chapter_at(self, position: Millis) -> str:
        """The title of the chapter that plays at a media time."""
        return next((c.title for c in reversed(self._chapters) if c.start <= position), "")

    def flip(self, tab: str) -> None:
        """Open a list, or close the panel where it shows that list."""
        panel = self._player.panel
        if panel.is_open and panel.tab == tab:
            self.close()
        else:
            self.open(tab)

    def open(self, tab: str) -> None:
        """Open a list with what is in it now."""
        fill: dict[str, Callable[[], None]] = {
            CHAPTERS: self._list_chapters,
            HISTORY: self._show_history,
            SKIPPED: self._show_skipped,
        }
        fill.get(tab, lambda: None)()
        if tab == RESULTS:
            self._player.searching.open()
        else:
            self._player.panel.open(tab)

    def next(self) -> None:
        """Show the next list of an open panel, or open it."""
        panel = self._player.panel
        tabs = [RESULTS, NOTES, CHAPTERS, *([SKIPPED] if self._skipped else [])]
        if panel.is_open and panel.tab in tabs:
            self.open(tabs[(tabs.index(panel.tab) + 1) % len(tabs)])
        else:
            self.open(panel.tab)

    def close(self) -> bool:
        """Close the panel; False when it was not open."""
        if not self._player.panel.is_open:
            return False
        self._player.panel.close()
        self._player.searching.close()
        self._player.give_keys_back()
        return True

    def await_go(self) -> None:
        """The next key says which list to open."""
        self._awaits_go = True
        self._player.messages.say("g …  l segments   c chapters   n notes   h history   s skipped")

    def take_go(self, key: str) -> bool:
        """Whether `key` was the second one of a `g`; opens the list it names."""
        if not self._awaits_go:
            return False
        self._awaits_go = False
        if key == "l":
            self.close()
            self._player.transcript.choose(0)
        elif key in GO_KEYS:
            self.open(GO_KEYS[key])
        return key == "l" or key in GO_KEYS

    def pick(self, source: MomentList, number: int) -> None:
        """Do what picking a row of a list means."""
        player = self._player
        if source.id == RESULTS:
            player.searching.choose(number)
        elif source.id == NOTES:
            player.note_taking.pick(number)
        elif source.id == CHAPTERS:
            player.play_from_media(self._chapters[number].start)
        elif source.id == HISTORY:
            player.play_from_media(self._history[number])

    def _show_history(self) -> None:
        session = self._player.session
        self._history = session.jumps.places()
        rows = []
        for number, place in enumerate(self._history):
            segment = session.said_at(place)
            rows.append(Moment(place, session.segments[segment].text if segment is not None else "", number))
        self._player.panel.list(HISTORY).show_rows(rows)

    def edit_note_or_flip_skipped(self) -> None:
        """Edit the highlighted note in the notes panel; elsewhere list what could not be read."""
        if self._player.panel.is_open and self._player.panel.tab == NOTES:
            self._player.note_taking.edit()
        else:
            self.flip(SKIPPED)

    def _show_skipped(self) -> None:
        rows = self._player.panel.list(SKIPPED)
        if self._player.session.lecture.transcript is None:
            rows.empty = "There is no transcript."
        rows.show_rows(skipped_rows(self._skipped))
        self.count_skipped()

    def what_is_said(self, position: Millis | None) -> str:
        """Time, chapter and words at a place of the bar, in a line."""
        if position is None:
            return ""
        number = self._player.session.said_at(position)
        words = self._player.session.segments[number].text if number is not None else ""
        return "  ".join(part for part in (clock_text(position), self.chapter_at(position), words) if part)


def skipped_rows(skipped: Sequence[SkippedLine]) -> list[Moment | Heading]:
    """What was lost first and marked, then what was read all the same; a long list is cut."""
    lost = [line for line in skipped if line.is_lost]
    others = [line for line in skipped if not line.is_lost]
    groups = (("lines that could not be read", lost), ("lines with a remark, nothing lost", others))
    rows: list[Moment | Heading] = []
    for heading, lines in groups:
        if lines:
            rows.append(Heading(heading))
        rows += [
            Moment(
                0,
                line.reason,
                number,
                sign=LOST_SIGN if line.is_lost else "",
                is_faint=not line.is_lost,
                is_alarming=line.is_lost,
                label=str(line.line),
            )
            for number, line in enumerate(lines[:MOST_SKIPPED_LISTED], start=len(rows))
        ]
        if len(lines) > MOST_SKIPPED_LISTED:
            rows.append(Heading(f"and {len(lines) - MOST_SKIPPED_LISTED:,} more"))
    return rows
