"""Podcasting 2.0 JSON, word by word and phrase by phrase."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from player.transcript.cleaning import cleaned
from player.transcript.readers import podcast_json


def read(*entries: Any):
    return cleaned(podcast_json.read({"version": "1.0.0", "segments": list(entries)}))


def spoken(text: str, gap: float = 0.0, speaker: str | None = "Ines") -> list[dict[str, Any]]:
    return [
        {"speaker": speaker, "startTime": at * (0.3 + gap), "endTime": at * (0.3 + gap) + 0.3, "body": word}
        for at, word in enumerate(text.split(" "))
    ]


def texts(*entries: Any) -> list[str]:
    return [segment.text for segment in read(*entries).segments]


def test_words_without_marks_are_put_together_by_twelves():
    words = [f"w{number}" for number in range(26)]
    assert texts(*spoken(" ".join(words))) == [
        " ".join(words[:12]),
        " ".join(words[12:24]),
        " ".join(words[24:]),
    ]


def test_a_comma_ends_a_line_that_is_long_enough():
    assert texts(*spoken("a, b c d e f g h, i j")) == ["a, b c d e f g h,", "i j"]


def test_a_pause_of_a_second_ends_a_line():
    assert texts(*spoken("one two three four", gap=0.99)) == ["one two three four"]
    assert texts(*spoken("one two three four", gap=1.0)) == ["one", "two", "three", "four"]


def test_a_word_without_a_speaker_goes_on():
    first, *others = spoken("one two three four")
    for entry in others:
        del entry["speaker"]
    assert [(segment.speaker, segment.text) for segment in read(first, *others).segments] == [
        ("Ines", "one two three four")
    ]


def test_the_first_speaker_to_be_named_spoke_from_the_start():
    entries = spoken("one two three four")
    del entries[0]["speaker"]
    assert [(segment.speaker, segment.text) for segment in read(*entries).segments] == [
        ("Ines", "one two three four")
    ]


def test_syllables_that_bring_their_spaces_are_joined():
    entries = spoken("x x x x x x")
    for entry, body in zip(entries, [" The", " Mis", "siss", "ippi", " floods", "."], strict=True):
        entry["body"] = body
    (segment,) = read(*entries).segments
    assert (segment.text, [word.text for word in segment.words]) == (
        "The Mississippi floods.",
        ["The", "Mississippi", "floods."],
    )


def test_words_of_scripts_without_spaces_stand_without_spaces():
    assert texts(*spoken("潮 が 満ちる 。 月 の")) == ["潮が満ちる。", "月の"]


def test_a_word_that_goes_far_back_begins_anew():
    entries = spoken("one two three four five")
    entries[3]["startTime"] = 100.0
    entries[3]["endTime"] = 100.2
    assert sorted(texts(*entries)) == ["five", "four", "one two three"]


def test_all_marks_are_no_endless_word():
    entries = spoken(" ".join("." * 2000))
    assert "".join(texts(*entries)).replace(" ", "") == "." * 2000


WILD = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=6)
    | st.sampled_from(["a", "."]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
TIMES = st.floats(-2, 50) | WILD
ENTRY = st.fixed_dictionaries(
    {}, optional={"speaker": WILD, "startTime": TIMES, "endTime": TIMES, "body": st.text(max_size=5) | WILD}
)


@given(st.lists(ENTRY | WILD, max_size=12))
def test_wild_entries_are_read_or_named(entries: list[Any]):
    document = {"segments": entries}
    podcast_json.recognises(document)
    reading = podcast_json.read(document)
    assert all(cue.start >= 0 for cue in reading.cues)
    kept = "".join(line for cue in reading.cues for line in cue.lines)
    for entry in entries:
        body = entry.get("body") if isinstance(entry, dict) else None
        if isinstance(body, str) and not any("no start" in one.reason for one in reading.skipped):
            assert body.strip() in kept
    json.dumps([entry.reason for entry in reading.skipped])
    cleaned(reading)


def test_other_documents_are_not_claimed():
    for document in ({"segments": [{"text": "x", "start": 1}]}, {"segments": 7}, [1], "x", None, {}):
        assert not podcast_json.recognises(document)
