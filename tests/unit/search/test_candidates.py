from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from player.search.candidates import _Tally, find_regions
from player.search.readings import read_query

AMOUNTS = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 100)), max_size=12)


@given(AMOUNTS, st.integers(1, 1200))
def test_counters_in_columns_count_like_counters_in_rows(
    amounts: list[tuple[int, int]], threshold: int
) -> None:
    tally = _Tally()
    plain = [0] * 21
    for positions, amount in amounts:
        tally.add(positions, amount)
        plain = [count + amount * (positions >> p & 1) for p, count in enumerate(plain)]
    assert tally.peak() == max(plain)
    if threshold <= tally.peak():
        assert tally.at_least(threshold) == sum(1 << p for p, count in enumerate(plain) if count >= threshold)


def test_regions_hold_the_phrase_and_leave_out_the_rest(indexed) -> None:
    index = indexed(
        "x " * 50 + "gradient descent " + "x " * 50 + "gradient " + "x " * 50 + "descent the gradient"
    )
    regions = find_regions(index, read_query(index, ("gradient", "descent"), False), 0.8)
    assert len(regions) == 2
    assert regions[0][0] <= 50
    assert regions[0][1] >= 52
    assert regions[1][1] == len(index.row)


def test_the_best_of_very_many_is_never_left_out(indexed) -> None:
    index = indexed("the loss of a " * 2000 + "loss of the weights " + "the loss of a " * 2000)
    regions = find_regions(index, read_query(index, ("loss", "of", "the", "weights"), False), 0.4)
    assert any(start <= 8000 and stop >= 8004 for start, stop in regions)
    assert sum(stop - start for start, stop in regions) < len(index.row) / 2


def test_regions_come_in_order_and_apart(indexed) -> None:
    index = indexed("so we go on and so on " * 40)
    regions = find_regions(index, read_query(index, ("so", "we", "on"), False), 0.4)
    assert regions
    assert all(start < stop for start, stop in regions)
    assert all(before[1] <= after[0] for before, after in pairwise(regions))
