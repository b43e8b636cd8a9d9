"""The screen a lecture plays on: the session's state goes to the widgets, the reader's wishes to the session."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import Input

from player.errors import LectureError
from player.hearing import Snapshot
from player.model import Millis
from player.playback.port import ChaptersKnown, Degraded, Failed, PlaybackEvent
from player.session import Session
from player.settings import Settings
from player.ui.appearance import Appearance
from player.ui.commands import COMMANDS
from player.ui.editing import Editing
from player.ui.greeting import Greeting
from player.ui.keymap import bindings
from player.ui.note_taking import NoteTaking
from player.ui.palette import PlayerCommands
from player.ui.panels import Panels
from player.ui.prompting import Prompting
from player.ui.screens.help import HelpScreen
from player.ui.searching import Searching
from player.ui.steering import Steering
from player.ui.track_choice import TrackChoice
from player.ui.widgets.bilingual_layout import PageText
from player.ui.widgets.hint_line import HintLine
from player.ui.widgets.match_strip import MatchStrip
from player.ui.widgets.message_line import MessageLine
from player.ui.widgets.moment_list import MomentList
from player.ui.widgets.prompt_row import PromptRow
from player.ui.widgets.side_panel import SearchField, SidePanel
from player.ui.widgets.title_line import TitleLine
from player.ui.widgets.transcript_painting import Lit
from player.ui.widgets.transcript_view import TranscriptView
from player.ui.widgets.transport_bar import TransportBar

if TYPE_CHECKING:
    from player.ui.app import LectureApp

LONGEST_TICK_MS = 100
SHORTEST_TICK_MS = 5
KEEP_PLACE_SECONDS = 5.0
INDEX_AFTER_SECONDS = 1.0
COPY = Binding("ctrl+c,super+c", "screen.copy_text", "copy what is selected", show=False)


class PlayerScreen(Screen[None], inherit_bindings=False):
    """Plays one session; parts of its work live in searching, note_taking, panels, steering, prompting."""

    COMMANDS = {PlayerCommands}  # noqa: RUF012

    session: Session
    transcript: TranscriptView
    searching: Searching
    note_taking: NoteTaking
    prompts: Prompting
    panels: Panels
    steering: Steering
    editing: Editing
    track_choice: TrackChoice
    appearance: Appearance

    def __init__(
        self,
        session: Session,
        text: PageText,
        settings: Settings,
        hints: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.session = session
        self._settings = settings
        self.was_heard = False
        lecture = session.lecture
        self.transcript = TranscriptView(
            text,
            [chapter.start for chapter in lecture.chapters],
            follow_height=settings.screen.follow_height,
            flowing=settings.screen.view == "paragraphs",
            dim_below=settings.screen.dim_below,
            id="transcript",
        )
        self.title_line = TitleLine(id="title")
        self.panel = SidePanel(id="panel")
        self.strip = MatchStrip(id="strip")
        self.bar = TransportBar(id="bar")
        self.messages = MessageLine(id="messages")
        self.prompt = PromptRow(id="prompt")
        self.hints = HintLine(id="hints")
        self.greeting = Greeting(self, hints)
        self.searching = Searching(self)
        self.note_taking = NoteTaking(self)
        self.prompts = Prompting(self)
        self.panels = Panels(self)
        self.steering = Steering(self)
        self.editing = Editing(self)
        self.track_choice = TrackChoice(self)
        self.appearance = Appearance(self)
        self._bindings = BindingsMap([COPY, *bindings(settings.keys)])

    def compose(self) -> ComposeResult:
        yield self.title_line
        with Container(id="page"):
            yield self.transcript
            yield self.panel
        with Vertical(id="foot"):
            yield from (self.strip, self.bar, self.messages, self.prompt, self.hints)

    def on_mount(self) -> None:
        self.transcript.show_offset(self.session.offset)
        self.transcript.mark_edited(self.session.spoken.edited.edited)
        self.panels.show_chapters(())
        self.panels.count_skipped()
        self.note_taking.load()
        self.greeting.greet()
        self.give_keys_back()
        self.set_interval(KEEP_PLACE_SECONDS, lambda: self.run_reporting(self._keep_place()))
        self.set_timer(INDEX_AFTER_SECONDS, self._settle_memory)
        self.session.start()
        self._show(self.session.snapshot())
        self.call_after_refresh(self._tick)

    def _settle_memory(self) -> None:
        gc.freeze()
        gc.enable()
        self.prepare_search()

    def prepare_search(self) -> None:
        """Have the index made before it is asked for."""
        self.run_worker(self.session.index, thread=True, group="index", exit_on_error=False)

    # --- the clock

    def _tick(self) -> None:
        snapshot = self.session.snapshot()
        self.session.keep_in_loop(snapshot.status.position)
        self.was_heard |= snapshot.status.moving and snapshot.status.position > self.session.started_at
        self._show(snapshot)
        self.set_timer(self._until_next(snapshot), self._tick)

    def _until_next(self, snapshot: Snapshot) -> float:
        """Seconds until the light must change, so that it changes then and not at the next even tick."""
        wait = float(LONGEST_TICK_MS)
        if snapshot.change_ms is not None and snapshot.status.moving:
            wait = min(wait, snapshot.change_ms / snapshot.status.rate + 1)
        return max(SHORTEST_TICK_MS, wait) / 1000

    def _show(self, snapshot: Snapshot) -> None:
        status = snapshot.status
        self.transcript.lit = Lit.on(snapshot.segment, snapshot.word)
        self.transcript.second_lit = snapshot.second
        self.bar.show_position(status.position, status.length)
        self.title_line.show_state(self.session.lecture.title, status, self.session.offset)

    def lit_now(self) -> Lit:
        """What of the transcript is to be lit now."""
        return Lit.on((now := self.session.snapshot()).segment, now.word)

    def hear(self, event: PlaybackEvent) -> None:
        """Show what the engine told."""
        if isinstance(event, Failed | Degraded):
            self.messages.alarm(event.reason)
        elif isinstance(event, ChaptersKnown):
            self.panels.show_chapters(event.chapters)
        self._show(self.session.snapshot())

    # --- the reader's hands

    def action_run_command(self, name: str) -> None:
        """Do what a key of the keymap stands for."""
        COMMANDS[name].run(self)

    def keys_of(self, name: str) -> str:
        """The keys that a command has now."""
        return self._settings.keys.get(name, COMMANDS[name].keys)

    def on_key(self, event: events.Key) -> None:
        if self.panels.take_go(event.key):
            event.stop()
            event.prevent_default()

    @on(TranscriptView.Played)
    def _play_pointed(self, message: TranscriptView.Played) -> None:
        self.steering.play_from_word(message.segment, message.character)

    @on(TranscriptView.SecondPlayed)
    def _play_second(self, message: TranscriptView.SecondPlayed) -> None:
        self.session.play_second(message.segment)
        self.transcript.follow()

    @on(TranscriptView.FollowChanged)
    def _say_following(self, message: TranscriptView.FollowChanged) -> None:
        self.messages.stand("" if message.following else "⋯ not following · f returns to the voice")

    @on(TransportBar.Sought)
    def _seek_on_bar(self, message: TransportBar.Sought) -> None:
        if message.dragging:
            self.messages.point(self.panels.what_is_said(message.position))
        else:
            self.session.jump(message.position)
            self.transcript.follow()

    @on(TransportBar.Pointed)
    def _tell_place(self, message: TransportBar.Pointed) -> None:
        self.messages.point(self.panels.what_is_said(message.position))

    @on(MomentList.Picked)
    def _pick(self, message: MomentList.Picked) -> None:
        self.panels.pick(message.source, message.number)

    @on(Input.Changed, "#search-field")
    def _type(self, message: Input.Changed) -> None:
        self.searching.typed(message.value)

    @on(Input.Submitted, "#search-field")
    def _submit(self) -> None:
        self.searching.submit()

    @on(SearchField.Moved)
    def _move(self, message: SearchField.Moved) -> None:
        self.searching.move(message.step)

    @on(Input.Changed, "#prompt-input")
    def _write(self, message: Input.Changed) -> None:
        self.note_taking.typed(message.value)

    @on(PromptRow.Answered)
    def _answer(self, message: PromptRow.Answered) -> None:
        self.prompts.answer(message.text)

    def on_resize(self, event: events.Resize) -> None:
        self.panel.place(event.size.width)
        self.searching.redraw()

    # --- what commands need

    def play_from(self, said: Millis) -> None:
        """Play from a time of the transcript, and follow."""
        self.session.play_said(said)
        self.transcript.follow()

    def play_from_media(self, position: Millis) -> None:
        """Play from a media time, and follow."""
        self.play_from(position - self.session.offset)

    def leave_for(self, locator: str) -> None:
        """End this lecture and play another."""
        cast("LectureApp", self.app).play_next(locator)

    def give_keys_back(self) -> None:
        """Let single keys steer again."""
        if self.panel.is_open and self.panel.tab != "results":
            self.set_focus(self.panel.list(self.panel.tab))
        else:
            self.set_focus(self.transcript)

    def pause_for_writing(self) -> bool:
        """Pause while a note is written, where the settings ask for it; whether it must play on afterwards."""
        pauses = self._settings.notes.pause_while_writing and self.session.playback.status().moving
        if pauses:
            self.session.playback.pause()
        return pauses

    def show_help(self) -> None:
        """All keys."""
        self.app.push_screen(HelpScreen({name: self.keys_of(name) for name in COMMANDS}))

    def escape(self) -> None:
        """Close or dismiss what is nearest; at last, follow again."""
        if self.prompts.leave() or self.panels.close() or self.messages.dismiss():
            return
        self.searching.close()
        self.transcript.follow()

    def run_reporting(self, work: Coroutine[None, None, None]) -> None:
        """Run `work` beside the screen; what goes wrong is said in the message line."""
        self.run_worker(self._report(work), exit_on_error=False)

    async def _keep_place(self) -> None:
        await asyncio.to_thread(self.session.keep_place)

    async def _report(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except LectureError as error:
            self.messages.alarm(str(error))
