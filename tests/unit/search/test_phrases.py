from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Match
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase

LECTURE = (
    "Good morning. Last time we saw the perceptron,",
    "and it's trained by stochastic",
    "gradient",
    "descent on batches.",
    "Today: back propagation, which ImageNet networks need,",
    "and semi-supervised learning; a descent from a hill is a",
    "picture of the gradient. The rate of the learning matters",
    "and the weights of the network start small.",
    "Then we do stochastic gradient descent once more.",
    "机器学习和深度",
    "学习",
)


@pytest.fixture(scope="session")
def lecture(indexed) -> PhraseIndex:
    return indexed(*LECTURE)


def marked(match: Match) -> str:
    return match.context[slice(*match.marked)]


def first(lecture: PhraseIndex, query: str) -> str:
    found = find_phrase(lecture, query)
    return marked(found[0]) if found else ""


def test_a_phrase_over_three_segments_is_one_match_that_starts_at_its_first_word(lecture) -> None:
    best = find_phrase(lecture, "stochastic gradient descent")[0]
    assert (best.start, best.end, best.span) == (12000, 14900, (12, 15))
    assert best.score == 1
    assert marked(best) == "stochastic gradient descent"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("stocastic gradiant decent", "stochastic gradient descent"),
        ("STOCHASTIC, gradient: descent!", "stochastic gradient descent"),
        ("stochastic descent", "stochastic gradient descent"),
        ("stochastic very gradient descent", "stochastic gradient descent"),
        ("gradient stochastic descent", "stochastic gradient descent"),
        ("stochasticgradient descent", "stochastic gradient descent"),
        ("sto chastic gradient", "stochastic gradient"),
        ("perceptrons", "perceptron"),
        ("its trained", "it's trained"),
        ("it’s trained", "it's trained"),
        ("backpropagation", "back propagation"),
        ("image net networks", "ImageNet networks"),
        ("semisupervised", "semi-supervised"),
        ("semi supervised lerning", "semi-supervised learning"),
        ("batch", "batches"),
        ("learning matter", "learning matters"),
        ("深度学习", "深度学习"),
        ("度学", "度学"),
    ],
)
def test_the_phrase_is_the_first_answer(lecture, query: str, words: str) -> None:
    assert first(lecture, query) == words


@pytest.mark.parametrize("stop", range(2, len("stocastic gradiant decent") + 1))
def test_while_it_is_typed_every_key_but_the_first_shows_it(lecture, stop: int) -> None:
    found = find_phrase(lecture, "stocastic gradiant decent"[:stop])
    assert any(match.span[0] == 12 for match in found)


@pytest.mark.parametrize(
    "query", ["quantum chromodynamics", "asdfgh", "zz", "", "   ", "?!…", "🎉👩‍🔬", "\x00\x00", "概率"]
)
def test_nothing_near_shows_nothing(lecture, query: str) -> None:
    assert find_phrase(lecture, query) == ()


def test_equal_answers_come_in_order_of_time(indexed) -> None:
    index = indexed("gradiant decent " * 3 + "and so on " * 5 + "gradient descent " * 3)
    found = find_phrase(index, "gradient descent")
    assert [match.span[0] for match in found] == [21, 23, 25, 0, 2, 4]
    assert found[0].score == found[2].score == 1 > found[3].score


def test_whole_words_stand_above_pieces(indexed) -> None:
    found = find_phrase(indexed("the network has a net of nets"), "net")
    assert [marked(match) for match in found] == ["net", "nets", "network"]


def test_close_and_in_order_stands_above_far_and_swapped(indexed) -> None:
    index = indexed("rate of learning x x x x x x x x learning the good rate x x x x x x x x learning rate")
    assert [marked(match) for match in find_phrase(index, "learning rate")] == [
        "learning rate",
        "learning the good rate",
        "rate of learning",
    ]


def test_a_rare_word_weighs_more_than_two_common_ones(indexed) -> None:
    index = indexed("of the and " * 100 + "x " * 20 + "perceptron " + "x " * 20)
    best = find_phrase(index, "of the perceptron ")[0]
    assert marked(best) == "perceptron"


def test_overlapping_answers_are_one(lecture) -> None:
    for query in ("the gradient", "of the network", "learning the learning"):
        spans = sorted(match.span for match in find_phrase(lecture, query))
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_short_queries_find_whole_words_and_beginnings_only(lecture) -> None:
    assert {marked(match).lower()[:2] for match in find_phrase(lecture, "st")} == {"st"}


def test_a_blank_ends_the_last_word(lecture) -> None:
    assert find_phrase(lecture, "perc")
    assert find_phrase(lecture, "perc ") == ()


def test_no_more_than_asked_for(indexed) -> None:
    index = indexed("so we go on " * 300)
    assert len(find_phrase(index, "so we go", limit=7)) == 7
    assert find_phrase(index, "so we go", limit=7) == find_phrase(index, "so we go")[:7]


def test_an_exact_phrase_is_found_among_thousands_of_near_ones(indexed) -> None:
    index = indexed("the loss of a " * 3000, "loss of the weights", "the loss of a " * 3000)
    best = find_phrase(index, "loss of the weights")[0]
    assert (best.span, best.score) == ((12000, 12004), 1)


def test_common_words_in_order_are_found_among_thousands_of_places_with_the_same_words(indexed) -> None:
    index = indexed("and of the " * 2000, "the of and", "of and the " * 2000)
    best = find_phrase(index, "the of and ")[0]
    assert best.score == 1


def test_a_pasted_passage_is_found_where_it_begins(lecture) -> None:
    pasted = " ".join(LECTURE[4:9])
    best = find_phrase(lecture, pasted)[0]
    assert best.score > 0.95
    assert lecture.words[best.span[0]].segment == 4


def test_the_same_words_again_and_again_are_found(indexed) -> None:
    index = indexed(*["thank you " * 10] * 200)
    assert len(find_phrase(index, "thank you")) == 50
    assert find_phrase(index, "thank you " * 16)[0].score == 1


def test_an_empty_lecture_answers_nothing() -> None:
    assert find_phrase(PhraseIndex([], []), "loss") == ()
    assert find_phrase(PhraseIndex(["…"], []), "loss") == ()


LETTERS = "stochagradien perctlw-'\x00\x1b[/x]机学é🎉 "


@given(
    st.one_of(st.text(), st.text(alphabet=LETTERS), st.text(alphabet=LETTERS, min_size=900, max_size=1100))
)
def test_any_query_gets_sound_answers(lecture: PhraseIndex, query: str) -> None:
    found = find_phrase(lecture, query)
    assert [(-m.score, m.start) for m in found] == sorted((-m.score, m.start) for m in found)
    for match in found:
        begin, stop = match.span
        assert 0 < match.score <= 1
        assert 0 <= begin < stop <= len(lecture.words)
        assert (match.start, match.end) == (lecture.words[begin].start, lecture.words[stop - 1].end)
        assert 0 <= match.marked[0] < match.marked[1] <= len(match.context)


@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=12))
def test_any_lecture_can_be_searched(indexed, texts: list[str], query: str) -> None:
    index = indexed(*texts)
    find_phrase(index, query)
    for text in texts:
        find_phrase(index, text)
