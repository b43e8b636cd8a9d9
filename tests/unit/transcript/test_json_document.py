"""JSON that is whole, and JSON that breaks."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.transcript.json_document import BrokenJsonError, json_document, seems_json

SEGMENTS = {
    "a": "é",
    "segments": [{"t": 'x"}] \\', "w": [{"n": 1}, {"n": 2}]}, {"t": "y"}, {"t": "z"}],
    "b": {},
}


def test_a_whole_document_is_itself():
    document = json_document(json.dumps(SEGMENTS))
    assert (document.value, document.skipped) == (SEGMENTS, [])


def test_a_line_break_within_a_string_is_read():
    assert json_document('["a\n\tb"]').value == ["a\n\tb"]


def test_what_is_whole_before_the_break_is_kept_and_the_line_of_the_break_is_named():
    text = '{"segments": [\n{"t": "one"},\n{"t": "two"},\n{"t": "thr'
    document = json_document(text)
    assert document.value == {"segments": [{"t": "one"}, {"t": "two"}]}
    (entry,) = document.skipped
    assert (entry.line, entry.is_lost) == (4, True)
    assert entry.reason == 'the JSON breaks here and the rest is lost: “{"t": "thr”'


@pytest.mark.parametrize("end", [",]", "]]", "]\n,", "", "\0"])
def test_a_break_behind_the_last_entry_loses_nothing(end: str):
    document = json_document('[{"t": 1}' + end)
    assert document.value == [{"t": 1}]
    assert [entry.is_lost for entry in document.skipped] == [False]


@pytest.mark.parametrize("text", ['{"a": [1, 2', "[", '[{"a": "b', '[{"a": "b' + '\\"' * 1000])
def test_nothing_whole_is_an_error(text: str):
    with pytest.raises(BrokenJsonError, match="it is JSON that breaks in line 1"):
        json_document(text)


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5000])
def test_too_wild_is_an_error(text: str):
    with pytest.raises(BrokenJsonError, match="too deep or too wild"):
        json_document(text)


def test_a_break_in_a_deep_document_is_an_error():
    with pytest.raises(BrokenJsonError):
        json_document("[[]," * 100_000)


@given(st.integers(0, len(json.dumps(SEGMENTS, indent=1)) - 1))
def test_wherever_it_is_cut_the_rest_is_a_beginning(stop: int):
    text = json.dumps(SEGMENTS, indent=1)[:stop]
    try:
        value = json_document(text).value
    except BrokenJsonError:
        assert re.search(r'"n": 1\s*}', text) is None
        return
    assert is_beginning(value, SEGMENTS)
    if "segments" in value:
        whole = text.count('"t": "y"\n  }') + text.count('"t": "z"\n  }')
        assert len(value["segments"]) >= whole


def is_beginning(value: Any, whole: Any) -> bool:
    if isinstance(value, dict):
        return all(name in whole and is_beginning(inner, whole[name]) for name, inner in value.items())
    if isinstance(value, list):
        return len(value) <= len(whole) and all(map(is_beginning, value, whole))
    return value == whole


JUNK = st.text(alphabet='{}[]",:\\ \n1ea', max_size=40)


@given(JUNK)
def test_junk_is_read_or_refused(text: str):
    try:
        json_document(text)
    except BrokenJsonError as error:
        assert str(error).startswith("it is JSON")


def test_what_begins_like_json():
    for text in ("{}", ' {\n"a"', "[", "[ {", "[]", '["a"', "{"):
        assert seems_json(text)
    for text in ("[00:12] x", "{10}{20}x", "{\\rtf1", "WEBVTT", "", "[Music]", "1"):
        assert not seems_json(text)
