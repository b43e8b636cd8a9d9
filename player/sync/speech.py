"""Where speech is in a recording, by the voice activity detector of WebRTC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from player.errors import LectureError

FRAME_MS = 20
SAMPLES_A_SECOND = 16_000
BYTES_A_FRAME = SAMPLES_A_SECOND * 2 * FRAME_MS // 1000

_MODE = 2
"""Of the detector's 0 to 3: 3 lets soft speech go, 0 takes noise for speech."""

_INSTALL = "pip install 'lecture-player[sync]'"


def make_detector() -> Any:
    """The detector; raises LectureError with the command that installs its library."""
    try:
        return import_module("webrtcvad").Vad(_MODE)
    except ImportError as error:
        raise LectureError(
            f"Finding speech in sound needs the library webrtcvad: install it with {_INSTALL}."
        ) from error


def find_speech(sound: Iterable[bytes], detector: Any) -> bytes:
    """One byte for each FRAME_MS of `sound`, 1 where there is speech and 0 where there is none.

    `sound` is 16-bit mono PCM of SAMPLES_A_SECOND in pieces of any size; a last frame that is not whole is left out.
    """
    is_speech = detector.is_speech
    return bytes(is_speech(frame, SAMPLES_A_SECOND) for frame in _frames(sound))


def _frames(sound: Iterable[bytes]) -> Iterator[bytes]:
    kept = b""
    for piece in sound:
        kept += piece
        whole = len(kept) - len(kept) % BYTES_A_FRAME
        for at in range(0, whole, BYTES_A_FRAME):
            yield kept[at : at + BYTES_A_FRAME]
        kept = kept[whole:]
