"""Reads the player's screen: what is lit, what time it is, what is said where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from player.model import Segment
from player.ui.theme import DARK
from tests.e2e.tmux import Picture

LIT_BAR = "▎"
BAR_ROW = re.compile(r"^ +(\d+(?::\d\d)+) ([^\w\s]+) (\d+(?::\d\d)+) *$")
LIT_TONES = ("lit-ground", "word-ground", "word-estimated-ground")
WORD_TONES = ("word-ground", "word-estimated-ground")
# Blending and tmux each round a channel by one.
COLOUR_SLACK = 3
READING_SLACK_MS = 500


@dataclass(frozen=True, slots=True)
class Talk:
    """A lecture to drive the player with, and a phrase in it that a slip of the finger must not hide.

    `begin_ms` is where segments follow each other quickly, at `speed` within a few seconds; `found` is what
    a match marks, `found_at` its time in seconds.
    """

    media: Path
    segments: Sequence[Segment]
    begin_ms: int
    speed: float
    query: str
    found: str
    found_at: int

    def number_at(self, ms: float) -> int:
        """The segment that began last at `ms`, -1 before all."""
        return bisect_right([segment.start for segment in self.segments], ms) - 1

    def texts_around(self, second: int) -> list[str]:
        """The segments that may be lit while the bar shows `second`."""
        first = self.number_at(second * 1000 - READING_SLACK_MS)
        last = self.number_at(second * 1000 + 1000 + READING_SLACK_MS)
        return [one_line(self.segments[number].text) for number in range(max(0, first), last + 1)]


def one_line(text: str) -> str:
    """`text` with every run of blanks as one."""
    return " ".join(text.split())


def seconds(text: str) -> int:
    """`1:02:03` as a number."""
    total = 0
    for part in text.split(":"):
        total = total * 60 + int(part)
    return total


@dataclass(frozen=True, slots=True)
class Bar:
    """The transport bar as it is drawn: its row, first column and cells, and the times beside it in seconds."""

    row: int
    left: int
    cells: int
    time: int
    length: int

    def column_of(self, second: float) -> int:
        """The column that stands for a time."""
        return self.left + round(second / self.length * (self.cells - 1))

    def second_at(self, column: int) -> float:
        """The time a column stands for."""
        return (column - self.left) / (self.cells - 1) * self.length


def find_bar(picture: Picture) -> Bar | None:
    """The bar, where one is drawn whole."""
    for row, text in enumerate(picture.rows):
        found = BAR_ROW.match(text)
        if found:
            return Bar(row, found.start(2), len(found[2]), seconds(found[1]), seconds(found[3]))
    return None


def bar_of(picture: Picture) -> Bar:
    """The bar; a screen without one is broken."""
    bar = find_bar(picture)
    assert bar is not None, f"no bar on the screen\n{picture.text}"
    return bar


def time_of(picture: Picture) -> int:
    """The time at the bar in seconds, -1 where no bar is drawn."""
    bar = find_bar(picture)
    return -1 if bar is None else bar.time


def lit_text(picture: Picture, more_tones: Iterable[str] = ()) -> str:
    """The words on the ground of the lit segment (or of `more_tones`) in the rows that the gutter marks."""
    return _text_on(picture, (*LIT_TONES, *more_tones))


def lit_word(picture: Picture) -> str:
    """The word on the ground of the spoken word."""
    return _text_on(picture, WORD_TONES)


def _text_on(picture: Picture, tones: Sequence[str]) -> str:
    grounds = [_channels(DARK.variables[tone]) for tone in tones]
    parts = []
    for y, row in enumerate(picture.rows):
        bar = row.find(LIT_BAR)
        if bar < 0:
            continue
        on = [x for x, ground in enumerate(picture.grounds(y)) if x > bar and _is_one_of(ground, grounds)]
        if on:
            parts.append(row[on[0] : on[-1] + 1])
    return one_line(" ".join(parts))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _is_one_of(ground: str, colours: Sequence[tuple[int, ...]]) -> bool:
    if not re.fullmatch(r"[0-9a-f]{6}", ground):
        return False
    near = _channels(ground)
    return any(
        all(abs(a - b) <= COLOUR_SLACK for a, b in zip(near, colour, strict=True)) for colour in colours
    )
