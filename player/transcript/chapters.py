"""Chapters from a WebVTT file of chapters."""

from __future__ import annotations

from pathlib import Path

from player.errors import TranscriptError
from player.model import Chapter
from player.transcript.characters import excerpt
from player.transcript.markup import plain_line
from player.transcript.reading import read_cues


def read_chapters(path: Path) -> tuple[Chapter, ...]:
    """The chapters in the file `path` in order of start, one a cue.

    Raises TranscriptError when it holds none.
    """
    reading = read_cues(path)
    chapters = [
        Chapter(cue.start, title)
        for cue in sorted(reading.cues, key=lambda cue: cue.start)
        if (title := " ".join(filter(None, map(plain_line, cue.lines))))
    ]
    if not chapters:
        raise TranscriptError(f"{excerpt(path.name, 120)} holds no chapters.")
    return tuple(chapters)
