"""The search on the player screen: what was asked, what was found, which match one stands on."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import WorkType

from player.errors import LectureError
from player.model import Match, Millis, SpokenWord
from player.spoken import Spoken
from player.ui.widgets.moment_list import Heading, Moment
from player.ui.widgets.side_panel import RESULTS
from player.ui.widgets.transcript_painting import MATCH, MATCH_CHOSEN, Span

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen

FAINT_BELOW = 0.75


class Searching:
    """Owns the query's matches; `in_time` is their order for the eye and for n and N."""

    def __init__(self, player: PlayerScreen) -> None:
        self._player = player
        self._query = ""
        self._answered = ""
        self._is_submitted = False
        self._in_time: tuple[Match, ...] = ()
        self._chosen: Match | None = None
        # Which transcript the matches are of, and its words that their spans count: after an edit,
        # not the session's any more.
        self._searched: Spoken | None = None
        self._words: Sequence[SpokenWord] = ()
        self._is_marked = False

    def open(self) -> None:
        """Open the search bar, with the last query selected."""
        if not self._player.session.segments:
            self._player.messages.say("There is no transcript to search in.")
            return
        self._player.panel.open(RESULTS)
        self._player.panel.field.select_all()
        if self._query != self._answered or (self._query and self._is_outdated):
            self.typed(self._query)
        elif self._query:
            self._show()

    def typed(self, query: str) -> None:
        """Search for what stands in the field; an older search still under way is dropped."""
        self._query = query
        self._is_submitted = False
        self._start()

    def search_again(self) -> None:
        """The transcript was edited: find the same anew, and stay at the match that the reader stands on."""
        if self._query.strip() and self._is_outdated:
            is_answered = self._query == self._answered
            self._start(near=self._chosen.start if self._chosen and is_answered else None)

    @property
    def _is_outdated(self) -> bool:
        return self._searched is not self._player.session.spoken

    def _start(self, near: Millis | None = None) -> None:
        # The function and not its coroutine: the next letter may cancel the worker before it began.
        search: WorkType[None] = partial(self._search, self._query, near)
        self._player.run_worker(search, group="search", exclusive=True, exit_on_error=False)

    async def _search(self, query: str, near: Millis | None) -> None:
        spoken = self._player.session.spoken
        try:
            matches = await asyncio.to_thread(self._player.session.find, query) if query.strip() else ()
        except LectureError as error:
            self._player.messages.alarm(str(error))
            return
        if query != self._query or spoken is not self._player.session.spoken:
            return
        self._answered, self._searched = query, spoken
        self._words = spoken.index().words if matches else ()
        self._chosen = matches[0] if matches else None
        self._in_time = tuple(sorted(matches, key=lambda match: match.start))
        if near is not None and matches:
            self._chosen = min(matches, key=lambda match: abs(match.start - near))
        panel = self._player.panel
        if self._is_marked or (panel.is_open and panel.tab == RESULTS):
            self._show()
        if self._is_submitted:
            self.submit()

    def choose(self, number: int) -> None:
        """Play from the first word of a match."""
        self._chosen = self._in_time[number]
        self._player.play_from(self._chosen.start)
        self._show_marks()
        self._player.set_focus(self._player.transcript)

    def walk(self, step: int) -> None:
        """Play the next or the previous match in time."""
        if not self._in_time:
            self._player.messages.say("Search first: / opens the search.")
            return
        self.choose((self._place() + step) % len(self._in_time))
        self._show()

    def move(self, step: int) -> None:
        """Highlight another result while the field keeps the focus."""
        if self._in_time:
            at = self._in_time.index(self._chosen) if self._chosen else 0
            self._chosen = self._in_time[max(0, min(at + step, len(self._in_time) - 1))]
            self._show()

    def submit(self) -> None:
        """Play the highlighted result; of a search still under way, its best one once it is there."""
        self._is_submitted = self._query != self._answered
        if self._chosen is not None and not self._is_submitted:
            self.choose(self._in_time.index(self._chosen))

    def close(self) -> None:
        """Take the marks off the screen and give up a search under way; n and N still walk."""
        self._player.workers.cancel_group(self._player, "search")
        self._is_marked = False
        self._player.transcript.mark_matches({})
        self._player.strip.show_matches((), None)

    def redraw(self) -> None:
        """Draw the strip again for a new width."""
        if self._player.panel.is_open:
            self._show_strip()

    def _place(self) -> int:
        if self._chosen in self._in_time and self._chosen is not None:
            return self._in_time.index(self._chosen)
        said = self._said_now()
        return sum(match.start <= said for match in self._in_time) - 1

    def _said_now(self) -> int:
        return self._player.session.playback.status().position - self._player.session.offset

    def _show(self) -> None:
        panel, found = self._player.panel, len(self._in_time)
        chosen = self._in_time.index(self._chosen) if self._chosen in self._in_time and self._chosen else None
        if not self._query.strip():
            panel.show_count("")
        elif chosen is None:
            panel.show_count("nothing like it")
        else:
            panel.show_count(f"{chosen + 1} of {found}")
        panel.count(RESULTS, found)
        panel.list(RESULTS).show_rows(self._rows(), chosen)
        self._show_marks()
        self._show_strip()

    def _rows(self) -> list[Moment | Heading]:
        now = self._player.session.said_at(self._player.session.playback.status().position)
        rows: list[Moment | Heading] = []
        last = ""
        for number, match in enumerate(self._in_time):
            group = self._group(match, now)
            if group != last:
                rows.append(Heading(group))
                last = group
            time = self._player.session.media_time(match.start)
            rows.append(
                Moment(time, match.context, number, marked=match.marked, is_faint=match.score < FAINT_BELOW)
            )
        return rows

    def _group(self, match: Match, now: int | None) -> str:
        first, last = self._words[match.span[0]].segment, self._words[match.span[1] - 1].segment
        if now is None or first > now:
            return "later"
        return "earlier" if last < now else "now"

    def _show_marks(self) -> None:
        spans: dict[int, list[Span]] = defaultdict(list)
        for match in self._in_time:
            tone = MATCH_CHOSEN if match == self._chosen else MATCH
            for word in self._words[match.span[0] : match.span[1]]:
                held = spans[word.segment]
                if held and held[-1].tone == tone and word.begin - held[-1].stop <= 1:
                    held[-1] = Span(held[-1].begin, word.stop, tone)
                else:
                    held.append(Span(word.begin, word.stop, tone))
        self._is_marked = True
        self._player.transcript.mark_matches(spans)

    def _show_strip(self) -> None:
        times = [self._player.session.media_time(match.start) for match in self._in_time]
        self._player.strip.show_matches(times, self._player.session.playback.status().length)
