"""What happens when the terminal goes away without a word, as when a connection breaks."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

LOOK_EVERY_MS = 2000
ORDERLY_SECONDS = 3.0
HANGUP_STATUS = 129


@contextmanager
def ended_with_terminal(keep: Callable[[], None], descriptor: int = 1) -> Iterator[None]:
    """End the process when the terminal behind `descriptor` is gone; `keep` saves what is to be saved.

    Textual's threads spin or stand still for ever then: its writer has died, its reader reads nothing
    again and again. Where SIGHUP comes too, the orderly end has three seconds to be quicker.
    """
    over = Event()
    if hasattr(select, "poll") and os.isatty(descriptor):
        Thread(target=_watch, args=(descriptor, over, keep), name="terminal", daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _watch(descriptor: int, over: Event, keep: Callable[[], None]) -> None:
    poll = select.poll()
    poll.register(descriptor, 0)
    while not over.is_set():
        if any(happened & (select.POLLHUP | select.POLLERR) for _, happened in poll.poll(LOOK_EVERY_MS)):
            if not over.wait(ORDERLY_SECONDS):
                _end(keep)
            return


def _end(keep: Callable[[], None]) -> None:
    try:
        keep()
    finally:
        # Nobody is left to tell anything, and the main thread waits for a terminal that will not come back.
        os._exit(HANGUP_STATUS)
