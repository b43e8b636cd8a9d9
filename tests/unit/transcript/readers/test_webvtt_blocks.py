"""The rules of the WebVTT standard (W3C, section 6.1: signature, header, blocks), a test each.

Where a rule drops what a person could still read, the reader keeps it and says so in `skipped`.
"""

from __future__ import annotations

import pytest

from player.transcript.readers.webvtt import read
from tests.webvtt_rules import (
    LATER,
    TIMES,
    assert_conformant,
    assert_lenient,
    parsed,
    reasons,
    texts,
)

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
