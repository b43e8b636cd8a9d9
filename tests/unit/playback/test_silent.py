"""The engine without sound on a clock that moves only when told."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.model import Playable
from player.playback.port import (
    Ended,
    Failed,
    LengthKnown,
    PlaybackEvent,
    PlayState,
    StateChanged,
)
from player.playback.silent import SilentPlayback


class Time:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def playable(tmp_path: Path) -> Playable:
    path = tmp_path / "lecture.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE")
    return Playable(path)


def test_the_clock_runs_only_when_time_does(time: Time, playable: Playable) -> None:
    playback = SilentPlayback(clock=time)
    playback.open(playable, at=5_000, length=60_000)
    assert playback.status().position == 5_000
    time.now += 1.25
    assert playback.status().position == 6_250
    playback.set_rate(2.0)
    time.now += 1
    assert playback.status().position == 8_250
    playback.pause()
    time.now += 10
    assert playback.status().position == 8_250
    assert playback.status().state is PlayState.PAUSED
    playback.play()
    time.now += 1
    assert playback.status().position == 10_250


def test_events_fire_in_order(time: Time, playable: Playable) -> None:
    told: list[PlaybackEvent] = []
    playback = SilentPlayback(clock=time)
    playback.subscribe(told.append)
    playback.open(playable, length=2_000)
    time.now += 3
    assert playback.status().position == 2_000
    playback.status()
    assert told == [
        StateChanged(PlayState.OPENING),
        LengthKnown(2_000),
        StateChanged(PlayState.PLAYING),
        StateChanged(PlayState.ENDED),
        Ended(),
    ]


def test_who_comes_late_is_told_what_holds(time: Time, playable: Playable) -> None:
    playback = SilentPlayback(clock=time)
    playback.open(playable, length=2_000)
    told: list[PlaybackEvent] = []
    playback.subscribe(told.append)
    assert told == [StateChanged(PlayState.PLAYING), LengthKnown(2_000)]


def test_without_a_length_it_runs_on(time: Time, playable: Playable) -> None:
    playback = SilentPlayback(clock=time)
    playback.open(playable)
    time.now += 100_000
    assert playback.status().position == 100_000_000
    assert playback.status().length is None


def test_a_seek_to_the_end_ends_while_playing_and_waits_while_paused(time: Time, playable: Playable) -> None:
    playback = SilentPlayback(clock=time)
    playback.open(playable, paused=True, length=2_000)
    playback.seek(9_000)
    assert (playback.status().position, playback.status().state) == (2_000, PlayState.PAUSED)
    playback.play()
    assert playback.status().state is PlayState.ENDED
    playback.seek(500)
    assert (playback.status().position, playback.status().state) == (500, PlayState.PLAYING)


def test_a_missing_file_fails_until_it_is_there(time: Time, playable: Playable) -> None:
    content = playable.path.read_bytes()
    playable.path.unlink()
    told: list[PlaybackEvent] = []
    playback = SilentPlayback(clock=time)
    playback.subscribe(told.append)
    playback.open(playable, at=700, length=2_000)
    assert playback.status().state is PlayState.FAILED
    time.now += 1
    assert playback.status().position == 700
    assert [event.position for event in told if isinstance(event, Failed)] == [700]
    playable.path.write_bytes(content)
    playback.play()
    assert playback.status().moving


def test_closed_it_stands(time: Time, playable: Playable) -> None:
    playback = SilentPlayback(clock=time)
    playback.open(playable)
    playback.close()
    playback.close()
    playback.open(playable)
    playback.play()
    time.now += 5
    assert (playback.status().position, playback.status().moving) == (0, False)
