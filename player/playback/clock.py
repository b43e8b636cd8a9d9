"""The media clock of an engine that tells the time only now and then.

libVLC reports a media time every 0.15 to 0.5 s, exact when it is reported. Between two reports the
clock runs on by itself. It calls nothing and reads no clock of its own: `now` is always monotonic
seconds, handed in. Every method may be called from any thread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock

from player.model import Millis

OUTPUT_START_SECONDS = 0.010
"""From a full buffer to the first sound, as measured with libVLC 3."""

EXTRAPOLATION_SECONDS = 1.2
"""How long the clock runs on without a report; after that the engine is stalled."""

BUFFERING_SHOWS_SECONDS = 0.25
"""A buffer that fills faster than this, as after every seek in a file, is not worth telling."""

BACKWARD_STEP_MS = 1000
"""A step back up to this size is the engine settling and is held; a larger one is real and shown."""

SEEK_PLAUSIBLE_MS = 3000
SEEK_DOUBT_SECONDS = 2.0
"""A report this far from where a seek went belongs to the old place, unless the seek is this old."""


@dataclass(slots=True)
class _PendingSeek:
    """A seek or start no report has confirmed yet; `sent_at` is None until the engine was told of it."""

    target_ms: float
    is_start: bool
    sent_at: float | None = None
    engine_began: bool = False


class MediaClock:
    """Interpolated media time, in milliseconds; it never goes back between seeks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rate = 1.0
        self._reset(0.0, 0.0)

    def _reset(self, at_ms: float, now: float) -> None:
        self._length_ms: float | None = None
        self._engine_loaded = False
        self._playing = False
        self._buffer_full = False
        self._started = False
        self._buffering_since = now
        self._last_sample_ms: float | None = None
        self._place(_PendingSeek(at_ms, is_start=True), now)

    def _place(self, seek: _PendingSeek, now: float) -> None:
        self._anchor(seek.target_ms, now)
        self._shown_ms = seek.target_ms
        self._seek: _PendingSeek | None = seek

    # what the program wants

    def load(self, at: Millis, now: float) -> None:
        """Stand at `at` in a new medium and believe nothing until `seek_sent` and a full buffer."""
        with self._lock:
            self._reset(float(max(at, 0)), now)

    def seek(self, position: Millis, now: float) -> Millis:
        """Stand at `position`, clamped to the medium, from now on; returns where that is."""
        with self._lock:
            target = self._clamped(float(position))
            self._place(_PendingSeek(target, is_start=False), now)
            return int(target)

    def seek_sent(self, now: float) -> None:
        """The engine is about to be told of the last `load` or `seek`; call it before telling."""
        with self._lock:
            self._engine_loaded = True
            if self._seek is not None:
                self._seek.sent_at = now
                self._runs_until = now + EXTRAPOLATION_SECONDS

    def set_rate(self, rate: float, now: float) -> None:
        """Run at `rate` from here on; ValueError when it is not positive."""
        if not (math.isfinite(rate) and rate > 0):
            raise ValueError(f"a playback rate is positive, not {rate}")
        with self._lock:
            self._freeze(now)
            self._rate = rate

    # what the engine reports

    def sample(self, media_ms: int, now: float) -> None:
        """The engine says that `media_ms` is heard at `now`."""
        with self._lock:
            if not self._playing or not self._believable(media_ms, now):
                return
            self._seek = None
            self._last_sample_ms = float(media_ms)
            self._anchor(float(media_ms), now)

    def _believable(self, media_ms: int, now: float) -> bool:
        seek = self._seek
        if seek is None:
            return True
        if seek.sent_at is None:
            return False
        age = now - seek.sent_at
        if age > SEEK_DOUBT_SECONDS:
            return True
        distance = media_ms - seek.target_ms
        farthest = SEEK_PLAUSIBLE_MS + age * self._rate * 1000
        return seek.engine_began and -SEEK_PLAUSIBLE_MS <= distance <= farthest

    def buffering(self, percent: float, now: float) -> None:
        """The engine's buffer is `percent` full; the sound starts when it is 100."""
        with self._lock:
            if not self._engine_loaded:
                return
            self._freeze(now)
            if self._seek is not None and self._seek.sent_at is not None:
                self._seek.engine_began = True
            if percent < 100:
                if self._buffer_full:
                    self._buffering_since = now
                self._buffer_full = False
            elif not self._buffer_full:
                self._buffer_full = self._started = True
                self._anchor(self._anchor_ms, now + OUTPUT_START_SECONDS)

    def playing(self, now: float) -> None:
        """The sound goes on."""
        with self._lock:
            if not self._engine_loaded or self._playing:
                return
            self._anchor(self._anchor_ms, now)
            self._playing = True

    def paused(self, now: float) -> None:
        """The sound stands still."""
        with self._lock:
            if self._engine_loaded:
                self._freeze(now)
                self._playing = False

    def ended(self, at: Millis | None, now: float) -> None:
        """The sound is over, at `at` where that is known."""
        with self._lock:
            self._freeze(now)
            self._playing = False
            self._seek = None
            if at is not None:
                self._anchor_ms = self._shown_ms = float(at)

    def set_length(self, length: Millis) -> None:
        """The medium ends at `length`."""
        with self._lock:
            self._length_ms = float(length)

    # what is asked

    def position(self, now: float) -> Millis:
        """The media time heard at `now`."""
        with self._lock:
            return round(self._show(now))

    def is_stalled(self, now: float) -> bool:
        """Whether the sound should run and the engine has not been heard of for too long."""
        with self._lock:
            untold = self._seek is not None and self._seek.sent_at is None
            return self._playing and self._buffer_full and not untold and now > self._runs_until

    def is_buffering(self, now: float) -> bool:
        """Whether the buffer has been filling for so long that it is noticed."""
        with self._lock:
            return not self._buffer_full and now - self._buffering_since > BUFFERING_SHOWS_SECONDS

    @property
    def is_playing(self) -> bool:
        """Whether the engine last said that it plays, and not that it pauses."""
        return self._playing

    @property
    def has_started(self) -> bool:
        """Whether the medium's buffer was full once, so that sound came or could have come."""
        return self._started

    @property
    def last_sample(self) -> Millis | None:
        """The last media time the engine reported of this medium."""
        with self._lock:
            return None if self._last_sample_ms is None else int(self._last_sample_ms)

    @property
    def unconfirmed_seek(self) -> Millis | None:
        """Where the last load or seek went, while the engine has not reported from there."""
        with self._lock:
            return None if self._seek is None else int(self._seek.target_ms)

    @property
    def lost_seek(self) -> Millis | None:
        """Where the last seek was to go, while no sample from behind it has come.

        libVLC that has read to the end takes a seek, fills its buffer anew, and ends all the same.
        """
        with self._lock:
            seek = self._seek
            return None if seek is None or seek.is_start else int(seek.target_ms)

    # arithmetic; the lock is held

    def _anchor(self, media_ms: float, at: float) -> None:
        self._anchor_ms, self._anchor_at = media_ms, at
        self._runs_until = at + EXTRAPOLATION_SECONDS

    def _runs(self) -> bool:
        arrived = self._seek is None or self._seek.engine_began
        return self._playing and self._buffer_full and arrived

    def _raw(self, now: float) -> float:
        if not self._runs():
            return self._anchor_ms
        elapsed = min(now, self._runs_until) - self._anchor_at
        return self._anchor_ms + max(elapsed, 0.0) * self._rate * 1000

    def _freeze(self, now: float) -> None:
        self._anchor_ms = self._raw(now)
        self._anchor_at = max(now, self._anchor_at) if self._runs() else now

    def _clamped(self, media_ms: float) -> float:
        ceiling = math.inf if self._length_ms is None else self._length_ms
        return max(0.0, min(media_ms, ceiling))

    def _show(self, now: float) -> float:
        heard = self._clamped(self._raw(now))
        if not self._shown_ms - BACKWARD_STEP_MS <= heard < self._shown_ms:
            self._shown_ms = heard
        return self._clamped(self._shown_ms)
