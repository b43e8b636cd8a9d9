"""libVLC 3 as an engine; the only place that imports vlc.

Every call of libVLC is made on one thread, because its calls block and, from its own callbacks, hang.
"""

from __future__ import annotations

import atexit
import logging
import os
import sys
from concurrent.futures import Future
from functools import partial
from time import monotonic
from typing import Any

from player.errors import PlaybackError
from player.model import Millis, Playable
from player.playback.clock import MediaClock
from player.playback.install_advice import libvlc_remedy
from player.playback.port import Listener, PlaybackStatus
from player.playback.serial_thread import Job, SerialThread
from player.playback.sound_output import DUMMY, choose_sound_output
from player.playback.timed_output import timed_output
from player.playback.vlc_engine import VlcEngine
from player.playback.vlc_player import VlcPlayer
from player.playback.wishes import Opening, Wishes

LOAD_SECONDS = 20.0
CLOSE_SECONDS = 3.0
TICK_SECONDS = 0.2

_ARGUMENTS = (
    "--quiet",
    "--no-video-title-show",
    "--no-osd",
    "--no-spu",
    "--no-sub-autodetect-file",
    "--no-lua",
    "--no-metadata-network-access",
    "--no-auto-preparse",
    "--no-mkv-preload-local-dir",
    "--no-snapshot-preview",
    "--no-xlib",
    "--no-volume-save",
)


def _load(*arguments: str) -> tuple[Any, Any]:
    """The vlc module and an instance of libVLC; raises PlaybackError with the command that mends it."""
    # The binding logs on its own to standard error where libVLC is missing.
    logging.getLogger("vlc").addHandler(logging.NullHandler())
    try:
        import vlc

        version = _version(vlc)
        instance = vlc.Instance(*_ARGUMENTS, *arguments) if version.startswith("3.") else None
    except (Exception, SystemExit) as error:
        # Without libVLC the binding raises ImportError, NotImplementedError, OSError, NameError,
        # AttributeError or SystemExit, depending on how much of it is there.
        remedy = libvlc_remedy(detail=str(error))
        raise PlaybackError(f"libVLC is missing or cannot be loaded; {remedy}.") from error
    if not version.startswith("3."):
        raise PlaybackError(f"libVLC {version} cannot be used, only version 3; {libvlc_remedy()}.")
    if instance is None:
        raise PlaybackError(f"libVLC {version} does not start: its plugins are missing; {libvlc_remedy()}.")
    return vlc, instance


def _version(vlc: Any) -> str:
    told: bytes = vlc.libvlc_get_version()
    return told.decode("ascii", "replace").partition(" ")[0]


def probe() -> str:
    """The version of the libVLC here, after starting it once; raises PlaybackError."""
    vlc, instance = _load("--no-video", f"--aout={DUMMY}")
    instance.release()
    return _version(vlc)


def _has_display() -> bool:
    # On macOS libVLC opens no window of its own.
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) and sys.platform not in ("darwin", "win32")


class VlcPlayback:
    """Plays through libVLC, in a window of VLC's own where `video` is wanted and there is a display.

    The constructor waits until libVLC is loaded and raises PlaybackError where it cannot be;
    `sound_output` forces one of libVLC's output modules ("dummy" for none).
    """

    name = "vlc"

    def __init__(self, *, video: bool = True, sound_output: str | None = None) -> None:
        shows_video = video and _has_display()
        sound = choose_sound_output(sound_output)
        self._plays_itself = sound.module is None and sys.platform.startswith("linux")
        clock = MediaClock()
        self._wishes = Wishes(clock)
        self._engine = VlcEngine(self._wishes, clock, sound, self._post, video=shows_video)
        self._thread = SerialThread(
            "libvlc",
            idle=self._engine.look,
            interval_seconds=TICK_SECONDS,
            failed=self._engine.fail_unexpectedly,
        )
        arguments = [] if shows_video else ["--no-video"]
        self._wait_for_libvlc(arguments if sound.module is None else [*arguments, f"--aout={sound.module}"])
        atexit.register(self.close)

    def _post(self, job: Job) -> None:
        self._thread.post(job)

    def _wait_for_libvlc(self, arguments: list[str]) -> None:
        loaded: Future[None] = Future()
        self._thread.post(partial(self._load, arguments, loaded))
        try:
            loaded.result(LOAD_SECONDS)
        except BaseException as error:
            self._thread.finish(timeout_seconds=0)
            if isinstance(error, TimeoutError):
                raise PlaybackError(f"libVLC does not answer; {libvlc_remedy()}.") from error
            raise

    def _load(self, arguments: list[str], loaded: Future[None]) -> None:
        try:
            output = timed_output() if self._plays_itself else None
            # libVLC asks its own outputs when it starts, and waits for ever for a server that is frozen.
            vlc, instance = _load(*arguments, *([] if output is None else [f"--aout={DUMMY}"]))
            self._engine.use(VlcPlayer(vlc, instance, self._engine.callbacks()), output)
        except BaseException as error:
            loaded.set_exception(error)
        else:
            loaded.set_result(None)

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
        """The state now, without asking libVLC."""
        return self._wishes.status(monotonic())

    def close(self) -> None:
        """Stop and give everything back, within CLOSE_SECONDS; safe to call twice."""
        atexit.unregister(self.close)
        self._wishes.close()
        self._thread.post(self._engine.release)
        self._thread.finish(timeout_seconds=CLOSE_SECONDS)
