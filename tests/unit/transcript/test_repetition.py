"""Loops are folded, and speech that repeats itself is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment, Transcript, Word
from player.transcript.repetition import OTHERS, WHISPER, Patience, fold_repetitions
from player.transcript.word_spans import token_spans


def said(*texts: str, gap: int = 0, speakers: str = "") -> list[Segment]:
    return [
        Segment(
            number * (1000 + gap),
            number * (1000 + gap) + 1000,
            text,
            speakers[number % len(speakers)] if speakers else None,
        )
        for number, text in enumerate(texts)
    ]


def folded(segments: list[Segment], patience: Patience = WHISPER):
    return fold_repetitions(segments, range(10, 10 + len(segments)), patience)


def stays(segments: list[Segment], patience: Patience = WHISPER) -> bool:
    found, notes = folded(segments, patience)
    return found == segments and notes == []


def timed(text: str) -> Segment:
    words = tuple(Word(at * 100, at * 100 + 90, word) for at, word in enumerate(text.split(" ")))
    return Segment(0, len(words) * 100, text, None, words)


@pytest.mark.parametrize("before", range(5))
@pytest.mark.parametrize("patience", [WHISPER, OTHERS])
def test_a_line_said_over_and_over_is_kept_once(before: int, patience: Patience):
    times = patience.lines
    others = [f"tide {number}" for number in range(before)]
    segments = said(*others, *["Thanks for watching."] * times, "The end.")
    found, (note,) = folded(segments, patience)
    assert [segment.text for segment in found] == [*others, "Thanks for watching.", "The end."]
    assert (found[before].start, found[before].end) == (before * 1000, (before + times) * 1000)
    assert note.reason == f"the same line {times} times over, kept once: “Thanks for watching.”"
    assert (note.line, note.is_lost) == (10 + before + 1, False)


@pytest.mark.parametrize("patience", [WHISPER, OTHERS])
def test_once_less_is_speech(patience: Patience):
    assert stays(said(*["Thanks for watching."] * (patience.lines - 1)), patience)
    assert stays(said(*["No, no."] * (patience.short_lines - 1)), patience)
    assert not stays(said(*["No, no."] * patience.short_lines), patience)


def test_case_and_marks_make_no_difference():
    found, _ = folded(
        said("Thank you so much", "thank you so much.", "THANK YOU SO MUCH!", "Thank you, so much")
    )
    assert [segment.text for segment in found] == ["Thank you so much"]


def test_two_loops_in_a_row_are_two():
    found, notes = folded(said(*["one two three"] * 5, *["four five six"] * 7))
    assert [segment.text for segment in found] == ["one two three", "four five six"]
    assert [note.line for note in notes] == [11, 16]


def test_who_repeats_after_a_pause_is_heard():
    assert stays(said(*["Wie geht es Ihnen?"] * 9, gap=1001))
    assert not stays(said(*["Wie geht es Ihnen?"] * 9, gap=1000))


def test_two_who_answer_each_other_are_heard():
    assert stays(said(*["I say it is."] * 20, speakers="AB"))
    assert not stays(said(*["I say it is."] * 20, speakers="A"))


def test_a_refrain_between_verses_stays():
    assert stays(said(*["We all come home", "Over the sea"] * 10))


def test_empty_segments_and_bare_marks_stay():
    assert stays(said(*[""] * 30))
    assert stays(said(*["…"] * 30))
    assert stays(said("- " * 40 + "-"))


def test_noted_sounds_stay_where_people_note_them():
    music = said(*["[soft music plays]"] * 30)
    assert stays(music, OTHERS)
    assert len(folded(music, WHISPER)[0]) == 1


def test_a_phrase_that_turns_in_a_segment_is_kept_once_with_its_words():
    segment = timed("So we go " + "to the sea, " * 8 + "and swim")
    (found,), (note,) = folded([segment])
    assert found.text == "So we go to the sea, and swim"
    assert [word.text for word in found.words] == found.text.split(" ")
    assert [word.start for word in found.words] == [0, 100, 200, 300, 400, 500, 2700, 2800]
    assert (found.start, found.end) == (segment.start, segment.end)
    assert (note.line, note.is_lost) == (10, False)
    assert note.reason.startswith("the same words 8 times over, kept once: ")


def test_the_cut_off_end_of_a_loop_goes_with_it():
    (found,), _ = folded(said("I'm going to go to the " * 9 + "I'm going"))
    assert found.text == "I'm going to go to the"


def test_what_begins_like_the_loop_and_goes_on_stays():
    (found,), _ = folded(said("Thank you. " * 9 + "Thank goodness."))
    assert found.text == "Thank you. Thank goodness."


def test_loops_without_spaces_are_folded():
    (found,), _ = folded(said("ありがとう" * 12))
    assert found.text == "ありがとう"


@pytest.mark.parametrize(
    "text",
    [
        "no no no no no no no no no no",
        "Yeah, yeah, yeah, yeah, yeah, yeah, yeah, yeah.",
        "One, two, three, four, five, six, seven, eight, nine, ten.",
        "one two three, one two three, one two three, one two three, one two three",
        "la la la la la la la la la la la",
        "again and again and again and again and again we try until it works for us all in the end",
        "There were bees, and bees, and bees, and then there was a bridge that nobody had seen before.",
    ],
)
def test_people_who_repeat_themselves_are_heard(text: str):
    assert stays(said(text))
    assert stays(said(text), OTHERS)


def test_a_loop_in_a_small_part_of_a_long_segment_stays():
    text = "go on " * 7 + " ".join(f"word{number}" for number in range(40))
    assert stays(said(text))


def test_a_loop_that_is_the_middle_but_not_the_most_of_a_segment_stays():
    around = " ".join(f"word{number}" for number in range(6))
    assert stays(said(f"{around} {'go on ' * 9}{around}"))
    assert not stays(said(f"{around} {'go on ' * 22}{around}"))


def test_words_that_do_not_fit_their_text_are_worked_out_again():
    segment = Segment(0, 9000, "to the sea " * 9, None, (Word(0, 10, "to"),))
    (found,), _ = folded([segment])
    assert (found.text, found.words) == ("to the sea", ())


def test_folding_twice_changes_nothing():
    once, _ = folded(said(*["Thanks for watching."] * 9, "tide and ebb " * 30))
    assert fold_repetitions(once, range(len(once)), WHISPER) == (once, [])


def test_nothing_is_copied_where_nothing_loops():
    segments = said("Low water.", "High water.")
    assert folded(segments)[0] is segments


def test_the_real_lecture_stays(seed: Transcript):
    for patience in (WHISPER, OTHERS):
        found, notes = fold_repetitions(seed.segments, [1] * len(seed.segments), patience)
        assert (found, notes) == (seed.segments, [])


WORDS = st.sampled_from(["a", "A", "tide", "tide.", "海", "the", "-", ""])
TEXTS = st.builds(
    lambda words, times: (" ".join(words) + " ") * times, st.lists(WORDS, max_size=5), st.integers(1, 30)
)
LINES = st.lists(st.tuples(TEXTS.map(lambda text: " ".join(text.split())), st.integers(1, 12)), max_size=6)


@given(LINES)
def test_only_what_is_repeated_goes(lines: list[tuple[str, int]]):
    segments = said(*[text for text, times in lines for _ in range(times)])
    found, notes = folded(segments)
    assert bool(notes) == (list(found) != segments)
    assert [segment.start for segment in found] == sorted(segment.start for segment in found)
    if segments:
        assert max(segment.end for segment in found) == segments[-1].end
    before = {word for segment in segments for word in segment.text.casefold().split()}
    after = {word for segment in found for word in segment.text.casefold().split()}
    assert {word.strip(".-") for word in before} == {word.strip(".-") for word in after} | (
        {""} if "-" in before else set()
    )
    assert all(len(token_spans(segment.text)) >= 1 for segment in found if segment.text)
