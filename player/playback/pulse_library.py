"""The few calls of libpulse that a stream of sound needs, with their types; PipeWire serves them as well.

libpulse comes with libVLC on every Linux, so nothing is to be installed. Binding by hand, because the
sound libraries for Python either do not tell how late the sound server plays, or bring a second copy of it.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_int, c_int64, c_size_t, c_uint8, c_uint32, c_uint64, c_void_p
from functools import cache

CONTEXT_READY = 4
CONTEXT_ENDED = (5, 6)
CONTEXT_NOAUTOSPAWN = 1
STREAM_READY = 2
STREAM_ENDED = (3, 4)
SAMPLES_OF_16_BITS = 3
SEEK_FROM_END = 0
SEEK_FROM_READ = 2
FULL_VOLUME = 0x10000
UNSET = 0xFFFFFFFF

INTERPOLATE_TIMING, AUTO_TIMING_UPDATE, ADJUST_LATENCY = 0x0002, 0x0008, 0x2000


class SampleFormat(ctypes.Structure):
    """`pa_sample_spec`."""

    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class BufferSizes(ctypes.Structure):
    """`pa_buffer_attr`, in bytes; UNSET leaves one to the server."""

    _fields_ = (
        ("longest", c_uint32),
        ("target", c_uint32),
        ("before_start", c_uint32),
        ("smallest_request", c_uint32),
        ("fragment", c_uint32),
    )


class ChannelVolumes(ctypes.Structure):
    """`pa_cvolume`."""

    _fields_ = (("channels", c_uint8), ("values", c_uint32 * 32))


_CALLS: dict[str, tuple[object, tuple[object, ...]]] = {
    "threaded_mainloop_new": (c_void_p, ()),
    "threaded_mainloop_free": (None, (c_void_p,)),
    "threaded_mainloop_get_api": (c_void_p, (c_void_p,)),
    "threaded_mainloop_start": (c_int, (c_void_p,)),
    "threaded_mainloop_stop": (None, (c_void_p,)),
    "threaded_mainloop_lock": (None, (c_void_p,)),
    "threaded_mainloop_unlock": (None, (c_void_p,)),
    "context_new": (c_void_p, (c_void_p, c_char_p)),
    "context_connect": (c_int, (c_void_p, c_char_p, c_int, c_void_p)),
    "context_get_state": (c_int, (c_void_p,)),
    "context_disconnect": (None, (c_void_p,)),
    "context_unref": (None, (c_void_p,)),
    "context_set_sink_input_volume": (
        c_void_p,
        (c_void_p, c_uint32, POINTER(ChannelVolumes), c_void_p, c_void_p),
    ),
    "context_set_sink_input_mute": (c_void_p, (c_void_p, c_uint32, c_int, c_void_p, c_void_p)),
    "stream_new": (c_void_p, (c_void_p, c_char_p, POINTER(SampleFormat), c_void_p)),
    "stream_connect_playback": (
        c_int,
        (c_void_p, c_char_p, POINTER(BufferSizes), c_int, c_void_p, c_void_p),
    ),
    "stream_get_state": (c_int, (c_void_p,)),
    "stream_get_index": (c_uint32, (c_void_p,)),
    "stream_write": (c_int, (c_void_p, c_void_p, c_size_t, c_void_p, c_int64, c_int)),
    "stream_get_latency": (c_int, (c_void_p, POINTER(c_uint64), POINTER(c_int))),
    "stream_update_timing_info": (c_void_p, (c_void_p, c_void_p, c_void_p)),
    "stream_flush": (c_void_p, (c_void_p, c_void_p, c_void_p)),
    "stream_cork": (c_void_p, (c_void_p, c_int, c_void_p, c_void_p)),
    "stream_disconnect": (c_int, (c_void_p,)),
    "stream_unref": (None, (c_void_p,)),
    "operation_unref": (None, (c_void_p,)),
}


@cache
def load() -> ctypes.CDLL:
    """libpulse with typed calls; raises OSError where it is missing, AttributeError where it is too old."""
    library = ctypes.CDLL("libpulse.so.0")
    for name, (result, arguments) in _CALLS.items():
        call = getattr(library, f"pa_{name}")
        call.restype, call.argtypes = result, arguments
    return library
