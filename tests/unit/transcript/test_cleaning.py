"""From cues to segments: nothing lost, nothing doubled, nothing dangerous."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from player.errors import TranscriptError
from player.model import Transcript
from player.transcript.characters import plain
from player.transcript.reading import parse_transcript

FRAGMENTS = st.sampled_from(
    [
        "WEBVTT",
        "WEBVTT Kind: captions; Language: \x1b[2Jen",
        "NOTE",
        "STYLE",
        "1",
        "2",
        "",
        " ",
        "00:01.000 --> 00:02.000",
        "00:00:02,000 --> 00:00:03,500",
        "00:00:05.000 -->",
        "9:99 --> 00:00:01.000 line:0",
        "xx:00 --> 00:00:07.000",
        "a --> b",
        "<v Ada>hello<00:00:01.500><c> there</c>",
        "<v \x1b]0;x\x07Eve>hi",
        "Ada: yes",
        "&lt;b&gt; &#27;[2J &amp;",
        "\x1b]0;x\x07 \x1b[2J \x9b1m \u202e",
        "你好，世界",
        "same line",
        "one<00:00:01.100> two<00:00:01.050> three",
    ]
) | st.text(max_size=12)
TEXTS = st.lists(FRAGMENTS, max_size=25).map("\n".join)
VALUES = (
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-9, 99)
    | st.text(max_size=8)
    | st.just(" a\x1b[2J b")
)
ENTRIES = st.dictionaries(
    st.sampled_from(["start", "end", "text", "speaker", "words", "word", "offsets", "line", "reason"]),
    VALUES
    | st.lists(
        st.dictionaries(
            st.sampled_from(["word", "text", "start", "end", "probability", "estimated"]), VALUES
        ),
        max_size=3,
    ),
)
DOCUMENTS = st.fixed_dictionaries(
    {"segments": st.lists(ENTRIES, max_size=5)},
    optional={
        "format": VALUES,
        "language": VALUES,
        "skipped": st.lists(ENTRIES, max_size=3),
        "words": st.lists(ENTRIES),
    },
).map(json.dumps)


def check(transcript: Transcript) -> None:
    starts = [segment.start for segment in transcript.segments]
    assert starts == sorted(starts)
    shown = [transcript.format, transcript.language or ""]
    shown += [entry.reason for entry in transcript.skipped]
    for segment in transcript.segments:
        shown += [segment.text, segment.speaker or "", *(word.text for word in segment.words)]
        assert segment.end > segment.start >= 0
        check_words(segment)
    assert all(plain(text) == text for text in shown)


def check_words(segment) -> None:
    at, moment = 0, segment.start
    for word in segment.words:
        assert word.text and " " not in word.text
        at = segment.text.index(word.text, at) + len(word.text)
        assert moment <= word.start <= word.end <= segment.end
        moment = word.end
    if segment.words:
        assert "".join(word.text for word in segment.words) == segment.text.replace(" ", "")


@settings(max_examples=600, deadline=None)
@given(TEXTS | DOCUMENTS | st.text())
def test_whatever_is_read_comes_out_in_order_and_harmless(text: str):
    try:
        transcript = parse_transcript(text, "talk\x1b[2J.vtt")
    except TranscriptError as error:
        assert plain(str(error)) == str(error)
    else:
        check(transcript)


def test_captions_with_escape_sequences_and_console_markup_are_plain_text(read_fixture):
    texts = [segment.text for segment in read_fixture("hostile.vtt").segments]
    assert texts == ["Before and after.", "[/x] [red]<b>bold</b>[/red]"]


def test_names_before_a_colon_are_speakers_and_times_are_not(read_fixture):
    assert [(segment.speaker, segment.text) for segment in read_fixture("zoom.vtt").segments] == [
        ("Ada Byron", "Good morning."),
        ("Tom", "Good morning, Ada."),
        ("Ada Byron", "The meeting: at noon."),
        (None, "10:30 Meeting: the same room."),
        ("Tom", "Fine."),
    ]


def test_a_name_that_stands_once_is_part_of_the_sentence():
    transcript = parse_transcript("WEBVTT\n\n00:01.000 --> 00:02.000\nNews: the tide turns.\n", "x")
    assert [(segment.speaker, segment.text) for segment in transcript.segments] == [
        (None, "News: the tide turns.")
    ]


def test_a_speaker_split_off_takes_its_words_along():
    cue = "00:0{0}.000 --> 00:0{0}.900\nAda B: low<00:0{0}.500> tide\n\n"
    first, _ = parse_transcript("WEBVTT\n\n" + cue.format(1) + cue.format(2), "x").segments
    assert (first.speaker, first.text, [word.text for word in first.words]) == (
        "Ada B",
        "low tide",
        ["low", "tide"],
    )


def test_cues_out_of_order_are_sorted_and_named():
    text = "WEBVTT\n\n00:05.000 --> 00:06.000\nlater\n\n00:01.000 --> 00:02.000\nearlier\n"
    transcript = parse_transcript(text, "x")
    assert [segment.text for segment in transcript.segments] == ["earlier", "later"]
    assert [(entry.line, entry.reason) for entry in transcript.skipped] == [
        (6, "read leniently: starts before the cue above it")
    ]


def test_overlapping_cues_are_kept_as_they_are():
    text = "WEBVTT\n\n00:01.000 --> 00:09.000\nlong\n\n00:02.000 --> 00:03.000\nshort\n"
    assert [(segment.start, segment.end) for segment in parse_transcript(text, "x").segments] == [
        (1000, 9000),
        (2000, 3000),
    ]
