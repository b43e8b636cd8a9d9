"""The rules of the WebVTT standard (W3C, sections 6.2 to 6.4: times, settings, cue text), a test each.

Where a rule drops what a person could still read, the reader keeps it and says so in `skipped`.
"""

from __future__ import annotations

import pytest

from player.model import Millis
from player.transcript.markup import plain_line
from tests.webvtt_rules import (
    LATER,
    TIMES,
    assert_conformant,
    assert_lenient,
    cue_text,
    parsed,
    reasons,
    texts,
    times,
)

# 6.3 Times


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("00:01.000 --> 00:02.000", 1000, 2000),
        ("00:00.000 --> 59:59.999", 0, 3_599_999),
        ("00:00:01.000 --> 00:00:02.000", 1000, 2000),
        ("00:01.000 --> 01:00:02.000", 1000, 3_602_000),
        ("99:00:00.000 --> 100:00:00.000", 356_400_000, 360_000_000),
        ("9999:59:59.999 --> 12345:00:00.000", 35_999_999_999, 44_442_000_000),
        ("123456:00:00.000 --> 123456:00:01.500", 444_441_600_000, 444_441_601_500),
    ],
)
def test_hours_are_optional_and_may_be_huge(line: str, start: Millis, end: Millis):
    assert times(line) == (start, end)
    assert_conformant(f"WEBVTT\n\n{line}\nOne.\n", "One.")


@pytest.mark.parametrize(
    "line", ["00:01.000-->00:02.000", "00:01.000--> 00:02.000", "00:01.000 -->00:02.000"]
)
def test_the_arrow_needs_no_spaces(line: str):
    assert times(line) == (1000, 2000)


@pytest.mark.parametrize(
    "line", ["\t00:01.000 --> 00:02.000", "  00:01.000 \t-->\t 00:02.000 ", "00:01.000\f-->\f00:02.000"]
)
def test_white_space_around_the_times_is_skipped(line: str):
    assert times(line) == (1000, 2000)


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("0:01.000 --> 0:02.000", 1000, 2000),
        ("0:0:1.1 --> 0:0:2.2", 1100, 2200),
        ("0:00:01.000 --> 0:00:02.000", 1000, 2000),
        ("60:00.000 --> 60:01.000", 3_600_000, 3_601_000),
        ("00:60:00.000 --> 00:61:00.000", 3_600_000, 3_660_000),
        ("00:00:60.000 --> 00:00:61.000", 60_000, 61_000),
        ("00:01.5 --> 00:02.25", 1500, 2250),
        ("00:01.0004 --> 00:02.123456789", 1000, 2123),
        ("00:01 --> 00:02", 1000, 2000),
        ("00:01,000 --> 00:02,000", 1000, 2000),
        ("1:1:1 --> 1:1:2", 3_661_000, 3_662_000),
        ("00:01.000 --> 00:02.", 1000, 2000),
        ("00:00:01:500 --> 00:00:02:500", 1500, 2500),
    ],
)
def test_times_that_the_standard_refuses_are_read_and_told(line: str, start: Millis, end: Millis):
    transcript = parsed(f"WEBVTT\n\n{TIMES}\nZero.\n\n{line}\nOne.\n")
    assert [(segment.start, segment.end, segment.text) for segment in transcript.segments][-1] == (
        start,
        end,
        "One.",
    )
    assert len(transcript.segments) == 2
    told = [entry for entry in transcript.skipped if "before the cue above" not in entry.reason]
    assert [entry.reason.split(":")[0] for entry in told] == ["read leniently"]
    assert not any(entry.is_lost for entry in transcript.skipped)


@pytest.mark.parametrize("line", ["00:xx.000 --> 00:02.000", "-1:00.000 --> 00:02.000", "01 --> 02"])
def test_times_that_nobody_can_read_are_told_and_so_is_their_text(line: str):
    transcript = parsed(f"WEBVTT\n\n{TIMES}\nZero.\n\n{line}\nOne.\n\n{LATER}\nTwo.\n")
    assert texts(transcript) == ["Zero.", "Two."]
    assert [(entry.line, entry.reason, entry.is_lost) for entry in transcript.skipped] == [
        (6, f"its times cannot be read: “{line}”", True),
        (7, "its cue has no readable times: “One.”", True),
    ]


@pytest.mark.parametrize("line", ["at 00:03.000 -> 00:04.000", "०१:००.००० --> ०२:००.०००", "00:03.000"])
def test_what_does_not_look_like_times_at_all_is_read_as_text(line: str):
    transcript = parsed(f"WEBVTT\n\n{TIMES}\nZero.\n\n{line}\nOne.\n\n{LATER}\nTwo.\n")
    assert texts(transcript) == [f"Zero. {line} One.", "Two."]
    assert "read leniently: a blank line inside a cue" in reasons(transcript)


@pytest.mark.parametrize("line", ["00:02.000 --> 00:01.000", "00:02.000 --> 00:02.000"])
def test_an_end_that_is_not_after_its_start_is_told_and_the_cue_read(line: str):
    text = f"WEBVTT\n\n{line}\nOne.\n"
    assert_lenient(text, "ends before it starts", "One.")
    start, end = times(line)
    assert start == 2000 and end > start


@pytest.mark.parametrize(
    "line", ["00:01.000 -->", "00:01.000 --> ", "00:01.000 --> ??", "00:01.000 --> line:0"]
)
def test_an_end_that_is_missing_is_told_and_the_cue_read(line: str):
    text = f"WEBVTT\n\n{line}\nOne.\n"
    assert_lenient(text, "no end time", "One.")


def test_a_second_arrow_in_a_line_of_times_is_ignored():
    assert_conformant("WEBVTT\n\n00:01.000 --> 00:02.000 --> 00:09.000\nOne.\n", "One.")
    assert times("00:01.000 --> 00:02.000 --> 00:09.000") == (1000, 2000)


def test_an_arrow_in_the_text_ends_no_cue_though_the_standard_ends_it():
    text = f"WEBVTT\n\n{TIMES}\nFrom A --> B\nand back.\n"
    assert_lenient(text, "an arrow in the text", "From A --> B and back.")


# 6.2 and 6.3 Settings


@pytest.mark.parametrize(
    "settings",
    [
        "vertical:rl",
        "vertical:lr",
        "line:0",
        "line:-1",
        "line:85.5%,center",
        "position:10%,line-left",
        "size:50%",
        "align:start",
        "align:middle",
        "region:fred",
        "line:0 position:20% size:60% align:start vertical:rl region:fred",
        "\tline:0\tsize:60%",
    ],
)
def test_settings_are_not_spoken(settings: str):
    assert_conformant(f"WEBVTT\n\n{TIMES} {settings}\nOne.\n", "One.")


@pytest.mark.parametrize(
    "settings",
    [
        "colour:red",
        "line:",
        ":",
        ":0",
        "align",
        "size:9999%",
        "line:1:2",
        "region:a b c",
        "X1:40 Y1:2",
        "--> x",
        "%",
        "1",
    ],
)
def test_unknown_or_broken_settings_are_ignored_without_losing_the_text(settings: str):
    assert_conformant(f"WEBVTT\n\n{TIMES} {settings}\nOne.\n", "One.")


def test_settings_may_touch_the_end_time():
    assert times(f"{TIMES}align:start") == (1000, 2000)


def test_region_settings_of_any_form_are_not_spoken():
    region = (
        "REGION\nid:fred width:40%\nlines:3 regionanchor:0%,100%\nviewportanchor:10%,90% scroll:up\nbroken\n:"
    )
    assert_conformant(f"WEBVTT\n\n{region}\n\n{TIMES} region:fred\nOne.\n", "One.")


# 6.4 Cue text


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("<c>One</c>.", "One."),
        ("<c.yellow.bg_blue>One</c>.", "One."),
        ("<i>One</i>.", "One."),
        ("<b>One</b>.", "One."),
        ("<u>One</u>.", "One."),
        ("<i.loud>One</i>.", "One."),
        ("<b><i><u>One</u></i></b>.", "One."),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", "漢kan字ji"),
        ("<lang en-GB>One</lang>.", "One."),
        ("<lang.loud en>One.", "One."),
        ("<i>One.", "One."),
        ("One</i>.", "One."),
        ("<b><i>One</b></i>.", "One."),
        ("<c.>One.", "One."),
        ("<b >One</b >.", "One."),
        ("<v>One.", "One."),
    ],
)
def test_tags_are_taken_out_and_their_text_stays(raw: str, said: str):
    assert plain_line(raw) == said
    assert cue_text(raw) == said


@pytest.mark.parametrize(
    "raw", ["<V Ada>One.</V>", "<v Ada>One.", "<v.first.loud Ada>One.</v>", "<v\tAda>One.</v>"]
)
def test_a_voice_tag_names_the_speaker(raw: str):
    (segment,) = parsed(f"WEBVTT\n\n{TIMES}\n{raw}\n").segments
    assert (segment.text, segment.speaker) == ("One.", "Ada")


@pytest.mark.parametrize(
    ("name", "speaker"), [("A &amp; B", "A & B"), ("  Ada   B. ", "Ada B."), ("&lt;i&gt;", "<i>")]
)
def test_the_annotation_of_a_voice_is_trimmed_and_its_escapes_are_read(name: str, speaker: str):
    (segment,) = parsed(f"WEBVTT\n\n{TIMES}\n<v {name}>One.\n").segments
    assert (segment.text, segment.speaker) == ("One.", speaker)


def test_a_tag_may_span_the_lines_of_a_cue():
    assert cue_text("<i>One", "and more</i>.") == "One and more."


@pytest.mark.parametrize("time", ["<00:01.500>", "<00:00:01.500>", "<1:00:01.500>"])
def test_timestamps_in_the_text_are_not_spoken(time: str):
    assert cue_text(f"One {time}and more.") == "One and more."


@pytest.mark.parametrize(
    "raw",
    [
        "a <unk> b",
        "a <3 b",
        "x < y",
        "x<y",
        "a <-> b",
        "a <",
        "<",
        "a <> b",
        "a <1:2> b",
        "a <b",
        "if a<b then c>d",
        "k <i or i> j",
        "0>00:00:01.500<1",
    ],
)
def test_what_is_no_known_tag_is_text_though_the_standard_drops_some_of_it(raw: str):
    assert cue_text(raw) == raw


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("&amp;", "&"),
        ("&lt;i&gt;", "<i>"),
        ("a&nbsp;b", "a b"),
        ("&lrm;a&rlm;", "a"),
        ("&eacute;t&#233;", "été"),
        ("&#x1F30A;", "🌊"),
        ("&amp;lt;", "&lt;"),
        ("&quot;One&apos;s&quot;", '"One\'s"'),
    ],
)
def test_escapes_are_read_once(raw: str, said: str):
    assert cue_text(raw) == said


@pytest.mark.parametrize(
    "raw", ["&", "& b", "AT&T", "&amp", "&;", "&nosuch;", "&#;", "&#x;", "a && b;", "&am p;"]
)
def test_an_escape_that_is_unknown_or_unfinished_is_text(raw: str):
    assert cue_text(raw) == raw


def test_direction_marks_do_not_part_a_word():
    assert cue_text("או&rlm;קיינוס &lrm;(ocean)") == "אוקיינוס (ocean)"
