"""How long until one sees something."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.lectures import make_lecture
from tests.terminal import Terminal, as_installed

LECTURE = (sys.executable, "-m", "player")


def help_seconds() -> float:
    """`lecture --help`, from start to end of the process."""
    begun = time.perf_counter()
    subprocess.run([*LECTURE, "--help"], check=True, stdout=subprocess.DEVNULL, env=as_installed())
    return time.perf_counter() - begun


def first_frame_seconds(media: Path, home: Path) -> float:
    """`lecture play` until title, words, bar and hints stand on the screen."""
    environment = {"LECTURE_HOME": str(home), "LECTURE_SOUND_OUTPUT": "dummy"}
    with Terminal([*LECTURE, "play", media], 120, 36, environment) as terminal:

        def is_whole() -> bool:
            return (
                terminal.shows(media.stem)
                and terminal.shows("▎")
                and terminal.shows("───")
                and terminal.shows("search")
            )

        moment = terminal.replay(terminal.record("▎"), is_whole)
        if moment is None:
            raise TimeoutError(f"no full frame was drawn\n{terminal.text}")
        return moment - terminal.started


def measure() -> list[tuple[str, str, str]]:
    """Rows of what, budget, figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        media = make_lecture(folder, "lecture", hours=1.25, sound_seconds=120)
        first_frame_seconds(media, folder / "home")
        frames = [first_frame_seconds(media, folder / "home") for _ in range(7)]
    helps = [help_seconds() for _ in range(9)]
    return [
        ("lecture --help", "150 ms", f"{statistics.median(helps) * 1000:.0f} ms"),
        ("lecture play FILE to first full frame", "500 ms", f"{statistics.median(frames) * 1000:.0f} ms"),
    ]
