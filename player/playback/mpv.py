"""mpv as an engine, steered over its JSON IPC; its time is exact whenever it is asked."""

from __future__ import annotations

import atexit
import os
import sys
from functools import partial
from time import monotonic

from player.model import Millis, Playable
from player.playback.clock import MediaClock
from player.playback.mpv_engine import LOOK_SECONDS, MpvEngine
from player.playback.mpv_process import start_mpv
from player.playback.port import Listener, PlaybackStatus
from player.playback.serial_thread import Job, SerialThread
from player.playback.sound_output import choose_sound_output
from player.playback.wishes import Opening, Wishes

CLOSE_SECONDS = 3.0


def _has_display() -> bool:
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or sys.platform == "darwin"


class MpvPlayback:
    """Plays through a child of this process, in a window of mpv's own where `video` is wanted.

    The constructor waits until mpv has answered and raises PlaybackError where it does not;
    `sound_output` forces one of mpv's outputs ("dummy" for none).
    """

    name = "mpv"

    def __init__(self, *, video: bool = True, sound_output: str | None = None) -> None:
        sound = choose_sound_output(sound_output)
        launch = partial(start_mpv, video=video and _has_display(), sound_output=sound.module)
        process = launch()
        clock = MediaClock()
        self._wishes = Wishes(clock)
        self._engine = MpvEngine(self._wishes, clock, sound, self._post, launch)
        self._thread = SerialThread(
            "mpv",
            idle=self._engine.look,
            interval_seconds=LOOK_SECONDS,
            failed=self._engine.fail_unexpectedly,
        )
        self._thread.post(partial(self._engine.use, process))
        atexit.register(self.close)

    def _post(self, job: Job) -> None:
        self._thread.post(job)

    def subscribe(self, listener: Listener) -> None:
        """Have `listener` told every later event, and first what still holds of earlier ones."""
        self._thread.post(partial(self._engine.announcer.subscribe, listener))

    def open(
        self, playable: Playable, *, at: Millis = 0, paused: bool = False, length: Millis | None = None
    ) -> None:
        """Load `playable` and play from `at`, or stand there when `paused`."""
        self._wishes.open(Opening(playable, max(at, 0), length), monotonic(), paused=paused)
        self._thread.post(self._engine.follow)

    def play(self) -> None:
        """Play on; after the end, from the start; after a failure, from where it stopped."""
        self._wishes.play(monotonic())
        self._thread.post(self._engine.follow)

    def pause(self) -> None:
        """Let the sound stand."""
        self._wishes.pause()
        self._thread.post(self._engine.follow)

    def seek(self, position: Millis) -> None:
        """Go to `position`; after the end it plays again from there."""
        self._wishes.seek(position, monotonic())
        self._thread.post(self._engine.follow)

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times normal speed; ValueError when it is not positive."""
        self._wishes.set_rate(rate, monotonic())
        self._thread.post(self._engine.follow)

    def set_volume(self, volume: int) -> None:
        """Set the volume in per cent."""
        self._wishes.volume = max(volume, 0)
        self._thread.post(self._engine.follow)

    def set_muted(self, muted: bool) -> None:
        """Silence or restore the sound."""
        self._wishes.muted = muted
        self._thread.post(self._engine.follow)

    def status(self) -> PlaybackStatus:
        """The state now, without asking mpv."""
        return self._wishes.status(monotonic())

    def close(self) -> None:
        """Stop and end mpv, within CLOSE_SECONDS; safe to call twice."""
        atexit.unregister(self.close)
        self._wishes.close()
        self._thread.post(self._engine.release)
        self._thread.finish(timeout_seconds=CLOSE_SECONDS)
