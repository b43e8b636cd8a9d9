"""How words sound, roughly enough that a recogniser's spelling of a word sounds the same.

Keys in the manner of Metaphone (Philips, 1990) with voiced and unvoiced letters merged, but with three
kinds of vowels kept, numbers as they are said and letters as they are spelt out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

VOWELS = "IAU"
CONSONANTS = "PFTKSXJCMNLR"
NEAR = {"P": "F", "F": "P", "K": "JC", "J": "KCX", "C": "KJX", "X": "JCS", "S": "X", "M": "N", "N": "M"}
"""Consonants that are easily taken for each other."""

WIDE = str.maketrans(
    {
        "P": "ppq",
        "F": "ppf",
        "T": "ttt",
        "K": "kkk",
        "J": "kjj",
        "C": "kkj",
        "X": "sjj",
        "S": "sss",
        "M": "nnm",
    }
    | {"N": "nnn", "L": "lll", "R": "rrr"}
)
"""Three letters for a consonant, some of them shared by near ones, so that plain edits cost what they should."""

# Replaced in this order; a blank is the border of a word, what became a sound stands in capitals.
_SPELLINGS = (
    (" kn", " N"), (" gn", " N"), (" wr", " R"), (" ps", " S"), (" x", " S"), (" wh", " U"),
    ("tion", "XAN"), ("sion", "XAN"), ("cion", "XAN"), ("cian", "XAN"), ("cious", "XAS"), ("tious", "XAS"),
    ("cial", "XAL"), ("tial", "XAL"), ("ture", "CUR"), ("sure", "XUR"), ("chr", "KR"), ("tch", "C"),
    ("sch", "SK"), ("ch", "C"), ("sh", "X"), ("ph", "F"), ("th", "T"), ("dge", "J"), ("dg", "J"),
    ("ck", "K"), ("ce ", "S "), ("ced ", "ST "), ("ge ", "J "), ("ged ", "JT "),
    ("cce", "KSe"), ("cci", "KSi"), ("sce", "Se"), ("sci", "Si"), ("scy", "Sy"), ("ce", "Se"),
    ("ci", "Si"), ("cy", "Sy"), ("c", "K"), ("augh", "AF"), ("ough", "A"), ("eigh", "I"), ("igh", "I"),
    ("gh ", " "), ("ght", "t"), ("gh", "K"), ("gue", "Ke"), ("gui", "Ki"), ("gg", "K"), ("ge", "Je"),
    ("gi", "Ji"), ("gy", "Jy"), ("ng ", "N "), ("g", "K"), ("qu", "KU"), ("q", "K"), ("x", "KS"), ("k", "K"),
    ("j", "J"), ("mb ", "M "), ("p", "P"), ("b", "P"), ("f", "F"), ("v", "F"), ("t", "T"), ("d", "T"),
    ("s", "S"), ("z", "S"), ("m", "M"), ("n", "N"), ("l", "L"), ("r", "R"), ("h", ""),
)  # fmt: skip
_VOWELS = (
    ("ee", "I"), ("ea", "I"), ("ie", "I"), ("ei", "I"), ("ey", "I"), ("au", "A"), ("aw", "A"),
    ("oa", "A"), ("ai", "I"), ("ay", "I"), ("oo", "U"), ("ou", "U"), ("ow", "U"),
    ("ew", "IU"), ("a", "A"), ("e", "I"), ("i", "I"), ("o", "A"), ("u", "U"), ("w", "U"), ("y", "I"),
)  # fmt: skip
_SILENT = re.compile("(?<=[a-z][bdfhklmnpqrstvwxz])e(?=[ds]? )")
_LETTERS = {
    "a": "I", "b": "PI", "c": "SI", "d": "TI", "e": "I", "f": "IF", "g": "JI", "h": "IJ", "i": "AI",
    "j": "JI", "k": "KI", "l": "IL", "m": "IM", "n": "IN", "o": "A", "p": "PI", "q": "KIU", "r": "AR",
    "s": "IS", "t": "TI", "u": "IU", "v": "FI", "w": "TAPLIU", "x": "IKS", "y": "UAI", "z": "SI",
}  # fmt: skip
_ONES = (
    "SIRA", "UAN", "TU", "TRI", "FUR", "FAIF", "SIKS", "SIFIN", "IT", "NAIN", "TIN", "ILIFIN", "TUILF",
    "TIRTIN", "FURTIN", "FIFTIN", "SIKSTIN", "SIFINTIN", "ITIN", "NAINTIN",
)  # fmt: skip
_TENS = ("TUINTI", "TIRTI", "FARTI", "FIFTI", "SIKSTI", "SIFINTI", "ITI", "NAINTI")
_MOST_DIGITS = 6
_DIGIT = re.compile("(?<![0-9])[0-9](?![0-9])")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_RUNS = re.compile("[a-z]+|[0-9]+")
_SPELT = re.compile("[b-df-hj-np-tv-xz]{1,6}|[aeiouy]|[a-z]*[b-df-hj-np-tv-xz]{5}[a-z]*")
_LONGEST_SPELT = 6
# What a word may begin with; from "cb", as in CBOW, and "dc", as in DCGAN, the first letter is said by its name.
_ONSET = "[bcdfgkpstvz]?[hlrwy]|[cpst]h[lrw]|s[cfkmnpqtv][hlr]?|[kgpm]n|p[st]|[bcdfghjklmnpqrstvwxz]"
_NAMED = re.compile(f"(?!(?:{_ONSET})[aeiouy])[b-df-hj-np-tv-xz](?=[a-z]*[aeiouy])")


def sounds(token: str) -> str:
    """The sounds of one folded token."""
    return sounds_of((token,))[0]


def sounds_of(tokens: Sequence[str]) -> list[str]:
    """The sounds of folded tokens, a letter of VOWELS and CONSONANTS each; "" in other scripts than Latin."""
    if not tokens:
        return []
    said = _words([token if token.isascii() else "" for token in tokens])
    for i, token in enumerate(tokens):
        if len(token) <= _LONGEST_SPELT and token.isalpha() and token.isascii():
            said[i] = _short(token) or said[i]
        elif not token.isalpha():
            said[i] = "".join(map(_run, _RUNS.findall(token))) if token.isascii() else ""
    return said


def spelt_out(token: str) -> str:
    """`token` with the single digits between its letters as words: wordtwovec for word2vec."""
    return (
        token if token.isalpha() or token.isdigit() else _DIGIT.sub(lambda d: _DIGITS[int(d.group())], token)
    )


def _words(tokens: Sequence[str]) -> list[str]:
    """All at once, since that takes no longer than a few one by one."""
    text = _SILENT.sub("", " " + "  ".join(tokens) + " ")
    for spelling, sound in _SPELLINGS:
        text = text.replace(spelling, sound)
    for spelling, sound in _VOWELS:
        text = text.replace(spelling, sound)
    for sound in VOWELS + CONSONANTS:
        text = text.replace(3 * sound, sound).replace(2 * sound, sound)
    return text[1:-1].split("  ")


def _run(run: str) -> str:
    if run.isdigit():
        return _number(run[:_MOST_DIGITS])
    return _short(run) or _words([run])[0]


def _short(token: str) -> str:
    """The sounds of an abbreviation, letter by letter as far as it cannot be said as a word; "" of a word."""
    if _SPELT.fullmatch(token):
        return _spelt(token)
    named = ""
    while _NAMED.match(token):
        named, token = named + _LETTERS[token[0]], token[1:]
    return named + _words([token])[0] if named else ""


def _spelt(letters: str) -> str:
    return "".join(map(_LETTERS.__getitem__, letters))


def _number(digits: str) -> str:
    """As it is said: 50 is fifty, 128 one twenty-eight, 2012 twenty twelve."""
    if len(digits) > 2:
        return _number(digits[:-2]) + _number(digits[-2:])
    value = int(digits)
    if len(digits) == 2 and value < 10:
        return "A" + _ONES[value]
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10 - 2] + (_ONES[value % 10] if value % 10 else "")
