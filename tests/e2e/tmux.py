"""The real program in a tmux of the test's own: keys and mouse go in, text and colours come out."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte
from pyte.screens import Char

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30.0
LOOK_SECONDS = 0.03
LEFT, DRAGGED, WHEEL_UP, WHEEL_DOWN = 0, 32, 64, 65
LEFT_WITH = re.compile(r"\[left with (\d+)\]")
# What would tell the program of another terminal, display or sound than the test's; pytest-xdist sets a size.
NOT_OF_THIS_TERMINAL = frozenset(
    (
        "TMUX",
        "TMUX_PANE",
        "COLUMNS",
        "LINES",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "PULSE_SERVER",
        "PULSE_RUNTIME_PATH",
    )
)


class Picture:
    """What stood on the screen at one moment: text by rows, and the colours of each cell."""

    def __init__(self, captured: str, columns: int, rows: int) -> None:
        self.columns = columns
        self._screen = pyte.Screen(columns, rows)
        stream = pyte.Stream(self._screen)
        stream.feed(captured.removesuffix("\n").replace("\n", "\r\n"))
        self.rows: list[str] = list(self._screen.display)

    def cell(self, x: int, y: int) -> Char:
        """The cell in column `x` of row `y`, from 0."""
        return self._screen.buffer[y][x]

    def grounds(self, y: int) -> list[str]:
        """The background of each cell of a row, six hex digits or a name."""
        return [self.cell(x, y).bg for x in range(self.columns)]

    def row_with(self, sign: str) -> int | None:
        """The first row that holds `sign`."""
        return next((y for y, row in enumerate(self.rows) if sign in row), None)

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(self.rows)


class Tmux:
    """A tmux server with one pane of `columns` by `rows`, in which one command line runs at a time."""

    def __init__(self, columns: int, rows: int, environment: Mapping[str, str]) -> None:
        self.columns, self.rows = columns, rows
        # Not in the test's own folder: the path of a socket has to be short.
        self._folder = Path(tempfile.mkdtemp(prefix="lecture-tmux-"))
        self._servers = 0
        kept = {name: value for name, value in os.environ.items() if name not in NOT_OF_THIS_TERMINAL}
        self._environment = {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        self._groups: list[int] = []

    # --- the server

    def run(self, *arguments: str, check: bool = True) -> str:
        """A tmux command's output."""
        done = subprocess.run(
            ["tmux", "-S", self._folder / f"{self._servers}", "-f", "/dev/null", *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE_SECONDS,
            env=self._environment,
        )
        if check and done.returncode != 0:
            raise RuntimeError(f"tmux {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def start(self, arguments: Sequence[str | Path], *, python: str = sys.executable) -> None:
        """Run `lecture ARGUMENTS` in a fresh pane; when it ends, its status is written below its output."""
        self.kill()
        self._servers += 1
        command = shlex.join([python, "-m", "player", *map(str, arguments)])
        # `cat` keeps the pane open, and echoes what is typed as a shell left in order would.
        script = f"{command}; printf '\\n[left with %d]\\n' $?; exec cat"
        size = ("-x", str(self.columns), "-y", str(self.rows))
        self.run("new-session", "-d", *size, "-s", "s", "-c", str(REPOSITORY), "sh", "-c", script)
        self._groups.append(int(self.ask("pane_pid")))

    def ask(self, name: str) -> str:
        """One of tmux's own variables about the pane."""
        return self.run("display-message", "-p", "-t", "s", f"#{{{name}}}").strip()

    def player_pid(self) -> int:
        """The process id of the program itself."""
        children = Path(f"/proc/{self._groups[-1]}/task/{self._groups[-1]}/children")
        return int(children.read_text().split()[0])

    def kill(self) -> None:
        """End the server and all that runs in it."""
        self.run("kill-server", check=False)
        while self._groups:
            with suppress(ProcessLookupError):
                os.killpg(self._groups.pop(), signal.SIGKILL)

    def close(self) -> None:
        """End all and leave nothing behind."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    # --- in

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them: Enter, Escape, Left, C-o; a character stands for itself."""
        for key in keys:
            # By its code, because tmux takes some characters, such as `;`, for its own.
            one = ("-H", f"{ord(key):x}") if len(key) == 1 else (key,)
            self.run("send-keys", "-t", "s", *one)

    def type(self, text: str) -> None:
        """Type `text` as it stands."""
        self.run("send-keys", "-t", "s", "-l", text)

    def mouse(self, button: int, x: int, y: int, *, released: bool = False) -> None:
        """One event of the mouse in column `x` of row `y`, from 0, as a terminal reports it (SGR, 1006)."""
        report = f"\x1b[<{button};{x + 1};{y + 1}{'m' if released else 'M'}"
        self.run("send-keys", "-t", "s", "-H", *(f"{byte:02x}" for byte in report.encode()))

    def click(self, x: int, y: int) -> None:
        """Press and let go."""
        self.mouse(LEFT, x, y)
        self.mouse(LEFT, x, y, released=True)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.columns, self.rows = columns, rows
        self.run("resize-window", "-t", "s", "-x", str(columns), "-y", str(rows))

    # --- out

    def look(self) -> Picture:
        """What stands on the screen now."""
        return Picture(self.run("capture-pane", "-p", "-e", "-t", "s"), self.columns, self.rows)

    def wait_until(
        self, condition: Callable[[Picture], bool], what: str, seconds: float = PATIENCE_SECONDS
    ) -> Picture:
        """Look until `condition` holds; fails with `what` was waited for and the screen as it stands."""
        deadline = time.monotonic() + seconds
        while True:
            picture = self.look()
            if condition(picture):
                return picture
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {seconds:g} s in vain for {what}\n{picture.text}")
            time.sleep(LOOK_SECONDS)

    def wait_for(self, text: str, seconds: float = PATIENCE_SECONDS) -> Picture:
        """Look until `text` stands in a row."""
        return self.wait_until(lambda picture: picture.row_with(text) is not None, repr(text), seconds)

    def wait_left(self, seconds: float = PATIENCE_SECONDS) -> tuple[int, str]:
        """Wait until the program has ended: its exit status, and what then stands above it."""
        picture = self.wait_until(lambda picture: bool(LEFT_WITH.search(picture.text)), "the end", seconds)
        found = LEFT_WITH.search(picture.text)
        assert found is not None
        return int(found[1]), picture.text[: found.start()].rstrip()


def tmux_is_here() -> bool:
    """Whether tmux can be run."""
    return shutil.which("tmux") is not None
