"""The two themes made for long reading.

Text keeps a contrast of at least 7:1 against its ground, doubtful words 4.5:1 (WCAG 2.2, AAA and AA).
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="lecture-dark",
    primary="#f2b84b",
    secondary="#8fb3d9",
    accent="#f2b84b",
    warning="#f2b84b",
    error="#ff8a80",
    success="#9cc68c",
    foreground="#d9d5cb",
    background="#15171c",
    surface="#1b1e25",
    panel="#232732",
    dark=True,
    variables={
        "heard": "#a9a69d",
        "ahead": "#d0ccc2",
        "lit": "#ffe3a3",
        "lit-ground": "#2a261c",
        "second": "#9fa8b3",
        "second-lit": "#f0dcae",
        "doubtful": "#8a877f",
        "doubtful-lit": "#a8946a",
        "word": "#15171c",
        "word-ground": "#f2b84b",
        "word-estimated-ground": "#4d4024",
        "match": "#cfe4ff",
        "match-ground": "#26384d",
        "match-chosen-ground": "#8fb3d9",
        "quiet": "#aba8a0",
        "rule": "#3a3f4b",
        "input-cursor-background": "#f2b84b",
        "input-selection-background": "#f2b84b 35%",
        "block-cursor-foreground": "#ffe3a3",
        "block-cursor-background": "#2a2e38",
        "block-cursor-text-style": "none",
    },
)

LIGHT = Theme(
    name="lecture-light",
    primary="#7a3d00",
    secondary="#1f4f82",
    accent="#7a3d00",
    warning="#7a3d00",
    error="#8f1313",
    success="#2c5a1e",
    foreground="#24211c",
    background="#fbf8f1",
    surface="#f4efe4",
    panel="#ebe4d5",
    dark=False,
    variables={
        "heard": "#57534a",
        "ahead": "#2b2822",
        "lit": "#5a2b00",
        "lit-ground": "#fbe9c4",
        "second": "#4b5563",
        "second-lit": "#5a2b00",
        "doubtful": "#6f6a60",
        "doubtful-lit": "#80561f",
        "word": "#fff8e8",
        "word-ground": "#7a3d00",
        "word-estimated-ground": "#f0cf8a",
        "match": "#0f3560",
        "match-ground": "#d5e6f7",
        "match-chosen-ground": "#1f4f82",
        "quiet": "#524e46",
        "rule": "#cfc6b4",
        "input-cursor-background": "#7a3d00",
        "input-selection-background": "#7a3d00 25%",
        "block-cursor-foreground": "#5a2b00",
        "block-cursor-background": "#ece4d3",
        "block-cursor-text-style": "none",
    },
)

OURS = (DARK, LIGHT)

FAINTEST_CONTRAST = 4.5

ANSI_TONES = {
    "heard": "ansi_default",
    "ahead": "ansi_default",
    "lit": "ansi_default",
    "lit-ground": "ansi_default",
    "second": "ansi_default",
    "second-lit": "ansi_default",
    "doubtful": "ansi_default",
    "doubtful-lit": "ansi_default",
    "word": "ansi_black",
    "word-ground": "ansi_yellow",
    "word-estimated-ground": "ansi_yellow",
    "match": "ansi_black",
    "match-ground": "ansi_cyan",
    "match-chosen-ground": "ansi_bright_cyan",
    "quiet": "ansi_default",
    "rule": "ansi_bright_black",
}


def fallback_variables(theme: Theme) -> dict[str, str]:
    """Our tones for a theme that does not know them.

    Blended from the colours every theme has; themes that leave colours to the terminal cannot be blended.
    """
    if theme.ansi:
        return ANSI_TONES
    colours = theme.to_color_system().generate()
    ground, text = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    accent, second = Color.parse(colours["accent"]), Color.parse(colours["secondary"])

    def mix(top: Color, share: float) -> str:
        return ground.blend(top, share).hex6

    return {
        "heard": mix(text, 0.75),
        "ahead": text.hex6,
        "lit": text.hex6,
        "lit-ground": mix(accent, 0.2),
        "second": mix(text, 0.75),
        "second-lit": text.hex6,
        "doubtful": _faint(text, ground),
        "doubtful-lit": _faint(text, Color.parse(mix(accent, 0.2))),
        "word": accent.get_contrast_text(1.0).hex6,
        "word-ground": accent.hex6,
        "word-estimated-ground": mix(accent, 0.35),
        "match": text.hex6,
        "match-ground": mix(second, 0.25),
        "match-chosen-ground": mix(second, 0.8),
        "quiet": mix(text, 0.75),
        "rule": mix(text, 0.25),
    }


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.r / 255, color.g / 255, color.b / 255)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _faint(text: Color, ground: Color) -> str:
    """`text` as faint as it may be on `ground`; itself where it has hardly enough contrast."""
    shades = (ground.blend(text, share / 20) for share in range(10, 20))
    return next((shade for shade in shades if contrast(shade, ground) >= FAINTEST_CONTRAST), text).hex6
