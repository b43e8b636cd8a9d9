"""Listens to one player in one condition."""

from __future__ import annotations

import random
import time
from contextlib import nullcontext
from pathlib import Path

from tests.benchmarks.listening.beep_lecture import beep_ms
from tests.benchmarks.listening.beeps import beeps_heard
from tests.benchmarks.listening.conditions import Condition, Step, busy_cores
from tests.benchmarks.listening.engines import PAUSE, QUIT, Engine
from tests.benchmarks.listening.recorder import Recorder
from tests.benchmarks.listening.sound_server import SoundServer
from tests.benchmarks.listening.sources import Source, Sources, over_http
from tests.benchmarks.listening.terminal_light import StampedTerminal, lights
from tests.benchmarks.listening.verdict import Deed, Event, Verdict, judge

SOUND_SECONDS = 15.0
AFTER_QUIT_SECONDS = 0.3
LOST_MS = 5.0


class ListeningError(Exception):
    """Nothing can be said of the player; holds why."""


class Listening:
    """Runs players one after the other, each in an empty home, all with the same sound server."""

    def __init__(self, server: SoundServer, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._sources = Sources(folder)
        self._runs = 0

    def measure(self, engine: Engine, condition: Condition) -> Verdict | None:
        """All launches of a condition; None where its source is not at hand. Raises ListeningError."""
        source = self._sources.of(condition)
        if source is None:
            return None
        verdict = Verdict()
        load = busy_cores() if condition.loaded else nullcontext()
        server = over_http(source) if condition.source == "http" else nullcontext(source)
        with load, server as reached:
            for _ in range(condition.launches):
                verdict += self._run(engine, condition, reached)
        return verdict

    def _run(self, engine: Engine, condition: Condition, source: Source) -> Verdict:
        command = engine.command(source.start)
        with Recorder(self._server.environment) as recorder:
            with StampedTerminal(command, {**self._server.environment, **self._home()}) as terminal:
                _wait_for_sound(terminal, recorder)
                events = _steer(terminal, engine, condition.steps)
                time.sleep(AFTER_QUIT_SECONDS)
            recording = recorder.stop()
        if abs(recording.clock.lost_ms()) > LOST_MS:
            raise ListeningError(f"the recording lost {recording.clock.lost_ms():.0f} ms")
        heard = beeps_heard(recording)
        begun = Event(heard[0].heard - source.first_beep_seconds, Deed.START)
        seen = lights(terminal.reads, source.numbers, engine.row_text)
        length_ms = beep_ms(condition.pace) / max(condition.rate, condition.pace)
        return judge(source.identified(heard), seen, (begun, *events), length_ms)

    def _home(self) -> dict[str, str]:
        """An empty home, so that no place, speed or setting is left from before."""
        self._runs += 1
        home = self._folder / f"home-{self._runs}"
        home.mkdir()
        return {"LECTURE_HOME": str(home)}


def _wait_for_sound(terminal: StampedTerminal, recorder: Recorder) -> None:
    deadline = time.monotonic() + SOUND_SECONDS
    while not recorder.heard_since(terminal.started):
        if terminal.process.poll() is not None or time.monotonic() > deadline:
            raise ListeningError(f"not heard: {terminal.last_words()}")
        time.sleep(0.01)


def _steer(terminal: StampedTerminal, engine: Engine, steps: tuple[Step, ...]) -> list[Event]:
    """Do each step, and tell when the keys went in."""
    chance = random.Random(5)
    flips = 0
    events = []
    for step in steps:
        time.sleep(step.wait_seconds)
        if terminal.process.poll() is not None:
            raise ListeningError(f"the player left: {terminal.last_words()}")
        match step.deed:
            case Deed.SEEK:
                keys = chance.choice(engine.seeks)
            case Deed.RATE:
                keys, flips = engine.flip[flips % 2], flips + 1
            case Deed.QUIT:
                keys = QUIT
            case _:
                keys = PAUSE
        events.append(Event(terminal.press(keys), step.deed))
    return events
