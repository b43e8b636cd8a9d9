"""Plain text with times: what is a transcript, and what its lines say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.model import Segment, Transcript
from player.transcript.cleaning import cleaned
from player.transcript.readers import bracketed, lrc, srt, webvtt
from player.transcript.reading import parse_transcript
from player.transcript.writers import write_transcript


def said(text: str) -> Transcript:
    return cleaned(bracketed.read(text))


@pytest.mark.parametrize(
    ("begins", "start"),
    [
        ("[0:05]", 5000),
        ("[12:34]", 754_000),
        ("(1:02:03)", 3_723_000),
        ("[0:12:34.5]", 754_500),
        ("[00:12:34,500]:", 754_500),
        ("[ 12:34 ] -", 754_000),
        ("[123:00]", 7_380_000),
        ("[100:00:00]", 360_000_000),
        ("[0:0:1.1]", 1100),
        ("[1h2m3s]", 3_723_000),
        ("[1h 2m]", 3_720_000),
        ("[90s]", 90_000),
        ("[2m3.5s]", 123_500),
        ("12:34", 754_000),
        ("12:34 -", 754_000),
        ("12:34:", 754_000),
        ("00:12:34.500 |", 754_500),
        ("- 12:34", 754_000),
        ("**12:34**", 754_000),
        ("**[12:34]**", 754_000),
        ("* [12:34](https://example.org/watch?t=754)", 754_000),
        ("\u200f[12:34]", 754_000),
        ("【12:34】", 754_000),
    ],
)
def test_times_as_people_write_them(begins: str, start: int):
    text = f"{begins} the ebb\n"
    assert bracketed.recognises(text)
    assert [(segment.start, segment.text) for segment in said(text).segments] == [(start, "the ebb")]


@pytest.mark.parametrize(
    "begins",
    [
        "[00:01.000 --> 00:04.000] ",
        "[00:00:01.000 --> 00:00:04.000] ",
        "[00:00:01.000 - 00:00:04.000]",
        "[0:01 -> 0:04]",
        "(0:01–0:04)",
        "[1.00s -> 4.00s] ",
        "[1.0 --> 4.0]",
        "0:01 - 0:04",
        "0:01-0:04:",
        "00:00:01\t00:00:04\t",
    ],
)
def test_ranges_have_ends(begins: str):
    text = f"{begins} the ebb\n"
    assert bracketed.recognises(text)
    assert [(segment.start, segment.end, segment.text) for segment in said(text).segments] == [
        (1000, 4000, "the ebb")
    ]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Ada Byron  0:12", "Ada Byron"),
        ("ada byron\t0:12", "ada byron"),
        ("Ada Byron 0:12", "Ada Byron"),
        ("Ada Byron (00:12):", "Ada Byron"),
        ("Ada Byron: [00:00:12]", "Ada Byron"),
        ("Ada Byron — 0:12", "Ada Byron"),
        ("[Ada Byron] 00:00:12", "Ada Byron"),
        ("Ada Byron (she/her)  0:12", "Ada Byron (she/her)"),
        ("**Ada Byron** (00:12)", "Ada Byron"),
        ("Speaker 1 (00:12)", "Speaker 1"),
        ("SPEAKER_01 [00:12 - 00:14]", "SPEAKER_01"),
        ("王小明  0:12", "王小明"),
    ],
)
def test_a_name_and_a_time_before_the_text(line: str, speaker: str):
    text = f"{line}\nthe ebb\n\n{line}\nthe tide\n"
    assert bracketed.recognises(text)
    assert [(segment.start, segment.speaker, segment.text) for segment in said(text).segments] == [
        (12_000, speaker, "the ebb"),
        (12_000, speaker, "the tide"),
    ]


def test_times_that_someone_speaks_of_stay_words():
    text = "".join(f"[0:{second}] a line\n" for second in range(10, 40)) + "We met at (12:30)\n12:30 sharp\n"
    assert said(text).segments[-1].text == "a line We met at (12:30) 12:30 sharp"


def test_frames_are_left_out_and_named():
    transcript = said("[00:00:01:12] ebb\n[00:00:02;03] tide\n")
    assert [segment.start for segment in transcript.segments] == [1000, 2000]
    assert "read leniently: frames behind the seconds, left out (2 times)" in [
        entry.reason for entry in transcript.skipped
    ]


def test_broken_lines_of_long_paragraphs_belong_to_their_time():
    paragraph = "of the river\n" * 8
    text = "".join(f"[0:{second}] A piece\n{paragraph}\n" for second in range(10, 14))
    assert bracketed.recognises(text)
    assert [len(segment.text.split()) for segment in said(text).segments] == [26] * 4


@pytest.mark.parametrize(
    "text",
    [
        "We begin at 12:30 and end\nat 13:30, as ever.\n",
        "Notes\n12:30 is when we met.\nThe rest of it\nis prose that goes on\nfor a while.\n",
        "12:30 PM lunch\n1:30 PM talk\n",
        "[3:00] last\n[2:00] middle\n[1:00] first\n",
        "x = [1:2]\ny[3:4]\n",
        "[1] A book, 1999.\n[2] Another, 2001.\n",
        "[1.2] A heading\n[1.3] Another\n",
        "2024-01-05 12:34:56 GET /\n",
        "00:00:01,000 --> 00:00:02,000\nEbb\n",
        "00:00:01.000 --&gt; 00:00:02.000\nEbb\n",
        "Scenarist_SCC V1.0\n\n00:00:01:15\t9420 94ae\n",
        "",
    ],
)
def test_what_is_no_transcript(text: str):
    assert not bracketed.recognises(text)


@pytest.mark.parametrize(
    "text", ["[00:01.000 --> 00:04.000]  Ebb\n", "[0:00:01.000 --> 0:00:04.000] Ada: Ebb\n"]
)
def test_readers_that_are_asked_before_leave_consoles_alone(text: str):
    assert not any(reader.recognises(text) for reader in (webvtt, srt, lrc))


PLAIN = st.text(st.characters(categories=["L", "N", "P", "S"]) | st.just(" "), max_size=30)


@st.composite
def segments(draw: st.DrawFn) -> tuple[Segment, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 50_000_000), min_size=2, max_size=9)))
    name = st.none() | st.sampled_from(["Ada", "speaker_1", "Dr. A. B. (Lab)", "漢字", "<b>&amp;"])
    texts = [" ".join(draw(PLAIN | st.sampled_from(["Ada: hi", "Note:", "[0:01] x"])).split()) for _ in edges]
    return tuple(
        Segment(start, end, text, draw(name))
        for start, end, text in zip(edges, edges[1:], texts, strict=False)
    )


@settings(deadline=None, max_examples=300)
@given(segments())
def test_what_this_project_writes_comes_back(written: tuple[Segment, ...]):
    assert said(write_transcript(Transcript("text", written), "text")).segments == written


def test_what_this_project_writes_is_recognised():
    text = write_transcript(Transcript("text", (Segment(1000, 2000, "Ebb", "Ada"),)), "text")
    assert parse_transcript(text, "x").segments == (Segment(1000, 2000, "Ebb", "Ada"),)


PIECES = st.sampled_from(
    [
        "[0:01]",
        "0:02",
        " --> ",
        "(1h2m3s)",
        "[1.5 - 2.5]",
        "Ada ",
        "Ada: ",
        "  ",
        "\t",
        ":",
        "word",
        "\n",
        "\n",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_wild_text_is_read_without_harm(text: str):
    transcript = said(text)
    assert isinstance(bracketed.recognises(text), bool)
    assert all(0 <= segment.start <= segment.end for segment in transcript.segments)


@settings(deadline=None)
@given(st.lists(st.lists(PIECES.filter("\n".__ne__), max_size=4).map("".join), max_size=8))
def test_every_line_is_in_the_text_or_named(lines: list[str]):
    transcript = said("\n".join(f"{line} w{number}x" for number, line in enumerate(lines)))
    kept = [segment.text for segment in transcript.segments] + [entry.reason for entry in transcript.skipped]
    assert all(any(f"w{number}x" in text for text in kept) for number in range(len(lines)))
