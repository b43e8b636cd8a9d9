"""ASS and SSA: words, times and speakers out of what is mostly about looks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.model import Transcript
from player.transcript.cleaning import cleaned
from player.transcript.readers import ass

HEAD = "[Script Info]\n\n[Events]\n"


def said(*dialogues: str) -> Transcript:
    return cleaned(ass.read(HEAD + "".join(f"Dialogue: 0,{dialogue}\n" for dialogue in dialogues)))


def texts(transcript: Transcript) -> list[str]:
    return [segment.text for segment in transcript.segments]


@pytest.mark.parametrize(
    ("clock", "moment"),
    [
        ("0:00:01.50", 1500),
        ("00:00:01.500", 1500),
        ("0:00:01:50", 1500),
        ("1:02.5", 62_500),
        (" 100:00:00.00 ", 360_000_000),
        ("-0:00:01.00", 0),
    ],
)
def test_times_in_the_forms_that_programs_write(clock: str, moment: int):
    assert said(f"{clock},999:00:00.00,,,,,,,x").segments[0].start == moment


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"{\b1}bold{\b0} and {\c&H00FF00&}green", "bold and green"),
        (r"one\Ntwo\nthree\hfour", "one two three four"),
        (r"{\pos(10,20)\p4\c&H0&}m 0 0 l 5 5{\p0} {\pbo5}after", "after"),
        (r"{\p1}m 1 1{\p}after", "after"),
        (r"an { open brace", "an { open brace"),
        (r"a} closed {b}{c} brace", "a} closed brace"),
        ("<i>x</i> &amp; y, z", "<i>x</i> &amp; y, z"),
        ("\x1b[31mred\x1b[0m", "red"),
    ],
)
def test_the_words_of_a_line(written: str, shown: str):
    assert texts(said(f"0:00:01.00,0:00:02.00,,,,,,,{written}")) == [shown]


def test_a_line_drawn_in_layers_of_different_length_is_said_once():
    transcript = said("0:00:01.00,0:00:03.00,,,,,,,Ebb", "0:00:01.20,0:00:03.50,,,,,,,{\\b1}Ebb")
    assert [(segment.start, segment.end, segment.text) for segment in transcript.segments] == [
        (1000, 3500, "Ebb")
    ]


def test_two_speakers_may_say_the_same_at_once():
    transcript = said("0:00:01.00,0:00:03.00,,Ada,,,,,Yes", "0:00:01.00,0:00:03.00,,Ben,,,,,Yes")
    assert [segment.speaker for segment in transcript.segments] == ["Ada", "Ben"]


def test_layers_without_readable_ends_are_one():
    assert texts(said("0:00:01.00,,,,,,,,Ebb", "0:00:01.00,,,,,,,,Ebb", "0:00:04.00,,,,,,,,Ebb")) == [
        "Ebb",
        "Ebb",
    ]


def test_a_line_without_all_its_fields_is_named():
    transcript = said("0:00:01.00,0:00:02.00,,,,,,,Ebb", "0:00:03.00,0:00:04.00,too few")
    assert texts(transcript) == ["Ebb"]
    assert [(entry.line, entry.is_lost) for entry in transcript.skipped] == [(5, True)]


def test_dialogue_without_any_head_is_enough():
    text = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Ebb\n"
    assert ass.recognises(text)
    assert texts(cleaned(ass.read(text))) == ["Ebb"]


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:01.000 --> 00:02.000\n[Events]\n",
        "Dialogue: she said, 12:30 was late\n",
        "[00:01.00]Dialogue\n",
    ],
)
def test_other_files_are_not_claimed(text: str):
    assert not ass.recognises(text)


PIECES = st.sampled_from(
    [
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ada,0,0,0,,",
        "Dialogue: ",
        "Comment: ",
        "Format: Text, Start\n",
        "[Events]\n",
        "[Fonts]\n",
        "0:00:01.00",
        "-",
        ",",
        "{\\k20}",
        "{\\kt9}",
        "{\\p1}",
        "{",
        "}",
        "\\N",
        "word ",
        "\n",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_wild_text_is_read_without_harm(text: str):
    transcript = cleaned(ass.read(text))
    assert isinstance(ass.recognises(text), bool)
    assert all(0 <= segment.start <= segment.end for segment in transcript.segments)
    assert all(segment.text for segment in transcript.segments)
