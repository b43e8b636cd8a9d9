from __future__ import annotations

import pytest

from player.search.excerpts import excerpt


def test_a_match_across_segments_is_one_readable_line(indexed) -> None:
    index = indexed("by a stochastic", "gradient", "descent, where you")
    context, (begin, end) = excerpt(index, 2, 5)
    assert context == "by a stochastic gradient descent, where you"
    assert context[begin:end] == "stochastic gradient descent"


def test_long_text_is_cut_between_words_and_says_so(indexed) -> None:
    words = [f"word{n}" for n in range(100)]
    context, (begin, end) = excerpt(indexed(" ".join(words[:50]), " ".join(words[50:])), 50, 52)
    assert context[begin:end] == "word50 word51"
    assert context[0] == context[-1] == "…"
    assert set(context.strip("…").split()) <= set(words)
    assert 60 <= len(context) <= 90


def test_at_the_ends_of_the_lecture_the_other_side_gets_the_room(indexed) -> None:
    index = indexed("word " * 100)
    first, last = excerpt(index, 0, 1)[0], excerpt(index, 99, 100)[0]
    assert first.startswith("word")
    assert last.endswith("word")
    assert min(len(first), len(last)) >= 60


def test_punctuation_stays_in_the_text_and_out_of_the_mark(indexed) -> None:
    context, (begin, end) = excerpt(indexed('He said: "(loss)!" Then'), 2, 3)
    assert context == 'He said: "(loss)!" Then'
    assert context[begin:end] == "loss"


def test_marks_that_belong_to_letters_are_marked(indexed) -> None:
    context, (begin, end) = excerpt(indexed("नमस्ते दुनिया"), 0, 1)
    assert context[begin:end] == "नमस्ते"


@pytest.mark.parametrize("evil", ["\x1b]0;x\x07", "\x1b[2J", "a\x00b", "a\x9bb", "line\u2028end"])
def test_nothing_in_an_excerpt_acts_on_a_terminal(indexed, evil: str) -> None:
    index = indexed(f"before {evil} loss {evil} after")
    for number in range(len(index.words)):
        assert excerpt(index, number, number + 1)[0].isprintable()


def test_chinese_has_no_blanks_put_in(indexed) -> None:
    context, (begin, end) = excerpt(indexed("今天学习深度", "学习的概念。"), 4, 8)
    assert context == "今天学习深度学习的概念。"
    assert context[begin:end] == "深度学习"


def test_a_very_long_match_is_cut_too(indexed) -> None:
    index = indexed("loss " + "x" * 5000)
    context, (begin, end) = excerpt(index, 0, 2)
    assert len(context) < 200
    assert 0 <= begin < end <= len(context)
