"""A PulseAudio of the bench's own, whose one sink plays into nothing and can be listened to."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

SAMPLE_RATE = 48_000
SINK = "bench"
MONITOR = f"{SINK}.monitor"
START_SECONDS = 10.0
STOP_SECONDS = 3.0
NEEDED = ("pulseaudio", "parec", "ffmpeg")


def lacking(programs: Sequence[str] = NEEDED) -> list[str]:
    """Those of `programs` that this machine does not have."""
    return [program for program in programs if shutil.which(program) is None]


def hurry(pid: int) -> None:
    """Let a process or thread of the bench's own go before those it measures, where this user may."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, -11)


class SoundServer:
    """Runs while the context lasts; `environment` sends the sound of a child process to its null sink."""

    def __init__(self) -> None:
        # Not in a folder of the bench's: the path of a socket has to be short.
        self._folder = Path(tempfile.mkdtemp(prefix="lecture-sound-"))
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder / "state"),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "PULSE_SINK": SINK,
        }
        self._process = self._start()

    @property
    def _socket(self) -> Path:
        return self._folder / "native"

    def _start(self) -> subprocess.Popen[bytes]:
        (self._folder / "state").mkdir()
        command = (
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
            *("--disallow-exit", "--realtime=no", "--log-level=error"),
            *("-L", f"module-null-sink sink_name={SINK} rate={SAMPLE_RATE} channels=2"),
            *("-L", f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}"),
        )
        return subprocess.Popen(
            command,
            env={**os.environ, **self.environment, "HOME": str(self._folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> SoundServer:
        deadline = time.monotonic() + START_SECONDS
        while not self._socket.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.close()
                raise RuntimeError("PulseAudio does not start")
            time.sleep(0.02)
        hurry(self._process.pid)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server and leave nothing behind."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
