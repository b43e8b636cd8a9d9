"""A reader in front of the player's screen: lectures of our own, a clock that moves when a test says so."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from player.library.database import Database
from player.library.lectures import LectureShelf
from player.library.notes import NoteStore
from player.model import Chapter, Lecture, Millis, Place, Playable, Segment, SkippedLine, Transcript, Word
from player.playback.port import LengthKnown, PlaybackStatus
from player.playback.silent import SilentPlayback
from player.session import Session
from player.settings import Settings
from player.transcript.overlay import with_edits
from player.ui.app import LectureApp
from player.ui.messages import PlaybackChanged
from player.ui.screens.player import PlayerScreen
from player.ui.widgets.transcript_view import TranscriptView

DEADLINE_SECONDS = 5.0
STEP_MS = 5000
SAID = (
    "Good morning and welcome to the lecture about lighthouses.",
    "A lighthouse is a tower with a lamp that ships can see from far away.",
    "The first lamps were fires of wood on a stone platform.",
    "Wood burns fast so the keepers carried it up all night.",
    "Then came oil lamps with a mirror behind the flame.",
    "A mirror sends the light out to sea instead of inland.",
    "The great step was the lens that Fresnel cut into rings.",
    "Each ring bends the light a little and the rings together make one beam.",
    "A turning lens makes the beam sweep over the water.",
    "The sailor counts the seconds between two flashes.",
    "No two lighthouses on a coast have the same rhythm.",
    "So the rhythm tells the sailor which tower he sees.",
    "Today satellites tell the ship where it is.",
    "And still the lamps are lit because a lamp needs no receiver.",
)


class Clock:
    """Monotonic seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def timed(text: str, start: Millis, each: Millis = 250) -> tuple[Word, ...]:
    """The words of `text`, one every `each` milliseconds from `start`."""
    return tuple(
        Word(start + number * each, start + (number + 1) * each - 50, word)
        for number, word in enumerate(text.split())
    )


def said(texts: Sequence[str], *, step: Millis = STEP_MS, with_words: bool = True) -> tuple[Segment, ...]:
    """One segment a text, `step` apart, without a pause between them."""
    return tuple(
        Segment(
            number * step,
            (number + 1) * step,
            text,
            words=timed(text, number * step) if with_words else (),
        )
        for number, text in enumerate(texts)
    )


LIGHTHOUSES = said(SAID)
CHAPTERS = (Chapter(0, "Towers"), Chapter(20_000, "Mirrors"), Chapter(40_000, "Rhythm"))


@dataclass
class Reader:
    """Whoever sits before the screen."""

    pilot: Pilot[None]
    app: LectureApp
    session: Session
    clock: Clock

    @property
    def player(self) -> PlayerScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, PlayerScreen))

    @property
    def page(self) -> TranscriptView:
        return self.player.transcript

    @property
    def status(self) -> PlaybackStatus:
        return self.session.playback.status()

    @property
    def position(self) -> Millis:
        return self.status.position

    @property
    def message(self) -> str:
        """What the message line says."""
        return self.player.messages.shown.plain.strip()

    @property
    def typed(self) -> str:
        """What stands in the prompt row."""
        return self.player.prompt.text

    def page_rows(self) -> list[str]:
        """The transcript as it is drawn, without spaces at the ends."""
        return [self.page.render_line(y).text.rstrip() for y in range(self.page.size.height)]

    def list_rows(self, tab: str) -> list[str]:
        """A list of the panel as it is drawn, without the blank rows."""
        rows = self.player.panel.list(tab)
        drawn = [rows.render_line(y).text.strip() for y in range(rows.size.height)]
        return [row for row in drawn if row]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.rest()

    async def type(self, text: str) -> None:
        """Type `text` faster than the screen is drawn."""
        for letter in text:
            self.app.post_message(events.Key("space" if letter == " " else letter, letter))
        await self.rest()

    async def rest(self) -> None:
        """Wait until the screen has drawn, and done what it puts off until it has drawn."""
        await self.pilot.pause()
        await self.pilot.pause()

    async def pass_time(self, ms: Millis) -> None:
        """Let the sound run on for `ms`, and the screen take it in."""
        self.clock.now += ms / 1000
        await self.look()

    async def go(self, position: Millis) -> None:
        """Stand at `position` without a jump."""
        self.session.playback.seek(position)
        await self.look()

    async def look(self) -> None:
        """Have the screen show what is heard now."""
        self.player.post_message(PlaybackChanged(LengthKnown(self.status.length or 0)))
        await self.rest()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for `condition`, for as long as anybody would."""
        waited = 0.0
        while not condition():
            assert waited < DEADLINE_SECONDS, f"waited in vain; the message line says: {self.message}"
            await self.pilot.pause(0.01)
            waited += 0.01
        await self.pilot.pause()

    def place_of(self, words: str) -> tuple[int, int]:
        """Where on the page, as column and row of the widget, `words` begin."""
        for y, row in enumerate(self.page_rows()):
            if words in row:
                return row.index(words), y
        raise AssertionError(f"{words!r} is not on the page")


class OpenPlayer(Protocol):
    def __call__(
        self,
        segments: Sequence[Segment] | None = LIGHTHOUSES,
        *,
        size: tuple[int, int] = (120, 36),
        title: str = "Lighthouses",
        chapters: tuple[Chapter, ...] = CHAPTERS,
        skipped: tuple[SkippedLine, ...] = (),
        settings: Settings = ...,
        place: Place = ...,
        remarks: tuple[str, ...] = (),
        hints: tuple[str, ...] = (),
    ) -> AbstractAsyncContextManager[Reader]: ...


class Sessions:
    """Makes sessions on a library of the test's own."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.clock = Clock()
        self.notes = NoteStore(database)
        self.shelf = LectureShelf(database)
        self._media = folder / "lecture.wav"
        self._media.write_bytes(b"RIFF\0\0\0\0WAVE")

    def make(
        self,
        segments: Sequence[Segment] | None = LIGHTHOUSES,
        *,
        title: str = "Lighthouses",
        chapters: tuple[Chapter, ...] = CHAPTERS,
        skipped: tuple[SkippedLine, ...] = (),
        place: Place | None = None,
        remarks: tuple[str, ...] = (),
    ) -> Session:
        transcript = None if segments is None else Transcript("webvtt", tuple(segments), skipped=skipped)
        lecture_id = self.shelf.identify("fingerprint", str(self._media), title)
        edited = transcript and with_edits(transcript, self.shelf.edits.of_lecture(lecture_id))
        lecture = Lecture(
            id=lecture_id,
            title=title,
            source=str(self._media),
            playable=Playable(self._media),
            transcript=edited and edited.transcript,
            chapters=chapters,
        )
        playback = SilentPlayback(clock=self.clock)
        return Session(lecture, playback, self.shelf, self.notes, place or Place(), remarks, edited=edited)


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the pilot look four times as often whether the screen has come to rest."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0005)


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        yield Sessions(tmp_path, database)


def still(app: LectureApp) -> None:
    """Nothing on the screen moves by itself: no animation, no blinking cursor."""
    app.animation_level = "none"
    for screen in app.screen_stack:
        for field in screen.query(Input):
            field.cursor_blink = False


async def opened(pilot: Pilot[None]) -> None:
    """Wait until the lecture is on the screen."""
    app = pilot.app
    for _ in range(500):
        if isinstance(app.screen, PlayerScreen) and app.screen.is_mounted and app.screen.transcript.size:
            break
        await pilot.pause(0.01)
    else:
        raise AssertionError("the lecture was not opened")
    still(app)
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def sit_down(sessions: Sessions) -> Callable[[Pilot[None], Session], Awaitable[Reader]]:
    """Waits until the lecture is on the screen that a pilot flies, and reads there."""

    async def wait(pilot: Pilot[None], session: Session) -> Reader:
        await opened(pilot)
        return Reader(pilot, pilot.app, session, sessions.clock)

    return wait


@pytest.fixture
def open_player(sessions: Sessions) -> OpenPlayer:
    """Opens a lecture on a screen; `async with open_player(segments) as reader`."""

    @asynccontextmanager
    async def open_(
        segments: Sequence[Segment] | None = LIGHTHOUSES,
        *,
        size: tuple[int, int] = (120, 36),
        settings: Settings | None = None,
        hints: tuple[str, ...] = (),
        **about: object,
    ) -> AsyncIterator[Reader]:
        session = sessions.make(segments, **about)
        app = LectureApp("lecture.wav", lambda: session, settings or Settings(), hints=hints)
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            await opened(pilot)
            yield Reader(pilot, app, session, sessions.clock)
        session.playback.close()

    return open_
