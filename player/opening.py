"""From what the user named to a lecture that can be played; blocking, so it runs in a worker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from player.errors import LectureError, LibraryError, SourceError, TranscriptError, UsageError
from player.library.lectures import AmbiguousLectureError, LectureShelf
from player.model import (
    OWN_TRACK,
    Chapter,
    Lecture,
    Millis,
    Place,
    Playable,
    Track,
    TrackChoice,
    Transcript,
)
from player.sources.local import LocalLecture, find_local
from player.sources.sidecars import may_be_other
from player.times import parse_time
from player.tracks import Tracks, edited_track, read_track, tracks_of
from player.transcript.chapters import read_chapters
from player.transcript.overlay import EditedTranscript
from player.transcript.reading import read_transcript


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked to play, and from where.

    `transcript` is shown as the main track, `second` beside it; `as_left` asks for those shown last where none
    is named.
    """

    locator: str
    transcript: Path | None = None
    at: Millis | None = None
    phrase: str | None = None
    rate: float | None = None
    second: Path | None = None
    as_left: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened lecture, where it was left, and sentences about what is missing from it.

    The lecture's transcript is the main track with the reader's edits, `edited` knows the original too;
    `second` is the track beside it. The place's offset is that of the main track.
    """

    lecture: Lecture
    edited: EditedTranscript | None
    place: Place
    was_left: bool
    remarks: tuple[str, ...] = ()
    tracks: Tracks = field(default_factory=Tracks)
    second: EditedTranscript | None = None


@dataclass(frozen=True, slots=True)
class ReadLecture:
    """A lecture as its files have it, and its id in the library; `track` is the one that `transcript` is of."""

    id: str
    found: LocalLecture
    transcript: Transcript | None
    chapters: tuple[Chapter, ...]
    remarks: tuple[str, ...]
    track: Track | None
    tracks: tuple[Track, ...]
    choice: TrackChoice

    @property
    def key(self) -> str:
        """The key of the track that was read."""
        return self.track.key if self.track is not None else OWN_TRACK


def read_lecture(wanted: Wanted, shelf: LectureShelf) -> ReadLecture:
    """Find the media, read its transcript and chapters, and know it again.

    Raises SourceError, TranscriptError (for a transcript the user named) or LibraryError.
    """
    found = _find(wanted.locator, shelf)
    # Read first, so that a lecture which does not open because of it is none of the library's.
    transcript = read_transcript(wanted.transcript) if wanted.transcript is not None else None
    lecture_id = shelf.identify(found.fingerprint, str(found.media), found.title)
    choice = shelf.tracks.of_lecture(lecture_id)
    tracks = _tracks(wanted, found, choice)
    remarks: list[str] = []
    track = _at(tracks, wanted.transcript) if wanted.transcript is not None else None
    if transcript is None:
        track, transcript = _first_readable(_in_turn(wanted, found, tracks, choice), remarks)
    chapters = _chapters(found, remarks)
    return ReadLecture(lecture_id, found, transcript, chapters, tuple(remarks), track, tracks, choice)


def open_lecture(wanted: Wanted, shelf: LectureShelf) -> Opened:
    """The lecture as it is played: its transcript at the times of the recording, and as it was edited.

    Raises what `read_lecture` does.
    """
    read = read_lecture(wanted, shelf)
    edited = None
    if read.transcript is not None:
        edited = edited_track(read.transcript, read.track, read.id, shelf)
    lecture = Lecture(
        id=read.id,
        title=read.found.title,
        source=str(read.found.media),
        playable=Playable(read.found.media),
        transcript=edited.transcript if edited is not None else None,
        chapters=read.chapters,
    )
    remarks = list(read.remarks)
    if edited is not None and edited.unused:
        remarks.append(_unused(len(edited.unused)))
    second, beside = _second(wanted, read, shelf, remarks)
    place = shelf.place(read.id)
    offsets = {**read.choice.offsets, OWN_TRACK: place.offset if place else 0}
    kept = read.choice if wanted.as_left else None
    tracks = Tracks(read.tracks, read.track, second, offsets, kept)
    left = replace(place or Place(), offset=tracks.offset)
    return Opened(lecture, edited, left, place is not None, tuple(remarks), tracks, beside)


def _tracks(wanted: Wanted, found: LocalLecture, choice: TrackChoice) -> tuple[Track, ...]:
    named = [path for path in (wanted.transcript, found.transcript, wanted.second) if path is not None]
    shown = [key for key in (choice.main, choice.second) if key is not None]
    return tracks_of(found.media, found.transcripts, named, [*shown, *choice.offsets])


def _at(tracks: Iterable[Track], path: Path) -> Track | None:
    return next((track for track in tracks if track.path == path.absolute()), None)


def _keyed(tracks: Iterable[Track], key: str | None) -> Track | None:
    return next((track for track in tracks if track.key == key), None)


def _in_turn(
    wanted: Wanted, found: LocalLecture, tracks: tuple[Track, ...], choice: TrackChoice
) -> tuple[Track, ...]:
    """The tracks that may be the main one, in the order in which they are tried."""
    first = _at(tracks, found.transcript) if found.transcript is not None else None
    is_named = first is not None and found.transcript not in found.transcripts[:1]
    left = _keyed(tracks, choice.main) if wanted.as_left and not is_named else None
    beside = (_at(tracks, path) for path in found.transcripts)
    return tuple(dict.fromkeys(track for track in (left, first, *beside) if track is not None))


def _first_readable(
    tracks: Iterable[Track], remarks: list[str]
) -> tuple[Track, Transcript] | tuple[None, None]:
    for track in tracks:
        try:
            return track, read_transcript(track.path)
        except TranscriptError as error:
            if not may_be_other(track.path.name):
                remarks.append(str(error))
    return None, None


def _second(
    wanted: Wanted, read: ReadLecture, shelf: LectureShelf, remarks: list[str]
) -> tuple[Track | None, EditedTranscript | None]:
    named = wanted.second is not None
    track = _at(read.tracks, wanted.second) if wanted.second is not None else None
    if track is None and wanted.as_left:
        track = _keyed(read.tracks, read.choice.second)
    if track is None or track == read.track:
        return None, None
    try:
        return track, read_track(track, read.id, shelf)
    except TranscriptError as error:
        if named:
            raise
        remarks.append(str(error))
        return None, None


def _unused(count: int) -> str:
    edits = "1 edit no longer fits" if count == 1 else f"{count} edits no longer fit"
    segments = "its segment is" if count == 1 else "their segments are"
    return f"{edits} the transcript, because {segments} not in its file any more; nothing is deleted."


def split_time(locator: str) -> tuple[str, Millis | None]:
    """`SOURCE@12:34` as source and time; a file that really has such a name is left whole."""
    source, at, time_text = locator.rpartition("@")
    if not at or not source or _exists(locator):
        return locator, None
    try:
        return source, parse_time(time_text)
    except UsageError:
        return locator, None


def _find(locator: str, shelf: LectureShelf) -> LocalLecture:
    if locator.lower().startswith(("http://", "https://")):
        raise SourceError("Addresses cannot be played yet; download the lecture and name the file.")
    if _exists(locator):
        return find_local(locator)
    try:
        known = shelf.known(locator)
    except AmbiguousLectureError:
        raise
    except LibraryError:
        return find_local(locator)
    return find_local(known.source)


def _exists(locator: str) -> bool:
    try:
        return Path(locator).exists()
    except (OSError, ValueError):
        # Too long or with a NUL: no name that a file can have.
        return False


def _chapters(found: LocalLecture, remarks: list[str]) -> tuple[Chapter, ...]:
    if found.chapters is None:
        return ()
    try:
        return read_chapters(found.chapters)
    except LectureError as error:
        remarks.append(str(error))
        return ()
