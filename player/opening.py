"""From what the user named to a lecture that can be played; blocking, so it runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from player.errors import LectureError, LibraryError, SourceError, TranscriptError, UsageError
from player.library.lectures import AmbiguousLectureError, LectureShelf
from player.model import Chapter, Lecture, Millis, Place, Playable, Transcript
from player.sources.local import LocalLecture, find_local
from player.sources.sidecars import may_be_other
from player.times import parse_time
from player.transcript.chapters import read_chapters
from player.transcript.overlay import EditedTranscript, with_edits
from player.transcript.reading import read_transcript
from player.transcript.retiming import retimed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked to play, and from where."""

    locator: str
    transcript: Path | None = None
    at: Millis | None = None
    phrase: str | None = None
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened lecture, where it was left, and sentences about what is missing from it.

    The lecture's transcript is the one with the reader's edits, `edited` knows the original too.
    """

    lecture: Lecture
    edited: EditedTranscript | None
    place: Place
    was_left: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadLecture:
    """A lecture as its files have it, and its id in the library."""

    id: str
    found: LocalLecture
    transcript: Transcript | None
    chapters: tuple[Chapter, ...]
    remarks: tuple[str, ...]


def read_lecture(wanted: Wanted, shelf: LectureShelf) -> ReadLecture:
    """Find the media, read its transcript and chapters, and know it again.

    Raises SourceError, TranscriptError (for a transcript the user named) or LibraryError.
    """
    found = _find(wanted.locator, shelf)
    transcript, chapters, remarks = _texts(wanted, found)
    lecture_id = shelf.identify(found.fingerprint, str(found.media), found.title)
    return ReadLecture(lecture_id, found, transcript, chapters, remarks)


def open_lecture(wanted: Wanted, shelf: LectureShelf) -> Opened:
    """The lecture as it is played: its transcript at the times of the recording, and as it was edited.

    Raises what `read_lecture` does.
    """
    read = read_lecture(wanted, shelf)
    edited = _edited(read.transcript, read.id, shelf) if read.transcript is not None else None
    lecture = Lecture(
        id=read.id,
        title=read.found.title,
        source=str(read.found.media),
        playable=Playable(read.found.media),
        transcript=edited.transcript if edited is not None else None,
        chapters=read.chapters,
    )
    place = shelf.place(read.id)
    remarks = read.remarks
    if edited is not None and edited.unused:
        remarks = (*remarks, _unused(len(edited.unused)))
    return Opened(lecture, edited, place or Place(), place is not None, remarks)


def _edited(transcript: Transcript, lecture_id: str, shelf: LectureShelf) -> EditedTranscript:
    said = retimed(transcript, shelf.alignments.of_lecture(lecture_id))
    edited = with_edits(said, shelf.edits.of_lecture(lecture_id))
    for was, now in edited.carried:
        # The new one first: whatever happens between the two, no edit is lost.
        shelf.edits.keep(lecture_id, now)
        shelf.edits.forget(lecture_id, was)
    return edited


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


def _texts(
    wanted: Wanted, found: LocalLecture
) -> tuple[Transcript | None, tuple[Chapter, ...], tuple[str, ...]]:
    remarks: list[str] = []
    transcript: Transcript | None = None
    chapters: tuple[Chapter, ...] = ()
    if wanted.transcript is not None:
        transcript = read_transcript(wanted.transcript)
    elif found.transcript is not None:
        try:
            transcript = read_transcript(found.transcript)
        except TranscriptError as error:
            if not may_be_other(found.transcript.name):
                remarks.append(str(error))
    if found.chapters is not None:
        try:
            chapters = read_chapters(found.chapters)
        except LectureError as error:
            remarks.append(str(error))
    return transcript, chapters, tuple(remarks)
