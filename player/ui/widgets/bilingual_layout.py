"""Two tracks on one page: beside each paragraph of the main track what the second one has for its time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import add

from player.model import Millis, Segment
from player.transcript.alongside import alongside
from player.transcript.paragraphs import joined
from player.ui.drawable import drawable
from player.ui.widgets.transcript_layout import Block, Row, TranscriptLayout, flow, one_a_line
from player.ui.wrapping import character_at, row_starts


@dataclass(frozen=True, slots=True)
class SecondText:
    """The second track in blocks, one beside each paragraph and one beside each segment of the main track.

    A block that has nothing holds no segment and no text.
    """

    segments: Sequence[Segment]
    paragraphs: Sequence[Block]
    lines: Sequence[Block]


@dataclass(frozen=True, slots=True)
class PageText:
    """All that stands on the page, ready to be broken to rows: made where it may take its time.

    `lines` are the segments as blocks of their own, made beforehand where there is a second track.
    """

    segments: Sequence[Segment]
    paragraphs: Sequence[Block]
    lines: Sequence[Block] | None = None
    second: SecondText | None = None


def page_text(
    segments: Sequence[Segment],
    chapter_starts: Sequence[Millis],
    second: Sequence[Segment] | None = None,
    lag: Millis = 0,
) -> PageText:
    """The page of a track, and beside it `second`, which is shown `lag` later than its times are."""
    paragraphs = flow(segments, chapter_starts)
    if second is None or not segments:
        return PageText(segments, paragraphs)
    spans = [
        (segments[block.first].start, max(segment.end for segment in segments[block.first : block.stop]))
        for block in paragraphs
    ]
    beside = _blocks(second, alongside(spans, second, lag))
    lines = _blocks(second, alongside([(one.start, one.end) for one in segments], second, lag))
    return PageText(segments, paragraphs, one_a_line(segments), SecondText(second, beside, lines))


def _blocks(segments: Sequence[Segment], borders: Sequence[int]) -> tuple[Block, ...]:
    blocks = []
    for first, stop in pairwise(borders):
        text, begins = joined(segments[first:stop])
        blocks.append(Block(first, stop, drawable(text), begins))
    return tuple(blocks)


class BilingualLayout(TranscriptLayout):
    """Blocks with the second track beside them in a column of its own, or below them (`stacked`).

    A block is as high as the higher of both, or as both.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        blocks: Sequence[Block],
        width: int,
        gap: int,
        *,
        second: Sequence[Segment],
        beside: Sequence[Block],
        stacked: bool,
    ) -> None:
        self.stacked = stacked
        self.beside = beside
        self.second = second
        self._beside_firsts = [block.first for block in beside]
        self._beside_starts = [row_starts(block.text, width) if block.text else () for block in beside]
        super().__init__(segments, blocks, width, gap)

    def _heights(self) -> Iterable[int]:
        higher = add if self.stacked else max
        return map(higher, map(len, self._starts), map(len, self._beside_starts))

    def _row(self, number: int, line: int) -> Row:
        row, starts = super()._row(number, line), self._beside_starts[number]
        line -= self._lines_above(number)
        if not 0 <= line < len(starts):
            return row
        stop = starts[line + 1] if line + 1 < len(starts) else len(self.beside[number].text)
        return replace(row, beside=(starts[line], stop))

    def _lines_above(self, number: int) -> int:
        return len(self._starts[number]) if self.stacked else 0

    def second_rows_of(self, segment: int) -> range:
        """The rows that hold a part of a segment of the second track."""
        number = bisect_right(self._beside_firsts, segment) - 1
        starts, block = self._beside_starts[number], self.beside[number]
        begin, stop = block.span(segment, self.second)
        top = self._tops[number] + self._lines_above(number)
        first = max(0, bisect_right(starts, begin) - 1)
        last = max(first, bisect_right(starts, stop - 1) - 1)
        return range(top + first, top + last + 1)

    def second_at(self, y: int, cell: int) -> int | None:
        """The second track's segment at row `y` and column `cell` of its text; None where it has nothing."""
        row = self.row(y)
        if row is None or row.beside[0] >= row.beside[1]:
            return None
        block = self.beside[row.block]
        begin, stop = row.beside
        at = begin if cell < 0 else character_at(block.text, begin, stop, cell)
        return block.segment_at(stop - 1 if at is None else at)
