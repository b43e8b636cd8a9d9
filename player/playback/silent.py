"""An engine without sound: the clock runs and everything else behaves as if it played.

For machines without libVLC, and as the tests' stand-in. It has no thread: listeners run on the thread
of whoever calls, and the end is noticed when the status is next read.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from threading import RLock
from time import monotonic

from player.model import Millis, Playable
from player.playback.announcer import Announcer
from player.playback.media_file import refusal
from player.playback.port import (
    Ended,
    Failed,
    LengthKnown,
    Listener,
    PlaybackEvent,
    PlaybackStatus,
    PlayState,
    StateChanged,
)


class SilentPlayback:
    """Runs on `clock`, which gives monotonic seconds.

    The length is the one `open` is told; without one it runs on. Of the file it only looks whether it
    can be read.
    """

    name = "silent"

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._now = clock
        self._lock = RLock()
        self._announcer = Announcer()
        self._playable: Playable | None = None
        self._is_closed = False
        self._state = PlayState.PAUSED
        self._anchor_ms, self._anchor_at = 0.0, 0.0
        self._length: Millis | None = None
        self._rate, self._volume, self._muted = 1.0, 100, False

    def subscribe(self, listener: Listener) -> None:
        """Have `listener` told every later event, and first what still holds of earlier ones."""
        with self._lock:
            self._announcer.subscribe(listener)

    def open(
        self, playable: Playable, *, at: Millis = 0, paused: bool = False, length: Millis | None = None
    ) -> None:
        """Stand at `at` of a medium as long as `length`, and run unless `paused`."""
        with self._lock:
            if self._is_closed:
                return
            self._playable = playable
            self._announcer.new_medium()
            self._length = length
            self._place(at)
            self._turn(PlayState.OPENING)
            reason = refusal(playable.path)
            if reason is not None:
                self._turn(PlayState.FAILED)
                self._tell(Failed(reason, self._anchored()))
                return
            if length is not None:
                self._tell(LengthKnown(length))
            self._turn(PlayState.PAUSED if paused else PlayState.PLAYING)

    def play(self) -> None:
        """Run on; after the end, from the start."""
        with self._lock:
            self._settle()
            if self._state is PlayState.FAILED:
                self._open_again(self._anchored())
            elif self._playable is not None:
                if self._state is PlayState.ENDED:
                    self._place(0)
                self._turn(PlayState.PLAYING)

    def pause(self) -> None:
        """Let the clock stand."""
        with self._lock:
            self._settle()
            if self._state is PlayState.PLAYING:
                self._turn(PlayState.PAUSED)

    def seek(self, position: Millis) -> None:
        """Go to `position`; after the end it runs again from there."""
        with self._lock:
            self._settle()
            if self._state is PlayState.FAILED:
                self._open_again(position)
            elif self._playable is not None:
                self._place(position)
                if self._state is PlayState.ENDED:
                    self._turn(PlayState.PLAYING)
                self._settle()

    def set_rate(self, rate: float) -> None:
        """Run at `rate` times normal speed; ValueError when it is not positive."""
        if not (math.isfinite(rate) and rate > 0):
            raise ValueError(f"a playback rate is positive, not {rate}")
        with self._lock:
            self._settle()
            self._rate = rate

    def set_volume(self, volume: int) -> None:
        """Remember the volume."""
        self._volume = max(volume, 0)

    def set_muted(self, muted: bool) -> None:
        """Remember whether it is silenced."""
        self._muted = muted

    def status(self) -> PlaybackStatus:
        """The state now; notices the end."""
        with self._lock:
            self._settle()
            position = self._anchored()
            return PlaybackStatus(self._state, position, self._length, self._rate, self._volume, self._muted)

    def close(self) -> None:
        """Stand still for good."""
        with self._lock:
            self._settle()
            self._is_closed = True
            self._playable = None
            self._turn(PlayState.PAUSED)

    # the lock is held

    def _open_again(self, at: Millis) -> None:
        if self._playable is not None:
            self.open(self._playable, at=at, length=self._length)

    def _settle(self) -> None:
        """Bring the anchor to now, and end where the medium does."""
        now = self._now()
        if self._state is PlayState.PLAYING:
            self._anchor_ms += max(now - self._anchor_at, 0.0) * self._rate * 1000
            if self._length is not None and self._anchor_ms >= self._length:
                self._anchor_ms = float(self._length)
                self._turn(PlayState.ENDED)
                self._tell(Ended())
        self._anchor_at = now

    def _place(self, position: float) -> None:
        ceiling = math.inf if self._length is None else self._length
        self._anchor_ms, self._anchor_at = max(0.0, min(float(position), ceiling)), self._now()

    def _anchored(self) -> Millis:
        return int(self._anchor_ms)

    def _turn(self, state: PlayState) -> None:
        if state is not self._state:
            self._state = state
            self._tell(StateChanged(state))

    def _tell(self, event: PlaybackEvent) -> None:
        self._announcer.announce(event)
