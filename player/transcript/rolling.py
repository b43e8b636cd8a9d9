"""Captions that roll up the screen, each line shown in two or three cues, told from captions that stand."""

from __future__ import annotations

from collections.abc import Container, Sequence

_LEAST_SHARE = 5
"""A file rolls when at least one cue in this many carries the line before over and adds one."""

_MOST_LINES = 8
"""More lines than any screen rolls."""

_FEWEST_GROWN = 2
"""Without word times, one line said twice in a row is an answer or a refrain; rolling does it in most cues."""


def carried_lines(cues: Sequence[list[str]], timed: Sequence[Container[int]]) -> list[int]:
    """How many of each cue's first lines the cue before has shown, all 0 where the file does not roll.

    `cues` are plain lines, empty ones included: an empty first line tells that nothing is carried over.
    `timed` holds the numbers of each cue's lines with inline times: only a line that is being spoken has them.
    """
    counts: list[int] = []
    shown: list[str] = []
    grown = filled = 0
    for lines, times in zip(cues, timed, strict=True):
        count = _carried(shown, lines, times) if shown and lines and lines[0] in shown else 0
        counts.append(count)
        shown = [line for line in lines if line] if "" in lines else lines
        filled += bool(shown)
        grown += 0 < count < len(shown)
    rolls = is_enough_to_roll(grown, filled)
    if rolls and not any(timed):
        rolls = grown >= _FEWEST_GROWN and 2 * sum(map(bool, counts)) >= filled
    return counts if rolls else [0] * len(counts)


def is_enough_to_roll(grown: int, filled: int) -> bool:
    """Whether a file rolls of whose `filled` cues with text `grown` carry lines over and add to them."""
    return grown > 0 and grown * _LEAST_SHARE >= filled


def _carried(shown: list[str], lines: list[str], times: Container[int]) -> int:
    first = lines[0]
    for count in range(min(len(shown), len(lines), _MOST_LINES), 0, -1):
        is_shown = shown[-count] == first and shown[-count:] == lines[:count]
        if is_shown and not any(number in times for number in range(count)):
            return count
    return 0
