"""What a listener or a recogniser makes of words: the same sounds spelt otherwise and cut otherwise.

The spellings are of ordinary English and know nothing of the sounds that search itself compares.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

# Groups of spellings that sound the same, and groups whose sounds are taken for one another.
_SAME = (
    ("ph", "f", "ff"),
    ("ck", "k", "c"),
    ("ee", "ea", "ie", "e"),
    ("ai", "ay", "a"),
    ("ou", "ow"),
    ("oo", "u", "ew"),
    ("or", "aur", "oar"),
    ("er", "ur", "ir", "or", "ar"),
    ("tion", "shun", "cion", "sion"),
    ("s", "ss", "c"),
    ("z", "s"),
    ("qu", "kw", "cw"),
    ("x", "ks", "cks", "cs"),
    ("j", "g", "dge"),
    ("y", "ie", "ee"),
    ("wh", "w"),
    ("le", "el", "al", "ul"),
    ("mm", "m"),
    ("nn", "n"),
    ("ll", "l"),
)
_NEAR = (
    ("t", "d"),
    ("p", "b"),
    ("k", "g"),
    ("f", "v"),
    ("m", "n"),
    ("s", "z"),
    ("th", "t", "f"),
    ("sh", "ch"),
    ("i", "e"),
    ("a", "o", "u"),
)
_LETTERS_A_CHANGE = 5
_SPOKEN = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "8": "eight"}
_HOMOPHONES = (
    ("to", "two", "too"),
    ("for", "four", "fore"),
    ("their", "there"),
    ("your", "youre"),
    ("its", "it is"),
    ("by", "buy"),
    ("no", "know"),
    ("weight", "wait"),
    ("weights", "waits"),
    ("loss", "los"),
    ("so", "sow"),
    ("are", "r"),
    ("you", "u"),
    ("see", "c"),
    ("a", "eh"),
)


def mishear(parts: Sequence[str], source: random.Random) -> list[str]:
    """Up to three changes of sound, one in so many letters, and one time in three a border elsewhere."""
    text = " ".join(parts)
    for _ in range(source.randint(1, max(min(len(text) // _LETTERS_A_CHANGE, 3), 1))):
        text = _respelt(text, source)
    heard = text.split()
    if source.random() < 1 / 3:
        heard = _cut_otherwise(heard, source)
    return heard


def _respelt(text: str, source: random.Random) -> str:
    """`text` with one place in it as one says it and would not write it."""
    ways = [
        (found.start(), found.end(), other)
        for group in (*_SAME, *_SAME, *_NEAR)
        for spelling in group
        for found in re.finditer(spelling, text)
        for other in group
        if other != spelling
    ]
    ways += [(m.start(), m.end(), _SPOKEN[m.group()]) for m in re.finditer("[1-68]", text)]
    ways += [
        (m.start(), m.end(), other)
        for group in _HOMOPHONES
        for word in group
        for m in re.finditer(rf"\b{word}\b", text)
        for other in group
        if other != word
    ]
    if not ways:
        return text
    begin, stop, other = source.choice(ways)
    return text[:begin] + other + text[stop:]


def _cut_otherwise(heard: list[str], source: random.Random) -> list[str]:
    """One border moved by a letter or two, or gone, or a new one within a long word."""
    way = source.choice(("moved", "gone", "new"))
    if way == "new" or len(heard) == 1:
        i = max(range(len(heard)), key=lambda i: len(heard[i]))
        cut = len(heard[i]) // 2 + source.choice((-1, 0, 1))
        return [piece for piece in [*heard[:i], heard[i][:cut], heard[i][cut:], *heard[i + 1 :]] if piece]
    i = source.randrange(len(heard) - 1)
    one, other = heard[i], heard[i + 1]
    if way == "gone":
        return [*heard[:i], one + other, *heard[i + 2 :]]
    moved = source.choice((1, 2))
    if len(one) > moved + 1:
        one, other = one[:-moved], one[-moved:] + other
    return [*heard[:i], one, other, *heard[i + 2 :]]
