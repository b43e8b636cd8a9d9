"""The application: wires screens, themes and keys, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from player.errors import LectureError, SettingsError
from player.model import Millis
from player.playback.port import Failed, PlaybackEvent, PlayState, StateChanged
from player.session import Session
from player.settings import Settings
from player.ui.drawable import drawable
from player.ui.keymap import bindings
from player.ui.messages import PlaybackChanged
from player.ui.screens.opening import OpeningScreen
from player.ui.screens.player import PlayerScreen
from player.ui.theme import OURS, fallback_variables
from player.ui.widgets.bilingual_layout import PageText, page_text
from player.ui.widgets.text_field import TextField

SECONDS_UNSPOKEN = 0.4


class LectureApp(App[None]):
    """Opens one lecture and plays it; `failure` is the sentence to end with when that could not be done."""

    CSS_PATH = "app.tcss"
    TITLE = "lecture"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ctrl+q", "quit", show=False)]

    def __init__(
        self,
        locator: str,
        open_session: Callable[[], Session],
        settings: Settings,
        *,
        hints: tuple[str, ...] = (),
    ) -> None:
        # Told beforehand: with NO_COLOR, Textual chooses here how colours are taken away.
        chosen = BUILTIN_THEMES.get(settings.screen.theme)
        super().__init__(ansi_color=True if chosen is not None and chosen.ansi else None)
        bindings(settings.keys)
        self.failure: str | None = None
        self.next_locator: str | None = None
        self._player: PlayerScreen | None = None
        self._aimed_at: WeakKeyDictionary[events.Key, Widget | None] = WeakKeyDictionary()
        self.session: Session | None = None
        self._locator = locator
        self._open_session = open_session
        self._settings = settings
        self._hints = hints
        for theme in OURS:
            self.register_theme(theme)
        if settings.screen.theme not in self.available_themes:
            raise SettingsError(_no_theme(settings.screen.theme, self.available_themes))
        self.theme = settings.screen.theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return fallback_variables(self.current_theme)

    def on_mount(self) -> None:
        self.set_timer(SECONDS_UNSPOKEN, self._say_what_opens)
        self._open()

    def _say_what_opens(self) -> None:
        if self.session is None:
            self.push_screen(OpeningScreen(self._locator))

    @work(thread=True, exit_on_error=False, group="open")
    def _open(self) -> tuple[Session, PageText]:
        session = self._open_session()
        starts = [chapter.start for chapter in session.lecture.chapters]
        second = session.second.segments if session.second is not None else None
        return session, page_text(session.segments, starts, second, session.tracks.lag)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.worker.group != "open":
            return
        if event.state is WorkerState.SUCCESS and event.worker.result is not None:
            self._show(*event.worker.result)
        elif event.state is WorkerState.ERROR:
            self._give_up(event.worker.error)

    def _show(self, session: Session, text: PageText) -> None:
        self.session = session
        session.playback.subscribe(self._hear)
        self._player = screen = PlayerScreen(session, text, self._settings, self._hints)
        if isinstance(self.screen, OpeningScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _give_up(self, error: BaseException | None) -> None:
        if not isinstance(error, LectureError):
            raise error or RuntimeError("the lecture was not opened")
        self.failure = str(error)
        self.exit(return_code=1)

    async def on_event(self, event: events.Event) -> None:
        """Keys go where the focus is when their turn comes.

        Textual hands each key to the widget that had the focus when it arrived. Over a slow line `/` and
        the letters after it arrive together, and would be commands; one that comes back unused from a
        widget which has lost the focus to a text field is given to the field.
        """
        if isinstance(event, events.Key):
            if not event.is_forwarded:
                self._aimed_at[event] = self.focused
            elif (
                isinstance(self.focused, TextField)
                and self._aimed_at.pop(event, self.focused) is not self.focused
            ):
                self.focused._forward_event(events.Key(event.key, event.character))
                return
        await super().on_event(event)

    @property
    def unsaved_note(self) -> tuple[Millis, str] | None:
        """Moment and text of a note that was being written when the screen closed."""
        return self._player.note_taking.unsaved if self._player is not None else None

    def get_system_commands(self, screen: Screen[object]) -> Iterator[SystemCommand]:
        """Of what the palette offers by itself, only the themes: the rest is ours or steers nothing here."""
        for command in super().get_system_commands(screen):
            if command.title == "Theme":
                yield command

    def play_next(self, locator: str) -> None:
        """End, and have whoever runs the screen play another lecture."""
        self.next_locator = locator
        self.exit()

    def _hear(self, event: PlaybackEvent) -> None:
        """Runs on the engine's thread: posts and nothing else."""
        self.post_message(PlaybackChanged(event))

    def on_playback_changed(self, message: PlaybackChanged) -> None:
        event = message.event
        if isinstance(event, Failed):
            self.failure = event.reason
            if self._player is not None and not self._player.was_heard:
                self.exit(return_code=1)
        elif isinstance(event, StateChanged) and event.state is PlayState.PLAYING:
            self.failure = None
        for screen in self.screen_stack:
            if isinstance(screen, PlayerScreen):
                screen.hear(event)


def _no_theme(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"screen.theme: there is no theme “{drawable(name)}”; " + (
        f"did you mean {near[0]}?" if near else "lecture-dark and lecture-light are made for long reading."
    )
