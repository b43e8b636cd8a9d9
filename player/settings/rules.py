"""What value each setting may have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, get_args

from player.settings.values import Engine, View

# Gives the value as the settings hold it; raises ValueError with what the setting must be.
Rule: TypeAlias = Callable[[object], Any]


def text(value: object) -> str:
    """Any text."""
    if not isinstance(value, str):
        raise ValueError('must be a text in quotes, such as "name"')
    return value


def name(value: object) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text in quotes, and not empty")
    return value


def yes_or_no(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false, without quotes")
    return value


def number(low: float, high: float) -> Rule:
    """A number from `low` to `high`, whole or not."""

    def rule(value: object) -> float:
        # `nan` is between no two numbers; true and false are whole numbers to Python.
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"must be a number from {low:g} to {high:g}, without quotes")
        return float(value)

    return rule


def one_of(choices: tuple[str, ...]) -> Rule:
    """One of a few words."""

    def rule(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError("must be one of " + ", ".join(f'"{choice}"' for choice in choices))
        return value

    return rule


RULES: Mapping[str, Mapping[str, Rule]] = {
    "playback": {
        "engine": one_of(get_args(Engine)),
        "video": yes_or_no,
        "resume_back_seconds": number(0, 60),
        "sound_output": text,
        "sound_delay_ms": number(-2000, 2000),
    },
    "screen": {
        "theme": name,
        "view": one_of(get_args(View)),
        "follow_height": number(0.1, 0.9),
        "dim_below": number(0, 1),
    },
    "notes": {
        "pause_while_writing": yes_or_no,
    },
}
