"""WebVTT, conformant or as it is found: without header or blank lines, with a page's lines around it.

Read here and not by webvtt-py, which loses commas before the milliseconds, text behind a blank line and files
without their header, and takes twice the time; a test holds the two to the same segments on conformant files.
"""

from __future__ import annotations

import re

from player.model import SkippedLine
from player.transcript.characters import excerpt
from player.transcript.cues import Reading
from player.transcript.markup import has_voices
from player.transcript.readers.cue_blocks import HEADER, OWN_BLOCK, CueBlocks, Dialect

NAME = "vtt"
TITLE = "WebVTT"

_HEADER_LINE = re.compile(r"^WEBVTT(?:[ \t]|$)", re.MULTILINE)
_LANGUAGE = re.compile(r"\bLanguage:[ \t]*([A-Za-z0-9_-]+)", re.IGNORECASE)
_FIRST_TIMING = re.compile(
    r"^[ \t]*(?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{1,2}([.,]?)[0-9]{0,9}[ \t]*-->", re.MULTILINE
)


def recognises(text: str) -> bool:
    """Whether WebVTT's header stands before the first arrow of `text`, or its first times have no comma."""
    arrow = text.find("-->")
    if _HEADER_LINE.search(text, 0, arrow if arrow >= 0 else 65_536):
        return True
    first = _FIRST_TIMING.search(text)
    return first is not None and first[1] != ","


def read(text: str) -> Reading:
    """The cues of `text`, whose lines end in a line feed alone."""
    blocks = CueBlocks(text.split("\n"), Dialect(fraction_mark=".", own_blocks=True, free_names=True))
    blocks.scan()
    language = _read_preamble(blocks)
    return Reading(
        NAME, blocks.cues, language, blocks.skipped + blocks.lenient.lines(), voices=has_voices(text)
    )


def _read_preamble(blocks: CueBlocks) -> str | None:
    """Names what stands before the first cue and is lost; returns the header's language."""
    lines = blocks.preamble
    header = next((index for index, line in enumerate(lines) if HEADER.match(line)), None)
    if header is None:
        blocks.lenient.add("no WEBVTT header", 1)
        _skip(blocks, 0, len(lines), "before the first cue")
        return None
    _skip(blocks, 0, header, "before the WEBVTT header")
    after = next((index for index in range(header, len(lines)) if not lines[index]), len(lines))
    _skip_stray_blocks(blocks, after)
    language = _LANGUAGE.search("\n".join(lines[header:after]))
    return language[1] if language else None


def _skip_stray_blocks(blocks: CueBlocks, first: int) -> None:
    own = False
    for index in range(first, len(blocks.preamble)):
        line = blocks.preamble[index]
        if not line:
            own = False
        elif not own:
            own = OWN_BLOCK.match(line) is not None
            if not own:
                _skip(blocks, index, index + 1, "before the first cue")


def _skip(blocks: CueBlocks, first: int, stop: int, where: str) -> None:
    for index in range(first, stop):
        if blocks.preamble[index].strip():
            blocks.skipped.append(SkippedLine(index + 1, f"{where}: “{excerpt(blocks.preamble[index])}”"))
