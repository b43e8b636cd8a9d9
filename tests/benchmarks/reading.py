"""How long a transcript takes to be read."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from player.transcript.reading import read_transcript
from tests.benchmarks.lectures import write_transcript


def measure() -> list[tuple[str, str, str]]:
    """Rows of what, budget, figure."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "three-hours.vtt"
        write_transcript(path, 3, word_times=True)
        taken = []
        for _ in range(7):
            begun = time.perf_counter()
            read_transcript(path)
            taken.append(time.perf_counter() - begun)
    return [
        ("reading a 3 h transcript with word times", "150 ms", f"{statistics.median(taken) * 1000:.0f} ms")
    ]
