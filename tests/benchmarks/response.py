"""From a key to the screen that shows its effect."""

from __future__ import annotations

import statistics
import tempfile
import time
from itertools import accumulate
from pathlib import Path

from tests.benchmarks.lectures import make_lecture
from tests.benchmarks.startup import LECTURE
from tests.terminal import Terminal

ROUNDS = 40


def key_seconds(terminal: Terminal, key: str, expected: str) -> float:
    """From the key going in to `expected` coming out."""
    begun = time.monotonic()
    terminal.press(key)
    return terminal.drawn_until(expected) - begun


def rest(terminal: Terminal, seconds: float) -> None:
    """Let the program run on between two keys."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        terminal.feed(0.01)


def volumes() -> list[tuple[str, str]]:
    """Keys and what they show, each different from what stood there."""
    keys = ("-" * 10 + "+" * 10) * (ROUNDS // 20)
    levels = accumulate(keys, lambda level, key: level + (5 if key == "+" else -5), initial=100)
    return [(key, f"Volume {level}") for key, level in zip(keys, list(levels)[1:], strict=True)]


def measure() -> list[tuple[str, str, str]]:
    """Rows of what, budget, figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        media = make_lecture(folder, "lecture", hours=1.25, sound_seconds=120)
        environment = {"LECTURE_HOME": str(folder / "home"), "LECTURE_SOUND_OUTPUT": "dummy"}
        with Terminal([*LECTURE, "play", media], 120, 36, environment) as terminal:
            terminal.wait_for(lambda: terminal.shows("▎"), "a lit line")
            rest(terminal, 1.0)
            taken = []
            for key, expected in volumes():
                taken.append(key_seconds(terminal, key, expected))
                rest(terminal, 0.07)
    taken.sort()
    median, high = statistics.median(taken), taken[int(len(taken) * 0.95)]
    return [("key to repainted screen, median / p95", "20 ms", f"{median * 1000:.1f} / {high * 1000:.1f} ms")]
