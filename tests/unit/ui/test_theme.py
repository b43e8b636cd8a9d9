"""Colours that can be read."""

from __future__ import annotations

import re

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from player.ui.theme import OURS, fallback_variables

TEXT_ON = [
    ("heard", "background"), ("ahead", "background"), ("quiet", "background"), ("foreground", "background"),
    ("accent", "background"), ("error", "background"), ("lit", "background"), ("lit", "lit-ground"),
    ("word", "word-ground"), ("lit", "word-estimated-ground"), ("match", "match-ground"),
    ("background", "match-chosen-ground"),
    ("background", "secondary"), ("quiet", "surface"), ("ahead", "surface"), ("accent", "surface"), ("lit", "surface"),
    ("foreground", "panel"), ("match", "panel"),
]  # fmt: skip
"""Each tone of text and the ground it stands on somewhere."""


def tone(theme: Theme, name: str) -> Color:
    written = theme.variables.get(name) or getattr(theme, name)
    return Color.parse(written)


def luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.r / 255, color.g / 255, color.b / 255)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_text_has_a_contrast_of_seven_to_one(theme: Theme, text: str, ground: str) -> None:
    assert contrast(tone(theme, text), tone(theme, ground)) >= 7


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("faint", "usual", "ground"), [("doubtful", "heard", "background"), ("doubtful-lit", "lit", "lit-ground")]
)
def test_doubtful_words_are_fainter_and_can_be_read(
    theme: Theme, faint: str, usual: str, ground: str
) -> None:
    below = tone(theme, ground)
    assert 4.5 <= contrast(tone(theme, faint), below) < contrast(tone(theme, usual), below) / 1.3


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_what_was_heard_is_told_from_what_is_to_come(theme: Theme) -> None:
    assert 1.2 < contrast(tone(theme, "heard"), tone(theme, "ahead")) < 3


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_every_other_theme_gets_all_our_tones(theme: Theme) -> None:
    tones = fallback_variables(theme)
    ours = {name for name in OURS[0].variables if not re.match("input-|block-|screen-", name)}
    assert tones.keys() == ours
    for name in tones:
        Color.parse(tones[name])


@pytest.mark.parametrize(
    "theme", [theme for theme in BUILTIN_THEMES.values() if not theme.ansi], ids=lambda theme: theme.name
)
def test_in_every_other_theme_the_light_can_be_read(theme: Theme) -> None:
    tones = {name: Color.parse(value) for name, value in fallback_variables(theme).items()}
    colours = theme.to_color_system().generate()
    ground = Color.parse(colours["background"])
    for faint, below in (("doubtful", ground), ("doubtful-lit", tones["lit-ground"])):
        assert contrast(tones[faint], below) >= min(4.5, contrast(tones["ahead"], below)), faint
    for text, below in (
        ("lit", "lit-ground"),
        ("word", "word-ground"),
        ("lit", "word-estimated-ground"),
        ("match", "match-ground"),
    ):
        assert contrast(tones[text], tones[below]) >= 3, (text, below)
    for text in ("heard", "ahead", "quiet"):
        assert contrast(tones[text], ground) >= 3, text


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_themes_of_the_terminal_leave_all_colours_to_it(name: str) -> None:
    assert all(value.startswith("ansi_") for value in fallback_variables(BUILTIN_THEMES[name]).values())
