"""Text reduced to what search compares: no case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata

# Letters that NFKD leaves whole though people type them without their stroke or as two.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´＇"))

# Scripts written without spaces: Thai to Myanmar, Khmer, kana, Han and its extensions.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U000323af"
)
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_UNSPACED_CHARACTER = re.compile(rf"[{_UNSPACED}]")


def fold(text: str) -> str:
    """`text` without case, accents and apostrophes; compatibility forms become plain ones."""
    text = text.casefold().translate(_APOSTROPHES)
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
    # Recomposed, so that Hangul counts in syllables; folded again, as compatibility forms bring capitals.
    return unicodedata.normalize("NFC", bare).casefold().translate(_PLAIN_LETTERS).translate(_APOSTROPHES)


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of `text` in order; each character of a script without spaces is one of its own."""
    return tuple(_TOKEN.findall(fold(text)))


def is_unspaced(character: str) -> bool:
    """Whether `character` belongs to a script that is written without spaces between words."""
    return _UNSPACED_CHARACTER.match(character) is not None
