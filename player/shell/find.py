"""`lecture find`: phrase search in one lecture, or in all that the library knows."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from player import bootstrap
from player.errors import LectureError, LibraryError, UsageError
from player.model import Match, Segment
from player.opening import Wanted, open_lecture
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase
from player.shell.json_shapes import match_shape
from player.shell.output import answer
from player.shell.transcript_source import read_source, report_remarks
from player.times import clock_text
from player.transcript.word_times import spoken_words


@dataclass(frozen=True, slots=True)
class Searchable:
    """What was said in a lecture, indexed; `lecture` is its id, or the path of a transcript alone."""

    lecture: str
    title: str
    index: PhraseIndex


def run(options: Namespace) -> int:
    """Answer one query, or one a line; status 1 when a single query finds nothing."""
    if not options.query.strip():
        raise UsageError("Say what to find: a few words of what you remember.")
    lectures = [_one(options.source)] if options.source is not None else list(_all())
    if options.query == "-":
        for line in sys.stdin:
            query = line.rstrip("\r\n")
            shapes = [match_shape(m, s.lecture, s.title) for s, m in _find(lectures, query, options.limit)]
            _print(json.dumps({"query": query, "matches": shapes}, ensure_ascii=False))
        return 0
    found = _find(lectures, options.query, options.limit)
    if options.json:
        shapes = [match_shape(match, searched.lecture, searched.title) for searched, match in found]
        _print(json.dumps(shapes, ensure_ascii=False, indent=2))
        return 0
    if not found:
        raise LectureError(f"Nothing like “{options.query}” is said there; try fewer or other words.")
    for searched, match in found:
        where = f"{searched.title}  " if len(lectures) > 1 else ""
        _print(f"{clock_text(match.start):>8}  {where}{match.context}")
    return 0


def _find(lectures: Iterable[Searchable], query: str, limit: int) -> list[tuple[Searchable, Match]]:
    found = [
        (searched, match) for searched in lectures for match in find_phrase(searched.index, query, limit)
    ]
    found.sort(key=lambda pair: -pair[1].score)
    return found[:limit]


def _one(source: str) -> Searchable:
    sourced = read_source(source)
    report_remarks(sourced)
    return _searchable(sourced.lecture, sourced.title, sourced.transcript.segments)


def _all() -> Iterator[Searchable]:
    library = bootstrap.open_library()
    try:
        records = library.shelf.all()
        if not records:
            raise LibraryError("The library is empty; play a lecture first, or name the one to search in.")
        for record in records:
            try:
                lecture = open_lecture(Wanted(record.source), library.shelf).lecture
            except LectureError as error:
                sys.stderr.write(f"lecture: left out: {error}\n")
                continue
            if lecture.transcript is not None:
                yield _searchable(lecture.id, lecture.title, lecture.transcript.segments)
    finally:
        library.close()


def _searchable(lecture: str, title: str, segments: tuple[Segment, ...]) -> Searchable:
    index = PhraseIndex([segment.text for segment in segments], spoken_words(segments))
    return Searchable(lecture, title, index)


def _print(line: str) -> None:
    answer(f"{line}\n")
