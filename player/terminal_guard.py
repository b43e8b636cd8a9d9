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
def guarded_terminal(log: Path) -> Iterator[TextIO]:
    """Point file descriptor 2 at `log`, and give Python's own error stream a duplicate of the terminal.

    libVLC and its plugins write to descriptor 2 whatever one tells them; Textual writes its screen to
    `sys.__stderr__`. The log starts anew when it has grown over a megabyte.
    """
    sys.stderr.flush()
    terminal = os.dup(2)
    os.set_inheritable(terminal, False)
    stream = os.fdopen(terminal, "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    kept = sys.__stderr__, sys.stderr
    sys.__stderr__ = sys.stderr = stream  # type: ignore[misc]
    _redirect(log)
    try:
        yield stream
    finally:
        stream.flush()
        os.dup2(terminal, 2)
        sys.__stderr__, sys.stderr = kept  # type: ignore[misc]
        stream.close()


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
