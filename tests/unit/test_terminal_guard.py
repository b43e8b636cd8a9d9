"""What C libraries print stays off the terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from player.terminal_guard import LONGEST_LOG, guarded_terminal

PROGRAM = """
import ctypes, os, sys
from pathlib import Path
from player.terminal_guard import guarded_terminal
write = ctypes.CDLL(None).write
write(2, b"before ", 7)
try:
    with guarded_terminal(Path(sys.argv[1])):
        write(2, b"from C ", 7)
        os.system("echo from a child >&2")
        print("python error ", end="", file=sys.stderr)
        print("drawn ", end="", file=sys.__stderr__)
        if len(sys.argv) > 2:
            raise SystemExit(3)
finally:
    write(2, b"after", 5)
    print(" and python", end="", file=sys.stderr, flush=True)
"""


def run(tmp_path: Path, *more: str) -> tuple[str, str, int]:
    log = tmp_path / "state" / "lecture.log"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(log), *more], capture_output=True, text=True, timeout=60
    )
    return done.stderr, log.read_text(), done.returncode


def test_writes_of_c_go_to_the_log_and_ours_to_where_errors_go(tmp_path: Path) -> None:
    errors, log, status = run(tmp_path)
    assert errors.split() == ["before", "python", "error", "after", "and", "python"]
    assert log.split() == ["from", "C", "from", "a", "child"]
    assert status == 0


def test_it_is_put_back_when_the_program_leaves_early(tmp_path: Path) -> None:
    errors, log, status = run(tmp_path, "leave")
    assert errors.split() == ["before", "python", "error", "after", "and", "python"]
    assert "from C" in log
    assert status == 3


def test_the_screen_goes_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "lecture.log"
    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(log)], stdin=slave, stdout=slave, stderr=slave, timeout=60
        )
        drawn = os.read(master, 4096).decode()
    finally:
        os.close(master)
        os.close(slave)
    assert done.returncode == 0
    assert sorted(drawn.split()) == sorted(["before", "python", "error", "drawn", "after", "and", "python"])
    assert "from C" in log.read_text()


def test_where_errors_go_to_a_file_the_screen_is_still_the_terminal(tmp_path: Path) -> None:
    master, slave = pty.openpty()
    errors = tmp_path / "errors.txt"
    try:
        with errors.open("wb") as file:
            subprocess.run(
                [sys.executable, "-c", PROGRAM, str(tmp_path / "lecture.log")],
                stdin=slave, stdout=slave, stderr=file, timeout=60, check=True,
            )  # fmt: skip
        drawn = os.read(master, 4096).decode()
    finally:
        os.close(master)
        os.close(slave)
    assert drawn.split() == ["drawn"]
    assert "drawn" not in errors.read_text()


def test_a_log_that_cannot_be_written_stops_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    with guarded_terminal(tmp_path / "file" / "lecture.log"):
        os.write(2, b"lost")
    os.write(2, b"seen")
    assert capfd.readouterr().err == "seen"


def test_a_long_log_starts_anew_and_a_short_one_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "lecture.log"
    for size, kept in ((10, 10), (LONGEST_LOG + 1, 0)):
        log.write_bytes(b"x" * size)
        with guarded_terminal(log):
            os.write(2, b"new")
        assert log.read_bytes() == b"x" * kept + b"new"


def test_the_log_is_the_users_alone(tmp_path: Path) -> None:
    log = tmp_path / "lecture.log"
    with guarded_terminal(log):
        pass
    assert log.stat().st_mode & 0o077 == 0
