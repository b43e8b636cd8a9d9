"""A lecture of a few lines, ready for search."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from player.model import SpokenWord
from player.search.index import PhraseIndex

Indexed = Callable[..., PhraseIndex]
HAN = "\u4e00-\u9fff"


def index_of(*texts: str) -> PhraseIndex:
    """Each text is a segment, each word of it (or Chinese character) takes one second."""
    found = [
        (segment, *match.span())
        for segment, text in enumerate(texts)
        for match in re.finditer(rf"[{HAN}]|[^\s{HAN}]+", text)
    ]
    words = [
        SpokenWord(segment, begin, stop, number * 1000, number * 1000 + 900, True)
        for number, (segment, begin, stop) in enumerate(found)
    ]
    return PhraseIndex(texts, words)


@pytest.fixture(scope="session")
def indexed() -> Indexed:
    return index_of
