"""Tells events to whoever listens, and to who comes late what still holds."""

from __future__ import annotations

import logging

from player.playback.port import (
    ChaptersKnown,
    Degraded,
    Ended,
    Failed,
    LengthKnown,
    Listener,
    PlaybackEvent,
    StateChanged,
)

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


class Announcer:
    """The listeners of an engine, and the last event of each kind; owned by the engine's thread."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._of_medium: dict[type[PlaybackEvent], PlaybackEvent] = {}
        self._degraded: list[Degraded] = []

    def subscribe(self, listener: Listener) -> None:
        """Add `listener`, and tell it first what was told before and still holds."""
        self._listeners.append(listener)
        for event in (*self._degraded, *self._of_medium.values()):
            self._tell(listener, event)

    def new_medium(self) -> None:
        """Forget what held for the medium before."""
        self._of_medium.clear()

    def announce(self, event: PlaybackEvent) -> None:
        """Tell `event` to all; what is missing is told once in the engine's life."""
        if isinstance(event, Degraded):
            if event in self._degraded:
                return
            self._degraded.append(event)
        elif isinstance(event, (LengthKnown, ChaptersKnown, Ended, Failed, StateChanged)):
            self._of_medium[type(event)] = event
        for listener in tuple(self._listeners):
            self._tell(listener, event)

    def mended(self, lacked: Degraded, now: Degraded) -> None:
        """What was `lacked` is there again: tell `now`, and the lack anew if it comes back."""
        if lacked in self._degraded:
            self._degraded.remove(lacked)
            for listener in tuple(self._listeners):
                self._tell(listener, now)

    def _tell(self, listener: Listener, event: PlaybackEvent) -> None:
        try:
            listener(event)
        except Exception:
            # A listener's fault must stop neither the sound nor the other listeners.
            _log.exception("a listener failed")
