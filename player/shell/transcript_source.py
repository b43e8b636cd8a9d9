"""The transcript that a source on the command line names: a file, a table's lecture, or a lecture's own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from player import bootstrap
from player.errors import LectureError, UsageError
from player.files import shown
from player.model import Transcript
from player.opening import Wanted, open_lecture
from player.sources.sidecars import TRANSCRIPT_ENDINGS
from player.times import clock_text
from player.transcript.characters import plain
from player.transcript.reading import read_transcript
from player.transcript.tables.lectures import is_table, read_lecture


@dataclass(frozen=True, slots=True)
class SourcedTranscript:
    """A transcript and whose it is; `lecture` is an id of the library, or the path of a transcript alone."""

    lecture: str
    title: str
    transcript: Transcript
    remarks: tuple[str, ...] = ()


def read_source(
    source: str, wanted: str | None = None, progress: Callable[[float], None] | None = None
) -> SourcedTranscript:
    """The transcript of `source`, of a table's lecture `wanted`; blocking.

    A lecture's own comes with the edits that were made to it, a transcript file as it stands. Raises LectureError.
    """
    path = Path(source)
    if _is_file(path):
        if is_table(path):
            return SourcedTranscript(source, wanted or path.stem, read_lecture(path, wanted, progress))
        if wanted is not None:
            raise UsageError(f"{shown(path.name)} is no table of lectures; leave out --title.")
        try:
            return SourcedTranscript(source, path.stem, read_transcript(path))
        except LectureError:
            if path.suffix.lower() in TRANSCRIPT_ENDINGS:
                raise
    return _of_lecture(source)


def _of_lecture(source: str) -> SourcedTranscript:
    library = bootstrap.open_library()
    try:
        opened = open_lecture(Wanted(source), library.shelf)
        lecture = opened.lecture
    finally:
        library.close()
    if lecture.transcript is None:
        raise LectureError(
            f"{shown(lecture.title)} has no transcript; put a .vtt or .srt file of its name beside it."
        )
    unused = opened.edited.unused if opened.edited else ()
    texts = tuple(
        f"the edit at {clock_text(edit.start, millis=True)} is: {plain(edit.text)}" for edit in unused
    )
    return SourcedTranscript(lecture.id, lecture.title, lecture.transcript, opened.remarks + texts)


def report_remarks(sourced: SourcedTranscript) -> None:
    """Say on stderr what is missing from the transcript."""
    for remark in sourced.remarks:
        sys.stderr.write(f"lecture: {remark}\n")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
