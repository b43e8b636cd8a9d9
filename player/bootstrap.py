"""The one place where adapters are made and handed over."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from player.errors import PlaybackError, SourceError
from player.library.database import Database
from player.library.lectures import LectureShelf
from player.library.notes import NoteStore
from player.model import Millis, Place
from player.opening import Opened, Wanted, open_lecture
from player.paths import Paths, make_private_folder, resolve_paths
from player.playback.delayed import DelayedPlayback
from player.playback.port import Playback
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase
from player.session import Session
from player.settings import LoadedSettings, Settings, load_settings
from player.transcript.word_times import spoken_words

SOUNDING_ENGINES = ("vlc", "mpv")
"""In the order in which they are tried when the settings leave the choice to the program."""


@dataclass(frozen=True, slots=True)
class Library:
    """The opened database and the tables in it."""

    database: Database
    shelf: LectureShelf
    notes: NoteStore

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def paths() -> Paths:
    """The folders of this user."""
    return resolve_paths(os.environ)


def settings() -> LoadedSettings:
    """The settings in force; raises SettingsError."""
    return load_settings(paths())


def open_library() -> Library:
    """Open the user's library, made where it is missing; raises LibraryError."""
    folders = paths()
    make_private_folder(folders.data)
    database = Database(folders.library_file)
    return Library(database, LectureShelf(database), NoteStore(database))


def make_playback(chosen: Settings, *, video: bool) -> tuple[Playback, tuple[str, ...]]:
    """The engine that the settings ask for, and a sentence about what is missing where none can sound.

    Raises PlaybackError when an engine that was asked for by name cannot be had.
    """
    engine, sound_output = chosen.playback.engine, chosen.playback.sound_output or None
    if engine != "auto":
        return _engine(engine, video, sound_output), ()
    missing = []
    for name in SOUNDING_ENGINES:
        try:
            return _engine(name, video, sound_output), ()
        except PlaybackError as error:
            missing.append(str(error))
    # The first is the one to install.
    return _engine("silent", video, sound_output), (missing[0],)


def _engine(name: str, video: bool, sound_output: str | None) -> Playback:
    # Imported where they are wanted because loading libVLC is slow, and may fail where it is missing.
    match name:
        case "vlc":
            from player.playback.vlc import VlcPlayback

            return VlcPlayback(video=video, sound_output=sound_output)
        case "mpv":
            from player.playback.mpv import MpvPlayback

            return MpvPlayback(video=video, sound_output=sound_output)
        case _:
            from player.playback.silent import SilentPlayback

            return SilentPlayback()


def open_session(wanted: Wanted, chosen: Settings, library: Library, *, video: bool) -> Session:
    """Blocking: open a lecture, ready to start from where it was left or where the user wants."""
    opened = open_lecture(wanted, library.shelf)
    place = _place(wanted, opened, chosen)
    playback, missing = make_playback(chosen, video=video)
    if chosen.playback.sound_delay_ms:
        playback = DelayedPlayback(playback, chosen.playback.sound_delay_ms)
    return Session(
        opened.lecture,
        playback,
        library.shelf,
        library.notes,
        place,
        (*opened.remarks, *missing),
        edited=opened.edited,
        tracks=opened.tracks,
        second=opened.second,
    )


def _place(wanted: Wanted, opened: Opened, chosen: Settings) -> Place:
    place = opened.place
    back = round(chosen.playback.resume_back_seconds * 1000)
    position = max(0, place.position - back) if wanted.at is None else wanted.at
    if wanted.phrase is not None:
        position = _phrase_start(wanted.phrase, opened) + place.offset
    return replace(place, position=max(0, position), rate=wanted.rate or place.rate)


def _phrase_start(phrase: str, opened: Opened) -> Millis:
    transcript = opened.lecture.transcript
    segments = transcript.segments if transcript else ()
    index = PhraseIndex([segment.text for segment in segments], spoken_words(segments))
    matches = find_phrase(index, phrase, 1)
    if not matches:
        raise SourceError(f"Nothing like “{phrase}” is said in {opened.lecture.title}; try fewer words.")
    return matches[0].start
