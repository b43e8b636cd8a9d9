"""YouTube's XML in its three versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Segment, Word
from player.transcript.cleaning import cleaned
from player.transcript.readers import srv
from player.transcript.reading import parse_transcript


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("<timedtext format='3'/>", True),
        ("<?xml version='1.0'?><!-- x --><timedtext>", True),
        ("<transcript><text start='0'>x</text></transcript>", True),
        ("<transcript><line>x</line></transcript>", False),
        ("<transcript_list/>", False),
        ("<tt/>", False),
        ("<html><timedtext/></html>", False),
        ("timedtext", False),
        ("", False),
    ],
)
def test_what_is_recognised(text: str, whether: bool):
    assert srv.recognises(text) is whether


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<transcript><text start='1' dur='1'>x</text></transcript>", "srv1"),
        ("<timedtext><text t='1000' d='1000'>x</text></timedtext>", "srv2"),
        ("<timedtext format='3'><body><p t='1000' d='1000'>x</p></body></timedtext>", "srv3"),
        ("<timedtext><body><p t='1000' d='1000'>x</p></body></timedtext>", "srv3"),
    ],
)
def test_the_versions_are_told_apart(text: str, name: str):
    transcript = parse_transcript(text, "x")
    assert (transcript.format, transcript.segments) == (name, (Segment(1000, 2000, "x"),))


def test_confidence_and_language_are_read():
    text = (
        "<timedtext format='3' xml:lang='en'><body>"
        "<p t='0' d='900'><s ac='255'>neap</s><s t='400' ac='51'> tide</s></p></body></timedtext>"
    )
    transcript = parse_transcript(text, "x")
    assert transcript.language == "en"
    assert transcript.segments[0].words == (Word(0, 400, "neap", 1.0), Word(400, 900, "tide", 0.2))


def test_nothing_is_lost_without_a_word():
    text = (
        "<timedtext format='3'><body>\n<p t='soon'>First</p>\n<p t='-5000'>second</p>\nastray\n"
        "<p t='99999999999999'>late</p>\n<p t='5' d='-5'>kept</p></body></timedtext>"
    )
    transcript = parse_transcript(text, "x")
    assert [segment.text for segment in transcript.segments] == ["kept"]
    assert [(entry.line, entry.reason) for entry in transcript.skipped if entry.is_lost] == [
        (2, "a caption without a start: “First”"),
        (3, "a caption without a start: “second”"),
        (4, "text outside any caption: “astray”"),
        (5, "a caption without a start: “late”"),
    ]


def test_references_are_decoded_once_more_in_the_older_versions_only():
    old = parse_transcript("<timedtext><text t='0' d='9'>a &amp;amp;lt; b</text></timedtext>", "x")
    new = parse_transcript("<timedtext format='3'><p t='0' d='9'>a &amp;lt; b</p></timedtext>", "x")
    assert (old.segments[0].text, new.segments[0].text) == ("a &lt; b", "a &lt; b")


TAGS = [
    "<p t='%s'>",
    "<p t='%s' d='900' a='1' w='1'>",
    "<s t='%s'>",
    "</s>",
    "</p>",
    "<text start='%s'>",
    "</text>",
]
PARTS = st.one_of(
    st.tuples(st.sampled_from(TAGS), st.sampled_from(["", "0", "700", "-3", "x", "1e9", "nan"])).map(
        lambda both: both[0] % both[1] if "%s" in both[0] else both[0]
    ),
    st.sampled_from(["\n", " word", "wo", "rd ", "&nbsp;", "&", "<", "\x1b[2J", "<br/>", "\u200b"]),
)


@given(st.sampled_from(["<timedtext>", "<transcript>"]), st.lists(PARTS, max_size=25))
def test_wild_files_never_raise(root: str, parts: list[str]):
    text = root + "".join(parts)
    srv.recognises(text)
    for segment in cleaned(srv.read(text)).segments:
        assert 0 <= segment.start <= segment.end
        assert segment.text.isprintable()
