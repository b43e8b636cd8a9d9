"""A program whose lateness is known: `python -m ...stand_in LATE_MS BEEPS LOG` in the terminal.

It plays beeps through the sound server, asks the server before each when it will be heard, and lights the
beep's text that much later, drawn as the player draws it. LOG gets one JSON list of [number, heard, lit], in
monotonic seconds: what the server told, and when the text left the program.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import sys
import threading
import time
from array import array
from dataclasses import dataclass
from pathlib import Path

from player.ui.theme import DARK
from tests.benchmarks.listening.beeps import BEEP_MS, code_of, tone
from tests.benchmarks.listening.sound_server import SAMPLE_RATE, hurry

BLOCK_SAMPLES = SAMPLE_RATE // 200
BUFFER_MS = 60
BEFORE_FIRST_SECONDS = 2.0
SPACING_SECONDS = 0.41
PLAYBACK = 1
S16LE = 3
UNSET = 0xFFFFFFFF
SPIN_SECONDS = 0.003


class SampleSpec(ctypes.Structure):
    """pa_sample_spec."""

    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class BufferAttributes(ctypes.Structure):
    """pa_buffer_attr, in bytes."""

    _fields_ = tuple(
        (name, ctypes.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize")
    )


class Output:
    """A playback stream of the sound server that knows when what is written next will be heard."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(ctypes.util.find_library("pulse-simple") or "libpulse-simple.so.0")
        self._library.pa_simple_new.restype = ctypes.c_void_p
        self._library.pa_simple_get_latency.restype = ctypes.c_uint64
        wanted = BUFFER_MS * SAMPLE_RATE * 2 // 1000
        spec = SampleSpec(S16LE, SAMPLE_RATE, 1)
        buffer = BufferAttributes(UNSET, wanted, UNSET, BLOCK_SAMPLES * 2, UNSET)
        self._error = ctypes.c_int()
        names = (b"stand-in", PLAYBACK, None, b"beeps")
        stream = self._library.pa_simple_new(
            None,
            *names,
            ctypes.byref(spec),
            None,
            ctypes.byref(buffer),
            ctypes.byref(self._error),
        )
        if not stream:
            raise RuntimeError(f"PulseAudio error {self._error.value}")
        self._stream = ctypes.c_void_p(stream)

    def next_heard(self) -> float:
        """When the sample written next will be heard, in monotonic seconds."""
        latency = self._library.pa_simple_get_latency(self._stream, ctypes.byref(self._error))
        return time.monotonic() + float(latency) / 1_000_000

    def write(self, samples: array[int]) -> None:
        """Hand over samples; waits while the buffer is full."""
        sent = samples.tobytes()
        self._library.pa_simple_write(
            self._stream, sent, ctypes.c_size_t(len(sent)), ctypes.byref(self._error)
        )


@dataclass(frozen=True, slots=True)
class Played:
    """A beep handed to the server, and when the server said it would be heard."""

    number: int
    heard: float


def play_beeps(count: int, light: list[Played]) -> None:
    """Play silence, then `count` beeps; each is added to `light` when it is written."""
    hurry(threading.get_native_id())
    output = Output()
    silence = array("h", bytes(2 * BLOCK_SAMPLES))
    for _ in range(round(BEFORE_FIRST_SECONDS * SAMPLE_RATE / BLOCK_SAMPLES)):
        output.write(silence)
    for number in range(count):
        light.append(Played(number, output.next_heard()))
        output.write(tone(code_of(number), BEEP_MS))
        for _ in range(round((SPACING_SECONDS - BEEP_MS / 1000) * SAMPLE_RATE / BLOCK_SAMPLES)):
            output.write(silence)


def wait_until(moment: float) -> None:
    """Sleep, and be awake for the last milliseconds."""
    time.sleep(max(0.0, moment - time.monotonic() - SPIN_SECONDS))
    while time.monotonic() < moment:
        pass


def main(late_ms: float, count: int, log: Path) -> None:
    """Play in one thread, light in this one."""
    played: list[Played] = []
    player = threading.Thread(target=play_beeps, args=(count, played), daemon=True)
    player.start()
    ground = ";".join(str(int(DARK.variables["lit-ground"][at : at + 2], 16)) for at in (1, 3, 5))
    told: list[tuple[int, float, float]] = []
    while len(told) < count:
        if len(played) <= len(told):
            time.sleep(0.001)
            continue
        beep = played[len(told)]
        wait_until(beep.heard + late_ms / 1000)
        told.append((beep.number, beep.heard, time.monotonic()))
        sys.stdout.write(f"\x1b[H\x1b[2K\x1b[48;2;{ground}mbeep{beep.number:04}\x1b[0m")
        sys.stdout.flush()
    player.join()
    log.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
