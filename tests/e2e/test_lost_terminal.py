"""The terminal goes away without a signal, as when a connection breaks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from player.paths import bundled
from tests.terminal import Terminal

SECONDS = 20


@pytest.mark.e2e
def test_the_program_ends_and_the_place_is_kept(tmp_path: Path) -> None:
    environment = {"LECTURE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "player", "play", bundled("demo"), "--engine", "silent", "--at", "2:00"]
    terminal = Terminal(command, 100, 30, environment)
    try:
        terminal.wait_for(lambda: terminal.shows("▎"), "the lit line")
        terminal.hang_up()
        assert terminal.process.wait(SECONDS) == 129
    finally:
        terminal.close()
    noted = [sys.executable, "-m", "player", "notes", "add", bundled("demo"), "where I was"]
    subprocess.run([*map(str, noted)], env={**os.environ, **environment}, check=True, capture_output=True)
    listing = [sys.executable, "-m", "player", "notes", "list", "--json"]
    listed = subprocess.run(
        listing, env={**os.environ, **environment}, check=True, capture_output=True, text=True
    )
    (note,) = json.loads(listed.stdout)
    assert 120 <= note["time"] <= 120 + SECONDS
