"""Panopto's JSON in its wrappers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.transcript.cleaning import cleaned
from player.transcript.readers import panopto_json

CAPTION = {"Caption": "Ebb.", "Time": 1.5, "CaptionDuration": 2.0}


@pytest.mark.parametrize(
    "document",
    [
        [CAPTION],
        {"Captions": [CAPTION]},
        {"Delivery": {"Captions": [CAPTION]}},
        {"Timestamps": [{"Caption": 1}], "Captions": [None, CAPTION]},
    ],
)
def test_captions_are_found_in_their_wrapper(document: Any):
    assert panopto_json.recognises(document)
    assert [(cue.start, cue.end, cue.lines) for cue in panopto_json.read(document).cues] == [
        (1500, 3500, ["Ebb."])
    ]


@pytest.mark.parametrize("document", [{}, [], None, 3, {"a": {"b": {"c": [CAPTION]}}}, [{"Caption": "x"}]])
def test_other_documents_are_not_claimed(document: Any):
    assert not panopto_json.recognises(document)


def test_references_are_decoded_once_and_tags_go():
    reading = panopto_json.read([{"Caption": "<b>a</b> &amp;lt; b", "Time": 0, "CaptionDuration": 1}])
    assert cleaned(reading).segments[0].text == "a &lt; b"


def test_a_caption_that_is_no_text_is_named():
    reading = panopto_json.read([CAPTION, {"Caption": 7, "Time": 1}, 7])
    assert [entry.reason for entry in reading.skipped] == [
        "caption 2: it is no text",
        "caption 3: it has no time",
    ]


ANY = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.lists(st.integers())
ENTRY = st.fixed_dictionaries({}, optional={"Caption": ANY, "Time": ANY, "CaptionDuration": ANY})


@given(st.lists(ENTRY | ANY, max_size=8))
def test_every_wild_entry_is_a_cue_or_named(entries: list[Any]):
    reading = panopto_json.read([CAPTION, *entries])
    lost = [entry for entry in reading.skipped if entry.is_lost]
    assert len(reading.cues) + len(lost) == len(entries) + 1
    assert all(cue.start >= 0 and (cue.end is None or cue.end >= cue.start) for cue in reading.cues)
    cleaned(reading)
