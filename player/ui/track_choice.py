"""Which transcripts the player screen shows: the next one, a second one beside it, and when that one is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer

from player.errors import TranscriptError
from player.model import Millis, Track
from player.sources.sidecars import may_be_other
from player.spoken import Spoken
from player.tracks import named
from player.ui.keymap import readable
from player.ui.widgets.bilingual_layout import PageText, page_text

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen

SET_AGAIN_SECONDS = 0.5
"""After the last change of an offset, until what stands beside what follows it."""


class TrackChoice:
    """Reads the track that is wanted, has it set beside the other one, and says what came of it."""

    def __init__(self, player: PlayerScreen) -> None:
        self._player = player
        self._session = player.session
        self._timer: Timer | None = None

    # --- what the keys do

    def next_main(self) -> None:
        """Let the next transcript be the main one; where that is the second one, the two change places."""
        self._player.run_reporting(self._in_turn(self._next_main))

    def next_second(self) -> None:
        """Show the next other transcript beside the main one; after the last, none."""
        self._player.run_reporting(self._in_turn(self._next_second))

    def shift_second(self, step: Millis) -> None:
        """The second transcript later by `step`."""
        tracks = self._session.tracks
        if tracks.second is None:
            self._say(
                f"There is no second transcript: {self._key('track.second')} shows one beside the first."
            )
            return
        offset = tracks.shift(tracks.second, step)
        self._player.transcript.second_lit = self._session.snapshot().second
        self.set_again_soon()
        self._say(
            f"Second transcript {offset / 1000:+.1f} s" if offset else "Second transcript as in its file"
        )

    # --- choosing

    async def _in_turn(self, choose: Callable[[], Coroutine[None, None, None]]) -> None:
        async with self._player.editing.turn:
            await choose()

    async def _next_main(self) -> None:
        tracks, session = self._session.tracks, self._session
        found = await self._readable(tracks.after_main)
        if found is None:
            return
        track, spoken = found
        second, beside = tracks.second, session.second
        if track == second:
            second, beside = (tracks.main, session.spoken) if tracks.main is not None else (None, None)
        await self._show(track, spoken, second, beside)
        self._say(f"Transcript: {self._numbered(track, spoken)}")

    async def _next_second(self) -> None:
        tracks, session = self._session.tracks, self._session
        if tracks.main is None:
            self._say("There is no transcript that another could stand beside.")
            return
        found = await self._readable(tracks.after_second)
        if found is not None:
            await self._show(tracks.main, session.spoken, *found)
            self._say(f"Beside it: {self._numbered(*found)}")
        elif tracks.second is not None:
            await self._show(tracks.main, session.spoken, None, None)
            self._say("Second transcript off.")

    async def _readable(self, candidates: Callable[[], Sequence[Track]]) -> tuple[Track, Spoken] | None:
        """The first of the candidates that can be read; those before it are told of and not tried again."""
        session = self._session
        was_told = False
        while tracks := candidates():
            track = tracks[0]
            if track == session.tracks.second and session.second is not None:
                return track, session.second
            try:
                return track, await asyncio.to_thread(session.read_track, track)
            except TranscriptError as error:
                session.tracks.drop(track)
                # A description of the lecture beside it is nobody's fault.
                if not may_be_other(track.path.name):
                    self._player.messages.alarm(str(error))
                    was_told = True
        if not session.tracks.after_main() and not was_told:
            self._say("The lecture has no other transcript: put one beside it, named as it with .de.vtt.")
        return None

    async def _show(
        self, main: Track | None, spoken: Spoken, second: Track | None, beside: Spoken | None
    ) -> None:
        session, page = self._session, self._player.transcript
        lag = session.tracks.offset_of(second) - session.tracks.offset_of(main)
        text = await asyncio.to_thread(self._set, spoken, beside, lag)
        is_other, was_wordless = spoken is not session.spoken, not session.segments
        number_of = session.show_tracks(main, spoken, second, beside)
        snapshot = session.snapshot()
        if is_other:
            self._player.editing.turn_to_other_text()
            page.show_offset(session.offset)
            page.show_both(text, spoken.edited.edited, (self._player.lit_now(), snapshot.second), number_of)
            self._show_elsewhere()
            if was_wordless:
                # Until now it said that there is no transcript.
                self._player.messages.stand("")
        else:
            page.show_second(text, snapshot.second)
        await asyncio.to_thread(session.keep_place)

    def _show_elsewhere(self) -> None:
        """What else there is of the main track is that of another one now."""
        player = self._player
        player.panels.count_skipped()
        player.note_taking.redraw()
        player.searching.search_again()
        player.prepare_search()

    # --- setting the page

    def text_of(self, spoken: Spoken, beside: Spoken | None) -> PageText:
        """Blocking: the page of these two as they stand to each other now."""
        return self._set(spoken, beside, self._session.tracks.lag)

    def _set(self, spoken: Spoken, beside: Spoken | None, lag: Millis) -> PageText:
        second = beside.segments if beside is not None else None
        return page_text(spoken.segments, self._player.transcript.chapter_starts, second, lag)

    def set_chapters(self, starts: Sequence[Millis]) -> None:
        """End paragraphs where chapters begin."""
        page = self._player.transcript
        if list(starts) != list(page.chapter_starts):
            page.chapter_starts = starts
            self._player.run_reporting(self._in_turn(self._set_again))

    def set_again_soon(self) -> None:
        """Set the second track beside the first anew, once the reader has done changing the offset."""
        if self._timer is not None:
            self._timer.stop()
        if self._session.second is not None:
            self._timer = self._player.set_timer(
                SET_AGAIN_SECONDS, lambda: self._player.run_reporting(self._in_turn(self._set_again))
            )

    async def _set_again(self) -> None:
        session = self._session
        text = await asyncio.to_thread(self.text_of, session.spoken, session.second)
        self._player.transcript.show_second(text, session.snapshot().second)

    # --- words

    def greet(self) -> None:
        """Say what is shown where a choice of the reader's was brought back."""
        tracks, session = self._session.tracks, self._session
        if tracks.main is None or (tracks.second is None and tracks.main == tracks.known[0]):
            return
        shown = f"Transcript: {named(tracks.main, _language(session.spoken))}"
        if tracks.second is not None and session.second is not None:
            shown += f", beside it {named(tracks.second, _language(session.second))}"
        self._say(shown)

    def _numbered(self, track: Track, spoken: Spoken) -> str:
        return self._session.tracks.numbered(track, _language(spoken))

    def _key(self, name: str) -> str:
        return readable(self._player.keys_of(name).split(",")[0])

    def _say(self, text: str) -> None:
        self._player.messages.say(text)


def _language(spoken: Spoken) -> str | None:
    return spoken.edited.transcript.language
