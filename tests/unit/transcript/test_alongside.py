"""Which segments stand beside which paragraph."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from player.model import Millis, Segment
from player.transcript.alongside import MOST_COMPARED, alongside

GAPS = st.integers(0, 4_000)


def in_order(times: list[tuple[int, int]]) -> list[Segment]:
    return [Segment(start, start + length, "so") for start, length in sorted(times)]


SPANS = (
    st.lists(st.tuples(GAPS, GAPS), min_size=1, max_size=12)
    .map(
        lambda parts: [
            (begin, begin + length)
            for begin, (_, length) in zip(accumulate(gap + long for gap, long in parts), parts, strict=True)
        ]
    )
    .map(sorted)
)
SEGMENTS = st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 20_000)), max_size=20).map(in_order)
APART = st.lists(st.tuples(GAPS, GAPS), max_size=20).map(
    lambda parts: [
        Segment(end - length, end, "so")
        for end, (_, length) in zip(accumulate(gap + long for gap, long in parts), parts, strict=True)
    ]
)
LAGS = st.integers(-20_000, 20_000)


def places(spans: list[tuple[Millis, Millis]], segments: list[Segment], lag: Millis = 0) -> list[int]:
    borders = alongside(spans, segments, lag)
    return [n for n, (first, stop) in enumerate(pairwise(borders)) for _ in range(first, stop)]


@given(SPANS, SEGMENTS, LAGS)
def test_every_segment_stands_beside_one_paragraph_in_order(
    spans: list[tuple[Millis, Millis]], segments: list[Segment], lag: Millis
) -> None:
    borders = alongside(spans, segments, lag)
    assert len(borders) == len(spans) + 1
    assert (borders[0], borders[-1]) == (0, len(segments))
    assert borders == sorted(borders)


@given(SPANS, APART, LAGS)
def test_segments_that_do_not_overlap_stand_where_most_of_their_time_is(
    spans: list[tuple[Millis, Millis]], segments: list[Segment], lag: Millis
) -> None:
    ends = [min(end, after) for (_, end), (after, _) in zip(spans, [*spans[1:], (1 << 60, 0)], strict=True)]
    areas = [(start, end) for (start, _), end in zip(spans, ends, strict=True)]

    def shared(place: int, segment: Segment) -> int:
        return min(segment.end + lag, areas[place][1]) - max(segment.start + lag, areas[place][0])

    for segment, place in zip(segments, places(spans, segments, lag), strict=True):
        assert shared(place, segment) == max(shared(other, segment) for other in range(len(spans)))


@given(SPANS, SEGMENTS, LAGS)
def test_a_lag_is_the_same_as_later_segments(
    spans: list[tuple[Millis, Millis]], segments: list[Segment], lag: Millis
) -> None:
    late = [Segment(segment.start + lag, segment.end + lag, segment.text) for segment in segments]
    assert alongside(spans, segments, lag) == alongside(spans, late)


def test_before_after_and_between_it_is_the_nearest() -> None:
    spans = [(10_000, 20_000), (30_000, 40_000)]
    segments = in_order([(0, 1_000), (21_000, 1_000), (27_000, 1_000), (90_000, 1_000)])
    assert places(spans, segments) == [0, 0, 1, 1]


def test_one_over_a_border_stands_where_the_longer_part_is() -> None:
    spans = [(0, 10_000), (10_000, 20_000)]
    assert places(spans, in_order([(6_000, 7_000)])) == [0]
    assert places(spans, in_order([(8_000, 7_000)])) == [1]


def test_a_credit_over_all_does_not_draw_the_others_with_it() -> None:
    spans = [(n * 10_000, n * 10_000 + 9_000) for n in range(200)]
    credit = Segment(0, 2_000_000, "Subtitles by someone")
    others = [Segment(n * 10_000 + 1_000, n * 10_000 + 2_000, "so") for n in range(200)]
    assert places(spans, [credit, *others]) == [0, *range(200)]


def test_one_longer_than_is_compared_stands_among_the_first() -> None:
    spans = [(n * 10, n * 10 + 10 + (n == 99)) for n in range(100)]
    (place,) = places(spans, [Segment(0, 1_001, "so")])
    assert place < MOST_COMPARED


def test_nothing_beside_nothing() -> None:
    assert alongside([(0, 1_000)], []) == [0, 0]
    assert alongside([], []) == [0]
