"""The engine's thread against an mpv that the test plays, over a real pair of sockets."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from player.errors import PlaybackError
from player.model import Playable
from player.playback import mpv_engine
from player.playback.clock import MediaClock
from player.playback.mpv_engine import MpvEngine
from player.playback.mpv_process import MpvProcess
from player.playback.port import Degraded, Ended, Failed, LengthKnown, PlaybackEvent, PlayState
from player.playback.sound_output import SoundOutput
from player.playback.wishes import Opening, Wishes


class PlayedMpv:
    """Reads commands and answers as the test says."""

    def __init__(self) -> None:
        ours, self.wire = socket.socketpair()
        child = subprocess.Popen([sys.executable, "-c", ""])
        child.wait()
        self.process = MpvProcess(child, ours, "0.35.1")
        self.wire.setblocking(False)
        self.commands: list[list[Any]] = []
        self.entry = 0
        self.values = "no no no 0.125 0.125 60.0 pulse 0"
        self._rest = b""

    def say(self, **message: Any) -> None:
        self.wire.sendall(json.dumps(message).encode() + b"\n")

    def answer(self) -> int:
        """Answer all that was asked so far; how much that was."""
        try:
            self._rest += self.wire.recv(1_000_000)
        except BlockingIOError:
            return 0
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self._answer(json.loads(line))
        return len(lines)

    def _answer(self, asked: dict[str, Any]) -> None:
        command = asked["command"]
        self.commands.append(command)
        told: Any = None
        if command[0] == "loadfile":
            self.entry += 1
            told = {"playlist_entry_id": self.entry}
        elif command[0] == "expand-text":
            told = self.values
        self.say(request_id=asked["request_id"], error="success", data=told)

    def told(self, name: str) -> list[Any]:
        return [command[1:] for command in self.commands if command[0] == name]


class Rig:
    """An engine whose jobs run when the test says."""

    def __init__(self, path: Path) -> None:
        self.playable = Playable(path)
        self.clock = MediaClock()
        self.jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.wishes = Wishes(self.clock)
        self.mpv = PlayedMpv()
        self.started = [self.mpv]
        self.engine = MpvEngine(self.wishes, self.clock, SoundOutput(), self.jobs.put, self.launch)
        self.engine.use(self.mpv.process)
        self.events: list[PlaybackEvent] = []
        self.engine.announcer.subscribe(self.events.append)

    def launch(self) -> MpvProcess:
        self.mpv = PlayedMpv()
        self.started.append(self.mpv)
        return self.mpv.process

    def run(self) -> None:
        """Until neither side has anything to say: mpv asks and tells nothing on its own."""
        quiet = 0
        while quiet < 3:
            quiet += 1
            if self.mpv.answer():
                quiet = 0
            try:
                self.jobs.get(timeout=0.02)()
                quiet = 0
            except Exception as error:
                if type(error).__name__ != "Empty":
                    raise

    def open(self, at: int = 0, *, paused: bool = False) -> Opening:
        opening = Opening(self.playable, at)
        self.wishes.open(opening, mpv_engine.monotonic(), paused=paused)
        self.engine.follow()
        self.run()
        return opening

    def event(self, event: str, **message: Any) -> None:
        self.mpv.say(event=event, **message)
        self.run()

    def play(self) -> Opening:
        opening = self.open()
        self.event("start-file", playlist_entry_id=self.mpv.entry)
        self.event("playback-restart")
        return opening

    def seek(self, target: int) -> None:
        self.wishes.seek(target, mpv_engine.monotonic())
        self.engine.follow()
        self.run()

    def told(self, kind: type[PlaybackEvent]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    monkeypatch.setattr(mpv_engine, "SEEK_SECONDS", 1000.0)
    path = tmp_path / "lecture.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE")
    rig = Rig(path)
    yield rig
    for mpv in rig.started:
        mpv.wire.close()
    rig.engine.release()


def test_it_plays_when_mpv_says_so_and_not_before(rig: Rig) -> None:
    opening = rig.open()
    assert opening.phase is PlayState.OPENING
    assert rig.mpv.told("loadfile") == [[str(rig.playable.path)]]
    rig.event("playback-restart")
    assert opening.phase is PlayState.OPENING, "the restart was of no file of ours"
    rig.event("start-file", playlist_entry_id=1)
    rig.event("playback-restart")
    assert opening.phase is PlayState.PLAYING
    assert rig.told(LengthKnown) == [LengthKnown(60_000)]
    assert rig.clock.last_sample == 125


def test_one_seek_at_a_time_and_then_the_last(rig: Rig) -> None:
    rig.play()
    for target in (10_000, 20_000, 30_000):
        rig.seek(target)
    assert rig.mpv.told("seek") == [[10.0, "absolute+exact"]]
    assert rig.wishes.status(mpv_engine.monotonic()).position == 30_000
    rig.event("playback-restart")
    assert rig.mpv.told("seek")[1:] == [[30.0, "absolute+exact"]]


def test_nothing_is_believed_between_a_seek_and_its_restart(rig: Rig) -> None:
    rig.play()
    rig.seek(8_000)
    rig.event("property-change", name="core-idle", data=False)
    assert rig.clock.unconfirmed_seek == 8_000
    rig.mpv.values = "no no no 8.0 8.0 60.0 pulse 0"
    rig.event("playback-restart")
    assert rig.clock.unconfirmed_seek is None
    assert rig.clock.last_sample == 8_000


def test_a_change_of_rate_empties_the_output_where_it_stands(rig: Rig) -> None:
    rig.play()
    rig.wishes.set_rate(2.0, mpv_engine.monotonic())
    rig.engine.follow()
    rig.run()
    assert ["speed", 2.0] in rig.mpv.told("set_property")
    ((place, how),) = rig.mpv.told("seek")
    assert how == "absolute+exact"
    assert 0.125 <= place < 3.0
    # mpv reckons as if all that is in the output were of the new speed already.
    playing, rig.mpv.values = rig.mpv.values, "no no no 0.06 0.06 60.0 pulse 0"
    rig.event("property-change", name="core-idle", data=False)
    assert rig.clock.last_sample == 125
    rig.mpv.values = playing
    rig.event("playback-restart")
    assert rig.clock.last_sample == 125 - 49


def test_what_the_old_medium_says_is_dropped(rig: Rig) -> None:
    rig.play()
    opening = rig.open(5_000)
    rig.event("end-file", reason="error", playlist_entry_id=1, file_error="x")
    rig.event("playback-restart")
    assert opening.phase is PlayState.OPENING
    assert not rig.told(Failed)


def test_waiting_for_data_stands(rig: Rig) -> None:
    rig.play()
    rig.mpv.values = "yes no no 5.0 5.0 60.0 pulse 0"
    rig.event("property-change", name="core-idle", data=True)
    positions = {rig.clock.position(mpv_engine.monotonic() + seconds) for seconds in (0.5, 1.0, 5.0)}
    assert len(positions) == 1


def test_the_end_is_told_once_and_the_file_let_go(rig: Rig) -> None:
    opening = rig.play()
    rig.seek(59_000)
    rig.mpv.values = "yes no yes ? 60.0 60.0 pulse 0"
    rig.event("playback-restart")
    rig.event("property-change", name="eof-reached", data=True)
    assert opening.phase is PlayState.ENDED
    assert len(rig.told(Ended)) == 1
    assert rig.mpv.told("stop") == [[]]


def test_an_early_end_is_a_cut_file(rig: Rig) -> None:
    rig.play()
    rig.mpv.values = "yes no yes ? 1.0 60.0 pulse 0"
    rig.event("property-change", name="eof-reached", data=True)
    (failed,) = rig.told(Failed)
    assert "lecture.wav breaks off at" in failed.reason


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"reason": "error", "file_error": "unrecognized file format"}, "no sound or video"),
        ({"reason": "error", "file_error": "loading failed"}, "mpv reports an error"),
        ({"reason": "redirect"}, "list of other files"),
    ],
)
def test_a_refused_file_fails_in_a_sentence(rig: Rig, message: dict[str, str], words: str) -> None:
    rig.open()
    rig.event("start-file", playlist_entry_id=1)
    rig.event("end-file", **message)
    (failed,) = rig.told(Failed)
    assert words in failed.reason


def test_sound_that_fell_back_to_none_is_told_once(rig: Rig) -> None:
    rig.mpv.values = "no no no 5.0 5.0 60.0 null 0"
    rig.play()
    rig.event("property-change")
    assert len(rig.told(Degraded)) == 1


def test_a_lost_mpv_fails_and_the_next_wish_starts_another(rig: Rig) -> None:
    rig.play()
    rig.mpv.wire.close()
    rig.jobs.get(timeout=10)()
    (failed,) = rig.told(Failed)
    assert "mpv ended by itself" in failed.reason
    rig.wishes.play(mpv_engine.monotonic())
    rig.engine.follow()
    rig.run()
    assert len(rig.started) == 2
    assert len(rig.mpv.told("loadfile")) == 1
    assert ["speed", 1.0] in rig.mpv.told("set_property")


def test_an_mpv_that_cannot_be_started_again_fails_in_its_sentence(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> MpvProcess:
        raise PlaybackError("mpv is not installed; a remedy.")

    monkeypatch.setattr(rig.engine, "_launch", fail)
    rig.engine.release()
    rig.wishes.open(Opening(rig.playable, 0), mpv_engine.monotonic())
    rig.engine.follow()
    assert [failed.reason for failed in rig.told(Failed)] == ["mpv is not installed; a remedy."]


def test_an_mpv_without_an_answer_is_given_up(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.play()
    monkeypatch.setattr(mpv_engine, "ANSWER_SECONDS", -1.0)
    rig.engine.look()
    assert not rig.told(Failed), "it has answered all"
    rig.wishes.pause()
    rig.engine.follow()
    rig.engine.look()
    assert rig.mpv.process.socket.fileno() == -1
    assert "no longer answers" in rig.told(Failed)[0].reason


def test_a_seek_that_mpv_was_lost_with_is_played_by_the_next(rig: Rig) -> None:
    rig.play()
    rig.seek(30_000)
    rig.mpv.wire.close()
    rig.jobs.get(timeout=10)()
    rig.run()
    assert len(rig.started) == 2
    assert ["start", "30.000"] in rig.mpv.told("set_property")
    assert not rig.told(Failed)


def test_what_nobody_foresaw_fails_in_a_sentence(rig: Rig) -> None:
    rig.play()
    rig.engine.fail_unexpectedly(OSError("x"))
    (failed,) = rig.told(Failed)
    assert failed.reason == "Playing stopped: mpv could not be steered (OSError); open the lecture again."
