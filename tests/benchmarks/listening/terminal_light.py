"""A program in a terminal, and the moments at which it lit each segment.

What it draws is stamped as it is read and looked at through an emulator afterwards: an emulator in Python
is slower than the program. The time of a light is that of the read which completed it.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

import pyte

from player.ui.theme import DARK
from tests.benchmarks.listening.matching import Light
from tests.benchmarks.listening.sound_server import hurry
from tests.terminal import as_installed

COLUMNS, ROWS = 120, 36
END_SECONDS = 2.0
LAST_LINES = 2
LIT_GROUNDS = frozenset(
    DARK.variables[name].removeprefix("#") for name in ("lit-ground", "word-ground", "word-estimated-ground")
)
# mpv reads keys only from a terminal that is its session's own.
OWN_TERMINAL = "import os, sys; os.login_tty(0); os.execvp(sys.argv[1], sys.argv[1:])"
WORD = re.compile(r"\w+")
SEQUENCE = re.compile(r"\x1b(?:\[[0-9;<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)|[\r\n]")
OF_MPV = ("A: ", "(", " (+)", "AO: ", "[", "Exiting")

Reads: TypeAlias = Sequence[tuple[float, bytes]]
RowText: TypeAlias = Callable[[pyte.Screen, int], str]


class StampedTerminal:
    """A program in a pty of 120x36 whose output is read at once by a thread of its own."""

    def __init__(self, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        self.reads: list[tuple[float, bytes]] = []
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", OWN_TERMINAL, *map(str, command)],
            env=as_installed({"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}),
            stdin=slave,
        )
        os.close(slave)
        self._thread = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        hurry(threading.get_native_id())
        # EIO: the program has ended.
        with suppress(OSError):
            while drawn := os.read(self._master, 1 << 16):
                self.reads.append((time.monotonic(), drawn))

    def press(self, keys: str) -> float:
        """Send keys as a terminal does; gives the moment."""
        moment = time.monotonic()
        os.write(self._master, keys.encode())
        return moment

    def last_words(self) -> str:
        """The last lines of what was drawn, for a program that left."""
        drawn = b"".join(drawn for _, drawn in self.reads).decode(errors="replace")
        lines = SEQUENCE.sub("\n", drawn).split("\n")
        return " ".join([line.strip() for line in lines if line.strip()][-LAST_LINES:])

    def close(self) -> None:
        """End the program and all it started in its session; safe to call twice."""
        if self._master < 0:
            return
        self._end(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(END_SECONDS)
        self._end(signal.SIGKILL)
        self.process.wait()
        self._thread.join(END_SECONDS)
        os.close(self._master)
        self._master = -1

    def _end(self, how: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)

    def __enter__(self) -> StampedTerminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def lights(reads: Reads, numbers: Mapping[str, int], row_text: RowText) -> list[Light]:
    """When which segment became lit, in order of time.

    `numbers` gives a segment by its words, `row_text` what is lit in a row. A segment is lit when all its
    words are, and nothing else.
    """
    found: list[Light] = []
    current: int | None = None
    for moment, text in _lit_texts(reads, row_text):
        number = numbers.get(text)
        if number is not None and number != current:
            found.append(Light(moment, number))
            current = number
    return found


def _lit_texts(reads: Reads, row_text: RowText) -> Iterator[tuple[float, str]]:
    """After each read, the words that are lit; only the rows that it changed are looked at."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    rows: dict[int, str] = {}
    for moment, drawn in reads:
        stream.feed(drawn)
        for row in screen.dirty:
            rows[row] = row_text(screen, row)
        screen.dirty.clear()
        yield moment, " ".join(words_of(" ".join(rows[row] for row in sorted(rows))))


def words_of(text: str) -> list[str]:
    """The words of a segment, by which it is known again."""
    return WORD.findall(text)


def lit_cells(screen: pyte.Screen, row: int) -> str:
    """What our player lights: cells on the grounds that its theme gives the lit words."""
    cells = screen.buffer[row]
    return "".join(cells[x].data if cells[x].bg in LIT_GROUNDS else " " for x in range(COLUMNS))


def subtitle_words(screen: pyte.Screen, row: int) -> str:
    """What mpv shows of the subtitle: a row that is none of its own."""
    cells = screen.buffer[row]
    text = "".join(cells[x].data for x in range(COLUMNS))
    return "" if text.startswith(OF_MPV) else text
