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
from player.transcript.readers.cue_blocks import HEADER, OWN_BLOCK, CueBlocks, Dialect, fraction_marks
from player.transcript.readers.rolling_blocks import rolling_cues
from player.transcript.readers.webvtt_parts import empty_headers, parts_of, put_together

NAME = "vtt"

_DIALECT = Dialect(fraction_mark=".", own_blocks=True, free_names=True)
_HEADER_LINE = re.compile(r"^\ufeff?WEBVTT(?:[ \t]|$)", re.MULTILINE)
_LANGUAGE = re.compile(r"\bLanguage:[ \t]*([A-Za-z0-9_-]+)", re.IGNORECASE)


def recognises(text: str) -> bool:
    """Whether WebVTT's header stands before the first arrow of `text`, or its first times have no comma."""
    arrow = text.find("-->")
    if _HEADER_LINE.search(text, 0, arrow if arrow >= 0 else 65_536):
        return True
    return next(fraction_marks(text), ",") != ","


def read(text: str) -> Reading:
    """The cues of `text`, whose lines end in a line feed alone; of strictly rolling captions what is spoken."""
    begin = text.rfind("\n", 0, max(text.find("-->"), 0)) + 1
    preamble = text[:begin].split("\n")[:-1]
    is_one_file = text.count("WEBVTT") < 2
    rolled = rolling_cues(text, begin) if is_one_file and preamble and not preamble[-1] else None
    if rolled is None:
        return read_every_cue(text)
    blocks = CueBlocks([], _DIALECT, rolled, preamble)
    return Reading(NAME, rolled, _read_preamble(blocks), _skipped(blocks), markup=False)


def read_every_cue(text: str) -> Reading:
    """The cues of `text` as they stand there, whatever its form."""
    lines = text.split("\n")
    parts = parts_of(lines) if text.count("WEBVTT") > 1 else []
    blocks = CueBlocks(lines, _DIALECT)
    empty_headers(blocks, parts)
    blocks.scan()
    language = _read_preamble(blocks)
    cues = put_together(blocks.cues, parts, blocks.lenient) if parts else blocks.cues
    return Reading(NAME, cues, language, _skipped(blocks), voices=has_voices(text))


def _skipped(blocks: CueBlocks) -> list[SkippedLine]:
    return blocks.skipped + blocks.lenient.lines()


def _read_preamble(blocks: CueBlocks) -> str | None:
    """Names what stands before the first cue and is lost; returns the header's language."""
    lines = blocks.preamble
    header = next((index for index, line in enumerate(lines) if HEADER.match(line)), None)
    if header is None:
        blocks.lenient.add("no WEBVTT header", 1)
        _skip(blocks, 0, len(lines), "before the first cue")
        return None
    if header and not any(lines[:header]):
        blocks.lenient.add("the WEBVTT header is not in the first line", header + 1)
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
