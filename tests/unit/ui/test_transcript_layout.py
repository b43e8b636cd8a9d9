"""From segments to rows and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment
from player.ui.widgets.transcript_layout import Row, TranscriptLayout, flow, one_a_line
from player.ui.wrapping import cells_before

TEXT = st.lists(st.sampled_from(["so", "lighthouse", "灯台", "。", "é", "👩‍🚒", "x" * 12]), max_size=8).map(
    " ".join
)
SEGMENTS = st.lists(st.tuples(TEXT, st.integers(0, 3000)), max_size=12).map(
    lambda pairs: [
        Segment(5_000 * n, 5_000 * n + 4_900 - pause, text) for n, (text, pause) in enumerate(pairs)
    ]
)
WIDTHS = st.integers(3, 40)


def layouts(segments: list[Segment], width: int) -> list[TranscriptLayout]:
    return [
        TranscriptLayout(segments, flow(segments, ()), width, 1),
        TranscriptLayout(segments, one_a_line(segments), width, 0),
    ]


@given(SEGMENTS)
def test_each_segment_is_in_one_block_with_its_text(segments: list[Segment]) -> None:
    for blocks in (flow(segments, ()), one_a_line(segments)):
        assert [n for block in blocks for n in range(block.first, block.stop)] == list(range(len(segments)))
        for block in blocks:
            for number in range(block.first, block.stop):
                begin, stop = block.span(number, segments)
                assert block.text[begin:stop] == segments[number].text


@given(SEGMENTS, WIDTHS)
def test_every_character_stands_in_the_row_it_is_said_to(segments: list[Segment], width: int) -> None:
    for layout in layouts(segments, width):
        for number, segment in enumerate(segments):
            for character in range(len(segment.text)):
                row = layout.row(layout.row_of(number, character))
                assert row is not None
                assert not row.is_gap
                begin, _ = layout.blocks[row.block].span(number, segments)
                assert row.begin <= begin + character < row.stop


@given(SEGMENTS, WIDTHS)
def test_pointing_at_a_character_finds_it_again(segments: list[Segment], width: int) -> None:
    for layout in layouts(segments, width):
        for y in range(layout.height):
            row = layout.row(y)
            assert row is not None
            place = layout.place_at(y, 0)
            if row.is_gap:
                assert place is None
                continue
            assert place is not None
            if layout.blocks[row.block].text:
                assert layout.row_of(*place) <= y
        for number, segment in enumerate(segments):
            for character, letter in enumerate(segment.text):
                if letter in "\u200d🚒\u0301" or letter == " ":
                    continue
                y = layout.row_of(number, character)
                row = layout.row(y)
                assert row is not None
                text = layout.blocks[row.block].text
                begin, _ = layout.blocks[row.block].span(number, segments)
                cell = cells_before(text, row.begin, begin + character)
                assert layout.place_at(y, cell) == (number, character)


@given(SEGMENTS, WIDTHS)
def test_rows_of_a_segment_are_those_of_its_characters(segments: list[Segment], width: int) -> None:
    for layout in layouts(segments, width):
        for number, segment in enumerate(segments):
            rows = {layout.row_of(number, character) for character in range(max(1, len(segment.text)))}
            assert set(layout.rows_of(number)) == rows


@given(SEGMENTS, WIDTHS)
def test_rows_run_without_holes_to_the_height(segments: list[Segment], width: int) -> None:
    for layout in layouts(segments, width):
        drawn = [layout.row(y) for y in range(layout.height)]
        assert all(drawn)
        assert layout.row(layout.height) is None
        assert layout.row(-1) is None
        for number, block in enumerate(layout.blocks):
            mine = [row for row in drawn if row and row.block == number and not row.is_gap]
            assert "".join(block.text[row.begin : row.stop] for row in mine) == block.text
            assert [row.is_first for row in mine] == [True] + [False] * (len(mine) - 1)


def test_paragraphs_are_parted_by_a_gap() -> None:
    segments = [Segment(0, 1_000, "One."), Segment(9_000, 10_000, "Two.")]
    layout = TranscriptLayout(segments, flow(segments, ()), 20, 1)
    assert [layout.row(y) for y in range(layout.height)] == [
        Row(0, 0, 4, True, False),
        Row(0, 0, 0, False, True),
        Row(1, 0, 4, True, False),
    ]


def test_beside_the_text_stands_for_its_edge() -> None:
    segments = [Segment(0, 1_000, "one two")]
    layout = TranscriptLayout(segments, one_a_line(segments), 20, 0)
    assert layout.place_at(0, -1) == (0, 0)
    assert layout.place_at(0, 19) == (0, 6)
    assert layout.place_at(1, 0) is None


def test_a_wordless_segment_belongs_to_the_paragraph_before_it() -> None:
    segments = [Segment(0, 1_000, "One."), Segment(9_000, 10_000, ""), Segment(20_000, 21_000, "Two.")]
    layout = TranscriptLayout(segments, flow(segments, ()), 20, 1)
    assert [block.text for block in layout.blocks] == ["One.", "Two."]
    assert layout.row_of(1) == layout.row_of(0) == 0


def test_chapters_end_paragraphs() -> None:
    segments = [Segment(0, 1_000, "One."), Segment(1_000, 2_000, "Two.")]
    assert len(flow(segments, ())) == 1
    assert len(flow(segments, [0, 1_000])) == 2


def test_nothing_is_laid_out_as_nothing() -> None:
    for layout in layouts([], 20):
        assert layout.height == 0
        assert layout.row(0) is None
        assert layout.place_at(0, 0) is None


def test_controls_are_drawn_as_signs_of_the_same_length() -> None:
    segments = [Segment(0, 1_000, "a\x1b[2Jb")]
    assert [block.text for block in (*flow(segments, ()), *one_a_line(segments))] == ["a␛[2Jb"] * 2
