"""Where the words of a transcript stand on the page: paragraphs, rows, and back again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from player.model import Millis, Segment
from player.transcript.paragraphs import joined, paragraphs
from player.ui.drawable import drawable
from player.ui.wrapping import character_at, row_starts


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: segments `first` to `stop`, their joined text, and where in it each segment begins."""

    first: int
    stop: int
    text: str
    begins: tuple[int, ...]

    def segment_at(self, character: int) -> int:
        """The segment that a character of the text belongs to."""
        return self.first + max(0, bisect_right(self.begins, character) - 1)

    def span(self, segment: int, texts: Sequence[Segment]) -> tuple[int, int]:
        """The half-open range of characters of one segment."""
        begin = self.begins[segment - self.first]
        return begin, begin + len(texts[segment].text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page: characters `begin` to `stop` of a block's text, or none of it, a gap.

    `beside` are the characters of the second track's block that stand in the row.
    """

    block: int
    begin: int
    stop: int
    is_first: bool
    is_gap: bool
    beside: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the text that stays `below` rows under the page's top while the rows around it change."""

    segment: int
    character: int
    below: int


def flow(segments: Sequence[Segment], chapter_starts: Sequence[Millis]) -> tuple[Block, ...]:
    """The segments as paragraphs that flow; a wordless one belongs to the paragraph before it."""
    blocks: list[Block] = []
    for paragraph in paragraphs(segments, chapter_starts):
        text, begins = joined(segments[paragraph.first : paragraph.stop])
        text = drawable(text)
        if text or not blocks:
            blocks.append(Block(paragraph.first, paragraph.stop, text, begins))
        else:
            last = blocks[-1]
            wordless = (len(last.text),) * len(begins)
            blocks[-1] = Block(last.first, paragraph.stop, last.text, last.begins + wordless)
    return tuple(blocks)


def one_a_line(segments: Sequence[Segment]) -> tuple[Block, ...]:
    """Each segment as a block of its own."""
    return tuple(Block(n, n + 1, drawable(segment.text), (0,)) for n, segment in enumerate(segments))


class TranscriptLayout:
    """Blocks broken to rows of `width` cells, with `gap` empty rows after each block."""

    def __init__(self, segments: Sequence[Segment], blocks: Sequence[Block], width: int, gap: int) -> None:
        self.blocks = blocks
        self.width = width
        self._segments = segments
        self._gap = gap
        self._starts = [row_starts(block.text, width) for block in blocks]
        self._tops = [0, *accumulate(height + gap for height in self._heights())]
        self._firsts = [block.first for block in blocks]

    @property
    def height(self) -> int:
        """All rows, without the last gap."""
        return max(0, self._tops[-1] - self._gap)

    def row(self, y: int) -> Row | None:
        """What stands in row `y`, or None below the text."""
        if not 0 <= y < self.height:
            return None
        number = bisect_right(self._tops, y) - 1
        return self._row(number, y - self._tops[number])

    def _heights(self) -> Iterable[int]:
        return map(len, self._starts)

    def _row(self, number: int, line: int) -> Row:
        starts = self._starts[number]
        if line >= len(starts):
            return Row(number, 0, 0, False, True)
        stop = starts[line + 1] if line + 1 < len(starts) else len(self.blocks[number].text)
        return Row(number, starts[line], stop, line == 0, False)

    def block_of(self, segment: int) -> int:
        """The number of the block that holds a segment."""
        return bisect_right(self._firsts, segment) - 1

    def row_of(self, segment: int, character: int = 0) -> int:
        """The row in which a character of a segment stands."""
        number = self.block_of(segment)
        begin, _ = self.blocks[number].span(segment, self._segments)
        return self._tops[number] + bisect_right(self._starts[number], begin + character) - 1

    def rows_of(self, segment: int) -> range:
        """The rows that hold a part of a segment."""
        last = max(0, len(self._segments[segment].text) - 1)
        return range(self.row_of(segment), self.row_of(segment, last) + 1)

    def place_at(self, y: int, cell: int) -> tuple[int, int] | None:
        """Segment and character in it at row `y` and text column `cell`; None on gaps and below the text.

        Left of the text stands for the row's first character, right of it for its last.
        """
        row = self.row(y)
        if row is None or row.is_gap:
            return None
        block = self.blocks[row.block]
        at = row.begin if cell < 0 else character_at(block.text, row.begin, row.stop, cell)
        at = max(row.begin, row.stop - 1) if at is None else at
        segment = block.segment_at(at)
        begin, stop = block.span(segment, self._segments)
        return segment, max(0, min(at, stop - 1) - begin)
