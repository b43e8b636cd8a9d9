from __future__ import annotations

import pytest

from player.search.token_matching import begun, begun_misspelt, misspelt, other_endings

WORDS = "the stochastic gradient gradients descent decent of off optimize optimizing optimization step transformer"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("stocastic", "stochastic"),
        ("gradiant", "gradient"),
        ("gradinet", "gradient"),
        ("descnet", "descent"),
        ("teh", "the"),
        ("ste", "step"),
    ],
)
def test_a_typing_error_is_forgiven(indexed, typed: str, word: str) -> None:
    index = indexed(WORDS)
    alike = misspelt(index, typed)
    assert index.vocabulary[max(alike, key=alike.__getitem__)] == word


def test_the_fewer_errors_the_liker(indexed) -> None:
    index = indexed(WORDS)
    number = index.numbers["stochastic"]
    assert 1 > misspelt(index, "stocastic")[number] > misspelt(index, "stocastc")[number] > 0


@pytest.mark.parametrize("typed", ["x", "asdfgh", "chromodynamics", ""])
def test_what_is_not_near_is_nothing(indexed, typed: str) -> None:
    assert misspelt(indexed(WORDS), typed) == {}


def test_a_beginning_is_liker_the_more_of_the_word_is_there_but_never_the_whole(indexed) -> None:
    index = indexed(WORDS)
    number = index.numbers["stochastic"]
    assert 1 > begun(index, "stochas")[number] > begun(index, "sto")[number]
    assert index.numbers["gradient"] not in begun(index, "sto")


@pytest.mark.parametrize("typed", ["stocha", "stocas", "stocast", "stochsat", "sttochast"])
def test_a_misspelt_beginning_is_found_before_the_word_is_finished(indexed, typed: str) -> None:
    index = indexed(WORDS)
    assert index.numbers["stochastic"] in begun_misspelt(index, typed)


def test_other_endings_of_the_same_stem_are_alike(indexed) -> None:
    index = indexed(WORDS)
    assert {index.vocabulary[n] for n in other_endings(index, "optimizer")} == {
        "optimize",
        "optimizing",
        "optimization",
    }
