"""What was asked of an engine that takes a moment to do it.

Callers write here and the engine's thread makes the engine follow. What was asked last is all that
counts, so a burst of seeks or openings costs one.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import RLock

from player.model import Millis, Playable
from player.playback.clock import MediaClock
from player.playback.port import PlaybackStatus, PlayState


@dataclass(slots=True, eq=False)
class Opening:
    """One opening of a medium.

    `phase` is OPENING, PLAYING (paused and waiting included), ENDED or FAILED; the engine's thread sets
    it, and `length` when the medium tells its own.
    """

    playable: Playable
    at: Millis
    expected_length: Millis | None = None
    length: Millis | None = None
    phase: PlayState = PlayState.OPENING

    @property
    def is_over(self) -> bool:
        """Whether the sound is at its end, good or bad."""
        return self.phase in (PlayState.ENDED, PlayState.FAILED)

    @property
    def best_length(self) -> Millis | None:
        """The medium's own length, else what was known beforehand."""
        return self.expected_length if self.length is None else self.length

    def again(self, at: Millis) -> Opening:
        """The same medium, opened once more."""
        return Opening(self.playable, max(at, 0), self.best_length)


class Wishes:
    """The wanted medium, place, pause, rate and sound; any thread may ask and read."""

    def __init__(self, clock: MediaClock) -> None:
        self._clock = clock
        self._lock = RLock()
        self._seek_to: Millis | None = None
        self._is_closed = False
        self.opening: Opening | None = None
        self.paused = False
        self.rate = 1.0
        self.volume = 100
        self.muted = False

    def open(self, opening: Opening, now: float, *, paused: bool = False) -> None:
        """Want `opening` and nothing that was wanted before."""
        with self._lock:
            if self._is_closed:
                return
            self.opening, self.paused, self._seek_to = opening, paused, None
            self._clock.load(opening.at, now)

    def play(self, now: float) -> None:
        """Want it to run; after the end from the start, after a failure where it stopped."""
        with self._lock:
            self.paused = False
            if self.opening is not None and self.opening.is_over:
                ended = self.opening.phase is PlayState.ENDED
                self.open(self.opening.again(0 if ended else self._clock.position(now)), now)

    def pause(self) -> None:
        """Want it to stand; there is nothing to stop after the end."""
        with self._lock:
            self.paused = True

    def seek(self, position: Millis, now: float) -> None:
        """Want it at `position`, and running when it was over."""
        with self._lock:
            if self.opening is None:
                return
            if self.opening.is_over:
                length = self.opening.length
                self.open(self.opening.again(position if length is None else min(position, length)), now)
            else:
                self._seek_to = self._clock.seek(position, now)

    def take_seek(self, now: float) -> Millis | None:
        """The place the engine is to go to now, once; the clock waits for it from here on."""
        with self._lock:
            target, self._seek_to = self._seek_to, None
            if target is not None:
                self._clock.seek_sent(now)
            return target

    def finish(self, opening: Opening, phase: PlayState, at: Millis | None, now: float) -> bool:
        """Mark `opening` as over, at `at` where known; False when it was over, or is opened anew instead.

        That happens when a seek came too late for the engine to take it before its end.
        """
        with self._lock:
            if opening is not self.opening or opening.is_over:
                return False
            late_seek = self._clock.lost_seek
            if late_seek is not None:
                self.open(opening.again(late_seek), now, paused=self.paused)
                return False
            self._clock.ended(at, now)
            opening.phase = phase
            return True

    def set_rate(self, rate: float, now: float) -> None:
        """Want `rate`; ValueError when it is not positive."""
        with self._lock:
            self._clock.set_rate(rate, now)
            self.rate = rate

    def close(self) -> None:
        """Want nothing ever again."""
        with self._lock:
            self._is_closed = True
            self.opening = None

    def state(self, now: float) -> PlayState:
        """What the sound is doing."""
        opening = self.opening
        if opening is None:
            return PlayState.PAUSED
        if opening.phase is not PlayState.PLAYING:
            return opening.phase
        if not self._clock.is_playing:
            return PlayState.PAUSED
        if not self._clock.has_started:
            return PlayState.OPENING
        if self._clock.is_buffering(now):
            return PlayState.BUFFERING
        return PlayState.STALLED if self._clock.is_stalled(now) else PlayState.PLAYING

    def status(self, now: float) -> PlaybackStatus:
        """All of it at `now`."""
        with self._lock:
            length = None if self.opening is None else self.opening.best_length
            position = self._clock.position(now)
            return PlaybackStatus(self.state(now), position, length, self.rate, self.volume, self.muted)
