"""SRT with and without its numbers and blank lines."""

from __future__ import annotations

import pytest

from player.transcript.reading import parse_transcript


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("plain.srt", ["The moon pulls.", "The sea & the ships follow.", "3"]),
        ("numberless.srt", ["No numbers here.", "Not one."]),
        ("crowded.srt", ["No blank lines", "between cues", "at all"]),
    ],
)
def test_every_word_is_read(read_fixture, name: str, texts: list[str]):
    transcript = read_fixture(name)
    assert [segment.text for segment in transcript.segments] == texts
    assert (transcript.format, transcript.skipped) == ("srt", ())


def test_words_behind_a_blank_line_that_touch_the_next_times_are_kept():
    text = "00:00:01,000 --> 00:00:02,000\nOne\n\nand more\n00:00:02,000 --> 00:00:03,000\nTwo\n"
    assert [segment.text for segment in parse_transcript(text, "x").segments] == ["One and more", "Two"]


def test_lines_before_the_first_cue_are_named():
    transcript = parse_transcript("By me\n\n1\n00:00:01,000 --> 00:00:02,000\nOne\n", "x")
    assert [segment.text for segment in transcript.segments] == ["One"]
    assert [(entry.line, entry.reason) for entry in transcript.skipped] == [
        (1, "before the first cue: “By me”")
    ]


def test_commands_of_other_formats_go_and_formulas_stay():
    text = "00:00:01,000 --> 00:00:02,000\n{\\an8\\pos(10,20)}{\\i1}ebb{\\i0}\\Nand {\\alpha} or \\nabla<br>tide\n"
    assert parse_transcript(text, "x").segments[0].text == "ebb and {\\alpha} or \\nabla tide"
