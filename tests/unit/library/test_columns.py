from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.library.columns import storable


@given(st.text())
def test_text_is_stored_as_it_is(text: str) -> None:
    assert storable(text) == text


def test_half_characters_are_replaced_and_halves_that_fit_are_joined() -> None:
    assert storable("a\ud800b") == "a\ufffdb"
    assert storable("\ud83d\ude00") == "😀"
