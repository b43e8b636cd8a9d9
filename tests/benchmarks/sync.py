"""Is what is lit what is heard? Lit minus heard, for our player with each engine and for raw mpv.

The player runs in a terminal whose bytes are stamped, and plays beeps through a sound server of the bench's
own whose output is recorded with its times. The error is signed, positive when the light is late. By itself
it measures parts: `python -m tests.benchmarks.sync --only vlc --conditions start,seeks`.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.listening.calibration import calibrate, spread
from tests.benchmarks.listening.conditions import CONDITIONS, Condition
from tests.benchmarks.listening.engines import ENGINES, Engine, is_here
from tests.benchmarks.listening.matching import Figures
from tests.benchmarks.listening.run import Listening, ListeningError
from tests.benchmarks.listening.sound_server import SoundServer, lacking
from tests.benchmarks.listening.verdict import Verdict

LATE_MS = 40.0
CALIBRATION = "calibration"
Row = tuple[str, str, str]


def measure() -> list[Row]:
    """Rows of what, budget, figure."""
    return list(rows(ENGINES, CONDITIONS, calibrated=True))


def rows(engines: Sequence[Engine], conditions: Sequence[Condition], *, calibrated: bool) -> Iterator[Row]:
    """The rows of each condition, the players one after the other; each as soon as it is known."""
    missing = lacking()
    if missing:
        yield "light against sound", "25 ms", f"not measured: {', '.join(missing)} missing here"
        return
    # Ended from outside, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory() as name, SoundServer() as server:
        if calibrated:
            yield from calibration_rows(server, Path(name))
        listening = Listening(server, Path(name))
        for condition in conditions:
            for engine in engines:
                yield from condition_rows(listening, engine, condition)


def calibration_rows(server: SoundServer, folder: Path) -> Iterator[Row]:
    """What the bench says of a stand-in that is late by exactly 40 ms, and what of that is its own."""
    found = calibrate(server, folder, LATE_MS)
    what = f"the bench: a stand-in late by {LATE_MS:g} ms"
    yield what, "38 to 42 ms", f"{spread(found.lateness)}, {found.beeps} beeps"
    yield "  of this the recording, against the server's word", "", spread(found.recording)
    yield "  of this the terminal, against the stand-in's word", "", spread(found.terminal)


def condition_rows(listening: Listening, engine: Engine, condition: Condition) -> Iterator[Row]:
    """The rows of one player in one condition."""
    what = f"{engine.title}, {condition.title}"
    early, late, loaded = engine.budgets
    try:
        verdict = listening.measure(engine, condition) if is_here(engine) else None
    except ListeningError as error:
        yield what, late, str(error)
        return
    if verdict is None:
        yield what, late, "not measured: what it needs is not here"
        return
    yield f"{what}: first 1.2 s", early, figures(verdict.early)
    yield f"{what}: from 1.2 s on", loaded if condition.loaded else late, figures(verdict.late)
    yield "  left over", "0 unlit, 0 unheard", left_over(verdict)


def figures(errors_ms: Sequence[float]) -> str:
    """The figures of the table."""
    found = Figures.of(errors_ms)
    if found is None:
        return "no beeps"
    return (
        f"signed {found.signed:+6.1f}; median {found.median:5.1f}, p95 {found.high:5.1f}, "
        f"max {found.most:5.1f} ms; {found.count} beeps"
    )


def left_over(verdict: Verdict) -> str:
    """What has no error: heard and never lit, lit and never heard, and what cannot have one."""
    return (
        f"{verdict.unlit} unlit, {verdict.unheard} unheard; cut off {verdict.cut}, "
        f"overtaken {verdict.overtaken}, unclear {verdict.unclear}"
    )


def main() -> None:
    """Measure what the arguments name."""
    names = [condition.name for condition in CONDITIONS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="vlc,mpv,raw", help="players, with commas")
    parser.add_argument(
        "--conditions", default=",".join((CALIBRATION, *names)), help="with commas; all: %(default)s"
    )
    parser.add_argument("--quick", action="store_true", help="fewer launches and steps")
    options = parser.parse_args()
    players, wanted = options.only.split(","), options.conditions.split(",")
    unknown = {*players} - {engine.name for engine in ENGINES} | {*wanted} - {CALIBRATION, *names}
    if unknown:
        parser.error(f"not known: {', '.join(sorted(unknown))}")
    engines = [engine for engine in ENGINES if engine.name in players]
    conditions = [condition for condition in CONDITIONS if condition.name in wanted]
    if options.quick:
        conditions = [condition.quick() for condition in conditions]
    for what, budget, figure in rows(engines, conditions, calibrated=CALIBRATION in wanted):
        print(f"{what:<66}  {budget:<17}  {figure}", flush=True)


if __name__ == "__main__":
    main()
