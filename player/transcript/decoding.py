"""Bytes to text, in whatever encoding a site hands out."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from player.model import SkippedLine

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The five bytes that Windows-1252 leaves open are controls in Latin-1, and go with the other controls.
_WINDOWS_1252 = "".join(
    letter if (letter := bytes([byte]).decode("cp1252", "ignore")) else chr(byte) for byte in range(256)
)

_WESTERN = SkippedLine(
    1, "read as Windows-1252, since it is no UTF-8; save it as UTF-8 if its letters are wrong", is_lost=False
)


class Decoded(NamedTuple):
    """A file's text, and what there is to say of its bytes where they were not simply Unicode."""

    text: str
    notes: list[SkippedLine]


def decoded(raw: bytes) -> Decoded:
    """The text of `raw`: by its byte order mark, else UTF-8, UTF-16 or Windows-1252; lines end in line feeds.

    Bytes that the encoding does not know become U+FFFD; NULs are taken out.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(unified(raw[len(mark) :].decode(encoding, "replace")), [])
    if encoding := _unmarked_utf16(raw):
        return Decoded(unified(raw.decode(encoding, "replace")), [])
    # Bytes, for one strange letter makes a text take four times their room.
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    raw = raw.replace(b"\0", b"")
    try:
        return Decoded(raw.decode("utf-8").removeprefix("\ufeff"), [])
    except UnicodeDecodeError:
        return _broken_utf8(raw)


def unified(text: str) -> str:
    """`text` with line feeds as its only line ends, without byte order mark and NULs."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").replace("\0", "")


def _unmarked_utf16(raw: bytes) -> str:
    """UTF-16 shows as NULs that all stand in even places or all in odd: the times and line ends of any script."""
    head = raw[:4096]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    many, few = max(even, odd), min(even, odd)
    if many * 20 < len(head) // 2 or few * 3 > many:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _broken_utf8(raw: bytes) -> Decoded:
    """UTF-8 with a few broken bytes (a file cut short), or Windows-1252, where hardly any is well formed."""
    repaired = raw.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    well_formed = sum(not letter.isascii() for letter in repaired) - broken
    if well_formed > broken:
        places = "place" if broken == 1 else "places"
        line = repaired.count("\n", 0, repaired.index("\ufffd")) + 1
        note = SkippedLine(line, f"bytes that are no UTF-8 ({broken} {places}), shown as \ufffd")
        return Decoded(repaired.removeprefix("\ufeff"), [note])
    text = codecs.charmap_decode(raw, "strict", _WINDOWS_1252)[0]
    return Decoded(text.removeprefix("\ufeff"), [_WESTERN])
