"""Plays what libVLC decodes, and knows when it is heard.

libVLC's own outputs keep the sound within 60 ms of its plan, tell nobody where in that range it is, and
insert silence or stretch the sound when it is outside. Here every block goes to the sound server as it
comes, and the server tells when it will be heard: that minus the time libVLC meant is the lag.

`play`, `pause`, `resume`, `flush` and `drain` are called by libVLC's threads, one at a time; they call
no libVLC. Everything else may be called from any thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from threading import Event, Lock
from time import monotonic

from player.playback.pulse_stream import FRAME_BYTES, FRAMES_A_SECOND, PulseStream

CONNECT_SECONDS = 1.0
_RETRY_SECONDS = 2.0
_RECONNECT_SECONDS = 0.1
_SETTLING_SECONDS = 1.5
"""For so long after a start the server's reckoning is asked for again and again."""

_REMEASURE_SECONDS = 0.02

_JUMP_SECONDS = 0.1
_JITTER_SECONDS = 0.04
_SMALLEST_JUMP_SECONDS = 0.008
"""Blocks whose planned times are farther apart do not follow upon each other: usually; where another rate is
about to begin; and where it does after rate 1, at which the plan is exact but for Opus' 2 ms. At other
rates the filter that keeps the pitch leaves them up to 30 ms apart."""

_JITTERING_BLOCKS = 24

_MARGIN_SECONDS = 0.06
"""The silence that is put in where the stream ran dry, so that it does not do so with every block: a sound
card that runs fast is ahead of libVLC after hours."""

_LONGEST_DRAIN_SECONDS = 5.0


def timed_output() -> TimedOutput | None:
    """An output to this machine's sound server; None where there is none.

    A server that is there and does not answer is asked again by `revive`; libVLC would wait for it for ever.
    """
    try:
        output = TimedOutput(partial(PulseStream, "Lecture"))
    except (OSError, AttributeError):
        return None
    if output.is_ready(CONNECT_SECONDS) or not output.is_refused:
        return output
    output.close()
    return None


def _ignore() -> None:
    return


def _ignore_time(_at: float) -> None:
    return


@dataclass(frozen=True, slots=True)
class _Turn:
    """A new rate is to begin where the plan jumps by more than this."""

    tolerated_seconds: float


class TimedOutput:
    """libVLC's sound on its way to the sound server."""

    def __init__(self, connect: Callable[[], PulseStream]) -> None:
        """`connect` makes a stream, again when the server went away; raises what it raises."""
        self._on_begin: Callable[[], None] = _ignore
        self._on_turn: Callable[[float], None] = _ignore_time
        self._connect = connect
        self._stream = connect()
        self._lock = Lock()
        self._abandoned = Event()
        self._tried_at = 0.0
        self._sound: tuple[int, bool] = (100, False)
        self._is_started = False
        self._measured_at = self._settled_at = 0.0
        # Of the stretch of blocks that follow upon each other: where the last ones plan sample 0, and how
        # many frames came.
        self._starts: deque[float] = deque(maxlen=_JITTERING_BLOCKS)
        self._frames = 0
        self._turn: _Turn | None = None
        self._heard_until = 0.0
        self._held_at = 0.0
        self._is_held = False
        self._measured: deque[float] = deque(maxlen=5)
        self._jumps: deque[tuple[float, float]] = deque()

    # libVLC's threads

    def play(self, samples: int, frames: int, due_us: int) -> None:
        """Have `frames` from the address `samples` heard, as near to `due_us` as can be."""
        due, now = due_us / 1_000_000, monotonic()
        with self._lock:
            is_first = not self._is_started
            if is_first:
                self._begin(due, now)
            elif now >= self._heard_until:
                self._measured.clear()
                self._write_silence(_MARGIN_SECONDS, now)
            turned_at = self._plan(due)
            if frames:
                self._stream.write(samples, frames, at_once=now >= self._heard_until)
            self._frames += frames
            # Until the server tells, which it cannot right after something was written to be heard at once.
            self._heard_until = max(self._heard_until, now) + frames / FRAMES_A_SECOND
            self._measure()
        if is_first:
            self._on_begin()
        if turned_at is not None:
            self._on_turn(turned_at)

    def pause(self, at_us: int) -> None:
        """Let the sound stand."""
        with self._lock:
            self._held_at = at_us / 1_000_000
            self._is_held = True
            self._stream.hold(True)

    def resume(self, at_us: int) -> None:
        """Go on; what waits is due as much later as the sound stood."""
        with self._lock:
            stood = at_us / 1_000_000 - self._held_at
            self._starts = deque((start + stood for start in self._starts), maxlen=_JITTERING_BLOCKS)
            self._is_held = False
            self._stream.hold(False)
            if self._is_started:
                self._measure()

    def flush(self, _at_us: int) -> None:
        """Forget what waits: something else comes next."""
        with self._lock:
            self._is_started = False
            self._turn = None
            self._stream.flush()

    def drain(self) -> None:
        """Wait until all is heard, or nobody wants to hear it."""
        latency = self._stream.latency_seconds() or 0.0
        self._abandoned.wait(min(max(latency, 0.0), _LONGEST_DRAIN_SECONDS))

    # any thread

    def lag_seconds(self, now: float) -> float:
        """How much later than libVLC plans the sound is heard at `now`."""
        with self._lock:
            is_running = self._is_started and not self._is_held
            if is_running and self._measured_at + _REMEASURE_SECONDS < now < self._settled_at:
                # A sink that slept takes up sound when it is awake, and tells so only now.
                self._measure()
            while self._jumps and self._jumps[0][0] <= now:
                self._jumps.popleft()
            newest = median(self._measured) if self._measured else self._reckoned_lag()
            silent = now - self._heard_until if is_running else 0.0
            return newest + sum(jump for _, jump in self._jumps) + max(silent, 0.0)

    def listen(self, *, begins: Callable[[], None], turns: Callable[[float], None]) -> None:
        """Have `begins` called with the first block of new sound, and `turns` with when a new rate is heard.

        Both on libVLC's thread; neither may call libVLC, raise, or wait.
        """
        self._on_begin, self._on_turn = begins, turns

    def expect_turn(self, old_rate: float) -> float:
        """libVLC is about to be told of another rate; its plan jumps where that begins.

        Returns when the last of the old rate is heard: some more may be on its way.
        """
        with self._lock:
            self._turn = _Turn(_SMALLEST_JUMP_SECONDS if old_rate == 1.0 else _JITTER_SECONDS)
            return max(self._heard_until, monotonic())

    def abandon(self) -> None:
        """What waits will not be wanted: end a `drain`, now or later, until `expect`."""
        self._abandoned.set()

    def expect(self) -> None:
        """New sound is wanted."""
        self._abandoned.clear()

    def set_sound(self, volume: int, *, muted: bool) -> None:
        """Set the loudness in per cent."""
        with self._lock:
            self._sound = (volume, muted)
            self._stream.set_sound(volume, muted=muted)

    def is_ready(self, timeout_seconds: float) -> bool:
        """Whether the server takes sound, waiting for it so long."""
        return self._stream.wait_until_ready(timeout_seconds)

    @property
    def is_refused(self) -> bool:
        """Whether there is no server to take sound."""
        return self._stream.is_refused

    def revive(self, now: float) -> bool:
        """Whether the server takes sound; if not, one attempt every few seconds is made."""
        if self._stream.is_ready:
            return True
        if now < self._tried_at + _RETRY_SECONDS:
            return False
        self._tried_at = now
        stream = self._connect()
        if not stream.wait_until_ready(_RECONNECT_SECONDS):
            stream.close()
            return False
        with self._lock:
            old, self._stream = self._stream, stream
            self._is_started = False
            stream.set_sound(self._sound[0], muted=self._sound[1])
        old.close()
        return True

    def close(self) -> None:
        """Give the stream back; libVLC's player must be gone before."""
        self.abandon()
        self._stream.close()

    # the lock is held

    def _begin(self, due: float, now: float) -> None:
        if self._is_held:
            # A medium that is opened while another one is paused plays without a `resume`.
            self._is_held = False
            self._stream.hold(False)
        self._jumps.clear()
        self._new_stretch(due)
        self._is_started = True
        self._settled_at = now + _SETTLING_SECONDS
        self._heard_until = now
        self._write_silence(due - now, now)

    def _write_silence(self, seconds: float, now: float) -> None:
        """Write some where nothing waits."""
        frames = int(seconds * FRAMES_A_SECOND)
        if frames > 0:
            self._stream.write(bytes(frames * FRAME_BYTES), frames, at_once=True)
            self._heard_until = now + seconds

    def _new_stretch(self, due: float) -> None:
        self._measured.clear()
        self._starts.clear()
        self._starts.append(due)
        self._frames = 0

    def _plan(self, due: float) -> float | None:
        """Learn when libVLC wants sample 0 of this stretch heard; returns when a new rate is, where it begins.

        The pitch filter gives a block the time of the sound that went in, not of what comes out, which
        is never later: the latest of the last ones is the line that they jitter under.
        """
        start, planned = due - self._frames / FRAMES_A_SECOND, max(self._starts)
        jump = start - planned
        tolerated = _JUMP_SECONDS if self._turn is None else self._turn.tolerated_seconds
        if abs(jump) <= tolerated:
            self._starts.append(start)
            return None
        latency = self._stream.latency_seconds()
        heard_at = self._heard_until if latency is None else monotonic() + latency
        self._jumps.append((heard_at, jump))
        self._new_stretch(due)
        turn, self._turn = self._turn, None
        return None if turn is None else heard_at

    def _measure(self) -> None:
        now = monotonic()
        if now < self._settled_at:
            self._stream.ask_latency()
        latency = self._stream.latency_seconds()
        self._measured_at = now
        if latency is not None:
            self._heard_until = now + latency
            self._measured.append(self._reckoned_lag())

    def _reckoned_lag(self) -> float:
        if not self._starts:
            return 0.0
        return self._heard_until - self._frames / FRAMES_A_SECOND - max(self._starts)
