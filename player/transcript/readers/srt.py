"""SRT, with or without its numbers."""

from __future__ import annotations

from player.transcript.characters import excerpt
from player.transcript.cues import Reading
from player.transcript.lines import lines_of
from player.transcript.markup import has_voices
from player.transcript.readers.cue_blocks import CueBlocks, Dialect, fraction_marks
from player.transcript.strays import Strays

NAME = "srt"


def recognises(text: str) -> bool:
    """Whether `text` has a line of times with a comma before the milliseconds."""
    return "," in fraction_marks(text)


def read(text: str) -> Reading:
    """The cues of `text`, whose lines end in a line feed alone."""
    blocks = CueBlocks(text, Dialect(fraction_mark=",", own_blocks=False, free_names=False))
    blocks.scan()
    before = Strays()
    for number, line in enumerate(lines_of(blocks.preamble), 1):
        if line.strip():
            before.add(number, f"before the first cue: “{excerpt(line)}”")
    skipped = before.lines() + blocks.strays.lines() + blocks.lenient.lines()
    return Reading(NAME, blocks.cues, None, skipped, voices=has_voices(text))
