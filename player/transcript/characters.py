"""Text from outside made safe to show: no escape sequence, no control character, single spaces."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_STRING_END = "(?:\x07|\x1b\\\\|\x9c)"
_ESCAPES = re.compile(
    # ECMA-48: CSI, then the strings OSC, DCS, SOS, PM and APC with their ends, then the short ones.
    # A string that never ends loses only its opening: the words behind it may be someone's speech.
    rf"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    rf"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90-\x9f]*{_STRING_END}"
    r"|\x1b[ -/]*[0-~]?"
)
_BREAKS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")

_LETTERS_AT_ONCE = 65_536

WIDE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff"
)
"""Characters of scripts that put no space between words, for use inside a regular expression's brackets."""

_WIDE_LETTER = re.compile(f"[{WIDE}]")


def plain(text: str) -> str:
    """`text` without escape sequences, controls and direction overrides, words one space apart."""
    if len(text) > _LETTERS_AT_ONCE:
        return _plain_in_pieces(text)
    if text.isprintable():
        # The only white space that counts as printable is the space itself.
        return " ".join(text.split()) if "  " in text else text.strip()
    text = _BREAKS.sub(" ", _ESCAPES.sub("", text))
    text = _SURROGATES.sub("\ufffd", _UNSEEN.sub("", text))
    return " ".join(text.split())


def _plain_in_pieces(text: str) -> str:
    """`plain` of a long text, whose words would take up many times its room."""
    if not text.isprintable():
        text = _ESCAPES.sub("", text)
    pieces: list[str] = []
    begin, size = 0, len(text)
    is_apart = False
    while begin < size:
        stop = begin + _LETTERS_AT_ONCE
        if stop < size:
            stop = text.rfind(" ", begin + 1, stop) + 1 or stop
        piece = text[begin:stop]
        begin = stop
        if shown := plain(piece):
            is_apart = is_apart or piece[0].isspace()
            pieces += (" ", shown) if is_apart and pieces else (shown,)
            is_apart = False
        is_apart = is_apart or piece[-1].isspace()
    return "".join(pieces)


def unescaped(text: str) -> str:
    """`text` with its HTML character references decoded once; an ampersand without its semicolon stays."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def would_decode(text: str) -> bool:
    """Whether `unescaped` would change anything in `text`."""
    return "&" in text and _ENTITY.search(text) is not None


def is_wide(letter: str) -> bool:
    """Whether `letter` belongs to a script that is written without spaces."""
    return letter > "\u0dff" and _WIDE_LETTER.match(letter) is not None


def has_wide(text: str) -> bool:
    """Whether any letter of `text` belongs to a script that is written without spaces."""
    return not text.isascii() and _WIDE_LETTER.search(text) is not None


def on_one_line(lines: Sequence[str]) -> str:
    """Plain `lines` as one, a space between two, but none between two letters of scripts without spaces."""
    text = " ".join(filter(None, lines))
    if len(lines) < 2 or not has_wide(text):
        return text
    pieces: list[str] = []
    last = ""
    for line in filter(None, lines):
        if last and not (is_wide(last) and is_wide(line[0])):
            pieces.append(" ")
        pieces.append(line)
        last = line[-1]
    return "".join(pieces)


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of `text`, safe to show, at most `length` characters."""
    safe = plain(text[: 4 * length])
    return safe if len(safe) <= length else safe[: length - 1] + "…"
