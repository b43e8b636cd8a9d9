"""An engine that tells a media clock what libVLC would, late and in the wrong order where a test says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import chain, repeat

from player.playback.clock import MediaClock

TICK_MS = 5
READ_AHEAD_MS = 1144
"""Media that libVLC goes on playing after its last report when data stops: the least that was measured."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was heard and what the clock said, `wall` ms after the beginning."""

    wall: int
    heard: float
    shown: int

    @property
    def ahead(self) -> float:
        return self.shown - self.heard


@dataclass
class SimulatedEngine:
    """Plays `heard` ms into `clock`; wall time passes in `run` only.

    `steps` are the ms between two reports, `delays` how much later each arrives; both then go on evenly.
    """

    clock: MediaClock
    steps: Iterator[int] = field(default_factory=lambda: repeat(250))
    delays: Iterator[int] = field(default_factory=lambda: repeat(0))
    wall: int = 0
    heard: float = 0.0
    rate: float = 1.0
    seeks_taken: int = 0
    moments: list[Moment] = field(default_factory=list)
    on_time: int = 0

    def __post_init__(self) -> None:
        self._order = 0
        self._jobs: list[tuple[int, int, Callable[[], None]]] = []
        self._sounds = self._reports = True
        self._silent_at: float | None = None
        self._told = 0
        self.clock.load(0, self.now)
        self.clock.seek_sent(self.now)
        self.clock.playing(self.now)
        self._refill()
        self._after(next(self.steps), self._report)

    @property
    def now(self) -> float:
        return 100.0 + self.wall / 1000

    def _after(self, ms: int, job: Callable[[], None]) -> None:
        self._order += 1
        heappush(self._jobs, (self.wall + ms, self._order, job))

    def _refill(self) -> None:
        self.clock.buffering(0, self.now)
        self.clock.buffering(100, self.now)

    def _report(self) -> None:
        self._after(next(self.steps), self._report)
        if self._reports:
            media, delay = int(self.heard), next(self.delays)
            self._told = media
            self._after(delay, lambda: self._deliver(media, is_late=delay > 0))

    def _deliver(self, media: int, *, is_late: bool) -> None:
        self.clock.sample(media, self.now)
        self.on_time = 0 if is_late else self.on_time + 1

    # what happens

    def run(self, ms: int) -> list[Moment]:
        """Let `ms` pass; gives what was heard and shown in them."""
        first = len(self.moments)
        for _ in range(ms // TICK_MS):
            self.wall += TICK_MS
            if self._sounds:
                self.heard += TICK_MS * self.rate
            if self._silent_at is not None and self.heard >= self._silent_at:
                self._sounds, self.heard = False, self._silent_at
            while self._jobs and self._jobs[0][0] <= self.wall:
                heappop(self._jobs)[2]()
            self.moments.append(Moment(self.wall, self.heard, self.clock.position(self.now)))
        return self.moments[first:]

    def run_until_told(self, times: int) -> None:
        """Let time pass until so many reports came on time."""
        self.on_time = 0
        self.delays = repeat(0)
        while self.on_time < times:
            self.run(TICK_MS)

    def stall_told(self) -> None:
        """The sound stops and the engine says so."""
        self._sounds = self._reports = False
        self.clock.buffering(40, self.now)

    def stall_repeating(self) -> None:
        """The sound stops, and the same time is told again and again."""
        self._sounds = False

    def stall_untold(self) -> None:
        """No more data and no more reports, as in libVLC; what was read ahead is still played."""
        self._reports = False
        self._silent_at = max(self.heard, self._told + READ_AHEAD_MS)

    def recover(self, *, is_told: bool = True) -> None:
        """Data comes again: the buffer fills, of which the engine tells or not, and the sound goes on."""
        if is_told:
            self._refill()
        self._sounds = self._reports = True
        self._silent_at = None
        self._told = int(self.heard)
        self.on_time = 0

    def lose(self, ms: int) -> None:
        """Silence is put in, of which the engine does not tell."""
        self.heard -= ms

    def set_rate(self, rate: float, after: int) -> None:
        """Another rate, which the sound takes up `after` ms later."""
        self.clock.set_rate(rate, self.now)
        self._after(after, lambda: setattr(self, "rate", rate))

    def seek(self, target: int, *, answer: int, landing: int = 0) -> None:
        """A seek that is done after `answer` ms and lands beside its target."""
        at = self.clock.seek(target, self.now)
        self.clock.seek_sent(self.now)
        self.seeks_taken += 1
        self._after(answer, lambda: self._land(max(0, at + landing)))

    def _land(self, media: int) -> None:
        self.heard = float(media)
        self._refill()

    def pause(self) -> None:
        """The sound stands, and the engine says so."""
        self._sounds = self._reports = False
        self.clock.paused(self.now)

    def play(self) -> None:
        """The sound goes on."""
        self._sounds = self._reports = True
        self._silent_at = None
        self.clock.playing(self.now)


def then_evenly(values: list[int], evenly: int) -> Iterator[int]:
    """`values`, and `evenly` for ever after."""
    return chain(values, repeat(evenly))
