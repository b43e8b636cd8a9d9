"""Keeps what C libraries print off the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

LONGEST_LOG = 1_000_000


@contextmanager
def guarded_terminal(log: Path) -> Iterator[None]:
    """Point file descriptor 2 at `log`, and give Python's own error streams duplicates of what it was.

    libVLC and its plugins write to descriptor 2 whatever one tells them. Textual writes its screen to
    `sys.__stderr__`, which therefore becomes the terminal even where errors go to a file. The log
    starts anew when it has grown over a megabyte.
    """
    sys.stderr.flush()
    errors = _duplicate(2)
    screen = _duplicate(2 if os.isatty(2) else 1)
    kept = sys.__stderr__, sys.stderr
    sys.__stderr__, sys.stderr = screen, errors  # type: ignore[misc, assignment]
    _redirect(log)
    try:
        yield
    finally:
        screen.flush()
        errors.flush()
        os.dup2(errors.fileno(), 2)
        sys.__stderr__, sys.stderr = kept  # type: ignore[misc]
        screen.close()
        errors.close()


def _duplicate(descriptor: int) -> TextIO:
    copy = os.dup(descriptor)
    os.set_inheritable(copy, False)
    return os.fdopen(copy, "w", encoding="utf-8", errors="backslashreplace", buffering=1)


def _redirect(log: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LONGEST_LOG:
            flags |= os.O_TRUNC
        target = os.open(log, flags, 0o600)
    except OSError:
        # A log that cannot be written is no reason not to play; what it would hold is nobody's message.
        target = os.open(os.devnull, os.O_WRONLY)
    os.dup2(target, 2)
    os.close(target)
