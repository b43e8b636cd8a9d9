from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.search.index import PhraseIndex, position_bits

LINES = ("The loss, the loss-surface", "Über alles: THE end")


def test_tokens_are_in_order_and_know_their_spoken_word(indexed) -> None:
    index = indexed(*LINES)
    assert [index.vocabulary[n] for n in index.row] == [
        "the",
        "loss",
        "the",
        "loss",
        "surface",
        "uber",
        "alles",
        "the",
        "end",
    ]
    assert list(index.word_of) == [0, 1, 2, 3, 3, 4, 5, 6, 7]


def test_places_of_a_token_lead_back_to_it(indexed) -> None:
    index = indexed(*LINES)
    for token, number in index.numbers.items():
        assert index.vocabulary[number] == token
        assert [p for p, n in enumerate(index.row) if n == number] == list(index.places[number])


def test_prefix_gives_exactly_the_tokens_that_begin_so(indexed) -> None:
    index = indexed("stop store a stochastic sun s t sto")
    assert {index.vocabulary[n] for n in index.with_prefix("sto")} == {"stop", "store", "stochastic", "sto"}
    assert not index.with_prefix("x")


def test_bits_of_frequent_and_rare_tokens_are_their_places(indexed) -> None:
    index = indexed("so " * 100 + "it is so rare")
    wanted = [index.numbers["so"], index.numbers["rare"]]
    expected = sum(1 << p for p, n in enumerate(index.row) if n in wanted)
    assert index.bits(wanted) == expected


def test_rarity_falls_with_frequency_and_is_one_for_what_is_said_once(indexed) -> None:
    index = indexed("a b c d e f g h")
    assert index.rarity(1) == 1
    assert 1 > index.rarity(2) > index.rarity(8) > 0


def test_nothing_said_is_no_error() -> None:
    index = PhraseIndex([], [])
    assert not index.row
    assert not index.vocabulary


@given(st.sets(st.integers(0, 500)))
def test_positions_become_the_bits_of_a_number(positions: set[int]) -> None:
    assert position_bits(sorted(positions), 501) == sum(1 << p for p in positions)
