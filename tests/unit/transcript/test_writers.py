"""What is written is read again as it was."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from player.errors import UsageError
from player.model import Segment, SkippedLine, Transcript, Word
from player.transcript.characters import plain
from player.transcript.reading import parse_transcript, read_transcript
from player.transcript.speakers import label_of
from player.transcript.word_spans import token_spans
from player.transcript.writers import write_transcript

TOKENS = st.sampled_from(
    [
        "tide",
        "a",
        "1",
        "2",
        "<b>",
        "<v",
        "A>",
        "&amp;",
        "&",
        "-->",
        "{\\an8}",
        "\\N",
        "NOTE",
        "漢字",
        "[x]",
        "00:01.000",
    ]
) | st.text(max_size=6)
LINES = st.lists(TOKENS, max_size=6).map(lambda tokens: plain(" ".join(tokens)))
TEXTS = LINES.filter(lambda text: label_of(text) is None)


@st.composite
def segments(draw: st.DrawFn, *, timed: bool, texts: st.SearchStrategy[str] = TEXTS) -> Segment:
    start = draw(st.integers(0, 10**8))
    text = draw(texts)
    lengths = st.integers(0, 900)
    words: list[Word] = []
    at = start
    if timed and draw(st.booleans()):
        for begin, stop in token_spans(text):
            at += draw(lengths)
            end = at + draw(lengths)
            words.append(Word(at, end, text[begin:stop]))
            at = end
    return Segment(start, at + draw(st.integers(1, 9000)), text, None, tuple(words))


def transcripts(form: str, *, timed: bool) -> st.SearchStrategy[Transcript]:
    several = st.lists(segments(timed=timed), min_size=1, max_size=6)
    return several.filter(lambda found: any(segment.text for segment in found)).map(
        lambda found: Transcript(form, tuple(sorted(found, key=lambda segment: segment.start)))
    )


@settings(deadline=None, max_examples=300)
@given(transcripts("vtt", timed=True), st.sampled_from([None, "Ada", "O'Neil & <Sons>", "10:30", "Eve --"]))
def test_vtt_comes_back_with_its_word_times_and_speakers(transcript: Transcript, speaker: str | None):
    voiced = tuple(
        replace(segment, speaker=speaker if segment.text else None) for segment in transcript.segments
    )
    written = write_transcript(replace(transcript, segments=voiced, language="en-GB"), "vtt")
    again = parse_transcript(written, "x")
    assert again.segments == voiced
    assert again.language == "en-GB"


@settings(deadline=None, max_examples=300)
@given(transcripts("srt", timed=False))
def test_srt_comes_back_with_its_texts_and_times(transcript: Transcript):
    assert parse_transcript(write_transcript(transcript, "srt"), "x").segments == transcript.segments


@settings(deadline=None, max_examples=200)
@given(transcripts("srt", timed=True), st.sampled_from([None, "Ada: B"]), st.sampled_from([None, 0.5]))
def test_json_comes_back_whole(transcript: Transcript, speaker: str | None, confidence: float | None):
    transcript = replace(
        transcript,
        language="pt-BR",
        segments=tuple(
            replace(
                segment,
                speaker=speaker,
                words=tuple(word._replace(confidence=confidence) for word in segment.words),
            )
            for segment in transcript.segments
        ),
        skipped=(SkippedLine(3, "a cue without words"),),
    )
    assert parse_transcript(write_transcript(transcript, "json"), "x") == transcript


@pytest.mark.parametrize(
    "name", ["auto_captions.vtt", "voices.vtt", "whisper.json", "damaged.vtt", "hostile.vtt"]
)
@pytest.mark.parametrize("form", ["vtt", "json"])
def test_what_was_found_in_the_wild_comes_back(read_fixture, name: str, form: str):
    transcript = read_fixture(name)
    again = parse_transcript(write_transcript(transcript, form), "x")
    assert [(s.start, s.end, s.text, s.speaker) for s in again.segments] == [
        (s.start, s.end, s.text, s.speaker) for s in transcript.segments
    ]
    assert [[(w.start, w.text) for w in s.words if not w.estimated] for s in again.segments] == [
        [(w.start, w.text) for w in s.words if not w.estimated] for s in transcript.segments
    ] or name == "whisper.json"


SPEAKERS = st.sampled_from(
    [None, None, "Ada", "O'Neil & <Sons>", "=cmd()", "van Dyke", "漢字", "Dr. A. B. (Lab)"]
)


@settings(deadline=None, max_examples=300)
@given(transcripts("csv", timed=False), st.lists(SPEAKERS, min_size=6, max_size=6))
def test_csv_comes_back_with_its_speakers(transcript: Transcript, speakers: list[str | None]):
    voiced = tuple(
        replace(segment, speaker=speaker)
        for segment, speaker in zip(transcript.segments, speakers, strict=False)
    )
    written = write_transcript(replace(transcript, segments=voiced), "csv")
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "x"
        table.write_text(written, encoding="utf-8", newline="")
        assert read_transcript(table).segments == voiced


@settings(deadline=None, max_examples=300)
@given(transcripts("text", timed=False), st.lists(SPEAKERS, min_size=6, max_size=6))
def test_text_comes_back_with_its_speakers(transcript: Transcript, speakers: list[str | None]):
    voiced = tuple(
        replace(segment, speaker=label_of(f"{speaker}: x") if segment.text else None)
        for segment, speaker in zip(transcript.segments, speakers, strict=False)
    )
    written = write_transcript(replace(transcript, segments=voiced), "text")
    assert parse_transcript(written, "x").segments == voiced


def test_a_spreadsheet_runs_nothing_of_a_csv():
    segments = (Segment(0, 1000, "=1+1"), Segment(1000, 2000, "@x", "+A"), Segment(2000, 3000, 'say "a, b"'))
    assert write_transcript(Transcript("x", segments), "csv") == (
        'start,end,speaker,text\n0.000,1.000,, =1+1\n1.000,2.000, +A, @x\n2.000,3.000,,"say ""a, b"""\n'
    )


def test_json_has_the_promised_shape():
    words = (Word(1500, 1750, "Low", 0.9), Word(1750, 2001, "tide"))
    transcript = Transcript(
        "srt",
        (Segment(1500, 2001, "Low tide", "Ada", words), Segment(3000, 4000, "Ebb")),
        "en",
        (SkippedLine(1, "x"),),
    )
    assert json.loads(write_transcript(transcript, "json")) == {
        "format": "srt",
        "language": "en",
        "segments": [
            {
                "start": 1.5,
                "end": 2.001,
                "text": "Low tide",
                "speaker": "Ada",
                "words": [
                    {"start": 1.5, "end": 1.75, "text": "Low", "confidence": 0.9, "estimated": False},
                    {"start": 1.75, "end": 2.001, "text": "tide", "confidence": None, "estimated": False},
                ],
            },
            {
                "start": 3.0,
                "end": 4.0,
                "text": "Ebb",
                "speaker": None,
                "words": [{"start": 3.0, "end": 3.4, "text": "Ebb", "confidence": None, "estimated": True}],
            },
        ],
        "skipped": [{"line": 1, "reason": "x"}],
    }


def test_vtt_is_conformant_and_escapes_what_would_be_markup():
    words = (Word(0, 500, "a<b"), Word(600, 900, "&c"))
    written = write_transcript(Transcript("x", (Segment(0, 1000, "a<b &c", "Ada", words),)), "vtt")
    (caption,) = webvtt.from_string(written, strict=True)
    assert caption.raw_text == "<v Ada>a&lt;b<00:00:00.500> <00:00:00.600>&amp;c<00:00:00.900>"


def test_srt_stays_as_other_players_show_it():
    transcript = Transcript("x", (Segment(0, 1000, "if x < y & z"), Segment(1000, 2000, "Ebb", "Ada")))
    assert write_transcript(transcript, "srt") == (
        "1\n00:00:00,000 --> 00:00:01,000\nif x < y & z\n\n2\n00:00:01,000 --> 00:00:02,000\nAda: Ebb\n"
    )


def test_text_is_a_line_a_segment():
    transcript = Transcript(
        "x", (Segment(122_640, 123_000, "So."), Segment(3_723_000, 3_724_000, "Ebb", "Ada"))
    )
    assert write_transcript(transcript, "text") == (
        "[0:02:02.640 --> 0:02:03.000]  So.\n[1:02:03.000 --> 1:02:04.000] Ada: Ebb\n"
    )


def test_an_unknown_format_gets_a_sentence():
    with pytest.raises(UsageError, match="choose one of vtt, srt, json, text, csv"):
        write_transcript(Transcript("x", ()), "pdf")
