"""Two tracks broken to the rows of one page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment
from player.ui.widgets.bilingual_layout import BilingualLayout, page_text
from player.ui.widgets.transcript_painting import SECOND, SECOND_LIT, second_runs
from player.ui.wrapping import cells_before
from tests.unit.ui.test_transcript_layout import SEGMENTS

WIDTHS = st.integers(3, 40)


def layouts(main: list[Segment], second: list[Segment], width: int, lag: int = 0) -> list[BilingualLayout]:
    text = page_text(main, (), second, lag)
    assert text.second is not None
    assert text.lines is not None
    return [
        BilingualLayout(main, blocks, width, gap, second=second, beside=beside, stacked=stacked)
        for blocks, beside, gap in (
            (text.paragraphs, text.second.paragraphs, 1),
            (text.lines, text.second.lines, 0),
        )
        for stacked in (False, True)
    ]


FILLED = SEGMENTS.filter(bool)


@given(FILLED, SEGMENTS, st.integers(-9_000, 9_000))
def test_each_segment_of_the_second_is_on_the_page_once_and_in_order(
    main: list[Segment], second: list[Segment], lag: int
) -> None:
    for layout in layouts(main, second, 20, lag):
        assert [n for block in layout.beside for n in range(block.first, block.stop)] == list(
            range(len(second))
        )
        assert len(layout.beside) == len(layout.blocks)
        for block in layout.beside:
            for number in range(block.first, block.stop):
                begin, stop = block.span(number, second)
                assert block.text[begin:stop] == second[number].text


@given(FILLED, SEGMENTS, WIDTHS)
def test_the_rows_hold_all_of_both(main: list[Segment], second: list[Segment], width: int) -> None:
    for layout in layouts(main, second, width):
        rows = [layout.row(y) for y in range(layout.height)]
        for number, (block, beside) in enumerate(zip(layout.blocks, layout.beside, strict=True)):
            mine = [row for row in rows if row is not None and row.block == number]
            assert "".join(block.text[row.begin : row.stop] for row in mine if not row.is_gap) == block.text
            assert "".join(beside.text[slice(*row.beside)] for row in mine) == beside.text
            if layout.stacked:
                assert not any(row.beside[0] < row.beside[1] for row in mine if not row.is_gap)
            elif beside.text:
                assert mine[0].beside[0] == 0
                assert mine[0].beside[1] > 0


@given(FILLED, SEGMENTS, WIDTHS)
def test_a_segment_of_the_second_is_found_where_it_is_drawn(
    main: list[Segment], second: list[Segment], width: int
) -> None:
    for layout in layouts(main, second, width):
        for number, segment in enumerate(second):
            if not segment.text or segment.text.isspace():
                continue
            for y in layout.second_rows_of(number):
                row = layout.row(y)
                assert row is not None
                block = layout.beside[row.block]
                begin, stop = block.span(number, second)
                assert begin < row.beside[1]
                assert row.beside[0] < stop
                first = max(begin, row.beside[0])
                if block.text[first] != " ":
                    assert layout.second_at(y, cells_before(block.text, row.beside[0], first)) == number


@given(FILLED, SEGMENTS)
def test_a_row_of_the_second_is_drawn_whole_and_its_lit_part_lit(
    main: list[Segment], second: list[Segment]
) -> None:
    for layout in layouts(main, second, 20):
        for lit in (None, *range(len(second))):
            for y in range(layout.height):
                row = layout.row(y)
                assert row is not None
                block = layout.beside[row.block]
                runs = second_runs(block, row.beside, second, lit)
                text = block.text[slice(*row.beside)]
                assert "".join(block.text[begin:stop] for begin, stop, _ in runs) == text.rstrip(" ")
                if lit is None:
                    assert {tone for *_, tone in runs} <= {SECOND}
                for begin, stop, tone in runs:
                    lit_span = block.span(lit, second) if lit in range(block.first, block.stop) else (0, 0)
                    assert (lit_span[0] <= begin and stop <= lit_span[1]) == (tone == SECOND_LIT)


def test_without_a_main_track_there_is_no_second() -> None:
    assert page_text([], (), [Segment(0, 1_000, "One.")]).second is None


def test_controls_are_drawn_as_signs() -> None:
    text = page_text([Segment(0, 1_000, "One.")], (), [Segment(0, 1_000, "a\x1b[2Jb")])
    assert text.second is not None
    assert [block.text for block in (*text.second.paragraphs, *text.second.lines)] == ["a␛[2Jb"] * 2
