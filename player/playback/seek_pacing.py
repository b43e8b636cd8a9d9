"""So that an engine is not asked for another place before it has answered for the last one."""

from __future__ import annotations

from threading import Lock

UNANSWERED_SECONDS = 1.0
"""A seek that is not answered for so long may be overtaken by the next one."""


class SeekPacing:
    """Whether libVLC has answered the last seek, by emptying its buffer and filling it again.

    It does so while paused as well. `now` is monotonic seconds; every method may be called from any thread.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._sent_at: float | None = None
        self._has_emptied = False

    @property
    def is_free(self) -> bool:
        """Whether the next seek may go."""
        return self._sent_at is None

    def sent(self, now: float) -> None:
        """A seek is about to be sent; call it before sending."""
        with self._lock:
            self._sent_at = now
            self._has_emptied = False

    def buffering(self, percent: float) -> None:
        """The buffer is `percent` full; a full one answers only where it was not full since the seek."""
        with self._lock:
            if percent < 100:
                self._has_emptied = True
            elif self._has_emptied:
                self._sent_at = None

    def give_up(self, now: float) -> bool:
        """Wait no longer for an answer that takes too long; whether that was so."""
        with self._lock:
            is_overdue = self._sent_at is not None and now - self._sent_at >= UNANSWERED_SECONDS
            if is_overdue:
                self._sent_at = None
            return is_overdue

    def reset(self) -> None:
        """Another medium begins; nothing is waited for."""
        with self._lock:
            self._sent_at = None
