"""The engine's thread against a player that only writes down what it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from player.model import Playable
from player.playback import vlc_engine
from player.playback.clock import MediaClock
from player.playback.port import Degraded, Ended, Failed, LengthKnown, PlaybackEvent, PlayState
from player.playback.sound_output import SoundOutput
from player.playback.vlc_engine import VlcEngine
from player.playback.wishes import Opening, Wishes


class NotingPlayer:
    """Stands in for libVLC's player."""

    def __init__(self) -> None:
        self.calls: list[Any] = []
        self.accepts_sound = False
        self.plays_sound = True

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments, **named: self.calls.append((name, *arguments, *named.values()))

    def start(self, path: Path, at: int, *, paused: bool) -> bool:
        self.calls.append(("start", at, paused))
        return True

    def set_sound(self, volume: int, *, muted: bool) -> bool:
        self.calls.append(("set_sound", volume, muted))
        return self.accepts_sound

    def takes_no_sound(self) -> bool:
        return not self.plays_sound

    def lacks_window(self) -> bool:
        return False

    def names_other_files(self) -> bool:
        return False

    def chapters(self) -> tuple[()]:
        return ()

    def told(self, name: str) -> list[Any]:
        return [call[1:] for call in self.calls if call[0] == name]


class Rig:
    """An engine whose jobs run when the test says."""

    def __init__(self, path: Path, sound: SoundOutput) -> None:
        self.playable = Playable(path)
        clock = MediaClock()
        self.jobs: list[Callable[[], None]] = []
        self.wishes = Wishes(clock)
        self.engine = VlcEngine(self.wishes, clock, sound, self.jobs.append, video=False)
        self.hears = self.engine.callbacks()
        self.player = NotingPlayer()
        self.engine.use(self.player)  # type: ignore[arg-type]
        self.events: list[PlaybackEvent] = []
        self.engine.announcer.subscribe(self.events.append)

    def run(self) -> None:
        while self.jobs:
            self.jobs.pop(0)()
            self.engine.look()

    def open(self, at: int = 0, *, paused: bool = False) -> Opening:
        opening = Opening(self.playable, at)
        self.wishes.open(opening, vlc_engine.monotonic(), paused=paused)
        self.engine.follow()
        return opening

    def play(self) -> None:
        self.hears.playing()
        self.hears.buffering(100)
        self.run()


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    path = tmp_path / "lecture.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE")
    return Rig(path, SoundOutput())


def test_sound_is_set_until_libvlc_takes_it_and_then_once(rig: Rig) -> None:
    rig.wishes.volume, rig.wishes.muted = 30, True
    rig.open()
    rig.play()
    rig.player.calls.clear()
    rig.hears.sounding()
    rig.player.accepts_sound = True
    rig.run()
    assert rig.player.told("set_sound") == [(30, True)]
    rig.engine.look()
    assert len(rig.player.told("set_sound")) == 1
    rig.open()
    assert len(rig.player.told("set_sound")) == 2


def test_a_pause_waits_until_it_plays(rig: Rig) -> None:
    rig.open()
    rig.wishes.pause()
    rig.engine.follow()
    assert rig.player.told("set_pause") == []
    rig.play()
    assert rig.player.told("set_pause")[0] == (True,)


def test_a_start_that_paused_too_late_goes_on(rig: Rig) -> None:
    rig.open(paused=True)
    rig.wishes.play(vlc_engine.monotonic())
    rig.play()
    rig.player.calls.clear()
    rig.hears.paused()
    rig.run()
    assert rig.player.told("set_pause") == [(False,)]


def test_a_seek_waits_until_it_plays_and_many_are_one(rig: Rig) -> None:
    rig.open()
    for target in (1_000, 2_000, 3_000):
        rig.wishes.seek(target, vlc_engine.monotonic())
        rig.engine.follow()
    assert rig.player.told("seek") == []
    rig.play()
    assert rig.player.told("seek") == [(3_000,)]


def playing(rig: Rig) -> None:
    rig.open()
    rig.play()
    rig.player.calls.clear()


def seek(rig: Rig, *targets: int) -> None:
    for target in targets:
        rig.wishes.seek(target, vlc_engine.monotonic())
        rig.engine.follow()
        rig.engine.look()


def answer(rig: Rig) -> None:
    rig.hears.buffering(0)
    rig.hears.buffering(100)
    rig.run()


def test_of_a_burst_of_seeks_only_the_last_follows_the_one_being_done(rig: Rig) -> None:
    playing(rig)
    seek(rig, *range(1_000, 51_000, 1_000))
    assert rig.player.told("seek") == [(1_000,)]
    answer(rig)
    assert rig.player.told("seek") == [(1_000,), (50_000,)]
    answer(rig)
    seek(rig, 7_000)
    assert rig.player.told("seek") == [(1_000,), (50_000,), (7_000,)]


def test_a_full_buffer_that_was_full_before_the_seek_is_no_answer(rig: Rig) -> None:
    playing(rig)
    seek(rig, 1_000)
    rig.hears.buffering(100)
    seek(rig, 2_000)
    assert rig.player.told("seek") == [(1_000,)]


def test_a_seek_that_is_never_answered_holds_the_next_up_for_a_second(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    playing(rig)
    seek(rig, 1_000, 2_000)
    begun = vlc_engine.monotonic()
    monkeypatch.setattr(vlc_engine, "monotonic", lambda: begun + 0.9)
    rig.engine.look()
    assert rig.player.told("seek") == [(1_000,)]
    monkeypatch.setattr(vlc_engine, "monotonic", lambda: begun + 1.1)
    rig.engine.look()
    assert rig.player.told("seek") == [(1_000,), (2_000,)]


def test_a_pause_does_not_wait_for_a_seek_nor_the_seek_for_playing(rig: Rig) -> None:
    playing(rig)
    seek(rig, 1_000, 2_000)
    rig.wishes.pause()
    rig.engine.follow()
    assert rig.player.told("set_pause") == [(True,)]
    rig.hears.paused()
    answer(rig)
    assert rig.player.told("seek") == [(1_000,), (2_000,)]


@pytest.mark.parametrize("happens", ["ended", "error"])
def test_a_seek_held_back_when_the_medium_is_over_plays_from_there(rig: Rig, happens: str) -> None:
    playing(rig)
    seek(rig, 59_000, 20_000)
    getattr(rig.hears, happens)()
    rig.run()
    assert rig.player.told("start") == [(20_000, False)]
    rig.play()
    seek(rig, 30_000)
    assert rig.player.told("seek") == [(59_000,), (30_000,)]


def test_a_medium_begun_while_a_seek_is_unanswered_is_not_held_up(rig: Rig) -> None:
    playing(rig)
    seek(rig, 1_000)
    rig.open()
    rig.play()
    seek(rig, 5_000)
    assert rig.player.told("seek") == [(1_000,), (5_000,)]


def test_many_openings_are_one(rig: Rig) -> None:
    for at in (1_000, 2_000, 3_000):
        rig.wishes.open(Opening(rig.playable, at), vlc_engine.monotonic())
    for _ in range(3):
        rig.engine.follow()
    assert rig.player.told("start") == [(3_000, False)]
    names = [call[0] for call in rig.player.calls]
    assert names.index("stop") < names.index("start")


def test_what_the_old_medium_says_is_dropped(rig: Rig) -> None:
    rig.open()
    rig.play()
    rig.hears.error()
    rig.hears.ended()
    rig.hears.length(9_000)
    opening = rig.open(5_000)
    rig.run()
    assert opening.phase is PlayState.OPENING
    assert rig.wishes.status(vlc_engine.monotonic()).length is None
    rig.wishes.seek(20_000, vlc_engine.monotonic())
    assert rig.wishes.status(vlc_engine.monotonic()).position == 20_000
    assert not any(isinstance(event, (Failed, Ended, LengthKnown)) for event in rig.events)


def test_an_error_fails_where_it_was(rig: Rig) -> None:
    rig.open(4_000)
    rig.hears.error()
    rig.run()
    failures = [event for event in rig.events if isinstance(event, Failed)]
    assert [failed.position for failed in failures] == [4_000]
    assert "libVLC reports an error" in failures[0].reason


def test_a_seek_that_came_as_it_ended_is_played(rig: Rig) -> None:
    rig.open()
    rig.play()
    rig.hears.length(60_000)
    rig.run()
    rig.hears.ended()
    rig.wishes.seek(20_000, vlc_engine.monotonic())
    rig.run()
    assert rig.player.told("start")[-1] == (20_000, False)
    assert not any(isinstance(event, (Failed, Ended)) for event in rig.events)


def test_an_output_that_plays_nothing_is_replaced_once(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vlc_engine, "OUTPUTS_READY_SECONDS", -1.0)
    rig.player.plays_sound = False
    rig.open()
    rig.play()
    assert rig.player.told("use_output") == [("dummy",)]
    rig.play()
    assert len(rig.player.told("use_output")) == 1
    assert len([event for event in rig.events if isinstance(event, Degraded)]) == 1
    assert len(rig.player.told("start")) == 2


def test_what_nobody_foresaw_fails_in_a_sentence(rig: Rig) -> None:
    rig.open()
    rig.play()
    rig.engine.fail_unexpectedly(OSError("x"))
    failures = [event for event in rig.events if isinstance(event, Failed)]
    assert [failed.reason for failed in failures] == [
        "Playing stopped: libVLC failed (OSError); open the lecture again."
    ]
