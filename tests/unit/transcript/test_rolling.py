"""Captions that roll, told from those that stand."""

from __future__ import annotations

from player.transcript.rolling import carried_lines


def counts(*cues: list[str]) -> list[int]:
    return carried_lines(cues, [() for _ in cues])


def test_lines_shown_before_are_counted():
    assert counts(["", "a b"], ["a b"], ["a b", "c d"], ["c d"], ["c d", "e"]) == [0, 1, 1, 1, 1]


def test_two_lines_may_be_carried_at_once():
    assert counts(["a", "b"], ["a", "b", "c"], ["b", "c", "d"]) == [0, 2, 2]


def test_lines_that_repeat_alone_are_no_rolling():
    assert counts(["yes"], ["yes"], ["yes"], ["no"]) == [0, 0, 0, 0]


def test_a_line_being_spoken_is_never_one_carried_over():
    assert carried_lines([["a"], ["a", "b"], ["b", "b"]], [(), (1,), (0,)]) == [0, 1, 0]


def test_an_answer_given_twice_is_no_rolling():
    asked = (["- Done?", "- No."], ["- No.", "- Then start."], ["- I will.", "- Good."])
    assert counts(*asked) == [0, 0, 0]
    assert counts(*asked, *asked, *asked, *asked[1:]) == [0] * 11


def test_with_word_times_a_single_line_carried_over_rolls():
    assert carried_lines([["a"], ["a", "b"], ["c"], ["d"]], [(), (1,), (), ()]) == [0, 1, 0, 0]
