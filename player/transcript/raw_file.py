"""A file on disk before anybody knows what it holds."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from player.errors import TranscriptError
from player.transcript.characters import excerpt


def shown_name(path: Path) -> str:
    """The file's name as a sentence shows it."""
    return excerpt(path.name, 120)


def regular_size(path: Path) -> int:
    """Bytes of the file `path`; raises TranscriptError when it is no file that can be read."""
    with reading_errors(path):
        try:
            about = path.stat()
        except ValueError as error:
            raise TranscriptError(f"{shown_name(path)} cannot be read: its name is no file name.") from error
    if stat.S_ISDIR(about.st_mode):
        raise TranscriptError(f"{shown_name(path)} is a folder: name the transcript file in it.")
    if not stat.S_ISREG(about.st_mode):
        raise TranscriptError(f"{shown_name(path)} is no file that can be read: it is a device or a pipe.")
    return about.st_size


@contextmanager
def reading_errors(path: Path) -> Iterator[None]:
    """Inside it, what the system says about `path` becomes a TranscriptError of one sentence."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TranscriptError(f"There is no file {excerpt(str(path), 200)}.") from error
    except PermissionError as error:
        raise TranscriptError(f"{shown_name(path)} may not be read: its permissions forbid it.") from error
    except OSError as error:
        raise TranscriptError(f"{shown_name(path)} cannot be read: {error.strerror or error}.") from error
