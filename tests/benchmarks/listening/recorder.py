"""What comes out of the sound server, with the moment at which each sample was heard.

The recorder asks for the lowest latency and stays open from before the program until after it: the null
sink renders as far ahead as its most patient listener allows, up to two seconds when nobody is in a hurry.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType

from tests.benchmarks.listening.sound_server import MONITOR, SAMPLE_RATE, hurry

LATENCY_MS = 2
WINDOW_SECONDS = 1.0
SETTLE_CHUNKS = 20
START_SECONDS = 10.0
LOUD = 0x0400


@dataclass(frozen=True, slots=True)
class Chunk:
    """Samples that arrived together: the number of the first, and when they were read (monotonic seconds)."""

    first: int
    arrived: float


class SampleClock:
    """From the number of a sample to the moment it was heard, in monotonic seconds.

    A chunk may be read late but never early, so the earliest arrival of a window, reckoned back to sample 0,
    is the right one. The windows before and after a sample are taken each for itself and the later result
    holds: samples that were lost move all later ones, and those before them must not count then.
    """

    def __init__(self, chunks: Sequence[Chunk], sample_rate: int = SAMPLE_RATE) -> None:
        self._rate = sample_rate
        self._firsts = [chunk.first for chunk in chunks]
        self._origins = [chunk.arrived - chunk.first / sample_rate for chunk in chunks]
        self._window = round(WINDOW_SECONDS * sample_rate)

    def at(self, sample: float) -> float:
        """When `sample` was heard."""
        here = bisect_right(self._firsts, sample)
        before = bisect_left(self._firsts, sample - self._window)
        after = bisect_right(self._firsts, sample + self._window)
        earlier, later = self._origins[before:here], self._origins[max(0, here - 1) : after]
        origins = [min(part) for part in (earlier, later) if part]
        return max(origins, default=self._origins[-1]) + sample / self._rate

    def lost_ms(self) -> float:
        """How much sound went missing between start and end."""
        ends = (self._firsts[0] + self._window, self._firsts[-1] - self._window)
        early = [o for f, o in zip(self._firsts, self._origins, strict=True) if f <= ends[0]]
        late = [o for f, o in zip(self._firsts, self._origins, strict=True) if f >= ends[1]]
        return (min(late) - min(early)) * 1000


@dataclass(frozen=True, slots=True)
class Recording:
    """Mono samples of 16 bits, and when each was heard."""

    samples: array[int]
    clock: SampleClock


class Recorder:
    """Records from when the context begins; `stop` gives what was heard."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._pieces: list[bytes] = []
        self._chunks: list[Chunk] = []
        self._bytes = 0
        self._heard_at = 0.0
        self._process = subprocess.Popen(
            (
                *("parec", "--raw", "--format=s16le", "--channels=1", f"--rate={SAMPLE_RATE}"),
                *(f"--latency-msec={LATENCY_MS}", "--device", MONITOR),
            ),
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )
        hurry(self._process.pid)
        self._thread = threading.Thread(target=self._record, name="recorder", daemon=True)
        self._thread.start()

    def _record(self) -> None:
        hurry(threading.get_native_id())
        assert self._process.stdout is not None
        source = self._process.stdout.fileno()
        while piece := os.read(source, 1 << 16):
            arrived = time.monotonic()
            self._chunks.append(Chunk(self._bytes // 2, arrived))
            self._pieces.append(piece)
            self._bytes += len(piece)
            if len(piece) % 2 == 0 and _is_loud(piece):
                self._heard_at = arrived

    def heard_since(self, moment: float) -> bool:
        """Whether any sound came out since `moment` (monotonic seconds)."""
        return self._heard_at > moment

    def stop(self) -> Recording:
        """End the recording; the first chunks, which bring what had waited, do not count for the clock."""
        self.close()
        samples = array("h")
        recorded = b"".join(self._pieces)
        samples.frombytes(recorded[: len(recorded) // 2 * 2])
        return Recording(samples, SampleClock(self._chunks[SETTLE_CHUNKS:]))

    def close(self) -> None:
        """End the recorder; safe to call twice."""
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait()
        self._thread.join()

    def __enter__(self) -> Recorder:
        deadline = time.monotonic() + START_SECONDS
        while len(self._chunks) <= SETTLE_CHUNKS:
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.close()
                raise RuntimeError("parec records nothing")
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _is_loud(piece: bytes) -> bool:
    samples = array("h", piece)
    return max(samples) > LOUD
