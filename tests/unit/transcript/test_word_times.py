"""When each word is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment, Word
from player.transcript.word_estimates import LONGEST_MS_A_LETTER
from player.transcript.word_spans import token_spans
from player.transcript.word_times import spoken_words, words_of


def said(segment: Segment) -> list[tuple[str, int, int, bool]]:
    return [
        (segment.text[word.begin : word.stop], word.start, word.end, word.estimated)
        for word in words_of(segment, 7)
    ]


def test_times_of_the_file_are_kept():
    segment = Segment(0, 2000, "low tide", None, (Word(0, 400, "low"), Word(900, 1500, "tide")))
    assert said(segment) == [("low", 0, 400, False), ("tide", 900, 1500, False)]
    assert {word.segment for word in words_of(segment, 7)} == {7}


def test_words_without_a_time_stand_between_their_neighbours():
    segment = Segment(0, 3000, "“low, tide now", None, (Word(0, 500, "low"), Word(1500, 2500, "now")))
    assert said(segment) == [
        ("“low,", 0, 642, False),
        ("tide", 785, 1357, True),
        ("now", 1500, 2500, False),
    ]


def test_words_that_are_not_in_the_text_are_not_believed():
    segment = Segment(0, 300, "low tide", None, (Word(0, 100, "high"),))
    assert [estimated for _, _, _, estimated in said(segment)] == [True, True]


def test_longer_words_take_longer_and_marks_make_pauses():
    segment = Segment(1000, 3000, "I wonder, though")
    (_, start, _, _), (_, second, second_end, _), (_, third, end, _) = said(segment)
    assert (start, end) == (1000, 3000)
    assert second - start < second_end - second
    assert third > second_end


def test_words_are_not_stretched_over_silence():
    segment = Segment(0, 12_000, "three short words")
    assert said(segment)[-1][2] == 18 * LONGEST_MS_A_LETTER


def test_letters_without_spaces_are_words():
    segment = Segment(0, 900, "「你好」，world 再见。")
    assert [text for text, *_ in said(segment)] == ["「你", "好」，", "world", "再", "见。"]


def test_words_of_scripts_without_spaces_keep_the_times_of_the_file():
    segment = Segment(0, 900, "你好世界", None, (Word(0, 400, "你好"), Word(500, 900, "世界")))
    assert [(text, start, end) for text, start, end, _ in said(segment)] == [
        ("你好", 0, 400),
        ("世界", 500, 900),
    ]


def test_segments_are_numbered_in_order(spoken):
    assert [word.segment for word in spoken_words(spoken("a b", "", "c"))] == [0, 0, 2]


@given(
    st.text(st.sampled_from("ab .,!?漢。「 -ไ่"), max_size=40).map(lambda text: " ".join(text.split())),
    st.integers(0, 10**6),
    st.integers(0, 20_000),
    st.lists(st.tuples(st.sampled_from(["a", "b", "漢", "ab a"]), st.integers(0, 10**6)), max_size=4),
)
def test_the_words_cover_the_text_in_order_of_time(text: str, start: int, length: int, timed):
    words = tuple(Word(at, at + 10, word) for word, at in timed)
    segment = Segment(start, start + length, text, None, words)
    found = words_of(segment, 0)
    assert "".join(text[word.begin : word.stop] for word in found) == text.replace(" ", "")
    moments = [moment for word in found for moment in (word.start, word.end)]
    if not any(not word.estimated for word in found):
        assert moments == sorted(moments)
        assert all(start <= moment <= start + length for moment in moments)
    assert [(word.begin, word.stop) for word in found] == sorted((word.begin, word.stop) for word in found)


@given(st.text(max_size=60))
def test_tokens_are_the_visible_text(text: str):
    spans = token_spans(text)
    covered = {place for begin, stop in spans for place in range(begin, stop)}
    assert all(letter.isspace() or place in covered for place, letter in enumerate(text))
    assert all(begin < stop for begin, stop in spans)
    assert sum(stop - begin for begin, stop in spans) == len(covered)
