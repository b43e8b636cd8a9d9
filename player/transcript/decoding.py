"""Bytes to text, in whatever encoding a site hands out."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(raw: bytes) -> str:
    """The text of `raw`: by its byte order mark, else UTF-8, UTF-16 or Windows-1252; lines end in line feeds.

    Bytes that the encoding does not know become U+FFFD; NULs are taken out.
    """
    return unified(_text(raw))


def unified(text: str) -> str:
    """`text` with line feeds as its only line ends, without byte order mark and NULs."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").replace("\0", "")


def _text(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    if encoding := _unmarked_utf16(raw):
        return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _broken_utf8(raw)


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


def _broken_utf8(raw: bytes) -> str:
    """UTF-8 with a few broken bytes (a file cut short), or Windows-1252, where hardly any is well formed."""
    repaired = raw.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    well_formed = sum(not letter.isascii() for letter in repaired) - broken
    if well_formed > broken:
        return repaired
    # The five bytes that Windows-1252 leaves open are controls in Latin-1, and go with the other controls.
    return raw.decode("cp1252", "latin1_rest")


def _latin1_rest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin1_rest", _latin1_rest)
