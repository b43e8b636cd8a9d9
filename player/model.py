"""The nouns of the project, immutable and free of any library.

All times are whole milliseconds of media time unless a name says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

Millis: TypeAlias = int

BOOKMARK_TAG = "bookmark"
UNCLEAR_TAG = "unclear"
OWN_TRACK = ""
"""The key of the transcript that a lecture has without being told which; all that was kept before there
were tracks belongs to it."""


class Word(NamedTuple):
    """A spoken word; `estimated` when its times were worked out and not read from the file.

    A named tuple, because a lecture has tens of thousands and a frozen dataclass takes twice as long to make.
    """

    start: Millis
    end: Millis
    text: str
    confidence: float | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of speech with one start and end; `words` is empty when the file has no word times."""

    start: Millis
    end: Millis
    text: str
    speaker: str | None = None
    words: tuple[Word, ...] = ()


class SpokenWord(NamedTuple):
    """A word where it stands and when it is said.

    `segment` is its segment's number in the transcript, `begin` to `stop` its half-open range of
    characters in that segment's text; `start` and `end` are times, `confidence` is 0 to 1 or not known.
    A named tuple for the reason Word is one.
    """

    segment: int
    begin: int
    stop: int
    start: Millis
    end: Millis
    estimated: bool
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line of a transcript file that was passed over (`line` counts from 1), and why.

    `is_lost` is False where nothing a person could read is missing: a cue without words, a lenient reading.
    """

    line: int
    reason: str
    is_lost: bool = True


@dataclass(frozen=True, slots=True)
class Transcript:
    """Segments in order of start, and what of the file could not be read."""

    format: str
    segments: tuple[Segment, ...]
    language: str | None = None
    skipped: tuple[SkippedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentEdit:
    """What a reader made of a segment, kept beside the original and found again by what that was.

    `occurrence` counts from 0 among the segments of the file that have the same original.
    """

    original_start: Millis
    original_end: Millis
    original_text: str
    original_speaker: str | None
    occurrence: int
    start: Millis
    end: Millis
    text: str

    @property
    def original(self) -> tuple[Millis, Millis, str, str | None, int]:
        """What tells the segment from all others of its file."""
        return (
            self.original_start,
            self.original_end,
            self.original_text,
            self.original_speaker,
            self.occurrence,
        )

    @property
    def changes(self) -> bool:
        """Whether anything differs from the original."""
        return (self.start, self.end, self.text) != self.original[:3]

    def undone(self) -> SegmentEdit:
        """The edit that leaves the segment as the file has it."""
        return replace(self, start=self.original_start, end=self.original_end, text=self.original_text)


@dataclass(frozen=True, slots=True)
class Track:
    """One of a lecture's transcripts; `key` is what it is kept under, OWN_TRACK for the one that is found first.

    `language` is a language tag, None where it is not known.
    """

    key: str
    path: Path
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TrackChoice:
    """The keys of the tracks that were shown last, and how late each track that was moved is.

    A `main` of None is the own track, whose offset is kept with the lecture's place and not here; a `second` of
    None is none.
    """

    main: str | None = None
    second: str | None = None
    offsets: Mapping[str, Millis] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled part of the lecture that begins at `start`."""

    start: Millis
    title: str


@dataclass(frozen=True, slots=True)
class Playable:
    """What an engine is given to play: a local file, always by absolute path."""

    path: Path


@dataclass(frozen=True, slots=True)
class Lecture:
    """A lecture as it was opened; `id` is stable when the file moves, `source` is what the user named."""

    id: str
    title: str
    source: str
    playable: Playable
    transcript: Transcript | None = None
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how a lecture was last left."""

    position: Millis = 0
    rate: float = 1.0
    volume: int = 100
    offset: Millis = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A note at a moment of a lecture; a bookmark is a note without text that carries BOOKMARK_TAG.

    `quote` is what was being said then; `created` and `updated` are ISO 8601 in UTC.
    """

    id: int
    lecture_id: str
    time: Millis
    text: str
    quote: str
    tags: tuple[str, ...]
    created: str
    updated: str
    picture: Path | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A found phrase: when its first word starts and its last word ends, on the transcript's clock.

    `context` is a readable excerpt, `marked` the half-open character range of the match within it,
    `span` the half-open range of word numbers in the lecture's spoken words, `score` 0 to 1.
    """

    start: Millis
    end: Millis
    context: str
    marked: tuple[int, int]
    span: tuple[int, int]
    score: float
