"""Correcting a segment on the player screen: its times and its text, in a line."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from player.errors import UsageError
from player.model import Millis, SegmentEdit
from player.spoken import Spoken
from player.times import clock_text, parse_time
from player.transcript.characters import plain
from player.ui.drawable import drawable
from player.ui.widgets.bilingual_layout import PageText
from player.ui.widgets.margin_signs import EDITED_SIGN

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen

INDEX_AFTER_SECONDS = 0.5
"""Until the index is made anew, unless a search wants it sooner: making it slows the screen's thread, which is
closing the editor and setting the page just then."""
_LINE = re.compile(r"\s*(?P<start>[^\s\-–]+)\s*[-–]\s*(?P<end>[^\s\-–]+)(?:\s+(?P<text>.*))?")


def line_of(edit: SegmentEdit, offset: Millis) -> str:
    """The segment as it is edited: `0:30.000-0:35.000 text`, with media times `offset` later than its own."""
    return f"{_shown(edit.start, offset)}-{_shown(edit.end, offset)} {drawable(edit.text)}".rstrip()


def edit_from(line: str, edit: SegmentEdit, offset: Millis) -> SegmentEdit:
    """`edit` as it stands in `line`, where parts left alone are exactly as they were.

    Raises UsageError for a line without two times, and for an end that does not come after its start.
    """
    found = _LINE.fullmatch(line)
    if found is None:
        raise UsageError(f"Two times must stand before the text, as in {line_of(edit, offset)[:17].strip()}.")
    start = _time(found["start"], edit.start, offset)
    end = _time(found["end"], edit.end, offset)
    if (start, end) != (edit.start, edit.end) and end <= start:
        raise UsageError(f"The end must come after the start: {found['end']} does not.")
    return replace(edit, start=start, end=end, text=plain(found["text"] or ""))


def _shown(said: Millis, offset: Millis) -> str:
    return clock_text(max(0, said + offset), millis=True)


def _time(written: str, was: Millis, offset: Millis) -> Millis:
    # A time before the media begins is shown as its beginning, and would not come back.
    return was if written == _shown(was, offset) else max(0, parse_time(written) - offset)


class Editing:
    """Owns the segment being corrected, and the edits that were taken back since the lecture was opened."""

    def __init__(self, player: PlayerScreen) -> None:
        self._player = player
        self._asks_about: SegmentEdit | None = None
        self._saving: SegmentEdit | None = None
        self._complaint = ""
        self._last: SegmentEdit | None = None
        self._taken_back: dict[tuple[object, ...], SegmentEdit] = {}
        # One change of the text after the other, each on what the one before it left.
        self.turn = asyncio.Lock()

    def begin(self) -> None:
        """Open the editor for the chosen segment, else for the one being spoken."""
        edit = self._meant()
        if edit is None:
            return
        player = self._player
        line = line_of(edit, player.session.offset)
        player.prompts.ask("edit", self._answered, text=line, on_leave=lambda _: self._done())
        self._asks_about = edit
        player.messages.say("Enter keeps it beside the original, Esc leaves all as it was.")

    def turn_to_other_text(self) -> None:
        """Give up the editor and what could be taken back: another transcript is about to be shown."""
        if self._asks_about is not None:
            self._player.prompts.leave()
        self._last = None
        self._taken_back.clear()

    def restore(self) -> None:
        """Bring the segment back as its file has it; once more, as it was edited."""
        edit = self._restorable()
        if edit is None:
            return
        edited = self._taken_back.get(edit.original)
        if edit.changes:
            self._taken_back[edit.original] = edit
            key = self._player.keys_of("transcript.restore")
            self._change(edit.undone(), f"The segment is as in its file; {key} brings the edit back.")
        elif edited is not None:
            self._change(edited, "The edit is back.")
        else:
            self._player.messages.say(
                f"This segment is as in its file: choose one with {EDITED_SIGN} beside it."
            )

    def _restorable(self) -> SegmentEdit | None:
        """The segment that is meant; where it is as in its file and none was chosen, the one edited last."""
        edit, last = self._meant(), self._last
        if edit is None or last is None or edit.changes or edit.original in self._taken_back:
            return edit
        return edit if self._player.transcript.chosen is not None else last

    def _meant(self) -> SegmentEdit | None:
        player = self._player
        number = player.steering.meant_segment()
        if not player.session.segments:
            player.messages.say("There is no transcript to edit.")
        elif number is None:
            player.messages.say("Nothing is being said now: choose a segment with ↑ and ↓.")
        return None if number is None else player.session.spoken.edited.edit_of(number)

    def _answered(self, line: str) -> None:
        was, session = self._asks_about, self._player.session
        if was is None:
            return
        self._withdraw_complaint()
        try:
            edit = edit_from(line, was, session.offset)
            self._refuse_beyond_end(was, edit)
        except UsageError as error:
            self._complaint = str(error)
            self._player.messages.alarm(self._complaint)
            return
        if edit == was:
            self._player.prompts.leave()
            self._player.messages.say("Nothing was changed.")
        elif edit != self._saving:
            self._change(edit, f"Kept at {_shown(edit.start, session.offset)}; its file is as it was.")

    def _refuse_beyond_end(self, was: SegmentEdit, edit: SegmentEdit) -> None:
        length = self._player.session.playback.status().length
        if (
            length is not None
            and edit.start != was.start
            and self._player.session.media_time(edit.start) > length
        ):
            raise UsageError(f"The lecture ends at {clock_text(length)}: nothing can start after it.")

    def _change(self, edit: SegmentEdit, said: str) -> None:
        self._player.run_reporting(self._keep(edit, said))

    async def _keep(self, edit: SegmentEdit, said: str) -> None:
        self._saving = edit
        try:
            async with self.turn:
                self._show(*await asyncio.to_thread(self._kept, edit))
        finally:
            self._saving = None
        self._last = edit if edit.changes else None
        if self._asks_about is not None and self._asks_about.original == edit.original:
            self._player.prompts.leave()
        self._player.messages.say(said)

    def _kept(self, edit: SegmentEdit) -> tuple[Spoken, PageText]:
        spoken = self._player.session.keep_edit(edit)
        return spoken, self._player.track_choice.text_of(spoken, self._player.session.second)

    def _show(self, spoken: Spoken, text: PageText) -> None:
        player = self._player
        number_of = player.session.show(spoken)
        player.transcript.show_text(text, spoken.edited.edited, player.lit_now(), number_of)
        player.note_taking.redraw()
        player.set_timer(INDEX_AFTER_SECONDS, self._search_anew)

    def _search_anew(self) -> None:
        self._player.searching.search_again()
        self._player.prepare_search()

    def _done(self) -> None:
        self._asks_about = None
        self._withdraw_complaint()

    def _withdraw_complaint(self) -> None:
        self._player.messages.take_back(self._complaint)
        self._complaint = ""
