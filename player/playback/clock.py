"""The media clock of an engine that tells the time only now and then.

libVLC reports a media time every 0.15 to 0.5 s, exact when it is reported. Between two reports the
clock runs on by itself. It calls nothing and reads no clock of its own: `now` is always monotonic
seconds, handed in. Every method may be called from any thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from threading import Lock
from typing import TypeAlias

from player.model import Millis
from player.playback.pending_seek import PendingSeek
from player.playback.rate_turn import RateTurn
from player.playback.report_timing import (
    BACKWARD_STEP_MS,
    BUFFERING_SHOWS_SECONDS,
    ECHO_SECONDS,
    LONGEST_STEP_SECONDS,
    ON_TIME_MS,
    OUTPUT_START_SECONDS,
    RUN_ON_MS,
    STALLED_SECONDS,
    STEADY_REPORTS,
)

_JUST = 0.000_001

BehindMs: TypeAlias = Callable[[float, float], float]
"""At a moment and a rate: how many ms of media the ear is behind what the engine tells."""


class MediaClock:
    """Interpolated media time, in milliseconds; it never goes back between seeks.

    A report can be late and cannot be early, as with packets that tell a remote time (Cristian 1989): one
    that is ahead of the clock is believed at once, one that is behind when the next one is behind as well.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._rate = 1.0
        self._behind_ms: BehindMs | None = None
        self._turn: RateTurn | None = None
        self._shown_ms = 0.0
        # The line that the clock runs on, and until when without another report.
        self._anchor_ms = self._anchor_at = self._runs_until = 0.0
        self._stands = False
        # The last report, how many came without an event between them, and how late the doubted one is.
        self._told_ms = self._told_at = 0.0
        self._reports = 0
        self._doubted_ms: float | None = None
        self._reset(0.0, 0.0)

    def _reset(self, at_ms: float, now: float) -> None:
        self._length_ms: float | None = None
        self._engine_loaded = False
        self._playing = False
        self._buffer_full = False
        self._started = False
        self._buffering_since = now
        self._last_sample_ms: float | None = None
        self._place(PendingSeek(at_ms, is_start=True), now)

    def _place(self, seek: PendingSeek, now: float) -> None:
        if self._turn is not None:
            self._rate, self._turn = self._turn.rate, None
        self._begin(seek.target_ms, now)
        self._told_ms = self._shown_ms = seek.target_ms
        self._seek: PendingSeek | None = seek

    def follow_output(self, behind_ms: BehindMs) -> None:
        """Show what an output lets out that tells how late it is; it is asked with the lock held."""
        self._behind_ms = behind_ms

    # what the program wants

    def load(self, at: Millis, now: float) -> None:
        """Stand at `at` in a new medium and believe nothing until `seek_sent` and a full buffer."""
        with self._lock:
            self._reset(float(max(at, 0)), now)

    def seek(self, position: Millis, now: float) -> Millis:
        """Stand at `position`, clamped to the medium, from now on; returns where that is."""
        with self._lock:
            target, before = self._clamped(float(position)), self._seek
            is_hurried = before is not None and (before.sent_at is not None or before.is_hurried)
            left_ms = self._raw(now) if before is None and self._runs() else None
            seek = PendingSeek(target, is_start=False, is_hurried=is_hurried, left_ms=left_ms, left_at=now)
            self._place(seek, now)
            return int(target)

    def seek_sent(self, now: float) -> None:
        """The engine is about to be told of the last `load` or `seek`; call it before telling."""
        with self._lock:
            self._engine_loaded = True
            if self._seek is not None:
                self._seek.sent_at = now
                self._hear(now)

    def set_rate(self, rate: float, now: float) -> None:
        """Run at `rate` from here on; ValueError when it is not positive."""
        if not (math.isfinite(rate) and rate > 0):
            raise ValueError(f"a playback rate is positive, not {rate}")
        with self._lock:
            if self._turn is not None or (self._behind_ms is not None and self._runs()):
                if rate != (self._rate if self._turn is None else self._turn.rate):
                    self._turn = RateTurn(rate)
                return
            self._turn = None
            self._freeze(now)
            self._rate = rate
            if now < self._runs_until:
                self._runs_until = min(self._told_at + STALLED_SECONDS, now + self._span())

    def begin_at(self, rate: float) -> None:
        """The sound after the last `seek_sent` begins at `rate`; the rate that is set comes later."""
        with self._lock:
            self._turn = RateTurn(self._rate)
            self._rate = rate

    def rate_stays(self, rate: float, now: float) -> None:
        """The engine runs at `rate` as it is: a turn to it that it was not told of, because it came back, is over."""
        with self._lock:
            if self._turn is not None and self._turn.rate == rate and self._turn.at == math.inf:
                self._turn.latest = now

    def rate_heard_by(self, latest: float) -> None:
        """The rate set last is heard from `latest` on, if nothing more exact is told before."""
        with self._lock:
            if self._turn is not None:
                self._turn.latest = latest

    def rate_heard(self, at: float) -> None:
        """The rate set last is heard from `at` on."""
        with self._lock:
            if self._turn is not None:
                self._turn.heard_at = at

    # what the engine reports

    def sample(self, media_ms: int, now: float) -> None:
        """The engine says that `media_ms` is heard at `now`."""
        with self._lock:
            seek = self._seek
            if not self._playing:
                return
            if seek is not None and not seek.is_confirmed_by(media_ms, self._raw(now), self._rate, now):
                return
            self._seek = None
            self._last_sample_ms = float(media_ms)
            self._turn_rate(now)
            if self._turn is None:
                self._weigh(float(media_ms), now)
            else:
                # It tells of the new rate already, while the old one is heard.
                self._hear(now)

    def _weigh(self, media_ms: float, now: float) -> None:
        if media_ms < self._told_ms - BACKWARD_STEP_MS * max(self._rate, 1.0):
            self._begin(media_ms, now)
            self._told_ms = self._shown_ms = media_ms
        elif (self._reports or self._stands) and media_ms == self._told_ms:
            if now - self._told_at >= ECHO_SECONDS:
                self._freeze(now)
                self._stands = True
        else:
            self._believe(self._less_late(media_ms, now), now)
            self._told_ms = max(self._told_ms, media_ms)
            self._hear(now)

    def _less_late(self, media_ms: float, now: float) -> float:
        """`media_ms`, or what is heard now according to the reports before it, when it is later than they were."""
        line_ms = self._raw(now)
        behind_ms, doubted_ms = line_ms - media_ms, self._doubted_ms
        is_doubtful = self._reports >= STEADY_REPORTS or (self._reports > 0 and media_ms < self._told_ms)
        self._doubted_ms = None
        if behind_ms <= ON_TIME_MS or not is_doubtful or self._stands:
            self._reports += 1
            return media_ms
        if doubted_ms is None:
            self._doubted_ms = behind_ms
            return line_ms
        return line_ms - min(behind_ms, doubted_ms)

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
                self._begin(self._anchor_ms, now + OUTPUT_START_SECONDS)

    def playing(self, now: float) -> None:
        """The sound goes on."""
        with self._lock:
            if not self._engine_loaded or self._playing:
                return
            self._begin(self._anchor_ms, now)
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
            # At half the rate the reports of a container with long pages come half as often.
            is_silent = now > self._told_at + STALLED_SECONDS / min(self._rate, 1.0)
            return self._playing and self._buffer_full and not untold and is_silent

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

    def _begin(self, media_ms: float, at: float) -> None:
        """Run on from `media_ms`, which is heard at `at`; what is reported next starts another line."""
        self._reports = 0
        self._doubted_ms = None
        self._believe(media_ms, at)
        self._hear(at)

    def _believe(self, media_ms: float, at: float) -> None:
        self._anchor_ms, self._anchor_at = media_ms, at
        self._stands = False

    def _hear(self, at: float) -> None:
        self._told_at = at
        self._runs_until = at + self._span()

    def _span(self) -> float:
        """Seconds from a report until the engine has surely played what it had read."""
        if self._behind_ms is not None:
            return math.inf  # the output tells when it has nothing more to play
        return max(min(RUN_ON_MS / 1000 / self._rate, STALLED_SECONDS), LONGEST_STEP_SECONDS)

    def _runs(self) -> bool:
        arrived = self._seek is None or self._seek.engine_began
        return self._playing and self._buffer_full and arrived and not self._stands

    def _raw(self, now: float) -> float:
        if not self._runs():
            return self._anchor_ms
        elapsed = min(now, self._runs_until) - self._anchor_at
        return self._anchor_ms + max(elapsed, 0.0) * self._rate * 1000

    def _freeze(self, now: float) -> None:
        """Let the line so far end at `now`; what is reported next starts another."""
        self._anchor_ms = self._raw(now)
        self._anchor_at = max(now, self._anchor_at) if self._runs() else now
        self._reports = 0
        self._doubted_ms = None

    def _behind(self, at: float) -> float:
        stands_at_seek = self._seek is not None and not self._runs()
        return 0.0 if self._behind_ms is None or stands_at_seek else self._behind_ms(at, self._rate)

    def _turn_rate(self, now: float) -> None:
        """Run at the rate that was set from where it is heard, and on from what is heard there."""
        turn = self._turn
        if turn is None or now < turn.at or not self._runs():
            return
        heard_ms = self._raw(turn.at) - self._behind(turn.at - _JUST)
        self._rate, self._turn = turn.rate, None
        self._begin(heard_ms + self._behind(turn.at), turn.at)
        self._hear(now)

    def _clamped(self, media_ms: float) -> float:
        ceiling = math.inf if self._length_ms is None else self._length_ms
        return max(0.0, min(media_ms, ceiling))

    def _show(self, now: float) -> float:
        self._turn_rate(now)
        self._shown_ms = max(self._shown_ms, self._clamped(self._raw(now) - self._behind(now)))
        return self._clamped(self._shown_ms)
