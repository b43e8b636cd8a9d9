"""A stream to a real PulseAudio of the tests' own, which plays into nothing."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from player.playback.pulse_stream import FRAME_BYTES, FRAMES_A_SECOND, PulseStream
from tests.benchmarks.listening.sound_server import SoundServer, lacking

PATIENCE_SECONDS = 20.0


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    if lacking(["pulseaudio"]):
        pytest.skip("there is no pulseaudio here to play to")
    try:
        started = SoundServer().__enter__()
    except RuntimeError as error:
        pytest.skip(str(error))
    with started:
        for name, value in started.environment.items():
            monkeypatch.setenv(name, value)
        yield started


@pytest.fixture
def stream(server: SoundServer) -> Iterator[PulseStream]:
    made = PulseStream("test")
    assert made.wait_until_ready(PATIENCE_SECONDS)
    yield made
    made.close()


def wait_until(is_so: Callable[[], bool]) -> None:
    latest = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < latest, "it did not happen"
        time.sleep(0.005)


def write(stream: PulseStream, seconds: float, *, at_once: bool = True) -> None:
    frames = int(seconds * FRAMES_A_SECOND)
    stream.write(bytes(frames * FRAME_BYTES), frames, at_once=at_once)


def latency(stream: PulseStream) -> float:
    """What the server tells next."""
    told: list[float] = []

    def is_told() -> bool:
        stream.ask_latency()
        answer = stream.latency_seconds()
        told.extend([] if answer is None else [answer])
        return bool(told)

    wait_until(is_told)
    return told[0]


def test_what_was_written_waits_and_gets_less(stream: PulseStream) -> None:
    write(stream, 60.0)
    first = latency(stream)
    assert 20.0 < first < 61.0
    wait_until(lambda: latency(stream) < first - 0.2)


def test_what_is_appended_is_heard_after_the_rest(stream: PulseStream) -> None:
    write(stream, 60.0)
    write(stream, 60.0, at_once=False)
    wait_until(lambda: latency(stream) > 80.0)


def test_a_flush_drops_what_waits(stream: PulseStream) -> None:
    write(stream, 60.0)
    assert latency(stream) > 20.0
    stream.flush()
    wait_until(lambda: latency(stream) < 5.0)


def test_what_is_held_waits_until_it_goes_on(stream: PulseStream) -> None:
    write(stream, 60.0)
    wait_until(lambda: latency(stream) < 59.5)
    stream.hold(True)
    wait_until(lambda: sink_input()["Corked"] == "yes")
    stream.hold(False)
    wait_until(lambda: sink_input()["Corked"] == "no")
    held = latency(stream)
    wait_until(lambda: latency(stream) < held - 0.3)


def sink_input() -> dict[str, str]:
    """What the server tells of the one stream that plays."""
    if lacking(["pactl"]):
        pytest.skip("there is no pactl here to ask the server")
    told = subprocess.run(
        ["pactl", "list", "sink-inputs"], capture_output=True, check=True, text=True, timeout=PATIENCE_SECONDS
    )
    lines = (line.strip().partition(": ") for line in told.stdout.splitlines())
    return {name: value for name, _, value in lines}


@pytest.mark.parametrize(("volume", "told"), [(35, "35%"), (130, "130%"), (-5, "0%")])
def test_the_loudness_is_that_of_the_systems_slider(stream: PulseStream, volume: int, told: str) -> None:
    stream.set_sound(volume, muted=True)
    wait_until(lambda: sink_input()["Mute"] == "yes")
    assert f" {told} " in sink_input()["Volume"]
    stream.set_sound(volume, muted=False)
    wait_until(lambda: sink_input()["Mute"] == "no")


def test_a_server_that_goes_away_takes_nothing_and_raises_nothing(
    stream: PulseStream, server: SoundServer
) -> None:
    write(stream, 1.0)
    server.close()
    wait_until(lambda: not stream.is_ready)
    assert_it_takes_nothing(stream)


def assert_it_takes_nothing(stream: PulseStream) -> None:
    write(stream, 1.0)
    stream.ask_latency()
    stream.flush()
    stream.hold(True)
    stream.set_sound(50, muted=False)
    assert stream.latency_seconds() is None
    assert not stream.wait_until_ready(0.01)
    assert not stream.is_ready


def test_a_closed_stream_takes_nothing_and_may_be_closed_again(server: SoundServer) -> None:
    stream = PulseStream("test")
    assert stream.wait_until_ready(PATIENCE_SECONDS)
    stream.close()
    assert_it_takes_nothing(stream)
    stream.close()


def test_where_no_server_is_it_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'none'}")
    try:
        stream = PulseStream("test")
    except OSError as error:
        pytest.skip(f"there is no libpulse here: {error}")
    assert not stream.is_ready
    assert not stream.wait_until_ready(0.05)
    assert stream.latency_seconds() is None
    stream.close()
    stream.close()
