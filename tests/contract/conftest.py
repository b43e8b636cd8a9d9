"""Engines and media for the contract suite."""

from __future__ import annotations

import math
import struct
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from player.errors import PlaybackError
from player.model import Playable
from player.playback.port import Playback, PlaybackEvent, PlaybackStatus, PlayState
from player.playback.pulse_stream import PulseStream
from player.playback.sound_output import FORCED_BY
from tests.benchmarks.listening.sound_server import SoundServer, lacking

PATIENCE_SECONDS = 15.0
FRAMES_PER_SECOND = 8000


def write_tone(path: Path, seconds: float) -> Path:
    """A quiet tone as a WAV file."""
    period = FRAMES_PER_SECOND // 400
    cycle = b"".join(
        struct.pack("<h", round(1000 * math.sin(2 * math.pi * n / period))) for n in range(period)
    )
    frames = round(seconds * FRAMES_PER_SECOND)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(FRAMES_PER_SECOND)
        file.writeframes((cycle * (frames // period + 1))[: frames * 2])
    return path


class Rig:
    """An engine, what it told, and ways to wait for it."""

    def __init__(self, playback: Playback) -> None:
        self.playback = playback
        self.events: list[PlaybackEvent] = []
        playback.subscribe(self.events.append)

    def open(self, path: Path, *, at: int = 0, paused: bool = False, length: int | None = None) -> None:
        self.playback.open(Playable(path), at=at, paused=paused, length=length)

    def status(self) -> PlaybackStatus:
        return self.playback.status()

    def wait(self, what: str, condition: Callable[[PlaybackStatus], bool]) -> PlaybackStatus:
        """Until `condition` holds of the status; fails with `what` was waited for."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            status = self.playback.status()
            if condition(status):
                return status
            if time.monotonic() > deadline:
                pytest.fail(f"waited in vain for {what}; {status}; told {self.events}")
            time.sleep(0.003)

    def wait_state(self, state: PlayState) -> PlaybackStatus:
        return self.wait(state.value, lambda status: status.state is state)

    def wait_told(self, event: type[PlaybackEvent]) -> PlaybackEvent:
        self.wait(event.__name__, lambda _: bool(self.told(event)))
        return self.told(event)[-1]

    def wait_past(self, position: int) -> PlaybackStatus:
        """Until it plays beyond `position`."""
        return self.wait(
            f"playing past {position}",
            lambda status: status.state is PlayState.PLAYING and status.position > position,
        )

    def watch(self, seconds: float) -> list[tuple[float, PlaybackStatus]]:
        """Statuses with the moments before each was read."""
        seen = []
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            seen.append((time.monotonic(), self.playback.status()))
            time.sleep(0.003)
        return seen

    def told(self, event: type[PlaybackEvent]) -> list[PlaybackEvent]:
        return [each for each in tuple(self.events) if isinstance(each, event)]


def engine_class(name: str) -> Any:
    if name == "mpv":
        from player.playback.mpv import MpvPlayback

        return MpvPlayback
    from player.playback.vlc import VlcPlayback

    return VlcPlayback


def make_engine(name: str, **arguments: Any) -> Playback:
    """An engine, without pictures and without a sound device unless `arguments` say otherwise."""
    if name == "silent":
        from player.playback.silent import SilentPlayback

        return SilentPlayback()
    try:
        engine: Playback = engine_class(name)(**{"video": False, "sound_output": "dummy", **arguments})
    except PlaybackError as error:
        pytest.skip(str(error))
    return engine


@pytest.fixture(scope="session")
def sound_server() -> Iterator[SoundServer]:
    """A PulseAudio whose sink plays into nothing."""
    if lacking(["pulseaudio"]):
        pytest.skip("there is no pulseaudio here to play to")
    with SoundServer() as server, pytest.MonkeyPatch.context() as environment:
        for key, value in server.environment.items():
            environment.setenv(key, value)
        # A sink that nobody plays to sleeps, and takes seconds to wake.
        awake = PulseStream("awake")
        assert awake.wait_until_ready(PATIENCE_SECONDS)
        environment.undo()
        yield server
        awake.close()


@pytest.fixture(params=["silent", "vlc", "vlc to a sound server", "mpv"])
def rig(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    name, _, heard = request.param.partition(" to ")
    if heard:
        monkeypatch.delenv(FORCED_BY, raising=False)
        for key, value in request.getfixturevalue("sound_server").environment.items():
            monkeypatch.setenv(key, value)
    playback = make_engine(name, sound_output=None) if heard else make_engine(name)
    yield Rig(playback)
    playback.close()


@pytest.fixture(params=["vlc", "mpv"])
def reader(request: pytest.FixtureRequest) -> str:
    """The name of an engine that reads the media, which the silent one does not."""
    return str(request.param)


@pytest.fixture
def rig_with() -> Iterator[Callable[..., Rig]]:
    """Makes engines by name with the arguments given."""
    with ExitStack() as closing:

        def make(name: str, **arguments: Any) -> Rig:
            playback = make_engine(name, **arguments)
            closing.callback(playback.close)
            return Rig(playback)

        yield make


@pytest.fixture
def reading_rig(reader: str, rig_with: Callable[..., Rig]) -> Rig:
    return rig_with(reader)


@pytest.fixture(scope="session")
def lecture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of sound."""
    return write_tone(tmp_path_factory.mktemp("media") / "lecture.wav", 60)


@pytest.fixture(scope="session")
def short_talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of sound."""
    return write_tone(tmp_path_factory.mktemp("media") / "short.wav", 3)


@pytest.fixture
def tone() -> Callable[[Path, float], Path]:
    """Writes sound."""
    return write_tone
