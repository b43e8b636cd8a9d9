from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.search.normalise import tokens
from player.search.sounds import CONSONANTS, VOWELS, sounds, sounds_of, spelt_out


def said(words: str) -> str:
    return "".join(sounds_of(words.split()))


@pytest.mark.parametrize(
    ("right", "heard"),
    [
        ("relu", "rel oo"),
        ("log loss", "log los"),
        ("cifar 10", "see far ten"),
        ("word2vec", "word too vek"),
        ("phase", "faze"),
        ("night", "knite"),
        ("chrome", "krome"),
        ("50", "fifti"),
        ("2012", "twenti 12"),
        ("dcgan", "d c gan"),
        ("cbow", "c bow"),
        ("rnn", "r n n"),
        ("quick", "kwik"),
        ("three", "thri"),
        ("station", "stashan"),
    ],
)
def test_what_is_said_alike_sounds_alike(right: str, heard: str) -> None:
    assert said(right) == said(heard)


@pytest.mark.parametrize(("one", "other"), [("loss", "cost"), ("bayes", "base it"), ("tree", "three l")])
def test_what_is_said_otherwise_sounds_otherwise(one: str, other: str) -> None:
    assert said(one) != said(other)


def test_other_scripts_have_no_sounds() -> None:
    assert sounds_of(("学", "нейрон", "loss", "딥러닝을")) == ["", "", sounds("loss"), ""]


@given(st.lists(st.text(alphabet=st.characters(codec="ascii", categories=("Ll", "Nd")), max_size=12)))
def test_words_sound_the_same_alone_and_among_others(words: list[str]) -> None:
    together = sounds_of(words)
    assert together == [sounds(word) for word in words]
    assert set("".join(together)) <= set(VOWELS + CONSONANTS)


@given(st.text())
def test_any_text_has_sounds_or_none(text: str) -> None:
    assert set("".join(sounds_of(tokens(text)))) <= set(VOWELS + CONSONANTS)


@pytest.mark.parametrize(
    ("token", "words"), [("word2vec", "wordtwovec"), ("2012", "2012"), ("gpt10", "gpt10"), ("loss", "loss")]
)
def test_single_digits_between_letters_are_spelt_out(token: str, words: str) -> None:
    assert spelt_out(token) == words
