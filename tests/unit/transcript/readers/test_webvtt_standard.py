"""The rules of the WebVTT standard (W3C, sections 6.1 to 6.4), a test each.

Where a rule drops what a person could still read, the reader keeps it and says so in `skipped`.
"""

from __future__ import annotations

import pytest

from player.model import Millis, Transcript
from player.transcript.markup import plain_line
from player.transcript.readers.webvtt import read
from player.transcript.reading import parse_transcript

TIMES = "00:01.000 --> 00:02.000"
LATER = "00:03.000 --> 00:04.000"


def parsed(text: str) -> Transcript:
    return parse_transcript(text, "x")


def texts(transcript: Transcript) -> list[str]:
    return [segment.text for segment in transcript.segments]


def reasons(transcript: Transcript) -> list[str]:
    return [entry.reason for entry in transcript.skipped]


def assert_conformant(text: str, *said: str) -> None:
    """`text` holds the cues `said`, and nothing in it has to be read leniently."""
    transcript = parsed(text)
    assert texts(transcript) == list(said)
    assert transcript.skipped == ()


def assert_lenient(text: str, kind: str, *said: str) -> None:
    """`text` holds `said`, nothing is lost, and one leniency of `kind` is told."""
    transcript = parsed(text)
    assert texts(transcript) == list(said)
    assert reasons(transcript) == [f"read leniently: {kind}"]
    assert not any(entry.is_lost for entry in transcript.skipped)


def times(line: str) -> tuple[Millis, Millis]:
    """Start and end of the one cue under the line of times `line`."""
    (segment,) = parsed(f"WEBVTT\n\n{line}\nOne.\n").segments
    assert segment.text == "One."
    return segment.start, segment.end


def cue_text(*lines: str) -> str:
    """What is read aloud of one cue with `lines`."""
    payload = "\n".join(lines)
    (segment,) = parsed(f"WEBVTT\n\n{TIMES}\n{payload}\n").segments
    return segment.text


# 6.1 The signature


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("rest", ["", " ", "\t", " - a talk", "\ta talk"])
def test_the_signature_may_follow_a_byte_order_mark_and_end_in_space_tab_or_line_end(mark: str, rest: str):
    assert_conformant(f"{mark}WEBVTT{rest}\n\n{TIMES}\nOne.\n", "One.")


@pytest.mark.parametrize("signature", ["WEBVTT", "WEBVTT ", "WEBVTT\t", "WEBVTT\n", "\ufeffWEBVTT"])
def test_the_signature_alone_is_a_file_without_cues(signature: str):
    reading = read(signature.removeprefix("\ufeff"))
    assert (reading.cues, reading.skipped) == ([], [])


@pytest.mark.parametrize("signature", ["WEBVTTX", "webvtt", "WebVTT", "WEBVTT:", "WEB VTT", "VTT"])
def test_another_signature_is_none_but_the_cues_are_read(signature: str):
    transcript = parsed(f"{signature}\n\n{TIMES}\nOne.\n")
    assert texts(transcript) == ["One."]
    assert sorted(reasons(transcript)) == [
        f"before the first cue: “{signature}”",
        "read leniently: no WEBVTT header",
    ]


def test_a_signature_that_is_not_at_the_beginning_is_told():
    assert_lenient(f"\n\nWEBVTT\n\n{TIMES}\nOne.\n", "the WEBVTT header is not in the first line", "One.")


# 6.1 The header


def test_header_lines_run_to_the_first_blank_line():
    assert_conformant(f"WEBVTT\nKind: captions\nwhatever\nLanguage: en\n\n{TIMES}\nOne.\n", "One.")


def test_an_arrow_ends_the_header_and_begins_a_cue():
    assert_conformant(f"WEBVTT\nKind: captions\n{TIMES}\nOne.\n\n{LATER}\nTwo.\n", "One.", "Two.")


def test_a_line_between_header_and_times_is_metadata_and_no_identifier():
    assert_conformant(f"WEBVTT\nid\n{TIMES}\nOne.\n", "One.")


@pytest.mark.parametrize("header", ["WEBVTT --> a talk", "WEBVTT\nfrom --> to"])
def test_an_arrow_in_the_header_that_is_no_line_of_times_is_not_spoken(header: str):
    assert_lenient(f"{header}\n\n{TIMES}\nOne.\n", "an arrow in the text", "One.")


def test_the_header_names_the_language():
    assert parsed(f"WEBVTT\nKind: captions\nLanguage: pt-BR\n\n{TIMES}\nOne.\n").language == "pt-BR"


# 6.1 Line ends and characters


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_end_in_any_of_three_ways(end: str):
    lines = ["WEBVTT", "", TIMES, "One", "and more.", "", LATER, "Two.", ""]
    assert_conformant(end.join(lines), "One and more.", "Two.")


def test_line_ends_may_be_mixed():
    assert_conformant(f"WEBVTT\r\n\r{TIMES}\nOne\rand more.\r\n\r\n{LATER}\rTwo.", "One and more.", "Two.")


def test_a_null_character_never_ends_a_text():
    assert_conformant(f"WEBVTT\n\n{TIMES}\nO\0ne\0.\n", "One.")


def test_other_line_separators_of_unicode_are_no_line_ends():
    separators = "\u2028 \u2029 \x85 \x0b \x0c \x1c"
    assert_conformant(f"WEBVTT\n\n{TIMES}\nOne{separators}00:09.000 and more.\n", "One 00:09.000 and more.")


# 6.1 Blocks


@pytest.mark.parametrize("blank", ["\n", "\n\n", "\n" * 50])
def test_any_number_of_blank_lines_separates_blocks(blank: str):
    assert_conformant(f"WEBVTT\n{blank}{TIMES}\nOne.\n{blank}{LATER}\nTwo.{blank}", "One.", "Two.")


def test_cues_need_no_blank_line_between_them():
    assert_conformant(f"WEBVTT\n\n{TIMES}\nOne.\n{LATER}\nTwo.\n", "One.", "Two.")


def test_the_last_cue_needs_no_line_end():
    assert_conformant(f"WEBVTT\n\n{TIMES}\nOne.", "One.")


def test_a_file_that_ends_within_a_cue_keeps_what_was_there():
    assert_conformant(f"WEBVTT\n\n{TIMES}\nOne.\n\nname\n{LATER}\nTw", "One.", "Tw")


@pytest.mark.parametrize("ending", [LATER, f"{LATER}\n", f"{LATER}\n\n"])
def test_a_file_that_ends_with_a_line_of_times_has_a_cue_without_words(ending: str):
    transcript = parsed(f"WEBVTT\n\n{TIMES}\nOne.\n\n{ending}")
    assert [(segment.start, segment.text) for segment in transcript.segments] == [(1000, "One."), (3000, "")]
    assert reasons(transcript) == ["a cue without words"]


def test_a_file_that_ends_within_a_line_of_times_is_told():
    transcript = parsed(f"WEBVTT\n\n{TIMES}\nOne.\n\n00:03.000 --> 00:0")
    assert texts(transcript) == ["One.", ""]
    assert "read leniently: times in another form" in reasons(transcript)


def test_a_cue_with_an_empty_payload_keeps_its_place():
    transcript = parsed(f"WEBVTT\n\n{TIMES}\n\n{LATER}\nTwo.\n")
    assert texts(transcript) == ["", "Two."]
    assert [(entry.line, entry.reason, entry.is_lost) for entry in transcript.skipped] == [
        (3, "a cue without words", False)
    ]


def test_a_line_of_blanks_is_no_blank_line():
    assert_conformant(f"WEBVTT\n\n{TIMES}\nOne\n \nand more.\n", "One and more.")


def test_text_behind_a_blank_line_is_read_though_the_standard_drops_it():
    text = f"WEBVTT\n\n{TIMES}\nOne\n\nand more.\n\n{LATER}\nTwo.\n"
    assert_lenient(text, "a blank line inside a cue", "One and more.", "Two.")


def test_two_lines_before_times_are_no_identifier_and_are_read_though_the_standard_drops_them():
    text = f"WEBVTT\n\n{TIMES}\nOne\n\nand more\nand again.\n{LATER}\nTwo.\n"
    assert_lenient(text, "a blank line inside a cue", "One and more and again.", "Two.")


def test_lines_without_any_time_before_the_first_cue_are_told():
    transcript = parsed(f"WEBVTT\n\nnobody\nknows\n\n{TIMES}\nOne.\n")
    assert texts(transcript) == ["One."]
    assert [(entry.line, entry.is_lost) for entry in transcript.skipped] == [(3, True), (4, True)]


# 6.1 Identifiers


@pytest.mark.parametrize(
    "name",
    ["1", "0007", "intro", "two words", "- 1 -", "NOTE", "NOTE one", "STYLE", "->", "<b>&amp;", "導入"],
)
def test_a_line_before_the_times_is_the_identifier_whatever_it_holds(name: str):
    cues = f"{name}\n{TIMES}\nOne.\n\n{name}\n{LATER}\nTwo.\n"
    assert_conformant(f"WEBVTT\n\n{cues}", "One.", "Two.")


def test_a_line_with_an_arrow_is_no_identifier_and_its_cue_is_read():
    transcript = parsed(f"WEBVTT\n\n{TIMES}\nOne.\n\nto --> fro\n{LATER}\nTwo.\n")
    assert (transcript.segments[0].start, transcript.segments[1].text) == (1000, "Two.")
    assert reasons(transcript) == ["read leniently: an arrow in the text"]


def test_an_identifier_that_touches_the_cue_above_is_not_spoken_when_it_counts_on():
    assert_conformant(f"WEBVTT\n\n1\n{TIMES}\nOne.\n2\n{LATER}\nTwo.\n", "One.", "Two.")


def test_a_line_that_touches_the_cue_above_and_does_not_count_on_is_its_text():
    assert_conformant(f"WEBVTT\n\n7\n{TIMES}\nHow many?\n5\n{LATER}\nTwo.\n", "How many? 5", "Two.")


# 6.1 NOTE, STYLE and REGION


@pytest.mark.parametrize(
    "note", ["NOTE", "NOTE one line", "NOTE\tone line", "NOTE\nof\nseveral lines", "NOTE \nx"]
)
@pytest.mark.parametrize("place", ["first", "between", "last"])
def test_comments_are_not_spoken(note: str, place: str):
    blocks = ["WEBVTT", f"{TIMES}\nOne.", f"{LATER}\nTwo."]
    blocks.insert({"first": 1, "between": 2, "last": 3}[place], note)
    assert_conformant("\n\n".join(blocks), "One.", "Two.")


def test_a_comment_with_an_arrow_in_a_later_line_ends_there():
    assert_conformant(f"WEBVTT\n\nNOTE\nold:\n{TIMES}\nOne.\n", "One.")


def test_a_word_that_begins_with_note_begins_no_comment():
    text = f"WEBVTT\n\n{TIMES}\nOne\n\nNOTEd.\n\n{LATER}\nTwo.\n"
    assert_lenient(text, "a blank line inside a cue", "One NOTEd.", "Two.")


def test_a_note_within_a_cue_is_text():
    assert_conformant(f"WEBVTT\n\n{TIMES}\nOne\nNOTE the tide.\n", "One NOTE the tide.")
    assert_conformant(f"WEBVTT\n\n{TIMES}\nNOTE the tide.\n", "NOTE the tide.")


@pytest.mark.parametrize("keyword", ["STYLE", "REGION", "STYLE \t", "REGION "])
def test_styles_and_regions_before_the_first_cue_are_not_spoken(keyword: str):
    assert_conformant(f"WEBVTT\n\n{keyword}\n::cue {{ color: red }}\n\n{TIMES}\nOne.\n", "One.")


def test_styles_and_regions_are_settings_only_until_their_blank_line():
    transcript = parsed(f"WEBVTT\n\nSTYLE\n::cue {{\n\ncolor: red }}\n\n{TIMES}\nOne.\n")
    assert reasons(transcript) == ["before the first cue: “color: red }”"]


def test_a_style_after_the_first_cue_is_not_spoken_either():
    text = f"WEBVTT\n\n{TIMES}\nOne.\n\nSTYLE\n::cue {{ color: red }}\n\n{LATER}\nTwo.\n"
    assert texts(parsed(text)) == ["One.", "Two."]


@pytest.mark.parametrize("line", ["STYLED hair.", "STYLE matters.", "REGIONAL rain.", "REGION four."])
def test_a_line_that_only_begins_with_style_or_region_is_text(line: str):
    text = f"WEBVTT\n\n{TIMES}\nOne\n\n{line}\n"
    assert_lenient(text, "a blank line inside a cue", f"One {line}")


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


@pytest.mark.parametrize("line", ["00:00:03.000 -> 00:00:04.000", "०१:००.००० --> ०२:००.०००", "00:03.000"])
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
