"""Every setting with its default; `config/default.toml` explains each and holds the same values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

Engine: TypeAlias = Literal["auto", "vlc", "mpv", "silent"]
View: TypeAlias = Literal["paragraphs", "segments"]


@dataclass(frozen=True, slots=True)
class Playback:
    """How lectures sound; an empty `sound_output` lets the engine choose.

    `sound_delay_ms` is how much later the sound is heard than the sound system tells.
    """

    engine: Engine = "auto"
    video: bool = True
    resume_back_seconds: float = 2.0
    sound_output: str = ""
    sound_delay_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Screen:
    """How the screen looks; `follow_height` is where the lit line stands, 0 the top and 1 the bottom.

    Words whose confidence, 0 to 1, is less than `dim_below` are dim.
    """

    theme: str = "lecture-dark"
    view: View = "paragraphs"
    follow_height: float = 0.4
    dim_below: float = 0.5


@dataclass(frozen=True, slots=True)
class Notes:
    """How notes are taken."""

    pause_while_writing: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `keys` maps ids of bindings to keys, as the user wrote them."""

    playback: Playback = field(default_factory=Playback)
    screen: Screen = field(default_factory=Screen)
    notes: Notes = field(default_factory=Notes)
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
