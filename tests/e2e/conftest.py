"""Terminals, lectures and the program itself for the tests from end to end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Timer
from types import MappingProxyType

import pytest

from player.errors import PlaybackError
from player.transcript.reading import read_transcript
from tests.e2e.player_screen import Talk
from tests.e2e.tmux import REPOSITORY, Tmux, tmux_is_here

DEMO = REPOSITORY / "assets" / "demo" / "demo.mp4"
SEED = "003_061868045c5d8a43.txt"
SEED_UNTIL_SECONDS = 320
RUN_SECONDS = 60.0
MAKE_SECONDS = 120.0


@pytest.fixture(scope="session")
def libvlc() -> None:
    """Skips where libVLC cannot be used."""
    from player.playback import vlc

    try:
        vlc.probe()
    except PlaybackError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def demo_talk() -> Talk:
    """The packaged demo lecture."""
    segments = read_transcript(DEMO.with_suffix(".vtt")).segments
    return Talk(DEMO, segments, 80_000, 2.0, "antialiazing filtr", "anti-aliasing filter", 210)


@pytest.fixture(scope="session")
def seed_talk(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """The first five minutes of a real lecture, spoken at its times."""
    for program in ("ffmpeg", "espeak-ng"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not here to make the seed's lecture")
    media = tmp_path_factory.mktemp("seed") / "lecture.opus"
    maker, seed = shared / "tools" / "make_lecture.py", shared / "seeds" / SEED
    subprocess.run(
        [sys.executable, maker, seed, media, "--until", str(SEED_UNTIL_SECONDS)],
        check=True,
        capture_output=True,
        timeout=MAKE_SECONDS,
    )
    segments = read_transcript(media.with_suffix(".vtt")).segments
    return Talk(
        media,
        segments,
        127_000,
        1.0,
        "stocastic gradiant decent",
        "stochastic gradient descent where you",
        232,
    )


@pytest.fixture(params=["seed", "demo"])
def talk(request: pytest.FixtureRequest) -> Talk:
    """Each of the lectures."""
    lecture: Talk = request.getfixturevalue(f"{request.param}_talk")
    return lecture


@pytest.fixture
def environment(lecture_home: Path) -> dict[str, str]:
    """What the program is told by its surroundings: a home of its own, and sound that goes nowhere in real time."""
    return {"LECTURE_HOME": str(lecture_home), "LECTURE_SOUND_OUTPUT": "dummy"}


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[Callable[..., Tmux]]:
    """Makes terminals: `terminal(columns, rows)`, with more of the environment where a test has it."""
    if not tmux_is_here():
        pytest.skip("tmux is not here")
    with ExitStack() as closing:

        def make(columns: int = 120, rows: int = 36, more: Mapping[str, str] = MappingProxyType({})) -> Tmux:
            tmux = Tmux(columns, rows, {**environment, **more})
            closing.callback(tmux.close)
            return tmux

        yield make


@pytest.fixture
def lecture(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `lecture ARGUMENTS` without a terminal and gives what it said."""

    def run(*arguments: str | Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(arguments),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=RUN_SECONDS,
            cwd=REPOSITORY,
            env=surroundings({**environment, **more}),
            # A suite that runs in the background has them ignored, and so would what it starts.
            preexec_fn=heed_signals,
        )

    return run


def heed_signals() -> None:
    """Have signals do again what they do to a program started by hand."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture
def started(environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `lecture ARGUMENTS` without a terminal; whatever still runs when the test is over is killed."""
    processes: list[tuple[subprocess.Popen[str], Timer]] = []

    def start(*arguments: str | Path, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
            env=surroundings({**environment, **more}),
            # A suite that runs in the background has them ignored, and so would what it starts.
            preexec_fn=heed_signals,  # noqa: PLW1509
        )
        # Reading from a program that says nothing would never end.
        watchdog = Timer(RUN_SECONDS, process.kill)
        watchdog.start()
        processes.append((process, watchdog))
        return process

    yield start
    for process, watchdog in processes:
        watchdog.cancel()
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def surroundings(more: Mapping[str, str]) -> dict[str, str]:
    """This environment with `more`, and with output buffered as it is for a user."""
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}, **more}


def command(arguments: Sequence[str | Path]) -> list[str]:
    """The program and its arguments."""
    return [sys.executable, "-m", "player", *map(str, arguments)]
