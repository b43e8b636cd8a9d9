from __future__ import annotations

import pytest

from player.search.split_words import split_places

LINE = "we use back propagation on the image net data and a go at image nets"


@pytest.mark.parametrize(
    ("typed", "unfinished", "places"),
    [
        ("backpropagation", False, {2}),
        ("backpropogation", False, {2}),
        ("bakpropagation", False, {2}),
        ("backpropa", True, {2}),
        ("backpropa", False, set()),
        ("imagenet", False, {6, 13}),
        ("netimage", False, set()),
        ("net", False, set()),
    ],
)
def test_a_word_is_found_where_it_was_written_as_two(
    indexed, typed: str, unfinished: bool, places: set[int]
) -> None:
    assert set(split_places(indexed(LINE), typed, unfinished)) == places


def test_the_exact_halves_are_liker_than_the_near(indexed) -> None:
    found = split_places(indexed(LINE), "imagenet", False)
    assert 1 > found[6] > found[13]


def test_halves_at_the_ends_of_the_lecture_have_no_neighbour(indexed) -> None:
    assert split_places(indexed("net image"), "imagenet", False) == {}
