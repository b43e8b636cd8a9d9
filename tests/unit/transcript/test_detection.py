"""What is no transcript is called by its name, and broken JSON still gives what it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import TranscriptError
from player.transcript import detection
from player.transcript.detection import read_by_content


def sentence(text: str) -> str:
    with pytest.raises(TranscriptError) as caught:
        read_by_content(text, "talk.x")
    told = str(caught.value)
    assert told.isprintable() and told.endswith(".") and told.startswith("talk.x is ")
    return told


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("{10}{20}Low water.\n{21}{30}High water.\n", "MicroDVD"),
        ("[10][20]Low water.\n[21][30]High water.\n", "MPL2"),
        ("<SAMI>\n<BODY><SYNC Start=0><P>Low water.</BODY></SAMI>", "SAMI"),
        ("Scenarist_SCC V1.0\n\n00:00:00:29\t9420 9420\n", "SCC"),
        ("# VobSub index file, v7\nsize: 720x576\n", "VobSub"),
        ("{\\rtf1\\ansi Low water.}", "RTF"),
        ("#EXTM3U\n#EXTINF:6,\nseg1.vtt\n", "a playlist"),
        ("<!DOCTYPE html>\n<html><body>Low water.</body></html>", "a web page"),
        ("<html lang=en>", "a web page"),
        ("<?xml version='1.0'?><rss><item/></rss>", "XML of a kind"),
        ("<?xml version='1.0'?>\n<Chapters><EditionEntry/></Chapters>", "a list of chapters"),
        ("window.player = {};", "JavaScript"),
        ("const captions = [1, 2];", "JavaScript"),
        ("(function () { return 1 })()", "JavaScript"),
        ('callback({"segments": []});', "wrapped in a JavaScript call"),
        (";FFMETADATA1\ntitle=Tides\n", "FFmpeg"),
        ("Just some notes of mine.\n", "text without times"),
        ("[Music] and more\n", "text without times"),
    ],
)
def test_strangers_are_called_by_their_names(text: str, seen: str):
    assert seen in sentence(text)


@pytest.mark.parametrize(
    ("document", "seen"),
    [
        ({}, "without a list of segments: it is empty"),
        ([], "it is an empty list"),
        ({"a": 1, "b\x1b[2J": 2}, "it has “a”, “b”"),
        ({str(number): 0 for number in range(9)}, "“5”, more"),
        ([[1], 2], "values that are no objects"),
        ([{"name": "x"}], "its entries have “name”"),
        ({"segments": []}, "JSON whose list of segments is empty"),
        ({"version": "1.2", "chapters": [{"startTime": 0, "title": "x"}]}, "a list of chapters"),
        ({"text": "Low water."}, "with a text, but without a list of segments"),
    ],
)
def test_json_of_another_kind_is_told_by_what_it_has(document: Any, seen: str):
    assert seen in sentence(json.dumps(document))


def test_json_that_was_cut_short_gives_its_whole_entries():
    text = '{"segments": [\n{"start": 0, "end": 1, "text": "Low."},\n{"start": 1, "end": 2, "te'
    reading = read_by_content(text, "x")
    assert [cue.lines for cue in reading.cues] == [["Low."]]
    assert [(entry.line, entry.is_lost) for entry in reading.skipped] == [(3, True)]


def test_json_that_breaks_and_has_no_segments_says_both():
    told = sentence('{"a": {"b": 1},\n"c')
    assert "it has “a”" in told and "breaks in line 2" in told


def test_json_of_which_nothing_is_whole_says_where_it_breaks():
    assert "it is JSON that breaks in line 2: " in sentence('{"a":\n[1, 2')


def test_a_text_with_times_that_begins_with_a_bracket_is_no_json():
    reading = read_by_content("[{]\n\n1\n00:00:01,000 --> 00:00:02,000\nLow.\n", "x")
    assert reading.format == "srt"


def test_broken_json_of_a_megabyte_is_told():
    for text in (
        '[{"a": "' + '\\"' * 500_000,
        '[{"a": 1}' + ', {"a": [' * 100_000,
        '[{"a": "' + "\\" * 1_000_001,
        "[" + '"a' * 500_000,
        "[[" + "]" * 1_000_000,
    ):
        # Work that grows with the square of the length would take hours.
        with pytest.raises(TranscriptError):
            read_by_content(text, "x")


def test_a_document_is_let_go_of_bit_by_bit():
    document = {"segments": [[number] for number in range(1000)], "text": "x"}
    detection._let_go(document)
    assert document == {"segments": [], "text": "x"}


@given(st.text(alphabet='{}[]<>",:\\ \n1a-()=', max_size=60))
def test_any_text_is_read_or_named(text: str):
    try:
        read_by_content(text, "x")
    except TranscriptError as error:
        assert str(error).endswith(".")
