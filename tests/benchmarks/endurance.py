"""Ten hours of playing, and an hour with libVLC: drift, what is lit, memory, processor, threads, open files.

`python -m tests.benchmarks.endurance silent` (75 minutes: 8x) or `vlc [--minutes 60]`; `--log FILE` keeps
the rows as they come. The real program runs in a pty with a witness in it (watched_player.py); beside
the run with libVLC, bare libVLC plays the same file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from tests.benchmarks.endurance_report import HEADER, Row, Run, report_of, row_text
from tests.benchmarks.lectures import write_sound, write_transcript
from tests.benchmarks.load import processor_seconds, resident_megabytes
from tests.terminal import Terminal

STARTED_SECONDS = 60.0
ROW_OVERDUE_SECONDS = 60.0
NOISE_SECONDS = 0.1

BARE = """
import sys, vlc
instance = vlc.Instance("--aout=dummy", "--no-video", "--quiet")
player = instance.media_player_new()
player.set_media(instance.media_new_path(sys.argv[1]))
player.play()
sys.stdin.read()
"""
Say: TypeAlias = Callable[[str], None]


class Load:
    """Processor time of one process from one reading to the next."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._at, self._used = time.monotonic(), processor_seconds(pid)

    def percent(self) -> float:
        """Share of a core since the last reading, in per cent."""
        now, used = time.monotonic(), processor_seconds(self._pid)
        share = (used - self._used) / (now - self._at)
        self._at, self._used = now, used
        return 100 * share


class Noise:
    """How long this machine keeps an idle thread waiting."""

    def __init__(self) -> None:
        self._longest = 0.0
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            due = time.monotonic() + NOISE_SECONDS
            time.sleep(NOISE_SECONDS)
            self._longest = max(self._longest, time.monotonic() - due)

    def longest_ms(self) -> float:
        """The longest since the last reading."""
        longest, self._longest = self._longest, 0.0
        return longest * 1000


@contextmanager
def bare_libvlc(media: Path) -> Iterator[int]:
    """libVLC alone, playing the file; gives its process id."""
    process = subprocess.Popen([sys.executable, "-c", BARE, str(media)], stdin=subprocess.PIPE)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def make_media(folder: Path, run: Run) -> Path:
    """A lecture with word times; with libVLC the sound is as long, else there is next to none."""
    if run.engine == "silent":
        media = folder / "long.wav"
        write_sound(media, 5)
    else:
        media = folder / "long.m4a"
        source = f"anoisesrc=d={run.hours * 3600:.0f}:c=pink:a=0.05:r=22050"
        command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source]
        command += ["-c:a", "aac", "-b:a", "64k", str(media)]
        subprocess.run(command, check=True)
    write_transcript(media.with_suffix(".vtt"), run.hours, word_times=True)
    return media


def rows_of(run: Run) -> Iterator[Row]:
    """Plays, and gives a row at the end of each stretch."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        media, report = make_media(folder, run), folder / "report.jsonl"
        report.touch()
        command = [sys.executable, "-m", "tests.benchmarks.watched_player", report, run.rate, run.every]
        command += ["play", media, "--engine", run.engine, "--no-video"]
        environment = {"LECTURE_HOME": str(folder / "home"), "LECTURE_SOUND_OUTPUT": "dummy"}
        bare = Load(stack.enter_context(bare_libvlc(media))) if run.engine == "vlc" else None
        terminal = stack.enter_context(Terminal(list(map(str, command)), 120, 36, environment))
        load, pid = Load(terminal.process.pid), terminal.process.pid
        noise = Noise()
        for seen in _seen(terminal, report, run):
            yield Row(
                seen,
                resident_megabytes(pid) * 1024,
                load.percent(),
                bare.percent() if bare is not None else None,
                noise.longest_ms(),
                _entries(pid, "task"),
                _entries(pid, "fd"),
            )


def _entries(pid: int, folder: str) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/{folder}").iterdir())


def _seen(terminal: Terminal, report: Path, run: Run) -> Iterator[dict[str, Any]]:
    """What the witness writes, as it comes; what is drawn is taken in and not looked at."""
    heard_at, given = time.monotonic() + STARTED_SECONDS, 0
    while terminal.process.poll() is None:
        terminal.record("\0", 1.0)
        lines = report.read_text(encoding="utf-8").splitlines()
        for line in lines[given:]:
            heard_at = time.monotonic()
            seen = json.loads(line)
            yield seen
            if seen["ended"] or seen["seconds"] >= run.minutes * 60:
                return
        given = len(lines)
        if time.monotonic() - heard_at > run.every + ROW_OVERDUE_SECONDS:
            raise TimeoutError(f"the program's witness says no more\n{terminal.text}")
    raise RuntimeError(f"the program ended\n{terminal.text}")


def endure(run: Run, say: Say) -> list[tuple[str, str, str]]:
    """Play `run` through, telling each stretch as it ends; gives what, budget, figure."""
    rows: list[Row] = []
    for row in rows_of(run):
        if not rows:
            say(f"{run.engine} at {run.rate:g}x, {row.seen['tree']}\n{HEADER}")
        rows.append(row)
        say(row_text(row, rows[0]))
    table = report_of(run, rows)
    for what, budget, figure in table:
        say(f"{what:<60}  {budget:<14}  {figure}")
    return table


def run_of(engine: str, minutes: float | None, every: float = 60.0) -> Run:
    """The run that the name stands for; without `minutes`, all of it."""
    if engine == "silent":
        return Run("silent", 8.0, 10.0, minutes or 80.0, every)
    minutes = minutes or 60.0
    return Run(engine, 1.0, minutes / 60 + 0.1, minutes, every)


def measure() -> list[tuple[str, str, str]]:
    """Both runs, one after the other: two and a quarter hours."""
    return [row for engine in ("silent", "vlc") for row in endure(run_of(engine, None), print)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="endurance")
    parser.add_argument("engine", choices=("silent", "vlc"))
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--every", type=float, default=60.0, help="seconds between two rows")
    parser.add_argument("--log", type=Path)
    options = parser.parse_args()

    def say(text: str) -> None:
        print(text, flush=True)
        if options.log is not None:
            with options.log.open("a", encoding="utf-8") as file:
                file.write(text + "\n")

    endure(run_of(options.engine, options.minutes, options.every), say)


if __name__ == "__main__":
    main()
