"""Words of low confidence, found in the text."""

from __future__ import annotations

from player.model import Segment, Word
from player.ui.widgets.doubtful_words import DoubtfulWords


def said(*sure: tuple[str, float | None]) -> Segment:
    words = tuple(Word(n * 500, n * 500 + 400, text, share) for n, (text, share) in enumerate(sure))
    return Segment(0, len(words) * 500, " ".join(word.text for word in words), words=words)


def texts(segment: Segment, below: float = 0.5) -> list[str]:
    return [segment.text[begin:stop] for begin, stop in DoubtfulWords([segment], below).in_segment(0)]


def test_neighbours_are_one_range() -> None:
    assert texts(said(("the", 0.1), ("lamp", 0.2), ("of", 0.9), ("Pharos", 0.0), ("burns", 1.0))) == [
        "the lamp",
        "Pharos",
    ]


def test_the_same_word_is_found_where_it_is_doubtful() -> None:
    segment = said(("lamp", 0.9), ("lamp", 0.2))
    assert DoubtfulWords([segment], 0.5).in_segment(0) == ((5, 9),)


def test_what_nobody_is_asked_about_is_not_doubted() -> None:
    assert texts(said(("the", None), ("lamp", 0.5))) == []
    assert texts(Segment(0, 1_000, "no times at all")) == []


def test_the_reader_says_what_is_doubtful() -> None:
    segment = said(("the", 0.0), ("lamp", 0.3), ("burns", 0.8), ("on", 1.0))
    assert texts(segment, 0.9) == ["the lamp burns"]
    assert texts(segment, 0.1) == ["the"]
    assert texts(segment, 0) == []


def test_words_with_marks_of_their_own_are_found_in_the_text() -> None:
    words = (Word(0, 400, "the", 0.9), Word(400, 900, "lamp", 0.1))
    segment = Segment(0, 900, "the lamp, lit", words=words)
    assert texts(segment) == ["lamp,"]


def test_whether_anything_is_known() -> None:
    assert DoubtfulWords([said(("the", None)), said(("lamp", 1.0))], 0.5).is_anything_known()
    assert not DoubtfulWords([said(("the", None))], 0.5).is_anything_known()
