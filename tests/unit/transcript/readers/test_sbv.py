"""SBV and its relative SubViewer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.transcript.cleaning import cleaned
from player.transcript.readers import sbv

CAPTION = "0:00:01.000,0:00:02.000\nEbb\n"


def test_captions_need_no_blank_line_between_them():
    transcript = cleaned(sbv.read(CAPTION + "0:00:02.000,0:00:03.000\ntide\n"))
    assert [segment.text for segment in transcript.segments] == ["Ebb", "tide"]
    assert transcript.skipped == ()


def test_a_caption_without_words_keeps_its_place():
    transcript = cleaned(sbv.read("0:00:01.000,0:00:02.000\n\n0:00:02.000,0:00:03.000\ntide\n"))
    assert [segment.text for segment in transcript.segments] == ["", "tide"]
    assert [(entry.line, entry.reason, entry.is_lost) for entry in transcript.skipped] == [
        (1, "a cue without words", False)
    ]


def test_lines_before_the_first_caption_are_named():
    transcript = cleaned(sbv.read(f"By me\n\n{CAPTION}"))
    assert [(entry.line, entry.reason) for entry in transcript.skipped] == [
        (1, "before the first caption: “By me”")
    ]


@pytest.mark.parametrize("times", ["00:01,000,00:02,000", " 0:0:1.0 , 0:0:2.0 ", "0:00:01.000, 0:00:02.000"])
def test_times_in_another_form_are_read_leniently(times: str):
    transcript = cleaned(sbv.read(f"{times}\nEbb\n"))
    assert [(segment.start, segment.end) for segment in transcript.segments] == [(1000, 2000)]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (CAPTION, True),
        (f"A title\n\n{CAPTION}", True),
        ("0:00:01.000,0:00:02.000,Ebb\n", False),
        ("12:30,12:45\n", False),
        ("00:00:01,000 --> 00:00:02,000\nEbb\n", False),
    ],
)
def test_what_is_sbv(text: str, claimed: bool):
    assert sbv.recognises(text) == claimed


PIECES = st.sampled_from(
    ["0:00:01.000", ",", "0:xx,0:00:01.0", "[br]", "<v Ada>", "word", "\n", "\n\n", CAPTION]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_wild_text_is_read_without_harm(text: str):
    transcript = cleaned(sbv.read(text))
    assert all(0 <= segment.start <= segment.end for segment in transcript.segments)
    assert isinstance(sbv.recognises(text), bool)
