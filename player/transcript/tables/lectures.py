"""The lectures of a table: which there are, and one of them as a transcript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from player.errors import TranscriptError
from player.model import Millis, SkippedLine, Transcript
from player.transcript.characters import excerpt, plain, unescaped
from player.transcript.cleaning import cleaned
from player.transcript.collector import COLLECTOR_REST
from player.transcript.cues import Cue, Reading
from player.transcript.raw_file import reading_errors, regular_size, shown_name
from player.transcript.strays import Strays
from player.transcript.tables.columns import Cells, Role, written
from player.transcript.tables.listing import (
    Listed,
    Listing,
    beginning_of,
    listing_of,
    rows_of,
    shape_or_error,
)
from player.transcript.tables.pieces import Meaning, Piece
from player.transcript.tables.rows import Table
from player.transcript.tables.shapes import Form, shape_of
from player.transcript.tables.source import Meter

Progress: TypeAlias = Callable[[float], None]
"""Is told the share of the work that is done, 0 to 1, at most twenty times a second."""

_LARGE_BYTES = 64 * 1024 * 1024
"""In a table larger than this, a lecture named by its id is looked for before all rows are read."""

_AFTER_LOOKING, _AFTER_LISTING = 0.2, 0.8
"""Shares of the work done when the id was looked for, and when the lectures were listed."""


@dataclass(frozen=True, slots=True)
class TableLecture:
    """A lecture in a table; `start` to `end` is the part of it that the rows cover."""

    id: str
    title: str
    segments: int
    start: Millis
    end: Millis


def is_table(path: Path) -> bool:
    """Whether `path` begins like a table of segments; False also where it cannot be read, as reading it will tell."""
    try:
        return path.is_file() and shape_of(path) is not None
    except (OSError, ValueError):
        return False


def list_lectures(path: Path, progress: Progress | None = None) -> tuple[TableLecture, ...]:
    """The lectures of the table `path`, in the order in which they first come.

    Raises TranscriptError, with one sentence, when it is no table, cannot be read, or has no row that can be.
    """
    with reading_errors(path), COLLECTOR_REST:
        listing = listing_of(path, Meter(progress))
    if progress is not None:
        progress(1.0)
    return tuple(
        TableLecture(
            _name(key, path),
            listed.title,
            listed.different_rows() if key else listed.rows(),
            listed.start,
            listed.end,
        )
        for key, listed in listing.lectures.items()
        if listed.is_there
    )


def read_lecture(path: Path, wanted: str | None = None, progress: Progress | None = None) -> Transcript:
    """One lecture of the table `path`: its only one, or the one that has the id `wanted`, or `wanted` in its title.

    Raises TranscriptError, with one sentence, as `list_lectures` does, and when not exactly one lecture is meant.
    """
    with COLLECTOR_REST:
        transcript = cleaned(lecture_reading(path, wanted, progress))
    if not any(segment.text for segment in transcript.segments):
        raise TranscriptError(f"{shown_name(path)} holds no words that could be read.")
    return transcript


def lecture_reading(path: Path, wanted: str | None, progress: Progress | None = None) -> Reading:
    """The cues of the lecture that `read_lecture` reads, not yet cleaned."""
    with reading_errors(path):
        reading = None
        if wanted is not None and regular_size(path) > _LARGE_BYTES:
            reading = _reading_by_id(path, wanted.strip(), Meter(progress, 0.0, _AFTER_LOOKING))
        if reading is None:
            listing = listing_of(path, Meter(progress, _AFTER_LOOKING if wanted else 0.0, _AFTER_LISTING))
            key = _chosen(listing, path, wanted)
            table = Table(path, listing.table.shape, Meter(progress, _AFTER_LISTING, 1.0))
            reading = _reading(table, listing.meaning, key)
            reading.skipped += listing.strays
    if progress is not None:
        progress(1.0)
    return reading


def _reading_by_id(path: Path, wanted: str, meter: Meter) -> Reading | None:
    """The lecture whose id is exactly `wanted`, found without reading the rows of others; None if there is none."""
    shape = shape_or_error(path)
    meaning, sample, _ = beginning_of(Table(path, shape, Meter(None)))
    ids = [meaning.key_of(cells) for _, cells in sample] if meaning.grouped_by is Role.ID else []
    is_like_them = any(abs(len(wanted) - len(each)) <= 2 and (" " in wanted) == (" " in each) for each in ids)
    if not wanted or not is_like_them:
        return None  # Most likely a part of a title.
    reading = _reading(Table(path, shape, meter), meaning, wanted)
    if not reading.cues:
        return None
    reason = "the rows of other lectures were not looked at"
    reading.skipped.append(SkippedLine(1, reason, is_lost=False))
    return reading


def _name(key: str, path: Path) -> str:
    """A lecture's id as it is shown; a table without ids is one lecture, called like its file."""
    return excerpt(key, 200) or excerpt(path.stem, 120)


def _chosen(listing: Listing, path: Path, wanted: str | None) -> str:
    """The key of the lecture that is meant; raises TranscriptError when it is not exactly one."""
    there = {key: listed for key, listed in listing.lectures.items() if listed.is_there}
    name = shown_name(path)
    if wanted is None:
        if len(there) > 1:
            raise TranscriptError(
                f"{name} holds {len(there)} lectures: “lecture transcript” names them with --list, reads one with "
                "--title, and writes it to a file with -o."
            )
        return next(iter(there))
    shown = excerpt(wanted, 80)
    for found in _candidates(there, path, wanted.strip().casefold()):
        if len(found) == 1:
            return found[0]
        if found:
            raise TranscriptError(
                f"{name} holds {len(found)} lectures that “{shown}” may mean; write more of the title, or the id "
                f"(--list names them)."
            )
    raise TranscriptError(f"{name} holds no lecture with the id or title “{shown}” (--list names them).")


def _candidates(there: dict[str, Listed], path: Path, sought: str) -> Iterator[list[str]]:
    """The keys that `sought` may mean, by ever weaker likeness."""
    titles = {key: listed.title.casefold() for key, listed in there.items()}
    yield [key for key in there if sought in (_name(key, path).casefold(), key.casefold())]
    yield [key for key, title in titles.items() if title == sought]
    yield [key for key, title in titles.items() if sought in title]


def _reading(table: Table, meaning: Meaning, key: str) -> Reading:
    is_tsv = table.shape.form is Form.CSV and table.shape.separator == "\t"
    reading = Reading(
        "tsv" if is_tsv else table.shape.form.value, [], markup=False, labels=False, patience=None
    )
    seen: set[Piece] = set()
    problems = Strays()
    for place, cells in rows_of(table, meaning.wanted(key)).cells:
        if meaning.key_of(cells) != key:
            continue
        piece = meaning.piece_of(cells)
        if isinstance(piece, str):
            table.name_row(place, piece, among=problems)
        elif key and piece in seen:
            table.name_row(place, "it was there before, and is kept once", is_lost=False, among=problems)
        else:
            seen.add(piece)
            reading.cues.append(_cue(1 if table.counts_rows else place, piece, cells, meaning))
            if not piece[2].strip() and not meaning.is_own:
                table.name_row(place, "a row without words", is_lost=False, among=problems)
        reading.language = reading.language or plain(written(cells[Role.LANGUAGE])) or None
    reading.skipped += problems.lines()
    return reading


def _cue(line: int, piece: Piece, cells: Cells, meaning: Meaning) -> Cue:
    start, end, text, speaker = piece
    if not meaning.is_own:
        text = unescaped(text)
        speaker = unescaped(speaker) if speaker else speaker
    return Cue(line, start, end, [text], speaker, meaning.words_of(cells))
