"""`lecture transcript`: read any transcript, say what was skipped, write it in another format."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from player.errors import UsageError
from player.files import shown, write_atomically
from player.model import Transcript
from player.shell.output import answer
from player.shell.progress import ProgressLine
from player.shell.transcript_source import read_source, report_remarks
from player.times import clock_text
from player.transcript.characters import plain
from player.transcript.coverage import covered_ms
from player.transcript.retiming import Stretch, retimed
from player.transcript.tables.lectures import TableLecture, is_table, list_lectures
from player.transcript.writers import FORMS, write_transcript

REPORTED_LINES = 20


def run(options: Namespace) -> int:
    """Write the transcript, or a table's list of lectures, where it was asked for, and a report on stderr."""
    if options.list:
        _write(_listed(options.source, options.to), options.output)
        return 0
    stretch = Stretch(*options.stretch) if options.stretch else None
    with ProgressLine(f"Reading {shown(Path(options.source).name)}") as progress:
        sourced = read_source(options.source, options.title, progress.show)
    report_remarks(sourced)
    transcript = retimed(sourced.transcript, stretch, options.offset)
    _write(write_transcript(transcript, options.to or _form_of(options.output)), options.output)
    _report(transcript)
    return 0


def _write(text: str, output: Path | None) -> None:
    if output is not None:
        write_atomically(output, text)
    else:
        answer(text)


def _form_of(output: Path | None) -> str:
    """The format that the ending of the file's name asks for."""
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    return ending if ending in FORMS else "text"


def _listed(source: str, form: str | None) -> str:
    path = Path(source)
    if not path.is_file():
        raise UsageError(f"There is no file {shown(source)} to list; --list names the lectures of a table.")
    if not is_table(path):
        raise UsageError(f"{shown(path.name)} is no table of lectures: leave out --list to read it.")
    with ProgressLine(f"Reading {shown(path.name)}") as progress:
        lectures = list_lectures(path, progress.show)
    if form == "json":
        return json.dumps([_shape(lecture) for lecture in lectures], ensure_ascii=False, indent=2) + "\n"
    width = max((len(plain(lecture.id)) for lecture in lectures), default=0)
    return "".join(_line(lecture, width) for lecture in lectures)


def _line(lecture: TableLecture, width: int) -> str:
    reaches = f"{clock_text(lecture.start)} to {clock_text(lecture.end)}"
    return (
        f"{plain(lecture.id):<{width}}  {_segments(lecture.segments):>15}  {reaches:>18}  "
        f"{plain(lecture.title) or '(no title)'}\n"
    )


def _segments(count: int) -> str:
    return f"{count} segment" if count == 1 else f"{count} segments"


def _shape(lecture: TableLecture) -> dict[str, object]:
    return {
        "id": lecture.id,
        "title": lecture.title,
        "segments": lecture.segments,
        "start": lecture.start / 1000,
        "end": lecture.end / 1000,
    }


def _report(transcript: Transcript) -> None:
    lines = [_summary(transcript)]
    lines += [f"line {skipped.line}: {skipped.reason}" for skipped in transcript.skipped[:REPORTED_LINES]]
    if len(transcript.skipped) > REPORTED_LINES:
        lines.append(f"and {len(transcript.skipped) - REPORTED_LINES} more; --to json names them all")
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _summary(transcript: Transcript) -> str:
    """Format, language, segments, words with times, and the seconds covered."""
    segments = transcript.segments
    words = sum(not word.estimated for segment in segments for word in segment.words)
    start, end = segments[0].start, max(segment.end for segment in segments)
    return (
        f"{transcript.format}, {transcript.language or 'language unknown'}: {_segments(len(segments))}, "
        f"{words} words with times, {covered_ms(segments) / 1000:.3f} s of speech from "
        f"{clock_text(start, millis=True)} to {clock_text(end, millis=True)}"
    )
