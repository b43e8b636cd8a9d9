"""Arrows that are none of WebVTT's, in lines of times and elsewhere."""

from __future__ import annotations

import pytest

from player.transcript.arrows import straightened


@pytest.mark.parametrize("arrow", ["->", "- ->", "-- >", "–>", "—>", "=>", "→", "⇒"])
def test_an_odd_arrow_between_times_is_told_with_its_line(arrow: str):
    text, notes = straightened(f"WEBVTT\n\n00:01.000 {arrow} 00:02.000\na {arrow} b\n")
    assert text == f"WEBVTT\n\n00:01.000 --> 00:02.000\na {arrow} b\n"
    assert [(note.line, note.is_lost) for note in notes] == [(3, False)]


@pytest.mark.parametrize(
    "text", ["00:01.000 --> 00:02.000\na -> b", "f -> g, 1 => 2", "", "see 00:01.000 -> 00:02"]
)
def test_other_arrows_stay(text: str):
    assert straightened(text) == (text, [])
