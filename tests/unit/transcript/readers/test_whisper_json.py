"""Whisper's JSON in its dialects."""

from __future__ import annotations

import json

from player.model import Segment, Word
from player.transcript.reading import parse_transcript


def test_segments_and_words_are_read(read_fixture):
    transcript = read_fixture("whisper.json")
    assert (transcript.format, transcript.language) == ("whisper", "en")
    assert transcript.segments == (
        Segment(0, 1500, "Tides rise.", None, (Word(0, 520, "Tides", 0.91), Word(600, 1400, "rise.", 0.4))),
        Segment(
            2000,
            4000,
            "Well-known tides of 1953.",
            None,
            (
                Word(2000, 2600, "Well-known", 0.9),
                Word(2700, 3000, "tides", 0.7),
                Word(3000, 3200, "of", 0.7),
                Word(3333, 4000, "1953.", None, True),
            ),
        ),
    )
    assert [entry.reason for entry in transcript.skipped] == ["segment 3: it has no start"]


def test_whisper_cpp_counts_milliseconds():
    document = {
        "result": {"language": "de"},
        "transcription": [{"offsets": {"from": 1500, "to": 2750}, "text": " Ebbe."}],
    }
    transcript = parse_transcript(json.dumps(document), "x")
    assert transcript.segments == (Segment(1500, 2750, "Ebbe."),)
    assert transcript.language == "de"


def test_words_beside_the_segments_are_given_to_them():
    document = {
        "language": "english",
        "segments": [{"start": 0, "end": 1, "text": "Low"}, {"start": 1, "end": 2, "text": "water"}],
        "words": [{"word": "Low", "start": 0.1, "end": 0.5}, {"word": "water", "start": 1.2, "end": 1.9}],
    }
    first, second = parse_transcript(json.dumps(document), "x").segments
    assert (first.words, second.words) == ((Word(100, 500, "Low"),), (Word(1200, 1900, "water"),))


def test_speakers_are_kept_and_texts_are_no_markup():
    document = [{"start": 0, "end": 1, "text": "<b>&amp; Ada: hi", "speaker": "SPEAKER_01"}]
    (segment,) = parse_transcript(json.dumps(document), "x").segments
    assert (segment.text, segment.speaker) == ("<b>&amp; Ada: hi", "SPEAKER_01")


def test_wild_values_are_named_and_passed_over():
    segments = [{"start": start, "end": "x", "text": "t"} for start in ("nan", True, 1e300, None, [], -9)]
    document = json.dumps({"segments": [*segments, {"start": "1.5", "end": None, "text": "Good."}, 7, None]})
    transcript = parse_transcript(document, "x")
    assert [(segment.start, segment.text) for segment in transcript.segments] == [(1500, "Good.")]
    assert len([entry for entry in transcript.skipped if "it has no" in entry.reason]) == 8
