"""Which characters get which tone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment
from player.ui.widgets.transcript_layout import Row, TranscriptLayout, flow
from player.ui.widgets.transcript_painting import (
    AHEAD,
    CHOSEN,
    DOUBTFUL,
    DOUBTFUL_LIT,
    HEARD,
    LIT,
    MATCH,
    NOTED,
    WORD,
    WORD_ESTIMATED,
    Lit,
    Span,
    Spans,
    row_runs,
)

SEGMENTS = [
    Segment(0, 1_000, "first one"),
    Segment(1_000, 2_000, "second one"),
    Segment(2_000, 3_000, "third one"),
]
(BLOCK,) = flow(SEGMENTS, ())
NO_SPANS: Spans = {}
WHOLE = Row(0, 0, len(BLOCK.text), True, False)


def painted(
    lit: Lit, spans: Spans = NO_SPANS, chosen: int | None = None, row: Row = WHOLE
) -> list[tuple[str, str]]:
    return [
        (BLOCK.text[begin:stop], tone)
        for begin, stop, tone in row_runs(BLOCK, row, SEGMENTS, lit, spans, chosen)
    ]


def test_before_anything_is_heard_all_is_ahead() -> None:
    assert painted(Lit()) == [("first one second one third one", AHEAD)]


def test_heard_lit_and_ahead() -> None:
    assert painted(Lit(1)) == [("first one ", HEARD), ("second one", LIT), (" third one", AHEAD)] or painted(
        Lit(1)
    ) == [("first one ", HEARD), ("second one", LIT), (" ", HEARD), ("third one", AHEAD)]


@pytest.mark.parametrize(("estimated", "tone"), [(False, WORD), (True, WORD_ESTIMATED)])
def test_the_word_lies_above_all(estimated: bool, tone: str) -> None:
    spans = {1: [Span(0, 10, MATCH)]}
    runs = painted(Lit(1, 0, 6, estimated), spans, chosen=1)
    assert ("second", tone) in runs
    assert (" one", MATCH) in runs


def test_later_marks_lie_above_earlier_ones_and_all_above_the_chosen() -> None:
    spans = {2: [Span(0, 5, NOTED), Span(2, 5, MATCH)]}
    assert painted(Lit(0), spans, chosen=2)[-3:] == [("th", NOTED), ("ird", MATCH), (" one", CHOSEN)]


def test_a_row_paints_its_own_part_only_and_no_trailing_space() -> None:
    row = Row(0, 6, 17, False, False)
    runs = painted(Lit(1), row=row)
    assert "".join(text for text, _ in runs) == BLOCK.text[6:17].rstrip()


def test_an_empty_row_has_no_runs() -> None:
    assert painted(Lit(), row=Row(0, 5, 5, False, False)) == []


@given(
    st.none() | st.integers(0, 2),
    st.tuples(st.integers(0, 10), st.integers(0, 10)),
    st.dictionaries(
        st.integers(0, 2), st.lists(st.builds(Span, st.integers(0, 9), st.integers(0, 10), st.just(MATCH)))
    ),
    st.none() | st.integers(0, 2),
    st.integers(4, 40),
)
def test_runs_cover_each_row_without_holes(
    segment: int | None, word: tuple[int, int], spans: Spans, chosen: int | None, width: int
) -> None:
    layout = TranscriptLayout(SEGMENTS, (BLOCK,), width, 1)
    for y in range(layout.height):
        row = layout.row(y)
        assert row is not None
        runs = row_runs(BLOCK, row, SEGMENTS, Lit(segment, *word), spans, chosen)
        assert "".join(BLOCK.text[begin:stop] for begin, stop, _ in runs) == BLOCK.text[
            row.begin : row.stop
        ].rstrip(" ")
        assert all(left[1] == right[0] and left[2] != right[2] for left, right in pairwise(runs))


def test_doubtful_words_lie_under_the_marks_and_the_chosen_segment() -> None:
    def doubts(number: int) -> list[tuple[int, int]]:
        return [(0, 5)] if number < 2 else []

    def tones(lit: Lit, spans: Spans = NO_SPANS, chosen: int | None = None) -> list[tuple[str, str]]:
        runs = row_runs(BLOCK, WHOLE, SEGMENTS, lit, spans, chosen, doubts)
        return [(BLOCK.text[begin:stop].strip(), tone) for begin, stop, tone in runs]

    assert tones(Lit(1))[:4] == [
        ("first", DOUBTFUL),
        ("one", HEARD),
        ("secon", DOUBTFUL_LIT),
        ("d one", LIT),
    ]
    assert ("secon", WORD) in tones(Lit(1, 0, 5))
    assert ("first", MATCH) in tones(Lit(), {0: [Span(0, 5, MATCH)]})
    assert ("first one", CHOSEN) in tones(Lit(), chosen=0)
