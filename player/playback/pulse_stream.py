"""A stream of sound to the PulseAudio or PipeWire server, which tells when each sample is heard.

Everything that was written waits in the server, so that a busy machine or a busy Python makes no gap.
Every method may be called from any thread and waits for no sound; `wait_until_ready` alone waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_int, c_uint32, c_uint64
from threading import RLock
from time import monotonic, sleep

from player.playback import pulse_library as pulse

FRAMES_A_SECOND = 48_000
CHANNELS = 2
FRAME_BYTES = 2 * CHANNELS
_TARGET_SECONDS = 0.1
_READY_POLL_SECONDS = 0.002


class PulseStream:
    """48,000 frames a second of two 16-bit samples; raises OSError where libpulse is missing."""

    def __init__(self, name: str) -> None:
        self._library = pulse.load()
        self._loop = self._library.pa_threaded_mainloop_new()
        api = self._library.pa_threaded_mainloop_get_api(self._loop)
        self._context = self._library.pa_context_new(api, name.encode())
        self._stream: int | None = None
        self._name = name
        self._is_closed = False
        # Around libpulse's own lock, which is gone when the stream is closed.
        self._guard = RLock()
        self._library.pa_context_connect(self._context, None, pulse.CONTEXT_NOAUTOSPAWN, None)
        self._library.pa_threaded_mainloop_start(self._loop)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._guard:
            if self._is_closed:
                yield
                return
            self._library.pa_threaded_mainloop_lock(self._loop)
            try:
                yield
            finally:
                self._library.pa_threaded_mainloop_unlock(self._loop)

    def wait_until_ready(self, timeout_seconds: float) -> bool:
        """Whether the server took the stream in time."""
        latest = monotonic() + timeout_seconds
        while not self.is_ready:
            if monotonic() > latest:
                return False
            with self._locked():
                self._connect_stream()
            sleep(_READY_POLL_SECONDS)
        return True

    def _connect_stream(self) -> None:
        if (
            self._is_closed
            or self._stream is not None
            or self._library.pa_context_get_state(self._context) != pulse.CONTEXT_READY
        ):
            return
        layout = pulse.SampleFormat(pulse.SAMPLES_OF_16_BITS, FRAMES_A_SECOND, CHANNELS)
        target = int(FRAMES_A_SECOND * _TARGET_SECONDS) * FRAME_BYTES
        sizes = pulse.BufferSizes(pulse.UNSET, target, 0, pulse.UNSET, pulse.UNSET)
        self._stream = self._library.pa_stream_new(self._context, self._name.encode(), byref(layout), None)
        flags = pulse.INTERPOLATE_TIMING | pulse.AUTO_TIMING_UPDATE | pulse.ADJUST_LATENCY
        self._library.pa_stream_connect_playback(self._stream, None, byref(sizes), flags, None, None)

    @property
    def is_refused(self) -> bool:
        """Whether there is no server, or it has hung up; False while it only does not answer."""
        return self._is_closed or self._library.pa_context_get_state(self._context) in pulse.CONTEXT_ENDED

    @property
    def is_ready(self) -> bool:
        """Whether the server takes sound now; it may go away at any time."""
        if self._stream is None or self._is_closed:
            return False
        state: int = self._library.pa_stream_get_state(self._stream)
        return state == pulse.STREAM_READY

    def write(self, samples: bytes | int, frames: int, *, at_once: bool = False) -> None:
        """Append `frames` from `samples`, bytes or an address; dropped where the server is gone.

        `at_once` where nothing waits: the server runs on when it has nothing to play, and would take what
        is merely appended for something that should have been heard meanwhile.
        """
        seek = pulse.SEEK_FROM_READ if at_once else pulse.SEEK_FROM_END
        with self._locked():
            if self.is_ready:
                size = frames * FRAME_BYTES
                self._library.pa_stream_write(self._stream, samples, size, None, 0, seek)

    def latency_seconds(self) -> float | None:
        """Until what is written next will be heard; None where the server has not told yet."""
        told, is_negative = c_uint64(), c_int()
        with self._locked():
            if not self.is_ready:
                return None
            if self._library.pa_stream_get_latency(self._stream, byref(told), byref(is_negative)) < 0:
                return None
        return (-1 if is_negative.value else 1) * told.value / 1_000_000

    def ask_latency(self) -> None:
        """Have the server tell anew how late it plays; the answer comes within milliseconds."""
        self._order("stream_update_timing_info")

    def flush(self) -> None:
        """Drop what was written and is not heard yet."""
        self._order("stream_flush")

    def hold(self, held: bool) -> None:
        """Let the sound stand, or go on."""
        self._order("stream_cork", int(held))

    def _order(self, call: str, *arguments: int) -> None:
        with self._locked():
            if self.is_ready:
                self._forget(getattr(self._library, f"pa_{call}")(self._stream, *arguments, None, None))

    def set_sound(self, volume: int, *, muted: bool) -> None:
        """Set the loudness in per cent, on the scale of the system's own slider."""
        with self._locked():
            if not self.is_ready:
                return
            number = self._library.pa_stream_get_index(self._stream)
            level = pulse.FULL_VOLUME * max(volume, 0) // 100
            volumes = pulse.ChannelVolumes(CHANNELS, (c_uint32 * 32)(*[level] * CHANNELS))
            self._forget(
                self._library.pa_context_set_sink_input_volume(
                    self._context, number, byref(volumes), None, None
                )
            )
            self._forget(
                self._library.pa_context_set_sink_input_mute(self._context, number, int(muted), None, None)
            )

    def _forget(self, operation: int | None) -> None:
        if operation:
            self._library.pa_operation_unref(operation)

    def close(self) -> None:
        """Give everything back; safe to call twice."""
        with self._guard:
            if self._is_closed:
                return
            with self._locked():
                if self._stream is not None:
                    self._library.pa_stream_disconnect(self._stream)
                    self._library.pa_stream_unref(self._stream)
                self._library.pa_context_disconnect(self._context)
                self._library.pa_context_unref(self._context)
            self._is_closed = True
            self._library.pa_threaded_mainloop_stop(self._loop)
            self._library.pa_threaded_mainloop_free(self._loop)
