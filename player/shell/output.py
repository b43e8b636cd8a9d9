"""What a command answers, on standard output."""

from __future__ import annotations

import os
import sys

from player.errors import LectureError
from player.files import reason


class OutputError(LectureError):
    """Standard output takes nothing more, as on a full disk."""


def answer(text: str) -> None:
    """Write `text` at once; raises OutputError, or BrokenPipeError when whoever read it has left."""
    if sys.stdout is None:
        raise OutputError("There is no standard output to write to: open it, or name a file with -o.")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up_output()
        raise OutputError(f"Standard output could not be written: {reason(error)}.") from error


def give_up_output() -> None:
    """Lets what is still buffered go nowhere, for it must not fail once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
