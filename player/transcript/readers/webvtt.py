"""WebVTT, conformant or as it is found: without header or blank lines, with a page's lines around it.

Read here and not by webvtt-py, which loses commas before the milliseconds, text behind a blank line and files
without their header, and takes twice the time; a test holds the two to the same segments on conformant files.
"""

from __future__ import annotations

import re

from player.model import SkippedLine
from player.transcript.characters import excerpt
from player.transcript.cues import Reading
from player.transcript.lines import lines_of
from player.transcript.markup import has_voices
from player.transcript.readers.cue_blocks import OWN_BLOCK, CueBlocks, Dialect, fraction_marks
from player.transcript.readers.rolling_blocks import rolling_cues
from player.transcript.readers.webvtt_parts import empty_headers, put_together

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
    follows_blank = text.startswith("\n") if begin == 1 else text.startswith("\n\n", begin - 2)
    rolled = rolling_cues(text, begin) if begin and follows_blank and text.count("WEBVTT") < 2 else None
    if rolled is None:
        return read_every_cue(text)
    blocks = CueBlocks("", _DIALECT, rolled, text[:begin])
    return Reading(NAME, rolled, _read_preamble(blocks), _skipped(blocks), markup=False)


def read_every_cue(text: str) -> Reading:
    """The cues of `text` as they stand there, whatever its form."""
    blocks = CueBlocks(text, _DIALECT)
    parts = empty_headers(blocks) if text.count("WEBVTT") > 1 else []
    blocks.scan()
    language = _read_preamble(blocks)
    cues = put_together(blocks.cues, parts, blocks.lenient) if parts else blocks.cues
    return Reading(NAME, cues, language, _skipped(blocks), voices=has_voices(text))


def _skipped(blocks: CueBlocks) -> list[SkippedLine]:
    return blocks.strays.lines() + blocks.lenient.lines()


def _read_preamble(blocks: CueBlocks) -> str | None:
    """Names what stands before the first cue and is lost; returns the header's language."""
    text = blocks.preamble
    header = _HEADER_LINE.search(text)
    if header is None:
        blocks.lenient.add("no WEBVTT header", 1)
        _skip(blocks, text, "before the first cue")
        return None
    above = text[: header.start()]
    if above and not above.strip("\n"):
        blocks.lenient.add("the WEBVTT header is not in the first line", above.count("\n") + 1)
    _skip(blocks, above, "before the WEBVTT header")
    after = text.find("\n\n", header.start())
    after = len(text) if after < 0 else after + 1
    _skip_stray_blocks(blocks, text[after:], text.count("\n", 0, after) + 1)
    language = _LANGUAGE.search(text, header.start(), after)
    return language[1] if language else None


def _skip_stray_blocks(blocks: CueBlocks, text: str, first: int) -> None:
    own = False
    for number, line in enumerate(lines_of(text), first):
        if not line:
            own = False
        elif not own:
            own = OWN_BLOCK.match(line) is not None
            if not own and line.strip():
                blocks.strays.add(number, f"before the first cue: “{excerpt(line)}”")


def _skip(blocks: CueBlocks, text: str, where: str) -> None:
    for number, line in enumerate(lines_of(text), 1):
        if line.strip():
            blocks.strays.add(number, f"{where}: “{excerpt(line)}”")
