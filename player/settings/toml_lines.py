"""TOML with the line of each key, and syntax errors as sentences.

tomllib gives no lines for keys. A TOML statement ends with its line unless a text or list is still
open, so the shortest run of lines that parses is one statement, and its first line is the key's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from player.files import shown

_POSITION = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)
_KEY = re.compile(r"""^\s*\[*\s*(?P<key>[^\s=\[\]#][^=\[\]#]*?)\s*(?:=|\]|$)""")
_LONGEST_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement `key = value` or `[header]`: its first line and the keys it sets, by their whole path.

    A header has the one key that it opens, with the value None.
    """

    line: int
    values: tuple[tuple[tuple[str, ...], object], ...]


class TomlSyntaxError(ValueError):
    """The text is not TOML; `line` is where, `str()` is what is wrong, without the line."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


def statements(content: str) -> tuple[Statement, ...]:
    """All statements of a TOML text in order; TomlSyntaxError when it is not TOML."""
    lines = content.replace("\r\n", "\n").split("\n")
    try:
        tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(str(error), lines) from None
    except RecursionError:
        raise TomlSyntaxError(1, "lists or tables are nested too deep") from None
    return tuple(_statements(lines))


def _statements(lines: list[str]) -> Iterator[Statement]:
    header: tuple[str, ...] = ()
    for number, parsed, chunk in _chunks(lines):
        if chunk.lstrip().startswith("[["):
            raise TomlSyntaxError(number, "a section stands in single brackets, as in [playback]")
        if chunk.lstrip().startswith("["):
            header = _header_path(parsed)
            yield Statement(number, ((header, None),))
        elif parsed:
            yield Statement(number, tuple((header + path, value) for path, value in _leaves(parsed)))


def _chunks(lines: list[str]) -> Iterator[tuple[int, dict[str, object], str]]:
    """First line, parsed content and text of each statement, comment or blank line."""
    first = 0
    for last in range(len(lines)):
        chunk = "\n".join(lines[first : last + 1])
        try:
            parsed = tomllib.loads(chunk)
        except tomllib.TOMLDecodeError:
            continue
        yield first + 1, parsed, chunk
        first = last + 1


def _header_path(table: object) -> tuple[str, ...]:
    path: list[str] = []
    while isinstance(table, Mapping) and table:
        key, table = next(iter(table.items()))
        path.append(key)
    return tuple(path)


def _leaves(table: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], object]]:
    for key, value in table.items():
        if isinstance(value, Mapping) and value:
            yield from (((key, *path), leaf) for path, leaf in _leaves(value))
        else:
            yield (key,), value


def _syntax_error(message: str, lines: list[str]) -> TomlSyntaxError:
    found = _POSITION.match(message)
    what = found["what"] if found else message
    line = min(int(found["line"]), len(lines)) if found and found["line"] else _last_open_line(lines)
    return TomlSyntaxError(line, _what_is_wrong(what, lines[line - 1]))


def _last_open_line(lines: list[str]) -> int:
    """The first line of the statement that the end of the text leaves open."""
    closed = 0
    for first, _, chunk in _chunks(lines):
        closed = first + chunk.count("\n")
    return min(closed + 1, len(lines))


def _what_is_wrong(what: str, line: str) -> str:
    found = _KEY.match(line)
    key = shown(found["key"][:_LONGEST_EXCERPT]) if found else ""
    subject = key or shown(line.strip()[:_LONGEST_EXCERPT]) or "the text"
    if what.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")):
        return f"{subject} is set twice; keep one of them"
    if what.startswith(("Expected '='", "Invalid statement")):
        return f"{subject} is followed by no value; write a setting as name = value"
    if what.startswith("Illegal character") or "Unterminated" in what:
        return f"the text after {subject} is not closed, or holds a character that cannot stand there"
    if what.startswith("Unclosed"):
        return f"the list or table of {subject} is not closed"
    if what.startswith("Invalid value"):
        return f"the value of {subject} cannot be read; put a text in quotes and close every list"
    return f"{subject} cannot be read ({shown(what)})"
