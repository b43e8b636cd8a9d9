"""An orderly end when the system or the terminal asks for it, so that the place is kept."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_NAMES = ("SIGTERM", "SIGHUP")
_STATUS = 128


@contextmanager
def ended_in_order(leave: Callable[[int], None]) -> Iterator[None]:
    """Have the first SIGTERM or SIGHUP call `leave`, on the main thread, with the exit status shells expect.

    A closing terminal sends SIGHUP more than once: what follows the first is not heard. A signal that
    was ignored, as `nohup` has it, stays so.
    """
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    heard = [number for number, kept in before.items() if kept != signal.SIG_IGN]

    def hear(number: int, _: object) -> None:
        for each in heard:
            signal.signal(each, signal.SIG_IGN)
        leave(_STATUS + number)

    for number in heard:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number])
