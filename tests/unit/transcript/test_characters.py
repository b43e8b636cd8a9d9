"""Hostile text made safe."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.transcript.characters import excerpt, has_wide, plain, unescaped

DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_harmless(text: str) -> bool:
    return not any(
        unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or letter in DIRECTION for letter in text
    )


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("\x1b]0;x\x07title", "title"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x1b[2Jb\x1b[1;31mc", "abc"),
        ("\x9b31mred\x9d0;x\x9cdone", "reddone"),
        ("\x1bPq#0\x1b\\sixel", "sixel"),
        ("an end that \x1b]never comes", "an end that never comes"),
        ("one\ttwo\nthree\u2028four\x0bfive", "one two three four five"),
        ("\u202eright\u202c \u2066x\u2069", "right x"),
        ("  much \u00a0 \u3000 space ", "much space"),
        ("be\x08ll\x07\x00", "bell"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("👩‍🔬 می‌خواهم", "👩‍🔬 می‌خواهم"),
    ],
)
def test_nothing_that_a_terminal_obeys_stays(hostile: str, safe: str):
    assert plain(hostile) == safe


@given(st.text(st.characters(codec=None)) | st.text("\x1b\x9b\x9d\x07\\[]0;mab \n\u202e", max_size=60))
def test_no_control_character_stays_whatever_comes(text: str):
    safe = plain(text)
    assert is_harmless(safe)
    assert plain(safe) == safe
    assert safe == safe.strip() and "  " not in safe


@given(st.text("ab ß漢語 é!", max_size=40))
def test_letters_are_never_lost(text: str):
    assert plain(text) == " ".join(text.split())


def test_entities_are_decoded_once_and_only_whole():
    assert (
        unescaped("&amp;lt; &lt;b&gt; &#39;&#x41; AT&T; Q&A &copy2 x&copy;")
        == "&lt; <b> 'A AT&T; Q&A &copy2 x©"
    )


def test_an_excerpt_is_short_and_safe():
    assert excerpt("\x1b[2J" + "a" * 100, 10) == "a" * 9 + "…"


def test_scripts_without_spaces():
    assert has_wide("das 漢字") and has_wide("ไทย")
    assert not has_wide("Ünïcödé 한국어 עברית")
