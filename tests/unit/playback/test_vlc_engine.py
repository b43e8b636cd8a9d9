"""The engine's thread against a player that only writes down what it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from player.model import Playable
from player.playback import vlc_engine, vlc_rate
from player.playback.clock import MediaClock
from player.playback.port import Degraded, Ended, Failed, LengthKnown, PlaybackEvent, PlayState
from player.playback.sound_output import SERVER_BACK, SERVER_LOST, SoundOutput
from player.playback.vlc_engine import VlcEngine
from player.playback.vlc_latency import filter_ms
from player.playback.wishes import Opening, Wishes


class NotingPlayer:
    """Stands in for libVLC's player."""

    def __init__(self) -> None:
        self.calls: list[Any] = []
        self.accepts_sound = False
        self.plays_sound = True
        self.seeks_anywhere = True
        self.settling_seconds = 0.0

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

    def seeks_at_any_rate(self) -> bool:
        return self.seeks_anywhere

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


class NotingOutput:
    """Stands in for an output of ours; writes down into the player's calls, for their order."""

    def __init__(self, calls: list[Any]) -> None:
        self._calls = calls
        self.begins: Callable[[], None] = lambda: None
        self.turns: Callable[[float], None] = lambda _: None
        self.lag = 0.0
        self.is_there = True
        self.heard_until = 0.0

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments, **named: self._calls.append((name, *arguments, *named.values()))

    def listen(self, *, begins: Callable[[], None], turns: Callable[[float], None]) -> None:
        self.begins, self.turns = begins, turns

    def lag_seconds(self, now: float) -> float:
        return self.lag

    def expect_turn(self, old_rate: float) -> float:
        self._calls.append(("expect_turn", old_rate))
        return self.heard_until

    def revive(self, now: float) -> bool:
        self._calls.append(("revive",))
        return self.is_there

    def set_sound(self, volume: int, *, muted: bool) -> None:
        self._calls.append(("output_set_sound", volume, muted))

    def close(self) -> None:
        self._calls.append(("close",))


class HeardRig(Rig):
    """An engine whose sound an output of ours plays, at a time that the test sets."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(path, SoundOutput())
        self.now = 1_000.0
        monkeypatch.setattr(vlc_engine, "monotonic", lambda: self.now)
        monkeypatch.setattr(vlc_rate, "monotonic", lambda: self.now)
        self.output = NotingOutput(self.player.calls)
        self.output.heard_until = self.now
        self.engine.use(self.player, self.output)  # type: ignore[arg-type]

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.engine.look()

    def begin(self) -> None:
        self.output.begins()
        self.run()

    def set_rate(self, rate: float) -> None:
        self.wishes.set_rate(rate, self.now)
        self.engine.follow()
        self.engine.look()

    def position(self) -> int:
        return self.wishes.status(self.now).position


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HeardRig:
    path = tmp_path / "lecture.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE")
    return HeardRig(path, monkeypatch)


def test_libvlc_plays_through_the_output_that_is_given(heard: HeardRig) -> None:
    assert heard.player.told("play_through") == [(heard.output,)]


def test_sound_is_set_at_the_output_and_never_at_libvlc(heard: HeardRig) -> None:
    heard.wishes.volume, heard.wishes.muted = 30, True
    heard.open()
    heard.play()
    heard.engine.look()
    assert heard.player.told("output_set_sound") == [(30, True)]
    assert heard.player.told("set_sound") == []


def test_an_output_of_ours_is_never_replaced(heard: HeardRig) -> None:
    heard.player.plays_sound = False
    heard.open()
    heard.play()
    heard.wait(vlc_engine.OUTPUTS_READY_SECONDS + 0.1)
    assert heard.player.told("use_output") == []
    assert not any(isinstance(event, Degraded) for event in heard.events)


def test_a_new_rate_is_expected_before_libvlc_is_told(heard: HeardRig) -> None:
    playing(heard)
    heard.begin()
    heard.set_rate(2.0)
    names = [call for call in heard.player.calls if call[0] in ("expect_turn", "set_rate")]
    assert names == [("expect_turn", 1.0), ("set_rate", 2.0)]
    heard.set_rate(3.0)
    assert heard.player.told("expect_turn") == [(1.0,), (2.0,)]
    heard.engine.follow()
    assert len(heard.player.told("set_rate")) == 2


def test_the_place_runs_at_a_new_rate_from_where_the_output_says(heard: HeardRig) -> None:
    playing(heard)
    heard.wait(1.0)
    before = heard.position()
    heard.set_rate(2.0)
    heard.output.turns(heard.now + 0.4)
    heard.wait(0.4)
    assert heard.position() == pytest.approx(before + 400, abs=2)
    heard.wait(1.0)
    assert heard.position() == pytest.approx(before + 2_400, abs=2)


@pytest.mark.parametrize(
    ("rate", "within"),
    [(1.2, vlc_rate.ON_ITS_WAY_SECONDS), (2.0, vlc_rate.HELD_BACK_SECONDS)],
)
def test_a_turn_that_shows_nowhere_counts_from_its_latest_guess(
    heard: HeardRig, rate: float, within: float
) -> None:
    playing(heard)
    heard.wait(1.0)
    before = heard.position()
    heard.output.heard_until = heard.now + 0.5
    heard.set_rate(rate)
    heard.wait(0.5 + within)
    assert heard.position() == pytest.approx(before + 500 + within * 1_000, abs=2)
    heard.wait(1.0)
    assert heard.position() == pytest.approx(before + 500 + within * 1_000 + rate * 1_000, abs=2)


def test_a_rate_there_and_back_in_one_go_leaves_the_clock_with_its_reports(heard: HeardRig) -> None:
    playing(heard)
    heard.wait(1.0)
    heard.wishes.set_rate(2.0, heard.now)
    heard.set_rate(1.0)
    assert heard.player.told("set_rate") == []
    position = heard.position()
    heard.engine._clock.sample(position + 500, heard.now)
    assert heard.position() == position + 500


def slow_to_seek(heard: HeardRig, *, settling: float = 0.0, rate: float = 2.0) -> None:
    """A container that cannot seek at other rates than 1, which plays at `rate`."""
    heard.player.seeks_anywhere = False
    heard.player.settling_seconds = settling
    heard.open()
    heard.play()
    heard.begin()
    heard.set_rate(rate)
    heard.player.calls.clear()


def test_such_a_container_starts_at_1_and_goes_on_at_the_rate(heard: HeardRig) -> None:
    heard.player.seeks_anywhere = False
    heard.wishes.set_rate(2.0, heard.now)
    heard.open()
    heard.play()
    assert heard.player.told("set_rate") == []
    heard.begin()
    assert heard.player.told("set_rate") == [(2.0,)]


def test_such_a_container_seeks_at_1_and_goes_on_at_the_rate(heard: HeardRig) -> None:
    slow_to_seek(heard)
    seek(heard, 5_000)
    told = [call for call in heard.player.calls if call[0] in ("set_rate", "seek")]
    assert told == [("set_rate", 1.0), ("seek", 5_000)]
    answer(heard)
    assert heard.player.told("set_rate") == [(1.0,)]
    heard.begin()
    assert heard.player.told("set_rate") == [(1.0,), (2.0,)]
    heard.begin()
    heard.wait(9.0)
    assert len(heard.player.told("set_rate")) == 2


def test_the_place_runs_at_1_until_the_rate_is_restored(heard: HeardRig) -> None:
    slow_to_seek(heard)
    seek(heard, 5_000)
    answer(heard)
    heard.begin()
    heard.output.turns(heard.now + 0.51)
    heard.wait(0.51)
    assert heard.position() == pytest.approx(5_500, abs=2)
    heard.wait(1.0)
    assert heard.position() == pytest.approx(7_500, abs=2)


def test_the_rate_is_restored_when_the_container_has_settled(heard: HeardRig) -> None:
    slow_to_seek(heard, settling=0.25)
    seek(heard, 5_000)
    answer(heard)
    heard.begin()
    heard.wait(0.2)
    assert heard.player.told("set_rate") == [(1.0,)]
    heard.wait(0.1)
    assert heard.player.told("set_rate") == [(1.0,), (2.0,)]


def test_a_rate_set_while_such_a_seek_is_on_its_way_waits_for_its_sound(heard: HeardRig) -> None:
    slow_to_seek(heard)
    seek(heard, 5_000)
    heard.set_rate(3.0)
    answer(heard)
    assert heard.player.told("set_rate") == [(1.0,)]
    heard.begin()
    assert heard.player.told("set_rate") == [(1.0,), (3.0,)]


def test_sound_of_the_place_before_the_last_restores_nothing(heard: HeardRig) -> None:
    slow_to_seek(heard)
    seek(heard, 5_000, 9_000)
    heard.hears.buffering(0)
    heard.hears.buffering(100)
    heard.output.begins()
    heard.run()
    assert heard.player.told("seek") == [(5_000,), (9_000,)]
    assert heard.player.told("set_rate") == [(1.0,)]
    answer(heard)
    heard.begin()
    assert heard.player.told("set_rate") == [(1.0,), (2.0,)]


def test_sound_of_a_medium_that_is_no_longer_wanted_restores_nothing(heard: HeardRig) -> None:
    slow_to_seek(heard)
    seek(heard, 5_000)
    heard.output.begins()
    heard.wishes.open(Opening(heard.playable, 0), heard.now)
    heard.run()
    assert heard.player.told("set_rate") == [(1.0,)]


def test_at_rate_1_such_a_container_is_like_any_other(heard: HeardRig) -> None:
    slow_to_seek(heard, rate=1.0)
    seek(heard, 5_000)
    answer(heard)
    heard.begin()
    assert heard.player.told("set_rate") == heard.player.told("expect_turn") == []


def test_other_containers_seek_at_the_rate(heard: HeardRig) -> None:
    playing(heard)
    heard.begin()
    heard.set_rate(2.0)
    seek(heard, 5_000)
    answer(heard)
    heard.begin()
    assert heard.player.told("set_rate") == [(2.0,)]
    heard.wait(1.01)
    assert heard.position() == pytest.approx(7_000 - filter_ms(2.0), abs=2)


def test_without_an_output_of_ours_any_container_keeps_the_rate(rig: Rig) -> None:
    rig.player.seeks_anywhere = False
    playing(rig)
    rig.wishes.set_rate(2.0, vlc_engine.monotonic())
    rig.engine.follow()
    seek(rig, 5_000)
    assert rig.player.told("set_rate") == [(2.0,)]


def test_a_lost_sound_server_is_told_each_time_and_its_return(heard: HeardRig) -> None:
    playing(heard)
    for is_there in (False, False, True, False, False):
        heard.output.is_there = is_there
        heard.wait(1.0)
    told = [event for event in heard.events if isinstance(event, Degraded)]
    assert told == [Degraded(SERVER_LOST), Degraded(SERVER_BACK), Degraded(SERVER_LOST)]


def test_a_sound_server_that_stays_is_no_matter(heard: HeardRig) -> None:
    playing(heard)
    heard.wait(1.0)
    assert heard.player.told("revive") != []
    assert not any(isinstance(event, Degraded) for event in heard.events)


def test_sound_that_nobody_wants_holds_up_neither_the_end_nor_the_next_medium(heard: HeardRig) -> None:
    heard.open()
    heard.play()
    heard.player.calls.clear()
    heard.open()
    names = [call[0] for call in heard.player.calls]
    assert names.index("abandon") < names.index("stop") < names.index("expect") < names.index("start")
    heard.player.calls.clear()
    heard.engine.release()
    assert [call[0] for call in heard.player.calls] == ["abandon", "release", "close"]


def test_after_the_release_the_output_is_left_alone(heard: HeardRig) -> None:
    playing(heard)
    heard.engine.release()
    heard.player.calls.clear()
    heard.output.is_there = False
    heard.wait(5.0)
    heard.engine.release()
    assert heard.player.calls == []
    assert not any(isinstance(event, Degraded) for event in heard.events)
