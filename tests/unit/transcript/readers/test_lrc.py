"""LRC in its dialects."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.model import Transcript, Word
from player.transcript.cleaning import cleaned
from player.transcript.readers import lrc


def said(text: str) -> Transcript:
    return cleaned(lrc.read(text))


def starts(text: str) -> list[tuple[int, str]]:
    return [(segment.start, segment.text) for segment in said(text).segments]


@pytest.mark.parametrize(
    ("clock", "moment"),
    [
        ("00:12", 12_000),
        ("0:12.5", 12_500),
        ("00:12.34", 12_340),
        ("00:12:34", 12_340),
        ("00:12.345", 12_345),
        ("00:12:345", 12_345),
        ("123:00,50", 7_380_500),
        ("1:02:03.50", 3_723_500),
    ],
)
def test_times_in_the_forms_that_programs_write(clock: str, moment: int):
    assert starts(f"[ti:x]\n[{clock}]Ebb\n") == [(moment, "Ebb")]


def test_three_numbers_that_never_pass_sixty_are_hours_minutes_and_seconds():
    text = "[ti:x]\n" + "".join(f"[00:59:{second:02d}]Ebb\n" for second in range(50, 59))
    assert starts(text)[0] == (3_590_000, "Ebb")
    assert starts(text + "[00:59:72]Ebb\n")[0] == (59_500, "Ebb")


@pytest.mark.parametrize(("offset", "moment"), [("+500", 500), ("500", 500), ("-500", 1500)])
def test_a_positive_offset_is_sooner(offset: str, moment: int):
    (segment,) = said(f"[offset:{offset}]\n[00:01.00]<00:01.00>Ebb <00:02.00>tide<00:04.00>\n").segments
    assert (segment.start, segment.end) == (moment, moment + 3000)
    assert segment.words == (
        Word(moment, moment + 1000, "Ebb"),
        Word(moment + 1000, moment + 3000, "tide"),
    )


def test_an_offset_never_leads_before_the_beginning():
    assert starts("[offset:9999]\n[00:01.00]Ebb\n[00:12.00]Tide\n") == [(0, "Ebb"), (2001, "Tide")]


def test_an_offset_that_is_no_number_is_named():
    transcript = said("[offset:soon]\n[00:01.00]Ebb\n")
    assert [(entry.line, entry.reason) for entry in transcript.skipped if entry.is_lost] == [
        (1, "its offset cannot be read: “soon”")
    ]


def test_a_refrain_has_its_word_times_each_time():
    first, second = said("[00:01.00][00:11.00]<00:01.00>Ebb <00:01.50>tide <00:02.00>\n").segments
    assert first.words == (Word(1000, 1500, "Ebb"), Word(1500, 2000, "tide"))
    assert second.words == (Word(11_000, 11_500, "Ebb"), Word(11_500, 12_000, "tide"))


def test_a_refrain_is_no_longer_than_a_song_has():
    transcript = said("[00:01.00][00:11.00]" + "tide " * 1000)
    assert len(transcript.segments) == 1
    assert [entry.is_lost for entry in transcript.skipped if "again" in entry.reason] == [True]


def test_names_are_speakers_where_letters_do_not_tell_the_voices():
    transcript = said("[00:01.00]Ada: Ebb?\n[00:02.00]Ben: Tide.\n[00:03.00]Ada: So.\n[00:04.00]Ben: Yes.\n")
    assert [segment.speaker for segment in transcript.segments] == ["Ada", "Ben", "Ada", "Ben"]


def test_lines_before_the_first_time_are_named_and_tags_are_not():
    transcript = said("A song\n[ti:x]\n[00:01.00]Ebb\n")
    assert [(entry.line, entry.reason) for entry in transcript.skipped if entry.is_lost] == [
        (1, "before the first time: “A song”")
    ]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("[00:01.00]Ebb\n[00:02.00]Tide\n", True),
        ("[la:en]\n[00:01]Ebb\n", True),
        ("[00:01]Ebb\n[00:02]Tide\n", False),
        ("[0:00:01.50]Ebb\n[0:00:02.50]Tide\n", False),
        ("[00:01.000 --> 00:02.000] Ebb\n", False),
        ("A word on\n[00:01.00]\nand more\nof prose\n", False),
        ("[ti:x]\nno times\n", False),
    ],
)
def test_what_is_lrc(text: str, claimed: bool):
    assert lrc.recognises(text) == claimed


PIECES = st.sampled_from(
    [
        "[00:01.00]",
        "[00:01:99]",
        "<00:02.5>",
        "[offset:+99999]",
        "[offset:-9]",
        "[ti:x]",
        "F: ",
        "word ",
        "\n",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_wild_text_is_read_without_harm(text: str):
    transcript = said(text)
    assert isinstance(lrc.recognises(text), bool)
    for segment in transcript.segments:
        assert 0 <= segment.start <= segment.end and segment.text != " "
        assert all(segment.start <= word.start <= word.end <= segment.end for word in segment.words)
