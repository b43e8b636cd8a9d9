"""The players that are measured: how each is started, steered and read."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from tests.benchmarks.listening.terminal_light import RowText, lit_cells, subtitle_words

RIGHT, LEFT, SHIFT_RIGHT, SHIFT_LEFT = "\x1b[C", "\x1b[D", "\x1b[1;2C", "\x1b[1;2D"
UP, DOWN = "\x1b[A", "\x1b[B"
PAUSE, QUIT, BACKSPACE = " ", "q", "\x7f"
MORE_SEEKS = (RIGHT, RIGHT, LEFT, SHIFT_RIGHT, SHIFT_LEFT)


@dataclass(frozen=True, slots=True)
class Start:
    """What is played: a file or address, its transcript, the rate, and from where in seconds."""

    source: str
    transcript: Path
    rate: float = 1.0
    at_seconds: int = 0


Command: TypeAlias = Callable[[Start], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Engine:
    """A player. `seeks` are keys that go elsewhere; `flip` those that leave 2x, and that go back to it.

    The budgets are for the 95th percentile: in the first 1.2 s, after them, and after them under load.
    """

    name: str
    title: str
    command: Command
    row_text: RowText
    seeks: tuple[str, ...]
    flip: tuple[str, str]
    budgets: tuple[str, str, str] = ("", "", "")


def _ours(engine: str, start: Start) -> tuple[str, ...]:
    options = ("--engine", engine, "--no-video", "--at", str(start.at_seconds), "--speed", f"{start.rate:g}")
    transcript = ("--transcript", str(start.transcript))
    return (sys.executable, "-m", "player", "play", *options, *transcript, start.source)


def _raw_mpv(start: Start) -> tuple[str, ...]:
    options = ("--no-config", "--no-video", "--ao=pulse", "--sub-auto=no", f"--sub-file={start.transcript}")
    return ("mpv", *options, f"--speed={start.rate:g}", f"--start={start.at_seconds}", start.source)


ENGINES = (
    Engine(
        "vlc",
        "lecture with libVLC",
        partial(_ours, "vlc"),
        lit_cells,
        (*MORE_SEEKS, "l", "j", *"12345"),
        ("\\", "\\"),
        ("", "25 ms", "50 ms"),
    ),
    Engine(
        "mpv",
        "lecture with mpv",
        partial(_ours, "mpv"),
        lit_cells,
        (*MORE_SEEKS, "l", "j", *"12345"),
        ("\\", "\\"),
        ("100 ms", "25 ms", "50 ms"),
    ),
    Engine("raw", "raw mpv", _raw_mpv, subtitle_words, (*MORE_SEEKS, UP, DOWN), (BACKSPACE, "}")),
)


def is_here(engine: Engine) -> bool:
    """Whether this machine can run it."""
    return engine.name == "vlc" or shutil.which("mpv") is not None
