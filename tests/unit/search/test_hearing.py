from __future__ import annotations

import pytest

from player.search.hearing import Hearing
from player.search.phrases import find_phrase

LECTURE = (
    "So today we look at some of the packages that people use and then at a paper",
    "about for you features which came out of the same lab the year before",
    "First is the sequential class from Charis and then you compile it",
    "in case you are familiar with the law",
    "gloss this is another term for the same thing as before",
    "the standard these days is a rail you because it does not flatten out",
    "the embeddings come from word Tyvek and its followers",
    "Between that and 2012 John LeCun and others were pushing on networks",
    "you can run all of this on collabs which is free for students",
)


@pytest.fixture(scope="session")
def misheard(indexed):
    return indexed(*LECTURE)


@pytest.mark.parametrize(
    ("query", "segment", "marked"),
    [
        ("Fourier features", 1, "for you features"),
        ("Keras", 2, "Charis"),
        ("log loss", 3, "law gloss"),
        ("ReLU", 5, "rail you"),
        ("word2vec", 6, "word Tyvek"),
        ("Yann LeCun", 7, "John LeCun"),
        ("Colab", 8, "collabs"),
        ("run this on Colab", 8, "run all of this on collabs"),
    ],
)
def test_what_the_recogniser_misheard_is_found_by_the_right_word(
    misheard, query: str, segment: int, marked: str
) -> None:
    best = find_phrase(misheard, query)[0]
    assert misheard.words[best.span[0]].segment == segment
    assert best.context[slice(*best.marked)] == marked


def test_exact_stands_above_near_and_near_above_heard_alike(indexed) -> None:
    index = indexed("we train a relu here", "x " * 9, "we train a reluu here", "x " * 9, "a rail you is here")
    found = find_phrase(index, "relu ")
    assert [match.context[slice(*match.marked)] for match in found[:3]] == ["relu", "reluu", "rail you"]
    assert found[0].score == 1 > found[1].score > found[2].score


@pytest.mark.parametrize("query", ["photosynthesis", "quantum chromodynamics", "the bicycle chain is rusty"])
def test_what_nothing_sounds_like_is_not_heard(misheard, query: str) -> None:
    assert find_phrase(misheard, query) == ()


def test_a_score_is_never_that_of_the_exact_words(misheard) -> None:
    answers = Hearing(misheard, ("for", "you", "features"), (1.0, 1.0, 1.0), unfinished=False).answers(0.5)
    assert answers
    assert max(answer.score for answer in answers) < 1
