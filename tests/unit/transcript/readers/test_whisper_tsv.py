"""Whisper's table, with and without its header."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.transcript.cleaning import cleaned
from player.transcript.readers import whisper_tsv


def rows(text: str) -> list[tuple[int, int, str]]:
    return [
        (segment.start, segment.end, segment.text) for segment in cleaned(whisper_tsv.read(text)).segments
    ]


def test_text_keeps_its_tabs_as_spaces_and_is_no_markup():
    assert rows("start\tend\ttext\n0\t1500\tA\tB\t<b>&amp;\n") == [(0, 1500, "A B <b>&amp;")]


def test_whole_numbers_that_cannot_be_milliseconds_are_seconds():
    assert rows("0\t4\tEbb\n4\t9\ttide\n") == [(0, 4000, "Ebb"), (4000, 9000, "tide")]
    assert rows("0\t400\tEbb\n400\t409\ttide\n") == [(0, 400, "Ebb"), (400, 409, "tide")]


def test_a_row_without_an_end_lasts_to_the_next():
    assert rows("start\tend\ttext\n0\t\tEbb\n450\t1000\ttide\n")[0] == (0, 450, "Ebb")


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("start\tend\ttext\n", True),
        ("\nStart\tEnd\tText\n0\t1\tx\n", True),
        ("0\t1500\tEbb\n", True),
        ("0\t1500\tEbb\n1500\t2000\t42\n", True),
        ("1\t2\t3\n4\t5\t6\n", False),
        ("0\t1500\tEbb\nname\tage\n", False),
        ("start,end,text\n0,1500,Ebb\n", False),
        ("0 1500 Ebb\n", False),
        ("", False),
    ],
)
def test_what_is_whispers_table(text: str, claimed: bool):
    assert whisper_tsv.recognises(text) == claimed


PIECES = st.sampled_from(["0\t1\t", "1.5\t", "\t", "99\t\t", "-1\t", "word", "\n", "start\tend\ttext\n"])


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_wild_text_is_read_without_harm(text: str):
    assert all(0 <= start <= end for start, end, _ in rows(text))
    assert isinstance(whisper_tsv.recognises(text), bool)
