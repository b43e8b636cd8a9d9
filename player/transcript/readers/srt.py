"""SRT, with or without its numbers."""

from __future__ import annotations

from player.model import SkippedLine
from player.transcript.characters import excerpt
from player.transcript.cues import Reading
from player.transcript.markup import has_voices
from player.transcript.readers.cue_blocks import CueBlocks, Dialect, fraction_marks

NAME = "srt"


def recognises(text: str) -> bool:
    """Whether `text` has a line of times with a comma before the milliseconds."""
    return "," in fraction_marks(text)


def read(text: str) -> Reading:
    """The cues of `text`, whose lines end in a line feed alone."""
    blocks = CueBlocks(text.split("\n"), Dialect(fraction_mark=",", own_blocks=False, free_names=False))
    blocks.scan()
    skipped = [
        SkippedLine(number, f"before the first cue: “{excerpt(line)}”")
        for number, line in enumerate(blocks.preamble, 1)
        if line.strip()
    ]
    return Reading(
        NAME, blocks.cues, None, skipped + blocks.skipped + blocks.lenient.lines(), voices=has_voices(text)
    )
