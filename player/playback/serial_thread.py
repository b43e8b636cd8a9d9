"""A thread that does one thing after another, so that a library is never called from two sides."""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread, current_thread

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())

Job = Callable[[], None]


class SerialThread:
    """Runs posted jobs in their order; a job that raises is told to `failed` and the next one runs.

    `idle` runs after each job, and every `interval_seconds` while none comes.
    """

    def __init__(
        self, name: str, *, idle: Job, interval_seconds: float, failed: Callable[[Exception], None]
    ) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._idle = idle
        self._interval_seconds = interval_seconds
        self._failed = failed
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def post(self, job: Job) -> None:
        """Have `job` run; from any thread, at once."""
        self._jobs.put(job)

    def finish(self, *, timeout_seconds: float) -> bool:
        """End after the jobs posted so far; whether that happened in time. Safe to call twice."""
        self._jobs.put(None)
        if current_thread() is not self._thread:
            self._thread.join(timeout_seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=self._interval_seconds)
            except Empty:
                job = self._idle
            if job is None:
                return
            self._attempt(job)
            if job is not self._idle:
                self._attempt(self._idle)

    def _attempt(self, job: Job) -> None:
        try:
            try:
                job()
            except Exception as error:
                _log.exception("a job failed")
                self._failed(error)
        except Exception:
            # Telling failed as well; the thread must live on to be closed.
            _log.exception("a failure could not be told")
