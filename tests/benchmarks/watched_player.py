"""The real program with a witness in it: `python -m tests.benchmarks.watched_player REPORT RATE EVERY play …`.

The witness compares, once a second on the screen's thread, what the program says with what the wall
clock and the transcript's file say, and writes a line of JSON to REPORT every EVERY seconds.
"""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import sys
from bisect import bisect_right
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any, TypeAlias

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

import player
from player.__main__ import main as play
from player.playback.port import PlayState
from player.session import Session
from player.ui import app as ui
from player.ui.widgets.transcript_painting import Lit

PROBE_SECONDS = 0.1
PROBES_A_LOOK = 10
SETTLE_SECONDS = 5.0
LATE_SECONDS = 0.05
"""What is lit may be what was due this long ago, and as much longer as the thread was just away."""
LINGERS_MS = 400
STAMP = re.compile(r"(\d+):(\d\d):(\d\d)\.(\d\d\d)")
Spoken: TypeAlias = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """What was seen in one stretch; `drift` is position less expectation in ms of media, any constant included.

    `wrong` of `looks` found another segment or word lit than the file has at the position; `interrupted`
    found no sound running; `longest_block_ms` is the longest that a callback due every 100 ms came late.
    """

    seconds: float
    position: int
    drift: float
    least_drift: float
    most_drift: float
    looks: int
    wrong: int
    interrupted: int
    longest_block_ms: float
    ended: bool
    tree: str


class Script:
    """A WebVTT file with word times, read without the program's own readers."""

    def __init__(self, path: Path) -> None:
        self._starts: list[int] = []
        self._spoken: list[tuple[int, int]] = []
        self._ends: list[int] = []
        for cue in path.read_text(encoding="utf-8").split("\n\n"):
            start, end, *words = [_ms(found) for found in STAMP.findall(cue)] or (None, None)
            if start is not None and end is not None:
                self._starts += [start, *words]
                self._spoken += [(len(self._ends), number) for number in range(len(words) + 1)]
                self._ends.append(end)

    def spoken_between(self, first: float, last: float) -> set[Spoken]:
        """Segments and words, None when none is being said; segment -1 before the first."""
        between = self._starts[bisect_right(self._starts, first) : bisect_right(self._starts, last)]
        return {self._spoken_at(position) for position in (first, *between, last)}

    def _spoken_at(self, position: float) -> Spoken:
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return (-1, None)
        segment, word = self._spoken[index]
        return (segment, word if position <= self._ends[segment] + LINGERS_MS else None)


def _ms(found: tuple[str, ...]) -> int:
    hours, minutes, seconds, ms = map(int, found)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def fill_style_cache() -> None:
    """Fill a cache of Textual's, so that what still grows afterwards is a leak.

    It keeps the codes of the last 16,384 styles, and every run of characters on a page whose text can be
    selected has a style of its own: 17 MB, full after 7 minutes at 8x and an hour at 1x.
    """
    look = Style(color="#e8e2d6", bgcolor="#16181c", bold=True)
    for number in range(16_384):
        Strip.render_ansi(look + Style.from_meta({"offset": (-1, number)}), ColorSystem.TRUECOLOR)


class Witness:
    """Looks at a session that plays at `rate`; belongs to the screen's thread."""

    def __init__(self, app: ui.LectureApp, session: Session, report: Path, rate: float, every: float) -> None:
        self._app, self._session = app, session
        self._report, self._rate, self._every = report, rate, every
        self._script = Script(Path(session.lecture.playable.path).with_suffix(".vtt"))
        self._loop = asyncio.get_running_loop()
        self._begun_at, self._begun_ms = 0.0, 0
        self._away_before = self._away = 0.0
        self._begin_stretch()

    def _begin_stretch(self) -> None:
        self._drifts: list[float] = []
        self._looks = self._wrong = self._interrupted = 0
        self._longest_block = 0.0

    def settle(self) -> None:
        """Begin when the sound has run for a while at `rate`, which may be faster than a reader can choose."""
        self._loop.call_later(SETTLE_SECONDS, self._session.playback.set_rate, self._rate)
        self._loop.call_later(2 * SETTLE_SECONDS, self._begin)
        fill_style_cache()

    def _begin(self) -> None:
        self._begun_at, self._begun_ms = monotonic(), self._session.playback.status().position
        self._rows = 0
        self._await_probe(1)

    def _await_probe(self, number: int) -> None:
        due = self._begun_at + number * PROBE_SECONDS
        self._loop.call_at(due, self._probe, number, due)

    def _probe(self, number: int, due: float) -> None:
        now = monotonic()
        self._away_before, self._away = self._away, now - due
        self._longest_block = max(self._longest_block, self._away)
        if number % PROBES_A_LOOK == 0 and self._look(now):
            return
        missed = int((now - due) / PROBE_SECONDS)
        self._await_probe(number + 1 + missed)

    def _look(self, now: float) -> bool:
        """Compare; whether that was the last time."""
        lit = self._app.screen.transcript.lit  # type: ignore[attr-defined]
        status = self._session.playback.status()
        position = status.position
        ended = status.state is PlayState.ENDED
        self._looks += 1
        self._interrupted += not (status.moving or ended)
        if not ended:
            self._drifts.append(position - self._begun_ms - (now - self._begun_at) * self._rate * 1000)
            late_ms = (LATE_SECONDS + max(self._away, self._away_before)) * self._rate * 1000
            due = self._script.spoken_between(position - late_ms, position)
            self._wrong += self._seen(lit) not in due
        if ended or now - self._begun_at >= (self._rows + 1) * self._every:
            self._write(now, position, ended=ended)
        return ended

    def _seen(self, lit: Lit) -> Spoken:
        if lit.segment is None:
            return (-1, None)
        before = self._session.segments[lit.segment].text[: lit.begin]
        return (lit.segment, before.count(" ") if lit.stop > lit.begin else None)

    def _write(self, now: float, position: int, *, ended: bool) -> None:
        drifts = self._drifts or [0.0]
        row = Row(
            seconds=now - self._begun_at,
            position=position,
            drift=statistics.median(drifts),
            least_drift=min(drifts),
            most_drift=max(drifts),
            looks=self._looks,
            wrong=self._wrong,
            interrupted=self._interrupted,
            longest_block_ms=self._longest_block * 1000,
            ended=ended,
            tree=str(Path(player.__file__).parent),
        )
        with self._report.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(row)) + "\n")
        self._rows += 1
        self._begin_stretch()


def watch(report: Path, rate: float, every: float) -> None:
    """Have every lecture that the screen shows from now on watched."""
    show = ui.LectureApp._show

    def show_watched(app: ui.LectureApp, session: Session, *others: Any) -> None:
        show(app, session, *others)
        Witness(app, session, report, rate, every).settle()

    ui.LectureApp._show = show_watched  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    watch(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
    sys.argv = ["lecture", *sys.argv[4:]]
    play()
