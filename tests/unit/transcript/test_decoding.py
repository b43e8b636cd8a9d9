"""Bytes of any encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.transcript.decoding import decoded, unified

TEXT = "WEBVTT – “tides” and façades\n漢字\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_unicode_in_every_form(raw: bytes):
    assert decoded(raw).text == TEXT


def test_windows_1252_and_the_bytes_it_leaves_open():
    assert decoded("“façade” – 5 €".encode("cp1252") + b"\x81").text == "“façade” – 5 €\x81"


@given(st.binary(max_size=300))
def test_no_bytes_break_it(raw: bytes):
    text = decoded(raw).text
    assert "\0" not in text and "\r" not in text


def test_line_ends_become_line_feeds():
    assert unified("a\r\nb\rc\nd") == "a\nb\nc\nd"
