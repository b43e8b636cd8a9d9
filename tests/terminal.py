"""The real program in a terminal of the tests' own: what it draws is read back through an emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType

import pyte

DEADLINE_SECONDS = 30.0
AFTER_SIGN_SECONDS = 0.3


def as_installed(extra: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """This environment with `extra`, and with compiled modules kept as an installed program keeps them."""
    # COLUMNS and LINES, which a parallel suite sets, would outrank the terminal's own size.
    dropped = {"PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, **extra}


class Terminal:
    """A program in a pty of `columns` by `rows`; `feed` reads what it drew until now."""

    def __init__(
        self, command: Sequence[str | Path], columns: int, rows: int, environment: Mapping[str, str]
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            list(map(str, command)),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            close_fds=True,
            start_new_session=True,
            env=as_installed({"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}),
        )
        os.close(slave)

    def feed(self, wait_seconds: float) -> bytes:
        """Take in what is drawn within `wait_seconds`, returning at the first bytes."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, wait_seconds))
        if not ready:
            return b""
        drawn = self._read()
        self._stream.feed(drawn)
        return drawn

    def _read(self) -> bytes:
        try:
            return os.read(self._master, 1 << 16)
        except OSError:
            return b""

    def record(self, sign: str, seconds: float = DEADLINE_SECONDS) -> list[tuple[float, bytes]]:
        """Everything drawn until a while after `sign` came, stamped as it came and not looked at before.

        An emulator in Python is slower than the program; what it shows when is found by `replay`.
        """
        pieces: list[tuple[float, bytes]] = []
        over = time.monotonic() + seconds
        while (now := time.monotonic()) < over:
            ready, _, _ = select.select([self._master], [], [], 0.05)
            if ready:
                pieces.append((time.monotonic(), self._read()))
                if sign.encode() in pieces[-1][1]:
                    over = min(over, now + AFTER_SIGN_SECONDS)
        return pieces

    def drawn_until(self, sign: str, seconds: float = DEADLINE_SECONDS) -> float:
        """When the bytes of `sign` came; what was drawn is shown by the emulator afterwards."""
        begun, drawn = time.monotonic(), b""
        while sign.encode() not in drawn:
            ready, _, _ = select.select([self._master], [], [], 0.05)
            drawn += self._read() if ready else b""
            if time.monotonic() - begun > seconds:
                raise TimeoutError(f"{sign!r} was not drawn in {seconds:g} s")
        moment = time.monotonic()
        self._stream.feed(drawn)
        return moment

    def replay(self, pieces: Sequence[tuple[float, bytes]], condition: Callable[[], bool]) -> float | None:
        """When, of what `record` gave, the screen first fulfilled `condition`."""
        for moment, drawn in pieces:
            self._stream.feed(drawn)
            if condition():
                return moment
        return None

    def wait_for(self, condition: Callable[[], bool], what: str, seconds: float = DEADLINE_SECONDS) -> float:
        """Draw until `condition` holds; gives the seconds it took."""
        begun = time.monotonic()
        while not condition():
            if time.monotonic() - begun > seconds:
                raise TimeoutError(f"not seen in {seconds:g} s: {what}\n{self.text}")
            self.feed(0.02)
        return time.monotonic() - begun

    def shows(self, text: str) -> bool:
        """Whether `text` stands in one of the rows."""
        return any(text in row for row in self.screen.display)

    def press(self, keys: str) -> None:
        """Send keys as a terminal does."""
        os.write(self._master, keys.encode())

    @property
    def text(self) -> str:
        """The screen as it stands."""
        return "\n".join(self.screen.display)

    def close(self) -> None:
        """End the program."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Take the terminal away from the program."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
