"""Notes on the player screen: writing, editing, deleting and bringing back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, TypeVar

from player.errors import LectureError
from player.model import BOOKMARK_TAG, UNCLEAR_TAG, Millis, Note
from player.times import clock_text, parse_time
from player.ui.widgets.moment_list import Moment
from player.ui.widgets.side_panel import NOTES
from player.ui.widgets.transcript_painting import NOTED, Span

if TYPE_CHECKING:
    from player.ui.screens.player import PlayerScreen

Result = TypeVar("Result")
SIGNS = {BOOKMARK_TAG: "⚑", UNCLEAR_TAG: "?"}
NOTE_SIGN = "✎"
STAMPED = {BOOKMARK_TAG: "Bookmarked", UNCLEAR_TAG: "Marked as not understood"}


def sign_of(note: Note) -> str:
    """The sign that stands for a note in gutter and list."""
    return NOTE_SIGN if note.text else next((SIGNS[tag] for tag in note.tags if tag in SIGNS), NOTE_SIGN)


class NoteTaking:
    """Owns the lecture's notes as the screen shows them, and the note being written."""

    def __init__(self, player: PlayerScreen) -> None:
        self._player = player
        self._notes: tuple[Note, ...] = ()
        self._deleted: list[Note] = []
        self._draft: tuple[Millis, str] | None = None
        self._writing: tuple[Millis, str] | None = None
        self._is_saving = False
        self._plays_on = False
        # One change after the other, each on what the one before it left.
        self._turn = asyncio.Lock()

    def load(self) -> None:
        """Read the lecture's notes and show them."""
        self._run(self._reload())

    def begin(self) -> None:
        """Open the editor for a note at this moment, or for the draft that was left."""
        player = self._player
        player.prompts.leave()
        moment, text = self._draft or (player.session.playback.status().position, "")
        self._plays_on = player.pause_for_writing()
        self._writing = (moment, text)
        player.prompts.ask(
            f"{NOTE_SIGN} {clock_text(moment)}",
            lambda text: self._save_new(moment, text),
            text=text,
            hint="a note; Enter keeps it, Esc leaves it",
            on_leave=lambda text: self._keep_draft(moment, text),
        )

    @property
    def unsaved(self) -> tuple[Millis, str] | None:
        """Moment and text of the note being written, or of the draft that was left."""
        unsaved = self._writing or self._draft
        return unsaved if unsaved and unsaved[1].strip() else None

    def typed(self, text: str) -> None:
        """The prompt's text has changed."""
        if self._writing is not None:
            self._writing = (self._writing[0], text)

    def _done_writing(self) -> None:
        self._writing = None
        self._player.prompts.close()
        if self._plays_on:
            self._player.session.playback.play()

    def _keep_draft(self, moment: Millis, text: str) -> None:
        self._done_writing()
        self._draft = (moment, text) if text.strip() else None
        if self._draft:
            self._player.messages.say("The draft is kept: i brings it back.")

    def _save_new(self, moment: Millis, text: str) -> None:
        if not text.strip():
            self._done_writing()
        elif not self._is_saving:
            self._run(self._add(moment, text.strip()))

    async def _add(self, moment: Millis, text: str) -> None:
        self._is_saving = True
        self._player.messages.say("Saving…")
        try:
            await asyncio.to_thread(self._player.session.add_note, moment, text)
        finally:
            self._is_saving = False
        self._draft = None
        self._done_writing()
        self._player.messages.say(f"Note kept at {clock_text(moment)}.")
        await self._reload()

    def stamp(self, tag: str) -> None:
        """Keep a note without text at this moment."""
        self._run(self._stamp(self._player.session.playback.status().position, tag))

    async def _stamp(self, moment: Millis, tag: str) -> None:
        await asyncio.to_thread(self._player.session.add_note, moment, "", (tag,))
        self._player.messages.say(f"{STAMPED[tag]} at {clock_text(moment)}.")
        await self._reload()

    def edit(self) -> None:
        """Edit time and text of the highlighted note."""
        note = self._highlighted()
        if note is None:
            return
        self._player.prompts.ask(
            "edit",
            lambda text: self._save_edited(note, text),
            text=f"{clock_text(note.time, millis=note.time % 1000 != 0)} {note.text}",
            hint="time and text",
        )

    def _save_edited(self, note: Note, line: str) -> None:
        time_text, _, text = line.strip().partition(" ")
        try:
            time = parse_time(time_text)
        except LectureError as error:
            self._player.messages.alarm(str(error))
            return
        self._run(
            self._change(lambda: self._player.session.edit_note(note, time, text.strip()), "Note changed.")
        )

    def delete(self) -> None:
        """Delete the highlighted note; `undo` brings it back."""
        self._run(self._delete())

    async def _delete(self) -> None:
        async with self._turn:
            note = self._highlighted()
            if note is not None:
                session = self._player.session
                await self._change(lambda: session.delete_note(note), "Note deleted: U brings it back.")
                self._deleted.append(note)

    def undo(self) -> None:
        """Bring the note deleted last back."""
        self._run(self._restore())

    async def _restore(self) -> None:
        async with self._turn:
            if not self._deleted:
                self._player.messages.say("No note was deleted.")
                return
            note = self._deleted[-1]
            await self._change(lambda: self._player.session.restore_note(note), "The note is back.")
            self._deleted.remove(note)

    def pick(self, number: int) -> None:
        """Play from a note's moment."""
        self._player.play_from_media(self._notes[number].time)

    def redraw(self) -> None:
        """Mark the notes again, for instance after the offset changed."""
        self._show()

    def _highlighted(self) -> Note | None:
        panel = self._player.panel
        number = panel.list(NOTES).picked_number
        if not panel.is_open or panel.tab != NOTES or number is None or number >= len(self._notes):
            self._player.messages.say("Choose a note first: B opens the notes.")
            return None
        return self._notes[number]

    async def _change(self, change: Callable[[], Result], said: str) -> None:
        await asyncio.to_thread(change)
        self._player.prompts.close()
        self._player.messages.say(said)
        await self._reload()

    async def _reload(self) -> None:
        self._notes = await asyncio.to_thread(self._player.session.notes)
        self._show()

    def _run(self, work: Coroutine[None, None, None]) -> None:
        self._player.run_reporting(work)

    def _show(self) -> None:
        session, panel = self._player.session, self._player.panel
        rows = [
            Moment(note.time, note.text or note.quote, number, sign=sign_of(note), is_faint=not note.text)
            for number, note in enumerate(self._notes)
        ]
        panel.list(NOTES).show_rows(rows, panel.list(NOTES).picked_number)
        panel.count(NOTES, len(self._notes))
        marks: list[tuple[int, int, str]] = []
        spans: dict[int, list[Span]] = {}
        for note in self._notes:
            segment = session.said_at(note.time)
            if segment is None:
                continue
            said = note.time - session.offset
            word = next((w for w in reversed(session.words_in(segment)) if w.start <= said), None)
            begin, stop = (word.begin, word.stop) if word else (0, 0)
            marks.append((segment, begin, sign_of(note)))
            spans.setdefault(segment, []).append(Span(begin, stop, NOTED))
        self._player.transcript.mark_notes(marks, spans)
        self._player.bar.notes = [note.time for note in self._notes]
