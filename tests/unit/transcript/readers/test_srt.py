"""SRT with and without its numbers and blank lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


LINES = st.sampled_from(
    [
        "",
        "",
        "said",
        "said",
        "said so",
        "NOTE said",
        "WEBVTT said",
        "00:00:01,000 --> 00:00:02,000",
        "00:00:03.5 --> 00:04 X1:40",
        "00:00:05,000 -->",
        "00:xx:06,000 --> 00:00:07,000",
        "A --> B",
    ]
)


@given(lines=st.lists(LINES, max_size=14))
@settings(deadline=None, max_examples=300)
def test_in_no_disorder_is_a_word_lost_in_silence(lines: list[str]):
    numbered = [line.replace("said", f"word{row}x") for row, line in enumerate(lines)]
    text = "\n".join(["00:00:00,000 --> 00:00:01,000", "Begin.", "", *numbered])
    transcript = parse_transcript(text, "x")
    told = " ".join([segment.text for segment in transcript.segments])
    told += " ".join(entry.reason for entry in transcript.skipped)
    for line in numbered:
        if "word" in line:
            assert line in told


@given(
    cues=st.lists(
        st.lists(st.sampled_from(["said", "12", "1", "said: so", "- said"]), min_size=1, max_size=3),
        min_size=1,
    ),
    counted=st.booleans(),
    blank=st.sampled_from(["\n", "\n\n", "\n\n\n"]),
)
@settings(deadline=None)
def test_with_or_without_numbers_and_blank_lines_each_cue_has_its_own_text(
    cues: list[list[str]], counted: bool, blank: str
):
    """A number that ends a text without a blank line below may be taken for the next one's: that is left out."""
    blocks: list[str] = []
    expected: list[str] = []
    for number, lines in enumerate(cues):
        # Each line another one: a line carried over from cue to cue would roll.
        named = [
            line.replace("said", f"word{number}.{row}").replace("1", f"1{number}{row}")
            for row, line in enumerate(lines)
        ]
        if blank == "\n":
            named.append("Yes.")
        clock = f"00:{number:02d}:00,000 --> 00:{number:02d}:59,000"
        blocks.append("\n".join([*([str(number + 1)] if counted else []), clock, *named]))
        expected.append(" ".join(named))
    assert [segment.text for segment in parse_transcript(blank.join(blocks), "x").segments] == expected


@pytest.mark.parametrize("mark", ["\ufeff", "\n", " \n\n", "\r\n"])
def test_what_stands_before_the_first_number_is_no_text(mark: str):
    transcript = parse_transcript(f"{mark}1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n", "x")
    assert [segment.text for segment in transcript.segments] == ["One."]
    assert transcript.skipped == ()


@pytest.mark.parametrize(
    ("line", "start", "end", "kind"),
    [
        ("00:00:01.000 --> 00:00:02.000", 1000, 2000, "a point before the milliseconds"),
        ("00:00:01:500 --> 00:00:02:500", 1500, 2500, "times in another form"),
        ("0:0:1,5 --> 0:0:2,25", 1500, 2250, "times in another form"),
        ("00:01,000 --> 00:02,000", 1000, 2000, None),
        ("00:75:00,000 --> 00:75:61,000", 4_500_000, 4_561_000, "times in another form"),
        ("00:00:01,000-->00:00:02,000", 1000, 2000, "times in another form"),
        ("00:00:01 --> 00:00:02", 1000, 2000, "times in another form"),
        ("00:00:01,000 --> ", 1000, 1700, "no end time"),
        ("00:00:03,000 --> 00:00:01,000", 3000, 3700, "ends before it starts"),
    ],
)
def test_times_in_other_forms_are_read_and_told(line: str, start: int, end: int, kind: str | None):
    text = f"1\n00:00:00,000 --> 00:00:00,500\nBegin.\n\n2\n{line}\nWords.\n"
    transcript = parse_transcript(text, "x")
    segment = transcript.segments[1]
    assert (segment.start, segment.text, transcript.format) == (start, "Words.", "srt")
    assert segment.end == end or kind in ("no end time", "ends before it starts")
    assert [entry.reason for entry in transcript.skipped] == ([f"read leniently: {kind}"] if kind else [])


@pytest.mark.parametrize(
    "tag",
    [
        '<font color="#fff">',
        "<font face=Arial size='2'>",
        "<FONT COLOR=red>",
        '<p align="left" class=x>',
        "<b >",
        "<i/>",
        "</span>",
    ],
)
def test_tags_with_attributes_go(tag: str):
    text = f"1\n00:00:01,000 --> 00:00:02,000\nebb {tag}tide\n"
    assert parse_transcript(text, "x").segments[0].text == "ebb tide"
