"""This project's own JSON, as it was written and as somebody broke it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from player.transcript.cleaning import cleaned
from player.transcript.readers import project_json


def document(*segments: Any, skipped: Any = ()) -> dict[str, Any]:
    return {"format": "vtt", "language": "en", "segments": list(segments), "skipped": list(skipped)}


def test_words_keep_whether_they_are_estimated():
    word = {"start": 0.1, "end": 0.4, "text": "Ebb", "confidence": 0.5, "estimated": False}
    guess = {"start": 0.4, "end": 0.9, "text": "tide", "confidence": None, "estimated": True}
    entry = {"start": 0, "end": 1, "text": "Ebb tide", "speaker": "Ada", "words": [word, guess]}
    (segment,) = cleaned(project_json.read(document(entry))).segments
    assert [(one.text, one.confidence, one.estimated) for one in segment.words] == [
        ("Ebb", 0.5, False),
        ("tide", None, True),
    ]


def test_what_was_skipped_stays_named():
    reading = project_json.read(
        document(skipped=[{"line": 7, "reason": "odd \x1b[31m"}, {"line": True, "reason": "x"}, 3])
    )
    assert [(entry.line, entry.reason) for entry in reading.skipped] == [(7, "odd")]


def test_an_entry_without_text_or_start_is_named_by_its_number():
    reading = project_json.read(document({"start": 1}, {"text": "Ebb"}, None))
    assert [entry.reason for entry in reading.skipped] == [
        "segment 1: it has no text",
        "segment 2: it has no start: “Ebb”",
        "segment 3: it has no text",
    ]


def test_a_document_without_its_members_is_not_claimed():
    for other in ({"format": "vtt", "segments": []}, {"segments": [], "skipped": []}, [], None):
        assert not project_json.recognises(other)


ANY = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
WORD = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("start", "end", "text", "confidence", "estimated"), ANY)
)
SEGMENT = st.fixed_dictionaries(
    {},
    optional={
        "start": ANY,
        "end": ANY,
        "text": ANY,
        "speaker": ANY,
        "words": st.lists(WORD | ANY, max_size=3) | ANY,
    },
)


@given(st.lists(SEGMENT | ANY, max_size=6))
def test_every_wild_entry_is_a_cue_or_named(entries: list[Any]):
    reading = project_json.read(document(*entries))
    assert len(reading.cues) + len(reading.skipped) == len(entries)
    assert all(cue.start >= 0 for cue in reading.cues)
    cleaned(reading)
