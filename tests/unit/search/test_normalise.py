from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.search.normalise import fold, is_unspaced, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's", ("its",)),
        ("it’s", ("its",)),
        ("Semi-Supervised", ("semi", "supervised")),
        ("self_supervised", ("self", "supervised")),
        ("Naïve RÉSUMÉ", ("naive", "resume")),
        ("Straße", ("strasse",)),
        ("Øre Łódź", ("ore", "lodz")),
        ("ﬁne ｗｉｄｅ", ("fine", "wide")),
        ("机器 学习", ("机", "器", "学", "习")),
        ("GPT-4学习", ("gpt", "4", "学", "习")),
        ("딥러닝을", ("딥러닝을",)),
        ("?! … 🎉 \x00", ()),
        ("", ()),
    ],
)
def test_words_are_compared_without_case_accents_and_punctuation(
    text: str, expected: tuple[str, ...]
) -> None:
    assert tokens(text) == expected


@given(st.text())
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    once = tokens(text)
    assert tokens(" ".join(once)) == once


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_keeps_all_but_apostrophes(text: str) -> None:
    assert fold(text) == text.lower().replace("'", "").replace("`", "")


def test_scripts_without_spaces_are_known() -> None:
    assert all(map(is_unspaced, "机かカไ"))
    assert not any(map(is_unspaced, "aéя딥ש "))
