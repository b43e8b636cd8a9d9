"""The bench's own error: what it says of a program that is late by a known time."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.listening.beeps import beeps_heard, code_of
from tests.benchmarks.listening.matching import Figures, match
from tests.benchmarks.listening.recorder import Recorder
from tests.benchmarks.listening.sound_server import SoundServer
from tests.benchmarks.listening.terminal_light import StampedTerminal, lights, lit_cells

BEEPS = 60
PATIENCE_SECONDS = 60.0
AFTER_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Calibration:
    """In ms: what the bench says of the lateness; recorded minus told by the server; read minus written."""

    lateness: Figures
    recording: Figures
    terminal: Figures
    beeps: int


def calibrate(server: SoundServer, folder: Path, late_ms: float) -> Calibration:
    """Measure a stand-in that lights each beep exactly `late_ms` after it is heard; raises RuntimeError."""
    log = folder / f"stand-in-{late_ms:g}.json"
    module = "tests.benchmarks.listening.stand_in"
    command = (sys.executable, "-m", module, f"{late_ms:g}", str(BEEPS), log)
    with Recorder(server.environment) as recorder:
        with StampedTerminal(command, server.environment) as terminal:
            _wait_for(terminal, log)
        recording = recorder.stop()
    told = [(int(number), float(heard), float(lit)) for number, heard, lit in json.loads(log.read_text())]
    numbers = {f"beep{number:04}": number for number, _, _ in told}
    beeps = beeps_heard(recording)
    seen = lights(terminal.reads, numbers, lit_cells)
    matched = match(beeps, seen)
    read_at = {light.number: light.lit for light in seen}
    return Calibration(
        _figures([pair.error_ms for pair in matched.pairs]),
        _figures(
            [
                (beep.heard - heard) * 1000
                for number, heard, _ in told
                for beep in beeps
                if beep.code == code_of(number) and abs(beep.heard - heard) < 1
            ]
        ),
        _figures([(read_at[number] - lit) * 1000 for number, _, lit in told if number in read_at]),
        len(matched.pairs),
    )


def _wait_for(terminal: StampedTerminal, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while terminal.process.poll() is None:
        if time.monotonic() > deadline:
            raise RuntimeError("the stand-in does not end")
        time.sleep(0.05)
    if not log.exists():
        drawn = b"".join(piece for _, piece in terminal.reads).decode(errors="replace")
        raise RuntimeError(f"the stand-in failed: {drawn[-400:]}")


def _figures(errors_ms: Sequence[float]) -> Figures:
    figures = Figures.of(errors_ms)
    if figures is None:
        raise RuntimeError("the stand-in was not heard")
    return figures


def spread(figures: Figures) -> str:
    """Median and 95th percentile for the table."""
    return f"median {figures.signed:+.1f}, p95 {figures.high:.1f}, max {figures.most:.1f} ms"
