"""What playing costs: processor time beside bare libVLC's in the same run, and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.lectures import make_lecture
from tests.benchmarks.startup import LECTURE
from tests.terminal import Terminal

SETTLE_SECONDS = 4.0
WATCHED_SECONDS = 20.0
ROUNDS = 3
BARE = """
import sys, time, vlc
instance = vlc.Instance("--aout=dummy", "--no-video", "--quiet")
player = instance.media_player_new()
player.set_media(instance.media_new_path(sys.argv[1]))
player.play()
time.sleep(600)
"""
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid: int) -> float:
    """User and system time of a process until now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_megabytes(pid: int) -> float:
    """Memory of a process that is in use now."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def share_of_core(pid: int, pause: object) -> float:
    """Processor time of a process per second of watching."""
    begun, used = time.monotonic(), processor_seconds(pid)
    while time.monotonic() - begun < WATCHED_SECONDS:
        pause(0.05) if callable(pause) else time.sleep(0.05)
    return (processor_seconds(pid) - used) / (time.monotonic() - begun)


def bare_share(media: Path) -> float:
    """libVLC alone, playing the same file."""
    process = subprocess.Popen([sys.executable, "-c", BARE, str(media)])
    try:
        time.sleep(SETTLE_SECONDS)
        return share_of_core(process.pid, None)
    finally:
        process.kill()
        process.wait()


def playing(media: Path, home: Path) -> tuple[float, float]:
    """Share of a core and megabytes of the whole program, at 120x36."""
    environment = {"LECTURE_HOME": str(home), "LECTURE_SOUND_OUTPUT": "dummy"}
    with Terminal([*LECTURE, "play", media], 120, 36, environment) as terminal:
        begun = time.monotonic()
        terminal.wait_for(lambda: time.monotonic() - begun > SETTLE_SECONDS, "the start")
        share = share_of_core(terminal.process.pid, terminal.feed)
        return share, resident_megabytes(terminal.process.pid)


def measure() -> list[tuple[str, str, str]]:
    """Rows of what, budget, figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        media = make_lecture(folder, "lecture", hours=1.25, sound_seconds=120)
        long = make_lecture(folder, "long", hours=10, sound_seconds=120)
        bare = [bare_share(media) for _ in range(ROUNDS)]
        ours = [playing(media, folder / "home")[0] for _ in range(ROUNDS)]
        _, memory = playing(long, folder / "home")
    bare_median, our_median = statistics.median(bare), statistics.median(ours)
    return [
        (
            "CPU while playing, above bare libVLC's",
            "3 % of a core",
            f"{100 * (our_median - bare_median):.1f} %  ({100 * our_median:.1f} % against {100 * bare_median:.1f} %)",
        ),
        ("memory with a 10 h lecture open", "150 MB", f"{memory:.0f} MB"),
    ]
