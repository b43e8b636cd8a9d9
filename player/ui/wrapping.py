"""Breaking text into rows of terminal cells."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, split_graphemes

NEVER_FIRST = frozenset("、。，．・：；？！ー）」』】〉》〕］｝”’…,.;:!?)]}")


def row_starts(text: str, width: int) -> tuple[int, ...]:
    """The first character of each row when `text` is broken to `width` cells, at spaces where there are any.

    Always at least one row. A row's trailing space stands past the edge and is not drawn; scripts
    without spaces break between any two wide characters, and a word wider than a row inside itself.
    """
    width = max(width, 1)
    if text.isascii() or _all_narrow(text):
        return _narrow_starts(text, width)
    return _wide_starts(text, width)


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
    starts = [0]
    begin, length = 0, len(text)
    while length - begin > width:
        space = text.rfind(" ", begin, begin + width + 1)
        begin = space + 1 if space > begin else begin + width
        if begin < length:
            starts.append(begin)
    return tuple(starts)


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
