"""Where the words of a text stand."""

from __future__ import annotations

import re
from typing import TypeAlias

from player.transcript.characters import WIDE, has_wide

Span: TypeAlias = tuple[int, int]

_WIDE_TOKEN = re.compile(
    rf"[^\w\s]*[{WIDE}](?:[^\w\s「『（《【〈“‘(\[]|[\u0e30-\u0e3a\u0e45-\u0e4e])*|[^\s{WIDE}]+"
)


def token_spans(text: str) -> list[Span]:
    """Where the words of `text` stand; in scripts without spaces each character with its marks is one."""
    if has_wide(text):
        return [match.span() for match in _WIDE_TOKEN.finditer(text)]
    spans: list[Span] = []
    stop = 0
    for token in text.split():
        begin = text.index(token, stop)
        stop = begin + len(token)
        spans.append((begin, stop))
    return spans
