"""The sound of a media file as samples at the times at which it is heard, decoded faster than it plays.

By PyAV, not libVLC: libVLC rounds the samples of each block when it resamples (48 kHz AAC comes out 0.1 % short),
and lets what is before the first one go, so that the samples do not tell the time.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from player.errors import PlaybackError
from player.files import shown
from player.playback.ending import no_media_sentence
from player.playback.media_file import refusal

_BYTES_A_SAMPLE = 2
_IN_STEP_SECONDS = 0.04
"""Time stamps are rounded: what is not farther from where the samples before it end follows on them."""

_LONGEST_GAP_SECONDS = 3_600
"""A time stamp that leaves more than this out is wrong."""

_INSTALL = "pip install 'lecture-player[sync]'"


def decoded_sound(
    path: Path, samples_a_second: int, progress: Callable[[float], None]
) -> Generator[bytes, None, None]:
    """The sound of `path` as 16-bit mono PCM in pieces, silence where it has none; `progress` is told 0 to 1.

    To stop before the end, close the generator. Raises PlaybackError where PyAV is missing or finds no sound.
    """
    refused = refusal(path)
    if refused is not None:
        raise PlaybackError(refused)
    av = _imported()
    try:
        # With the scheme, a colon in a name does not make an address of it; and no file may name others.
        container = av.open(f"file:{path.absolute()}", options={"protocol_whitelist": "file"})
        with closing(container):
            if not container.streams.audio:
                raise PlaybackError(f"{shown(path.name)} has no sound; name the lecture's own recording.")
            yield from _timed(_frames(av, container, samples_a_second, progress), samples_a_second)
    except av.FFmpegError as error:
        raise PlaybackError(no_media_sentence(path)) from error


def _imported() -> Any:
    try:
        return import_module("av")
    except ImportError as error:
        raise PlaybackError(f"Decoding sound needs the library av: install it with {_INSTALL}.") from error


def _frames(
    av: Any, container: Any, samples_a_second: int, progress: Callable[[float], None]
) -> Iterator[tuple[float | None, bytes]]:
    """Samples and the second at which they are heard."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=samples_a_second)
    begins = (container.start_time or 0) / av.time_base
    length = (container.duration or 0) / av.time_base
    stream = container.streams.audio[0]
    for packet in container.demux(stream):
        try:
            decoded = packet.decode()
        except av.InvalidDataError:
            # Players pass over damage too.
            continue
        for frame in decoded:
            at = None if frame.time is None else frame.time - begins
            if at is not None and length > 0:
                progress(at / length)
            for part in resampler.resample(frame):
                heard = None if part.time is None else part.time - begins
                yield heard, bytes(part.planes[0])[: part.samples * _BYTES_A_SAMPLE]


def _timed(frames: Iterator[tuple[float | None, bytes]], samples_a_second: int) -> Iterator[bytes]:
    """The samples of `frames` with silence where time is left out, and without what comes twice."""
    given = 0
    for at, samples in frames:
        missing = 0 if at is None else round(at * samples_a_second) - given
        seconds = missing / samples_a_second
        is_gap = _IN_STEP_SECONDS < seconds <= _LONGEST_GAP_SECONDS
        silence = bytes(missing * _BYTES_A_SAMPLE) if is_gap else b""
        first = -missing * _BYTES_A_SAMPLE if seconds < -_IN_STEP_SECONDS else 0
        piece = silence + samples[first:]
        given += len(piece) // _BYTES_A_SAMPLE
        yield piece
