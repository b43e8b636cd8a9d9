"""Libraries that only some tables need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from player.errors import TranscriptError

_INSTALL = "pip install 'lecture-player[tables]'"


def imported(module: str, name: str, what: str) -> Any:
    """The library `module`; raises TranscriptError with the command that installs it when `what` cannot be read."""
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise TranscriptError(
            f"{name} is {what}, which needs the library {library}: install it with {_INSTALL}."
        ) from error
