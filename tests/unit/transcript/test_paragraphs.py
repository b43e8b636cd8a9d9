"""Segments set as paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment
from player.transcript.paragraphs import Paragraph, joined, paragraphs


def ranges(*args) -> list[tuple[int, int]]:
    return [(found.first, found.stop) for found in paragraphs(*args)]


def test_nothing_gives_nothing():
    assert paragraphs(()) == ()


def test_a_pause_over_two_seconds_ends_one():
    segments = [Segment(0, 1000, "a"), Segment(3000, 4000, "b"), Segment(6001, 7000, "c")]
    assert ranges(segments) == [(0, 2), (2, 3)]


def test_a_pause_counts_from_the_last_sound_of_an_overlap():
    assert ranges([Segment(0, 9000, "a"), Segment(1000, 2000, "b"), Segment(10_000, 11_000, "c")]) == [(0, 3)]


def test_another_speaker_ends_one_and_an_unnamed_one_goes_on():
    speakers = ["Ada", None, "Ada", "Tom", None]
    segments = [Segment(n * 1000, n * 1000 + 1000, "x", speaker) for n, speaker in enumerate(speakers)]
    assert ranges(segments) == [(0, 3), (3, 5)]


def test_a_chapter_begins_one(spoken):
    assert ranges(spoken("a", "b", "c", "d"), (0, 1500)) == [(0, 2), (2, 4)]


def test_a_long_one_ends_at_the_sentence_nearest_to_seventy_words(spoken):
    ten = "w " * 9 + "w"
    texts = [ten, ten, ten + ".", ten, ten + ".", ten, ten + ".", ten, ten, ten, ten]
    assert ranges(spoken(*texts)) == [(0, 7), (7, 11)]


def test_a_long_one_without_sentences_ends_near_seventy_words(spoken):
    assert ranges(spoken(*["w w w w w w w w w w"] * 20)) == [(0, 7), (7, 14), (14, 20)]


def test_one_long_segment_is_a_paragraph_of_its_own(spoken):
    assert ranges(spoken("w " * 200, "w " * 200)) == [(0, 1), (1, 2)]


def test_letters_without_spaces_count_as_words(spoken):
    assert len(paragraphs(spoken(*["漢" * 20] * 20))) > 1


@given(
    st.lists(
        st.builds(
            Segment,
            st.integers(0, 9000),
            st.integers(0, 9000),
            st.sampled_from(["", "a.", "b " * 30, "漢字" * 9]),
        ),
        max_size=30,
    ),
    st.lists(st.integers(0, 9000), max_size=3),
)
def test_every_segment_stands_in_exactly_one(segments: list[Segment], chapters: list[int]):
    segments.sort(key=lambda segment: segment.start)
    found = paragraphs(segments, chapters)
    numbers = [number for paragraph in found for number in range(paragraph.first, paragraph.stop)]
    assert numbers == list(range(len(segments)))
    assert all(isinstance(paragraph, Paragraph) and paragraph.first < paragraph.stop for paragraph in found)


def test_texts_are_joined_by_a_space_and_wide_letters_by_none(spoken):
    text, begins = joined(spoken("one", "two", "漢字", "漢字。", "", "three"))
    assert text == "one two 漢字漢字。 three"
    assert begins == (0, 4, 8, 10, 13, 14)


@given(st.lists(st.sampled_from(["", "a", "b c", "漢字", "。"]), max_size=12))
def test_each_text_stands_where_it_is_said_to(texts: list[str]):
    text, begins = joined([Segment(0, 1, each) for each in texts])
    assert all(text[begin : begin + len(each)] == each for begin, each in zip(begins, texts, strict=True))
    assert text == text.strip()
