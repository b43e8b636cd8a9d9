"""Whisper's JSON in its dialects."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment, Word
from player.transcript.cleaning import cleaned
from player.transcript.readers import whisper_json
from player.transcript.readers.whisper_languages import language_tag
from player.transcript.reading import parse_transcript


def read(document: Any):
    assert whisper_json.recognises(document)
    return cleaned(whisper_json.read(document))


def texts(document: Any) -> list[str]:
    return [segment.text for segment in read(document).segments]


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
    assert [entry.reason for entry in transcript.skipped] == ["segment 3: it has no start: “No start.”"]


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
    assert [entry.reason for entry in transcript.skipped if entry.is_lost] == [
        *(f"segment {number}: it has no start: “t”" for number in range(1, 7)),
        "segment 8: it has no text",
        "segment 9: it has no text",
    ]


def test_a_change_of_speaker_splits_a_segment_where_its_words_stand():
    words = [
        {"word": "the", "start": 0.0, "end": 0.2, "speaker": "A"},
        {"word": "tide", "start": 0.2, "end": 0.5, "speaker": "A"},
        {"word": "1953?"},
        {"word": "the", "start": 1.0, "end": 1.2, "speaker": "B"},
        {"word": "flood", "start": 1.2, "end": 1.8, "speaker": "B"},
    ]
    document = {"segments": [{"start": 0, "end": 2, "text": " the tide 1953? the flood", "words": words}]}
    first, second = read(document).segments
    assert (first.speaker, first.text, first.start, first.end) == ("A", "the tide 1953?", 0, 1000)
    assert (second.speaker, second.text, second.start, second.end) == ("B", "the flood", 1000, 2000)
    assert [word.text for word in second.words] == ["the", "flood"]


def test_what_stands_before_the_first_speakers_words_is_kept():
    words = [
        {"word": "uh"},
        {"word": "tide", "start": 0.2, "end": 0.5, "speaker": "A"},
        {"word": "flood", "start": 1.2, "end": 1.8, "speaker": "B"},
    ]
    document = {"segments": [{"start": 0, "end": 2, "text": " - uh tide flood", "words": words}]}
    assert [(part.speaker, part.text) for part in read(document).segments] == [
        ("A", "- uh tide"),
        ("B", "flood"),
    ]


def test_a_noise_without_a_name_is_no_speaker():
    document = {"transcription": [{"offsets": {"from": 0, "to": 9}, "text": "Ebb tide now.", "speaker": "?"}]}
    assert read(document).segments[0].speaker is None


def test_speakers_may_be_numbers():
    document = {"segments": [{"start": 0, "end": 1, "text": "Ebb tide.", "speaker": 0}]}
    assert read(document).segments[0].speaker == "0"


def test_broken_letters_of_tokens_leave_the_segments_text_alone():
    tokens = [
        {"text": " \ufffd", "offsets": {"from": 0, "to": 100}, "p": 0.5},
        {"text": "\ufffd", "offsets": {"from": 100, "to": 200}, "p": 0.5},
        {"text": " tide", "offsets": {"from": 300, "to": 500}, "p": 0.5},
    ]
    document = {"transcription": [{"offsets": {"from": 0, "to": 600}, "text": " 潮 tide", "tokens": tokens}]}
    (segment,) = read(document).segments
    assert segment.text == "潮 tide"
    assert [(word.text, word.start, word.estimated) for word in segment.words][-1] == ("tide", 300, False)


def test_numbers_of_tokens_are_no_words():
    document = {"segments": [{"start": 0, "end": 1, "text": "Ebb tide.", "tokens": [50364, 12]}]}
    assert read(document).segments == (Segment(0, 1000, "Ebb tide."),)


def test_words_of_one_breath_alone_are_put_together_with_their_speakers():
    document = {
        "word_segments": [
            {"word": "Ebb", "start": 0.0, "end": 0.3, "score": 0.5, "speaker": "A"},
            {"word": "1953"},
            {"word": "late.", "start": 0.9, "end": 1.2, "score": 0.7, "speaker": "A"},
            {"word": "Yes", "start": 1.3, "end": 1.5, "score": 0.7, "speaker": "B"},
        ]
    }
    assert [(segment.speaker, segment.text) for segment in read(document).segments] == [
        ("A", "Ebb 1953 late."),
        ("B", "Yes"),
    ]


def test_marks_of_the_whole_text_that_its_words_lack_are_kept():
    words = [{"word": word, "start": at, "end": at + 0.5} for at, word in enumerate(["Ebb", "then", "flood"])]
    assert texts({"text": "Ebb - (then) … flood!", "words": words}) == ["Ebb - (then) …", "flood!"]


def test_words_that_are_another_text_than_the_whole_stand_for_themselves():
    words = [{"word": word, "start": at, "end": at + 0.5} for at, word in enumerate(["Ebb", "then", "flood"])]
    assert texts({"text": "Something else", "words": words}) == ["Ebb then flood"]


def test_words_beside_many_segments_are_given_in_linear_time():
    count = 20_000
    document = {
        "segments": [{"start": at, "end": at + 1, "text": f"w{at} and so on"} for at in range(count)],
        "words": [{"word": f"w{at}", "start": at + 0.2, "end": at + 0.4} for at in reversed(range(count))],
    }
    reading = whisper_json.read(document)
    assert [cue.words.texts for cue in reading.cues if cue.words] == [[f"w{at}"] for at in range(count)]


def test_a_segment_that_says_it_is_no_speech_is_kept():
    document = {"segments": [{"start": 0, "end": 1, "text": "Faint words here.", "no_speech_prob": 0.99}]}
    assert texts(document) == ["Faint words here."]


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("english", "en"),
        ("Haitian Creole", "ht"),
        ("cantonese", "yue"),
        ("castilian", "es"),
        ("de", "de"),
        ("pt-BR", "pt-BR"),
        ("klingon", None),
    ],
)
def test_languages_are_known_by_name(written: str, tag: str | None):
    assert language_tag(written) == tag


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        None,
        3,
        "x",
        {"segments": []},
        {"words": [{"text": "a", "start": 250}]},
        [{"text": "x", "time": 1}],
    ],
)
def test_other_documents_are_not_claimed(document: Any):
    assert not whisper_json.recognises(document)


ANY = (
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=6) | st.just([]) | st.just({})
)
TIME = st.floats(-2, 40) | ANY
SPAN = st.fixed_dictionaries({}, optional={"from": TIME, "to": TIME})
WORDISH = st.fixed_dictionaries(
    {},
    optional={
        "word": st.sampled_from([" a", "tide", "[_BEG_]", "海", " "]) | ANY,
        "text": st.sampled_from([" a", "tide", "<|0.00|>"]) | ANY,
        "start": TIME,
        "end": TIME,
        "offsets": SPAN | ANY,
        "timestamps": SPAN | ANY,
        "timestamp": st.lists(TIME, max_size=3) | ANY,
        "p": ANY,
        "score": ANY,
        "speaker": st.sampled_from(["A", "B"]) | ANY,
    },
)
LISTS = st.lists(WORDISH | ANY, max_size=4) | ANY
SEGMENT = st.builds(
    lambda entry, words, tokens: {**entry, "words": words, "tokens": tokens}, WORDISH, LISTS, LISTS
)


@given(
    st.sampled_from(["segments", "transcription", "chunks", "words", "word_segments"]),
    st.lists(SEGMENT | ANY, max_size=5),
    LISTS,
    ANY,
)
def test_wild_documents_are_read_or_named(name: str, entries: list[Any], words: Any, text: Any):
    document = {"words": words, "text": text, "language": text, "result": words, name: entries}
    whisper_json.recognises(document)
    strange = sum(not isinstance(entry, dict) for entry in entries)
    reading = whisper_json.read(document)
    assert all(cue.start >= 0 for cue in reading.cues)
    assert all(at >= 0 for cue in reading.cues for at in (cue.words.starts if cue.words else []))
    if name in ("segments", "transcription", "chunks"):
        named = sum(entry.reason.startswith("segment ") for entry in reading.skipped if entry.is_lost)
        assert named >= strange
    transcript = cleaned(reading)
    assert not any("<|0.00|>" in segment.text or "[_BEG_]" in segment.text for segment in transcript.segments)
