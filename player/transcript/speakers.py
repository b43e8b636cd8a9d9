"""Speakers who are named in the text, as in `Ada Lovelace: Good morning`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_LABEL = re.compile(r"([^\W\d_][\w.'’\-]{0,30}(?: [\w.'’()\-]{1,30}){0,3}): (?=\S)")
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "dos", "la", "le", "of", "van", "von"})
_NO_NAME = re.compile(
    r"aim|also|answer|but|chapter|conclusion|corollary|definition|example|exercise|fact|finally|first|goal|hint|"
    r"idea|lecture|lemma|note|ok|okay|part|problem|proof|proposition|question|recall|remark|remember|result|"
    r"second|section|so|solution|step|summary|theorem|third|tip|warning|well",
    re.IGNORECASE,
)
_SEGMENTS_A_NAMING = 250
"""A name that stands less often than once in this many segments is a turn of phrase."""


def label_of(text: str) -> str | None:
    """The name before the colon that `text` begins with, if it is written like one."""
    match = _LABEL.match(text)
    if match is None or len(match[1]) > 40:
        return None
    first, *others = match[1].split(" ")
    if _NO_NAME.fullmatch(first) or first[0].islower():
        return None
    if any(word[0].islower() and word not in _PARTICLES for word in others):
        return None
    return match[1]


def recurring_names(texts: Iterable[str]) -> frozenset[str]:
    """The names that several of `texts` begin with."""
    names: Counter[str] = Counter()
    count = 0
    for text in texts:
        count += 1
        if ": " in text and (name := label_of(text)):
            names[name] += 1
    least = max(2, count // _SEGMENTS_A_NAMING)
    return frozenset(name for name, times in names.items() if times >= least)
