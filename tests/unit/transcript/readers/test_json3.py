"""YouTube json3: words with their own times, once each, whatever the file does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import TranscriptError
from player.model import Segment, Word
from player.transcript.readers import json3
from player.transcript.reading import parse_transcript


def segments(*events: Any) -> tuple[Segment, ...]:
    return parse_transcript(json.dumps({"wireMagic": "pb3", "events": events}), "x").segments


def event(start: int, duration: int, text: str, **more: Any) -> dict[str, Any]:
    return {"tStartMs": start, "dDurationMs": duration, "segs": [{"utf8": text}], **more}


def test_the_same_talk_is_the_same_in_each_of_youtubes_formats(read_fixture):
    rolling = read_fixture("auto_captions.vtt").segments
    assert read_fixture("auto_captions.json3").segments == rolling
    assert read_fixture("auto_captions.srv3").segments == rolling


@pytest.mark.parametrize(
    ("document", "whether"),
    [
        ({"events": [{"tStartMs": 0}]}, True),
        ({"wireMagic": "pb3", "events": []}, True),
        ({"events": []}, False),
        ({"events": {"tStartMs": 0}}, False),
        ({"events": [{"start": 0}, None]}, False),
        ({"segments": []}, False),
        ([], False),
        (None, False),
    ],
)
def test_what_is_recognised(document: Any, whether: bool):
    assert json3.recognises(document) is whether


def test_a_line_lasts_until_the_break_behind_its_last_word():
    words = [{"utf8": "low"}, {"utf8": " tide", "tOffsetMs": 900}]
    early = {"tStartMs": 500, "dDurationMs": 5000, "aAppend": 1, "segs": [{"utf8": "\n"}]}
    (line,) = segments({"tStartMs": 0, "dDurationMs": 3000, "segs": words}, early)
    assert line == Segment(0, 3000, "low tide", None, (Word(0, 900, "low"), Word(900, 3000, "tide")))
    (line,) = segments({"tStartMs": 0, "dDurationMs": 3000, "segs": words}, early | {"tStartMs": 2000})
    assert line.end == 2000


def test_overlapping_lines_roll_only_where_most_do():
    rolling = [event(start, 2500, f"line {start}") for start in range(0, 5000, 1000)]
    assert [line.end for line in segments(*rolling)] == [1000, 2000, 3000, 4000, 6500]
    two_people = [event(0, 2000, "Is it so?"), event(1500, 2000, "It is."), event(4000, 900, "Well.")]
    assert [line.end for line in segments(*two_people)] == [2000, 3500, 4900]


def test_a_few_overlaps_in_a_long_talk_are_left_as_they_are():
    talk = [event(start, 1500 if start < 4000 else 900, f"line {start}") for start in range(0, 10000, 1000)]
    assert [line.end for line in segments(*talk)][:5] == [1500, 2500, 3500, 4500, 4900]


def test_windows_do_not_cut_each_other_short():
    lines = segments(
        event(0, 4000, "left side", wWinId=1),
        event(1000, 3000, "right side", wWinId=2),
        event(2000, 3000, " goes on", wWinId=1, aAppend=1),
    )
    assert [(line.start, line.end, line.text) for line in lines] == [
        (0, 5000, "left side goes on"),
        (1000, 4000, "right side"),
    ]


def test_what_is_added_long_after_a_line_is_a_line_of_its_own():
    lines = segments(event(0, 1000, "ebb"), event(9000, 1000, " flood", aAppend=1))
    assert [line.text for line in lines] == ["ebb", "flood"]


def test_live_captions_that_never_break_are_broken_between_words():
    parts = [event(at * 300, 400, "wave" if at % 2 else " long", aAppend=1) for at in range(200)]
    lines = segments(*parts)
    assert "".join(line.text.replace(" ", "") for line in lines) == "longwave" * 100
    assert len(lines) == 5
    assert all(line.text.startswith("longwave") and line.text.endswith("longwave") for line in lines)


def test_confidences_that_are_all_nought_tell_nothing():
    words = [{"utf8": "a", "acAsrConf": 0}, {"utf8": " b", "tOffsetMs": 100, "acAsrConf": 0}]
    (line,) = segments({"tStartMs": 0, "dDurationMs": 500, "segs": words})
    assert [word.confidence for word in line.words] == [None, None]
    words[1]["acAsrConf"] = 255
    (line,) = segments({"tStartMs": 0, "dDurationMs": 500, "segs": words})
    assert [word.confidence for word in line.words] == [0, 1]


def test_texts_are_no_markup():
    (line,) = segments(event(0, 1000, "the <i> tag &amp; x < y"))
    assert line.text == "the <i> tag &amp; x < y"


WILD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "\n", " ", "word", " word", "\x1b[1m", "12", "nan", "-5"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "events",
                    "segs",
                    "utf8",
                    "tStartMs",
                    "dDurationMs",
                    "tOffsetMs",
                    "acAsrConf",
                    "aAppend",
                    "wWinId",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)
TIME = st.integers(-2000, 9000) | WILD
PIECES = st.lists(
    st.fixed_dictionaries(
        {"utf8": st.sampled_from(["\n", " ", "a", " b", "\nc", "d\n", "\u200b"]) | WILD},
        optional={"tOffsetMs": TIME, "acAsrConf": TIME},
    ),
    max_size=4,
)
EVENTS = st.lists(
    st.fixed_dictionaries(
        {"tStartMs": TIME, "segs": PIECES | WILD},
        optional={"dDurationMs": TIME, "aAppend": st.just(1) | WILD, "wWinId": st.integers(0, 2) | WILD},
    )
    | WILD,
    max_size=8,
)


@given(EVENTS)
def test_wild_values_never_raise(events: list[Any]):
    document = {"wireMagic": "pb3", "events": events}
    json3.recognises(document)
    try:
        found = parse_transcript(json.dumps(document), "x").segments
    except TranscriptError:
        return
    for segment in found:
        assert 0 <= segment.start < segment.end
        assert segment.text.isprintable()
        assert all(segment.start <= word.start <= word.end <= segment.end for word in segment.words)


@given(WILD)
def test_a_wild_document_never_raises(document: Any):
    json3.recognises(document)
    json3.read(document)
