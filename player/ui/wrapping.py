"""Breaking text into rows of terminal cells."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

NEVER_FIRST = frozenset("、。，．・：；？！ー）」』】〉》〕］｝”’…,.;:!?)]}")

# Of the scripts most texts are in, the characters that join with no other: text of these alone is broken without
# being taken apart, which for ten hours of speech is a block of the screen that a reader would feel.
_NARROW = "\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u052f\u05d0-\u05ea\u2010-\u2027\u2030-\u203b"
_WIDE = "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
_ALL_NARROW = re.compile(f"[{_NARROW}]*")
_RUNS = re.compile(f"([{_NARROW}]+)|([{_WIDE}]+)")
_ALL_SIMPLE = re.compile(f"[{_NARROW}{_WIDE}]*")


def row_starts(text: str, width: int) -> tuple[int, ...]:
    """The first character of each row when `text` is broken to `width` cells, at spaces where there are any.

    Always at least one row. A row's trailing space stands past the edge and is not drawn; scripts
    without spaces break between any two wide characters, and a word wider than a row inside itself.
    """
    width = max(width, 1)
    if 2 * len(text) <= width:
        return (0,)
    if text.isascii() or _ALL_NARROW.fullmatch(text):
        return _narrow_starts(text, width)
    if width > 1 and _ALL_SIMPLE.fullmatch(text):
        return _simple_starts(text, width)
    return _narrow_starts(text, width) if _all_narrow(text) else _wide_starts(text, width)


def cells_before(text: str, begin: int, at: int) -> int:
    """Cells taken by the characters from `begin` to `at`."""
    piece = text[begin:at]
    return len(piece) if piece.isascii() else cell_len(piece)


def character_at(text: str, begin: int, stop: int, cell: int) -> int | None:
    """The character of the row `begin` to `stop` that is drawn at `cell`, or None right of the text."""
    taken = 0
    graphemes, _ = split_graphemes(text[begin:stop])
    for first, _, width in graphemes:
        if taken <= cell < taken + width:
            return begin + first
        taken += width
    return None


@lru_cache(maxsize=4096)
def _is_narrow(character: str) -> bool:
    return cell_len(character) == 1


def _all_narrow(text: str) -> bool:
    return all(map(_is_narrow, text))


def _narrow_starts(text: str, width: int) -> tuple[int, ...]:
    if len(text) <= width:
        return (0,)
    starts = [0]
    begin, length = 0, len(text)
    while length - begin > width:
        space = text.rfind(" ", begin, begin + width + 1)
        begin = space + 1 if space > begin else begin + width
        if begin < length:
            starts.append(begin)
    return tuple(starts)


def _simple_starts(text: str, width: int) -> tuple[int, ...]:
    """As `_wide_starts`, for text in which each character stands alone."""
    cells, ends = _cells_of(text)
    starts = [0]
    begin, length = 0, len(text)
    while True:
        over = bisect_right(ends, (ends[begin - 1] if begin else 0) + width)
        while over < length and text[over] == " ":
            over += 1
        if over >= length:
            return tuple(starts)
        begin = _break_before(text, cells, begin, over)
        starts.append(begin)


# Kept for the next width: ten hours of such text are some 1,500 paragraphs.
@lru_cache(maxsize=2048)
def _cells_of(text: str) -> tuple[bytes, array[int]]:
    """The cells of each character, and of the text up to and with it."""
    cells = b"".join(
        b"\1" * len(run[0]) if run.lastindex == 1 else b"\2" * len(run[0]) for run in _RUNS.finditer(text)
    )
    return cells, array("L", accumulate(cells))


def _break_before(text: str, cells: bytes, begin: int, over: int) -> int:
    """The last place up to `over` where a row may end; `over` itself where there is none."""
    for at in range(over, begin, -1):
        if text[at - 1] == " " or (cells[at] > 1 and text[at] not in NEVER_FIRST):
            return at
    return over


def _wide_starts(text: str, width: int) -> tuple[int, ...]:
    starts = [0]
    used, breakable = 0, None
    graphemes, _ = split_graphemes(text)
    for first, stop, cells in graphemes:
        if text[first] == " ":
            breakable = (stop, used + cells)
        elif cells > 1 and first > starts[-1] and text[first] not in NEVER_FIRST:
            breakable = (first, used)
        if used + cells > width and text[first] != " " and first > starts[-1]:
            at, before = breakable if breakable and breakable[0] > starts[-1] else (first, used)
            starts.append(at)
            used -= before
            breakable = None
            if used + cells > width and first > at:
                starts.append(first)
                used = 0
        used += cells
    return tuple(start for start in starts if start < len(text) or start == 0)
