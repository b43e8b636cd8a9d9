"""For sound that is heard later than the sound system tells, as with wireless headphones."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock

from player.model import Millis, Playable
from player.playback.port import Listener, Playback, PlaybackStatus


class DelayedPlayback:
    """An engine whose sound is heard `delay_ms` of real time later (earlier when negative) than it tells.

    Only the position in its status differs: it is what is heard. Seeks and what is kept go by the media's
    own times, so they pass unchanged. After a seek or pause the position stands until that sound is heard.
    """

    def __init__(self, engine: Playback, delay_ms: float) -> None:
        self._engine = engine
        self._delay_ms = delay_ms
        self._lock = Lock()
        # What was told and shown last; what is shown never goes back unless the engine does, or is sent.
        self._told: Millis = 0
        self._shown: Millis = 0

    @property
    def name(self) -> str:
        """The engine's name as the settings spell it."""
        return self._engine.name

    def subscribe(self, listener: Listener) -> None:
        """Have the engine's events sent to `listener`."""
        self._engine.subscribe(listener)

    def open(
        self, playable: Playable, *, at: Millis = 0, paused: bool = False, length: Millis | None = None
    ) -> None:
        """Load `playable` and play from `at`, or stand there when `paused`."""
        with self._lock:
            self._engine.open(playable, at=at, paused=paused, length=length)
            self._stand_where_sent()

    def play(self) -> None:
        """Play on; after the end, from the start; after a failure, from where it stopped."""
        self._engine.play()

    def pause(self) -> None:
        """Let the sound stand."""
        self._engine.pause()

    def seek(self, position: Millis) -> None:
        """Go to `position`, clamped to the media."""
        with self._lock:
            self._engine.seek(position)
            self._stand_where_sent()

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times normal speed; ValueError when it is not positive."""
        self._engine.set_rate(rate)

    def set_volume(self, volume: int) -> None:
        """Set the volume in per cent."""
        self._engine.set_volume(volume)

    def set_muted(self, muted: bool) -> None:
        """Silence or restore the sound."""
        self._engine.set_muted(muted)

    def status(self) -> PlaybackStatus:
        """The engine's state, and the place that is heard."""
        with self._lock:
            told = self._engine.status()
            return replace(told, position=self._heard(told))

    def close(self) -> None:
        """Stop, and give everything back."""
        self._engine.close()

    # the lock is held

    def _stand_where_sent(self) -> None:
        self._told = self._shown = self._engine.status().position

    def _heard(self, told: PlaybackStatus) -> Millis:
        if told.position < self._told:
            self._shown = told.position
        self._told = told.position
        # The headphones play out what they hold while the engine stands.
        behind_ms = self._delay_ms * told.rate if told.moving else 0.0
        heard = round(told.position - behind_ms)
        if told.length is not None:
            heard = min(heard, told.length)
        self._shown = max(self._shown, heard)
        return self._shown
