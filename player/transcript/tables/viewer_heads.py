"""The head that a dataset viewer's page puts above its rows: names, types and ranges of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from player.transcript.tables.columns import find_columns

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?")
_TYPE = re.compile(
    r"(?:string|list)(?:lengths|classes)|u?int(?:8|16|32|64)|float(?:16|32|64)|bool|string|date(?:time)?"
    r"|timestamp\S{0,12}|classes|class label|sequence|list|dict|null|image|audio|video",
)
_TYPE_LINE = re.compile(rf"(?:{_TYPE.pattern})(?: .{{0,80}})?")
_RANGE = re.compile(r"-?[0-9][0-9.,]{0,14}[kMBT]?|[0-9]{1,9} (?:values|classes)|nulls? .{0,12}|⌀")
_CLASSES = re.compile(r"[0-9]{1,9} (?:values|classes)")
_PLAIN_NAME = re.compile(r"[\w .\-]{1,80}")
_MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class ViewerHead:
    """`ranges` are the least and greatest lengths of the columns that tell them; `last_line` is from 1."""

    names: tuple[str, ...]
    last_line: int
    ranges: dict[str, tuple[int, int]]


def pipe_head(lines: Sequence[str]) -> ViewerHead | None:
    """The head above a table of pipes, None without a rule `---|---` below names parted by pipes."""
    head = enumerate(lines[:_MOST_LINES])
    rule = next((n for n, line in head if "---" in line and _RULE.fullmatch(line.strip())), -1)
    if rule < 1:
        return None
    width = len(_inner(lines[rule]).split("|"))
    if len(cells := _inner(lines[rule - 1]).split("|")) == width:
        return ViewerHead(tuple(cell.strip() for cell in cells), rule + 1, {})
    cells = _inner("\n".join(lines[:rule])).split("|")[-width:]
    if len(cells) < width:
        return None
    parts = [cell.strip().split("\n") for cell in cells]
    types = [n for n, line in enumerate(parts[0]) if n and _TYPE_LINE.fullmatch(line.strip())]
    # Some types are also names of columns.
    first = next((n for n in types if _is_known(parts[0][n - 1].strip())), types[0] if types else 1) - 1
    parts[0] = parts[0][first:]
    names = tuple(part[0].strip() for part in parts)
    ranges = {name: found for name, part in zip(names, parts, strict=True) if (found := _range(part[1:]))}
    return ViewerHead(names, rule + 1, ranges)


def list_head(lines: Sequence[str]) -> ViewerHead | None:
    """The head above a list of fields, a line each: names, each with its type and range, or names alone."""
    written = [(n, line.strip()) for n, line in enumerate(lines[:_MOST_LINES], 1) if line.strip()]
    for first, (_, line) in enumerate(written[:60]):
        if not _is_known(line):
            continue
        head = _typed_names(written, first) or _bare_names(written, first)
        if head is not None:
            return head
    return None


def _typed_names(written: Sequence[tuple[int, str]], at: int) -> ViewerHead | None:
    names: list[str] = []
    ranges: dict[str, tuple[int, int]] = {}
    last = 0
    while at + 1 < len(written) and _TYPE.fullmatch(written[at + 1][1]):
        name = written[at][1]
        names.append(name)
        last, at = written[at + 1][0], at + 2
        begin = at
        while at < min(begin + 2, len(written)) and _RANGE.fullmatch(written[at][1]):
            last, at = written[at][0], at + 1
            if _CLASSES.fullmatch(written[at - 1][1]):
                break
        if found := _range([line for _, line in written[begin:at]]):
            ranges[name] = found
    return ViewerHead(tuple(names), last, ranges) if len(names) >= 3 else None


def _bare_names(written: Sequence[tuple[int, str]], at: int) -> ViewerHead | None:
    names: list[str] = []
    last = 0
    while at < len(written) and (_is_known(written[at][1]) or written[at][1].lower() in ("url", "thumbnail")):
        names.append(written[at][1])
        last, at = written[at][0], at + 1
    return ViewerHead(tuple(names), last, {}) if len(names) >= 4 else None


def _is_known(line: str) -> bool:
    if not _PLAIN_NAME.fullmatch(line):
        return False
    return max(find_columns([line]).places) >= 0


def _range(lines: Sequence[str]) -> tuple[int, int] | None:
    """The two whole numbers that `lines` end in."""
    numbers = " ".join(lines).replace(",", "").split()[-2:]
    if len(numbers) == 2 and all(number.isdecimal() and len(number) < 10 for number in numbers):
        return int(numbers[0]), int(numbers[1])
    return None


def _inner(line: str) -> str:
    """`line` without the pipes at its ends."""
    return line.strip().removeprefix("|").removesuffix("|")
