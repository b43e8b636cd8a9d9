"""TTML: times in every form and nesting, speakers, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment, Transcript
from player.transcript.cleaning import cleaned
from player.transcript.readers import ttml
from player.transcript.reading import parse_transcript


def document(body: str, attributes: str = "") -> Transcript:
    return parse_transcript(f"<tt {attributes}><body><div>{body}</div></body></tt>", "x")


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("<tt xmlns='http://www.w3.org/ns/ttml'>", True),
        ("<!-- made by hand -->\n<?xml version='1.0'?>\n<tt:tt>", True),
        ("<ttml>", False),
        ("<html><body><tt>old teletype</tt></body></html>", False),
        ("<!DOCTYPE html><tt>", True),
        ("WEBVTT\n\n<tt>", False),
        ("", False),
    ],
)
def test_what_is_recognised(text: str, whether: bool):
    assert ttml.recognises(text) is whether


@pytest.mark.parametrize(
    ("written", "attributes", "millis"),
    [
        ("00:00:07.5", "", 7500),
        ("00:00:07,250", "", 7250),
        ("01:02:03", "", 3_723_000),
        ("100:00:00.001", "", 360_000_001),
        ("02:03.5", "", 123_500),
        ("00:00:01:15", "", 1500),
        ("00:00:01:15", "ttp:frameRate='25'", 1600),
        ("00:00:01:12.1", "ttp:frameRate='25' ttp:subFrameRate='2'", 1500),
        ("24f", "ttp:frameRate='24' ttp:frameRateMultiplier='1000 1001'", 1001),
        ("24f", "ttp:frameRate='24' ttp:frameRateMultiplier='1000:1001'", 1001),
        (
            "00:00:10:00",
            "ttp:timeBase='smpte' ttp:frameRate='24' ttp:frameRateMultiplier='1000 1001'",
            10_010,
        ),
        ("00:01:00:04", "ttp:timeBase='smpte' ttp:frameRate='25' ttp:dropMode='dropPAL'", 60_160),
        ("50t", "ttp:tickRate='100'", 500),
        ("3t", "", 3000),
        ("50t", "ttp:frameRate='25'", 2000),
        ("1.5h", "", 5_400_000),
        ("2.5m", "", 150_000),
        ("0.25s", "", 250),
        ("40ms", "", 40),
        ("12.5", "", 12_500),
        (" 1s ", "", 1000),
        ("5s", "ttp:frameRate='0' ttp:tickRate='x' ttp:frameRateMultiplier='0 0'", 5000),
    ],
)
def test_each_form_of_time(written: str, attributes: str, millis: int):
    (segment,) = document(f"<p begin='{written}'>Tick.</p>", attributes).segments
    assert segment.start == millis


@pytest.mark.parametrize(
    "written", ["", "1x", "-1s", "::", "1:2:3:4:5", "wallclock(12:00)", "9" * 15 + "h", "١s"]
)
def test_what_is_no_time_is_named(written: str):
    transcript = document(f"<p begin='1s' end='2s'>Good.</p>\n<p begin='{written}'>Bad.</p>")
    assert [segment.text for segment in transcript.segments] == ["Good."]
    (lost,) = [entry for entry in transcript.skipped if entry.is_lost]
    assert lost.line == 2
    assert "“Bad.”" in lost.reason


def test_the_earlier_of_end_and_duration_counts():
    first, second = document(
        "<p begin='1s' end='5s' dur='2s'>A.</p><p begin='6s' end='7s' dur='9s'>B.</p>"
    ).segments
    assert (first.end, second.end) == (3000, 7000)


def test_times_come_down_from_the_elements_around():
    text = (
        "<tt><body begin='10s'><div end='5s'><p>Whole part.</p><p begin='2s'>Its end.</p></div></body></tt>"
    )
    assert parse_transcript(text, "x").segments == (
        Segment(10_000, 15_000, "Whole part."),
        Segment(12_000, 15_000, "Its end."),
    )


def test_a_sequence_goes_on_when_all_of_the_part_before_is_over():
    parts = "<div><p end='5s'>Long.</p><p end='3s'>Short.</p></div><p dur='1s'>Next.</p>"
    text = f"<tt><body timeContainer='seq'>{parts}</body></tt>"
    assert [(one.start, one.text) for one in parse_transcript(text, "x").segments] == [
        (0, "Long."),
        (0, "Short."),
        (5000, "Next."),
    ]


def test_children_that_begin_before_what_is_around_them_count_from_it():
    body = "<p begin='10s' end='20s'><span begin='1s' end='2s'>High</span> <span begin='11s'>water</span></p>"
    (segment,) = document(body).segments
    assert [word.start for word in segment.words] == [11_000, 20_000]


def test_speakers_of_spans_with_times_keep_them():
    body = (
        "<p begin='0s' end='9s'><span ttm:agent='ann' begin='1s' end='2s'>Ebb?</span>"
        "<span ttm:agent='#bo' begin='4s' end='6s'>Flood.</span></p>"
    )
    assert [(one.start, one.end, one.speaker, one.text) for one in document(body).segments] == [
        (1000, 2000, "ann", "Ebb?"),
        (4000, 6000, "bo", "Flood."),
    ]


def test_elements_of_others_keep_their_words():
    (segment,) = document(
        "<p begin='0s' end='1s'>a <b>bold</b><x:y>er</x:y> claim<set begin='3s'/></p>"
    ).segments
    assert (segment.start, segment.text) == (0, "a bolder claim")


def test_a_pretty_printed_paragraph_is_one_line():
    (segment,) = document(
        "<p begin='0s' end='1s' xml:space='preserve'>\n  one\n  <br/>\n  two\n</p>"
    ).segments
    assert segment.text == "one two"


def test_escaped_tags_are_words():
    (segment,) = document("<p begin='0s' end='1s'>the &lt;i&gt; tag</p>").segments
    assert segment.text == "the <i> tag"


TIMES = ["", "0s", "1s", "3.5s", "00:00:02", "12f", "9t", "x", "-1s", "9e9s"]
NAMES = ["body", "div", "p", "span", "br", "metadata", "region", "agent", "name", "b"]
OPENING = st.builds(
    lambda name, begin, end, more: f"<{name} begin='{begin}' end='{end}' {more}>",
    st.sampled_from(NAMES),
    st.sampled_from(TIMES),
    st.sampled_from(TIMES),
    st.sampled_from(
        ["", "dur='1s'", "timeContainer='seq'", "ttm:agent='a #b'", "region='r' xml:id='r'", "xml:lang='x'"]
    ),
)
PARTS = st.one_of(
    OPENING,
    st.sampled_from(NAMES).map(lambda name: f"</{name}>"),
    st.sampled_from([" word", "wo", "\n", "&nbsp;", "&", "<", "\x1b[2J", "<p begin='1s'>", "</p>", "橋"]),
)


@given(st.lists(PARTS, max_size=30))
def test_wild_files_never_raise(parts: list[str]):
    for segment in cleaned(ttml.read("<tt><body>" + "".join(parts))).segments:
        assert 0 <= segment.start <= segment.end
        assert segment.text.isprintable()


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(TIMES), st.sampled_from(TIMES)), max_size=12)
)
def test_each_word_of_a_well_formed_file_is_read_or_named(elements: list[tuple[str, str, str]]):
    opened = "".join(
        f"<{name} begin='{begin}' end='{end}'>w{at}x" for at, (name, begin, end) in enumerate(elements)
    )
    closed = "".join(f"</{name}>" for name, _, _ in reversed(elements))
    transcript = cleaned(ttml.read(f"<tt>{opened}{closed}</tt>"))
    told = " ".join([one.text for one in transcript.segments] + [one.reason for one in transcript.skipped])
    for at in range(len(elements)):
        around = {name for name, _, _ in elements[: at + 1]}
        assert f"w{at}x" in told or around & {"metadata", "agent", "name"}
