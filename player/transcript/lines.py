"""The lines of a text, without all of them in memory: a line of two letters takes thirty times its size there."""

from __future__ import annotations

from collections.abc import Iterator

_LETTERS_AT_ONCE = 65_536
_LINES_AT_ONCE = 256
"""More lines than any caption has."""


def lines_of(text: str) -> Iterator[str]:
    """What `text.split("\\n")` gives, a piece at a time."""
    begin, size = 0, len(text)
    while size - begin > _LETTERS_AT_ONCE:
        stop = text.rfind("\n", begin, begin + _LETTERS_AT_ONCE)
        if stop < 0:
            stop = text.find("\n", begin + _LETTERS_AT_ONCE)
        if stop < 0:
            break
        yield from text[begin:stop].split("\n")
        begin = stop + 1
    yield from text[begin:].split("\n")


def add_line(lines: list[str], line: str) -> None:
    """Append `line` to those of a cue; of a cue with hundreds of lines many become one, with line feeds in it."""
    lines.append(line)
    if len(lines) >= _LINES_AT_ONCE and "\n" not in lines[-_LINES_AT_ONCE]:
        lines[-_LINES_AT_ONCE:] = ["\n".join(lines[-_LINES_AT_ONCE:])]


def cue_lines(text: str) -> list[str]:
    """The lines of `text` as a cue keeps them, see `add_line`."""
    if "\n" not in text:
        return [text]
    if text.count("\n") < _LINES_AT_ONCE:
        # A list that comes from split() itself has room for a dozen.
        return [*text.split("\n")]
    lines: list[str] = []
    for line in lines_of(text):
        add_line(lines, line)
    return lines


def add_part(parts: list[str], text: str) -> None:
    """Append `text` to `parts`, which are to be joined: hundreds of small ones become one."""
    parts.append(text)
    if len(parts) >= _LINES_AT_ONCE and len(parts[-_LINES_AT_ONCE]) < _LINES_AT_ONCE:
        parts[-_LINES_AT_ONCE:] = ["".join(parts[-_LINES_AT_ONCE:])]
