"""A reader's corrections over a transcript."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment, SegmentEdit, Transcript, Word
from player.transcript.characters import plain
from player.transcript.overlay import with_edits
from player.transcript.word_times import words_of


def timed(text: str, start: int, each: int = 500) -> tuple[Word, ...]:
    return tuple(
        Word(start + each * n, start + each * (n + 1) - 100, word, 0.9) for n, word in enumerate(text.split())
    )


def segment(start: int, text: str, length: int = 4_000, speaker: str | None = None) -> Segment:
    return Segment(start, start + length, text, speaker, timed(text, start))


SEGMENTS = (
    segment(0, "bees see ultra violet light"),
    segment(5_000, "a queen lives for years"),
    segment(10_000, "drones die in autumn", speaker="Ada"),
)
BEES = Transcript("webvtt", SEGMENTS, "en")


def edit(number: int, transcript: Transcript = BEES, **changes: object) -> SegmentEdit:
    return replace(with_edits(transcript, ()).edit_of(number), **changes)  # type: ignore[arg-type]


def edited(number: int, **changes: object) -> Segment:
    """Segment `number` of the three, edited; it must not change its place."""
    return with_edits(BEES, [edit(number, **changes)]).transcript.segments[number]


def times(found: Segment) -> list[tuple[str, int, bool]]:
    return [(word.text, word.start, word.estimated) for word in found.words]


def test_without_edits_it_is_the_transcript_itself() -> None:
    result = with_edits(BEES, ())
    assert result.transcript is BEES
    assert (result.edited, result.unused) == ((), ())
    assert not result.edit_of(1).changes


def test_an_edit_replaces_one_segment_and_nothing_else() -> None:
    result = with_edits(BEES, [edit(1, text="a queen lives for five years", end=9_500)])
    first, second, third = result.transcript.segments
    assert (first, third) == (SEGMENTS[0], SEGMENTS[2])
    assert (second.start, second.end, second.text) == (5_000, 9_500, "a queen lives for five years")
    assert (result.original, result.edited, result.unused) == (BEES, (1,), ())
    assert (result.transcript.format, result.transcript.language) == ("webvtt", "en")


def test_words_that_stayed_keep_their_times_and_new_ones_are_estimated() -> None:
    assert times(edited(1, text="a good queen lives for five years")) == [
        ("a", 5_000, False),
        ("good", 5_400, True),
        ("queen", 5_500, False),
        ("lives", 6_000, False),
        ("for", 6_500, False),
        ("five", 6_900, True),
        ("years", 7_000, False),
    ]
    assert edited(1, text="a good queen lives").words[0].confidence == 0.9


@pytest.mark.parametrize(
    "text",
    ["queen for years", "lives for years", "a queen", "years", "for a queen lives", "a a queen a years"],
)
def test_words_left_out_or_moved_leave_the_times_of_others(text: str) -> None:
    was = {word.text: word.start for word in SEGMENTS[1].words}
    found = edited(1, text=text)
    assert [word.text for word in found.words] == text.split()
    sure = [word for word in found.words if not word.estimated]
    assert sure
    assert all(was[word.text] == word.start for word in sure)


def test_a_word_inside_another_is_not_the_same() -> None:
    # "a" is in "years" too, which stands first here.
    found = {word.text: word for word in edited(1, text="years a queen lives for years").words}
    assert (found["a"].start, found["a"].estimated) == (5_000, False)


def test_an_altogether_new_text_has_no_times_of_its_own() -> None:
    found = edited(0, text="Bumblebees buzz")
    assert found.words == ()
    assert [word.estimated for word in words_of(found, 0)] == [True, True]


def test_an_empty_text_leaves_a_silent_segment() -> None:
    found = edited(0, text="")
    assert (found.start, found.end, found.text, found.words) == (0, 4_000, "", ())


def test_scripts_without_spaces_keep_their_times_too() -> None:
    text = "灯台は塔"
    words = tuple(Word(1_000 + 500 * n, 1_500 + 500 * n, letter) for n, letter in enumerate(text))
    transcript = Transcript("srv3", (Segment(1_000, 3_000, text, words=words),))
    change = edit(0, transcript, text="灯台は高塔")
    (found,) = with_edits(transcript, [change]).transcript.segments
    assert [(w.text, w.start) for w in found.words if not w.estimated] == (
        [("灯", 1_000), ("台", 1_500), ("は", 2_000), ("塔", 2_500)]
    )
    assert [w.text for w in found.words if w.estimated] == ["高"]


def test_times_that_hold_the_words_leave_them_and_others_take_them_along() -> None:
    assert times(edited(1, start=4_800, end=9_500)) == times(SEGMENTS[1])
    assert [at for _, at, _ in times(edited(1, start=6_000, end=10_000))] == [
        6_000,
        6_500,
        7_000,
        7_500,
        8_000,
    ]
    halved = edited(1, start=7_000, end=9_000)
    assert [at for _, at, _ in times(halved)] == [7_000, 7_250, 7_500, 7_750, 8_000]
    assert not any(word.estimated for word in halved.words)


def test_a_segment_moved_in_time_stands_in_order_and_can_be_traced_back() -> None:
    result = with_edits(BEES, [edit(0, start=11_000, end=12_000)])
    assert [found.text for found in result.transcript.segments] == (
        [SEGMENTS[1].text, SEGMENTS[2].text, SEGMENTS[0].text]
    )
    assert list(result.origins) == [1, 2, 0]
    assert [result.numbers[origin] for origin in result.origins] == [0, 1, 2]
    assert result.edited == (2,)
    assert result.edit_of(2) == edit(0, start=11_000, end=12_000)
    assert result.edit_of(0) == edit(1)
    assert result.edit_of(2).undone() == edit(0)


def test_equal_starts_stay_in_the_order_of_the_file() -> None:
    result = with_edits(BEES, [edit(2, start=5_000, end=6_000)])
    assert [found.text for found in result.transcript.segments] == [found.text for found in SEGMENTS]


def test_an_edit_finds_its_segment_though_numbers_changed() -> None:
    later = Transcript("webvtt", (segment(0, "Welcome."), segment(1_000, "One more."), *SEGMENTS))
    result = with_edits(later, [edit(2, text="drones leave in autumn")])
    assert result.edited == (4,)
    assert result.transcript.segments[4].speaker == "Ada"


def test_an_edit_without_its_original_is_not_applied_and_named() -> None:
    change = edit(2, text="drones leave in autumn")
    other = replace(SEGMENTS[2], text="drones die in winter")
    result = with_edits(Transcript("webvtt", (*SEGMENTS[:2], other)), [change, edit(0, text="bees")])
    assert result.transcript.segments[2] == other
    assert (result.unused, result.carried, result.edited) == ((change,), (), (0,))


@pytest.mark.parametrize(
    ("other", "start", "end"),
    [
        (replace(SEGMENTS[2], start=20_000, end=24_000), 20_500, 24_000),
        (replace(SEGMENTS[2], end=14_001), 10_500, 14_001),
        (replace(SEGMENTS[2], speaker=None), 10_500, 14_000),
    ],
)
def test_an_edit_goes_along_with_a_segment_that_was_retimed(other: Segment, start: int, end: int) -> None:
    change = edit(2, text="drones leave in autumn", start=10_500)
    result = with_edits(Transcript("webvtt", (*SEGMENTS[:2], other)), [change])
    found = result.transcript.segments[2]
    assert (found.start, found.end, found.text, found.speaker) == (start, end, change.text, other.speaker)
    ((was, now),) = result.carried
    assert (was, now, result.unused) == (change, result.edit_of(2), ())


def test_an_edit_goes_with_no_one_of_two_that_say_the_same() -> None:
    change = edit(2, text="drones leave in autumn")
    two = (replace(SEGMENTS[2], start=1, end=2), replace(SEGMENTS[2], start=3, end=4))
    assert with_edits(Transcript("webvtt", two), [change]).unused == (change,)


def test_an_edit_that_its_file_has_by_now_is_done() -> None:
    change = edit(2, text="drones leave in autumn", start=10_500)
    done = Transcript("webvtt", (Segment(10_500, 14_000, "drones leave in autumn", "Ada"),))
    result = with_edits(done, [change])
    assert (result.unused, result.carried, result.edited) == ((), (), ())


def test_an_older_edit_gives_way_to_one_of_the_file_as_it_is() -> None:
    moved = Transcript("webvtt", (*SEGMENTS[:2], replace(SEGMENTS[2], start=20_000, end=24_000)))
    new = edit(2, moved, text="drones go")
    result = with_edits(moved, [edit(2, text="drones leave"), new])
    assert result.transcript.segments[2].text == "drones go"
    assert (result.unused, result.carried) == ((), ())


def test_of_segments_that_are_the_same_each_has_its_own_edit() -> None:
    twins = Transcript("srt", (segment(0, "Yes."), segment(0, "No."), segment(0, "Yes."), segment(0, "Yes.")))
    change = edit(2, twins, text="Yes!")
    assert change.occurrence == 1
    result = with_edits(twins, [change, edit(3, twins, text="Yes?")])
    assert [found.text for found in result.transcript.segments] == ["Yes.", "No.", "Yes!", "Yes?"]
    assert with_edits(Transcript("srt", twins.segments[:2]), [change]).unused == (change,)


def test_a_very_long_segment_is_edited_without_comparing_all_with_all() -> None:
    text = " ".join(f"word{number}" for number in range(20_000))
    long = Transcript("srt", (Segment(0, 20_000_000, text, words=timed(text, 0, 1_000)),))
    change = edit(0, long, text=text.replace("word9 ", "nine ").replace("word19990 ", ""))
    (found,) = with_edits(long, [change]).transcript.segments
    assert len(found.words) == 19_999
    assert found.words[9].estimated
    assert found.words[:9] == long.segments[0].words[:9]
    assert found.words[-9:] == long.segments[0].words[-9:]


TEXTS = st.lists(st.sampled_from(["a", "b", "ab", "灯", "灯台、", "ไทย", "…", "—", "x.", "\U0001f600"])).map(
    " ".join
)
ANY_TEXT = st.one_of(TEXTS, st.text().map(plain), TEXTS.map(lambda text: text.replace(" ", "")))
TIMES = st.integers(0, 20_000)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    segments = []
    for start in sorted(draw(st.lists(TIMES, max_size=5))):
        text = draw(ANY_TEXT)
        end = start + draw(TIMES)
        own = draw(st.booleans()) and text and words_of(Segment(start, end, text), 0)
        words = tuple(Word(w.start, w.end, text[w.begin : w.stop], None, False) for w in own or ())
        segments.append(Segment(start, end, text, draw(st.sampled_from([None, "Ada"])), words))
    return Transcript("x", tuple(segments))


@given(st.data(), transcripts())
def test_whatever_is_edited_stays_whole_and_in_order(data: st.DataObject, transcript: Transcript) -> None:
    plainly = with_edits(transcript, ())
    numbers = (
        data.draw(st.sets(st.integers(0, len(transcript.segments) - 1))) if transcript.segments else set()
    )
    edits = []
    for number in numbers:
        start = data.draw(TIMES)
        made = replace(
            plainly.edit_of(number), start=start, end=start + data.draw(TIMES), text=data.draw(ANY_TEXT)
        )
        edits.append(made)
    result = with_edits(transcript, edits)
    segments = result.transcript.segments
    assert result.unused == ()
    assert [found.start for found in segments] == sorted(found.start for found in segments)
    assert Counter(result.edit_of(number) for number in result.edited) == Counter(edits)
    for number, found in enumerate(segments):
        origin = transcript.segments[result.origins[number]]
        if number not in result.edited:
            assert found is origin
            continue
        starts = [word.start for word in found.words]
        assert starts == sorted(starts)
        assert all(
            found.start <= word.start <= word.end <= max(found.end, word.start) for word in found.words
        )
        spoken = words_of(found, number)
        assert "".join(found.text[w.begin : w.stop] for w in spoken) == "".join(found.text.split())
    assert with_edits(
        transcript, [each.undone() for each in edits]
    ).transcript.segments == transcript.segments or (any(found.words for found in transcript.segments))
