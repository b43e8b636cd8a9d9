"""A lecture with several transcripts beside it, opened as `lecture play` opens it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from player.library.database import Database
from player.library.lectures import LectureShelf
from player.library.notes import NoteStore
from player.model import Segment, Transcript
from player.opening import Wanted, open_lecture
from player.playback.silent import SilentPlayback
from player.session import Session
from player.settings import Settings
from player.transcript.writers import write_transcript
from player.ui.app import LectureApp
from tests.ui.conftest import CHAPTERS, LIGHTHOUSES, STEP_MS, Clock, Reader, opened

DEUTSCH = (
    "Guten Morgen und willkommen zur Vorlesung über Leuchttürme.",
    "Ein Leuchtturm ist ein Turm mit einer Lampe, die Schiffe von weitem sehen.",
    "Die ersten Lampen waren Holzfeuer auf einer steinernen Plattform.",
    "Holz brennt schnell, also trugen die Wärter es die ganze Nacht hinauf.",
    "Dann kamen Öllampen mit einem Spiegel hinter der Flamme.",
    "Ein Spiegel schickt das Licht aufs Meer hinaus statt ins Land.",
    "Der große Schritt war die Linse, die Fresnel in Ringe schnitt.",
    "Jeder Ring bricht das Licht ein wenig, und alle Ringe zusammen ergeben einen einzigen Strahl.",
    "Eine drehende Linse lässt den Strahl über das Wasser streichen.",
    "Der Seemann zählt die Sekunden zwischen zwei Blitzen.",
    "Keine zwei Leuchttürme einer Küste haben denselben Rhythmus.",
    "So sagt der Rhythmus dem Seemann, welchen Turm er sieht.",
    "Heute sagen Satelliten dem Schiff, wo es ist.",
    "Und doch brennen die Lampen noch, denn eine Lampe braucht keinen Empfänger.",
)
FRANCAIS = ("Bonjour et bienvenue.", "Le phare est une tour.", "Le feu de bois brûle vite.")


def at_steps(texts: Sequence[str], *, step: int = STEP_MS, late: int = 0) -> tuple[Segment, ...]:
    """One segment a text, `step` apart, all `late` later."""
    return tuple(Segment(n * step + late, (n + 1) * step + late, text) for n, text in enumerate(texts))


class Shelved:
    """A lecture's files, and a library that outlives the program."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.media = folder / "lecture.wav"
        self.media.write_bytes(b"RIFF\0\0\0\0WAVE")
        self.clock = Clock()
        self.shelf = LectureShelf(database)
        self._notes = NoteStore(database)
        self.write("lecture.en.vtt", LIGHTHOUSES)
        chapters = (Segment(chapter.start, chapter.start + 1_000, chapter.title) for chapter in CHAPTERS)
        self.write("lecture.chapters.vtt", tuple(chapters))

    def write(self, name: str, segments: Sequence[Segment]) -> Path:
        path = self.media.with_name(name)
        path.write_text(write_transcript(Transcript("webvtt", tuple(segments)), path.suffix[1:]))
        return path

    def session(self, transcript: Path | None = None, second: Path | None = None) -> Session:
        wanted = Wanted(str(self.media), transcript, second=second, as_left=True)
        opened = open_lecture(wanted, self.shelf)
        return Session(
            opened.lecture,
            SilentPlayback(clock=self.clock),
            self.shelf,
            self._notes,
            opened.place,
            opened.remarks,
            edited=opened.edited,
            tracks=opened.tracks,
            second=opened.second,
        )

    @asynccontextmanager
    async def played(
        self,
        *,
        size: tuple[int, int] = (120, 36),
        open_session: Callable[[], Session] | None = None,
        settings: Settings | None = None,
    ) -> AsyncIterator[Reader]:
        """Play the lecture, and leave it as the program does."""
        session = (open_session or self.session)()
        app = LectureApp("lecture.wav", lambda: session, settings or Settings())
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            await opened(pilot)
            yield Reader(pilot, app, session, self.clock)
        session.keep_place()
        session.playback.close()
