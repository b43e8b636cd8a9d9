"""Where one was before each jump."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.jump_list import LONGEST, SAME_PLACE_MS, JumpList


def test_back_and_forward_walk_the_places() -> None:
    jumps = JumpList()
    jumps.remember(0)
    jumps.remember(20_000)
    assert jumps.back(40_000) == 20_000
    assert jumps.back(20_000) == 0
    assert jumps.back(0) is None
    assert jumps.forward(0) == 20_000
    assert jumps.forward(20_000) == 40_000
    assert jumps.forward(40_000) is None


def test_a_new_jump_forgets_what_was_ahead() -> None:
    jumps = JumpList()
    jumps.remember(0)
    jumps.back(20_000)
    jumps.remember(5_000)
    assert jumps.forward(9_000) is None
    assert jumps.back(9_000) == 5_000


def test_nearly_the_same_place_is_remembered_once() -> None:
    jumps = JumpList()
    jumps.remember(10_000)
    jumps.remember(10_000 + SAME_PLACE_MS)
    assert jumps.places() == (10_000,)
    jumps.remember(10_001 + SAME_PLACE_MS)
    assert jumps.places() == (10_000, 10_001 + SAME_PLACE_MS)


def test_the_oldest_places_are_forgotten() -> None:
    jumps = JumpList()
    for number in range(LONGEST + 5):
        jumps.remember(number * 10_000)
    assert len(jumps.places()) == LONGEST
    assert jumps.places()[0] == 50_000


@given(st.lists(st.integers(0, 10).map(lambda n: n * 10_000)), st.integers(0, 20))
def test_going_back_and_on_again_ends_where_it_began(jumps: list[int], steps: int) -> None:
    places = JumpList()
    for place in jumps:
        places.remember(place)
    here, taken = 999_000, 0
    for _ in range(steps):
        before = places.back(here)
        if before is None:
            break
        here, taken = before, taken + 1
    for _ in range(taken):
        after = places.forward(here)
        assert after is not None
        here = after
    assert here == 999_000
