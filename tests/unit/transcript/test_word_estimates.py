"""When words are said in a segment whose file has no word times."""

from __future__ import annotations

from functools import partial

from hypothesis import example, given
from hypothesis import strategies as st

from player.model import Segment, SpokenWord
from player.transcript.speaking_pace import USUAL_PACE, Pace, pace_of
from player.transcript.word_estimates import LONGEST_MS_A_LETTER, estimated_words
from tests.benchmarks.word_times import proportional_starts, quantile, row_sized, starts_missed

WORDS = st.sampled_from(
    ["so", "tide,", "MLP.", "1953", "“Now?”", "—", "...", "漢字。", "ไทย", "مرحبا؟", "👩‍🚀", "a", "..", "९"]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=80).map(
    lambda text: " ".join(text.split())
)
LONG = "the water comes in slowly and then the water goes out again while the moon moves on "


def starts(segment: Segment, pace: Pace = USUAL_PACE) -> dict[str, int]:
    """When each word starts, under its text (the last of equal ones)."""
    return {segment.text[word.begin : word.stop]: word.start for word in estimated_words(segment, 0, pace)}


def silence_before(word: str, text: str, *, length: int) -> int:
    words = estimated_words(Segment(0, length, text), 0)
    place = next(number for number, found in enumerate(words) if text[found.begin :].startswith(word))
    return words[place].start - words[place - 1].start


def times(segment: Segment, pace: Pace) -> list[tuple[int, int]]:
    return [(word.start, word.end) for word in estimated_words(segment, 0, pace)]


def test_words_that_take_the_usual_time_last_by_their_letters():
    spoken = Segment(1000, 1000 + 14 * 50, "low tide rose")
    assert times(spoken, Pace(50)) == [(1000, 1200), (1200, 1450), (1450, 1700)]
    assert all(word.estimated and word.segment == 3 for word in estimated_words(spoken, 3, Pace(50)))


def test_speakers_rest_at_marks():
    assert times(Segment(0, 11 * 50 + 600, "Low. Tide."), Pace(50)) == [(0, 250), (850, 1150)]
    assert times(Segment(0, 11 * 50 + 120, "low, tide."), Pace(50)) == [(0, 250), (370, 670)]


def test_a_character_of_a_script_without_spaces_takes_as_long_as_three_letters():
    mixed = Segment(0, 14 * 50 + 120, "潮位 low, 潮")
    assert times(mixed, Pace(50)) == [(0, 150), (150, 300), (300, 550), (670, 820)]


def test_a_long_silence_lies_after_a_sentence_and_not_in_the_middle_of_one():
    text = LONG + "at night. Every harbour keeps a table " + LONG
    usual, slow = (silence_before("Every", text, length=length) for length in (14_000, 24_000))
    assert slow - usual > 3000
    assert silence_before("harbour", text, length=24_000) < 1500


def test_silence_lies_before_words_that_open_a_thought_even_without_marks():
    text = LONG + "okay " + LONG
    assert silence_before("okay", text, length=20_000) > 4 * silence_before("slowly", text, length=20_000)


def test_a_mark_within_closing_quotes_makes_its_pause():
    quoted, bare = ("“Is it low?” asked the pilot", "“Is it low” asked the pilot")
    assert silence_before("asked", quoted, length=3000) > silence_before("asked", bare, length=3000) + 300


def test_a_number_takes_as_long_as_it_is_spoken():
    found = estimated_words(Segment(0, 3000, "in 1953 they broke"), 0)
    lasts = [word.end - word.start for word in found]
    assert lasts[1] > 2 * lasts[3]


def test_a_caption_that_lasts_too_long_is_silent_after_its_last_word():
    assert starts(Segment(0, 60_000, "three short words"))["words"] == 12 * LONGEST_MS_A_LETTER


def test_no_word_of_a_slow_text_lasts_longer_than_anybody_speaks():
    segment = Segment(0, 200_000, LONG * 3)
    for word in estimated_words(segment, 0):
        assert word.end - word.start <= (word.stop - word.begin + 1) * LONGEST_MS_A_LETTER + 1
    assert estimated_words(segment, 0)[-1].start > 190_000


def test_words_squeezed_into_too_little_time_keep_their_order_and_the_segment():
    found = estimated_words(Segment(500, 520, "So, quickly. Now go on"), 0)
    assert found[-1].end == 520
    assert [word.start for word in found] == sorted(word.start for word in found)


def test_the_pace_of_a_lecture_is_what_its_usual_segment_is_spoken_at():
    brisk = [Segment(at, at + 40 * len(LONG), LONG) for at in range(0, 10**6, 10_000)]
    halting = [Segment(at, at + 90_000, LONG) for at in range(10**6, 2 * 10**6, 50_000)]
    assert 39 < pace_of([*brisk, *halting]).ms_a_letter < 41
    assert pace_of([]) == pace_of([Segment(0, 0, "no time"), Segment(0, 9, "")]) == USUAL_PACE


def test_rests_at_marks_are_no_part_of_the_pace():
    assert pace_of([Segment(0, 11 * 50 + 600, "Low. Tide.")]) == Pace(50)


def test_a_slow_speaker_is_not_taken_for_silence():
    text = LONG + "at night. Every harbour keeps a table " + LONG
    segment = Segment(0, 90 * len(text), text)
    assert starts(segment, pace_of([segment]))["Every"] < starts(segment)["Every"]


@given(TEXTS, st.integers(0, 10**9), st.integers(-50, 10**7), st.floats(1, 1000))
@example("a" * 100_000 + " 1" * 1000, 0, 60_000, 55.0)
def test_words_cover_the_text_in_order_within_the_segment(text: str, start: int, length: int, speed: float):
    segment = Segment(start, start + length, text)
    found: list[SpokenWord] = estimated_words(segment, 0, Pace(speed))
    assert "".join(text[word.begin : word.stop] for word in found) == text.replace(" ", "")
    assert [(word.begin, word.stop) for word in found] == sorted((word.begin, word.stop) for word in found)
    moments = [moment for word in found for moment in (word.start, word.end)]
    assert moments == sorted(moments)
    assert all(start <= moment <= start + max(length, 0) for moment in moments)
    assert all(word.estimated for word in found)


@given(st.lists(st.builds(Segment, st.integers(0, 10**6), st.integers(0, 10**6), TEXTS), max_size=20))
def test_a_pace_is_one_at_which_people_speak(segments: list[Segment]):
    assert 20 <= pace_of(segments).ms_a_letter <= LONGEST_MS_A_LETTER


def test_estimates_are_nearer_than_shares_by_letters_on_a_real_lecture(seed):
    pieces = row_sized(seed.segments)
    pace = pace_of([piece.segment for piece in pieces])
    ours = starts_missed(pieces, partial(estimated_words, number=0, pace=pace))
    plain = starts_missed(pieces, proportional_starts)
    for share in (0.5, 0.9):
        assert quantile(ours, share) < 0.85 * quantile(plain, share)
