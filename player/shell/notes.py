"""`lecture notes list|add|export`."""

from __future__ import annotations

from argparse import Namespace

from player import bootstrap
from player.bootstrap import Library
from player.errors import LectureError, UsageError
from player.files import write_atomically
from player.library.lectures import LectureRecord
from player.notes.export import EXPORTERS
from player.notes.lecture_notes import LectureNotes
from player.opening import Opened, Wanted, open_lecture, split_time
from player.shell.output import answer
from player.times import clock_text
from player.transcript.timeline import Timeline


def run(options: Namespace) -> int:
    """Do what the action says."""
    library = bootstrap.open_library()
    try:
        actions = {"list": _list, "add": _add, "export": _export}
        actions[options.action](options, library)
    finally:
        library.close()
    return 0


def _list(options: Namespace, library: Library) -> None:
    lectures = _noted(options.source, library)
    if options.json:
        answer(EXPORTERS["json"](lectures))
        return
    for lecture in lectures:
        answer(f"{lecture.title}\n")
        for note in lecture.notes:
            tags = "".join(f" #{tag}" for tag in note.tags if f"#{tag}" not in note.text)
            text = note.text or f"“{note.quote}”"
            answer(f"{note.id:>6}  {clock_text(note.time):>8}  {text}{tags}\n")


def _export(options: Namespace, library: Library) -> None:
    text = EXPORTERS[options.to](_noted(options.source, library))
    if options.output is not None:
        write_atomically(options.output, text)
    else:
        answer(text)


def _add(options: Namespace, library: Library) -> None:
    source, time = split_time(options.source)
    opened = open_lecture(Wanted(source), library.shelf)
    moment = options.at if options.at is not None else time
    if moment is None:
        moment = opened.place.position if opened.was_left else None
    if moment is None:
        raise UsageError("This lecture was never played: say the moment with --at TIME.")
    if not options.text.strip():
        raise UsageError("The note is empty; write a few words.")
    note = library.notes.add(opened.lecture.id, moment, options.text.strip(), _quote(opened, moment))
    answer(f"{note.id} {clock_text(note.time)}\n")


def _quote(opened: Opened, moment: int) -> str:
    transcript = opened.lecture.transcript
    if transcript is None:
        return ""
    number = Timeline(transcript.segments).at(moment - opened.place.offset)
    return transcript.segments[number].text if number is not None else ""


def _noted(source: str | None, library: Library) -> list[LectureNotes]:
    if source is None:
        records = library.shelf.all()
        return [noted for record in records if (noted := _notes_of(record, library)).notes]
    return [_notes_of(_record(source, library), library)]


def _record(source: str, library: Library) -> LectureRecord:
    try:
        return library.shelf.known(source)
    except LectureError:
        opened = open_lecture(Wanted(source), library.shelf)
        return library.shelf.known(opened.lecture.id)


def _notes_of(record: LectureRecord, library: Library) -> LectureNotes:
    return LectureNotes(record.id, record.title, record.source, library.notes.of_lecture(record.id))
