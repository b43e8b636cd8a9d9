"""How an mpv that is missing or broken is told; needs none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from player.errors import PlaybackError
from player.playback import mpv_process
from player.playback.mpv_process import start_mpv


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an mpv of the test's own is to be."""
    if sys.platform == "win32":
        pytest.skip("mpv is not steered here")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path / "mpv"


def write(program: Path, text: str) -> None:
    program.write_text(f"#!{sys.executable}\n{text}")
    program.chmod(0o755)


def test_a_missing_mpv_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlaybackError, match=r"^mpv is not installed; .*mpv") as raised:
        start_mpv(video=False, sound_output=None)
    assert "\n" not in str(raised.value)


def test_an_mpv_that_ends_at_once_is_told(program: Path) -> None:
    write(program, "raise SystemExit(1)")
    with pytest.raises(PlaybackError, match=r"does not start: version 0\.33 or newer"):
        start_mpv(video=False, sound_output=None)


def test_a_file_that_cannot_run_is_told(program: Path) -> None:
    program.write_text("#!/nonexistent/interpreter\n")
    program.chmod(0o755)
    with pytest.raises(PlaybackError, match="mpv cannot be started"):
        start_mpv(video=False, sound_output=None)


def test_an_mpv_that_never_answers_is_told_and_ended(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpv_process, "START_SECONDS", 0.5)
    monkeypatch.setattr(mpv_process, "QUIT_SECONDS", 0.1)
    write(program, "import time; time.sleep(60)")
    with pytest.raises(PlaybackError, match="mpv does not answer"):
        start_mpv(video=False, sound_output=None)


ANSWERING = """
import socket, sys
number = int(sys.argv[-1].rpartition("/")[2])
with open(sys.argv[0] + ".arguments", "w") as file:
    file.write("\\n".join(sys.argv[1:]))
print("noise"); print("more", file=sys.stderr)
wire = socket.socket(fileno=number)
wire.recv(1000)
wire.sendall(b'{"event": "idle"}\\n{"data": "mpv 0.35.1", "request_')
wire.sendall(b'id": 0, "error": "success"}\\n')
while wire.recv(1000):
    pass
"""


@pytest.mark.parametrize(
    ("video", "output", "wanted"),
    [(False, "dummy", ["--no-video", "--ao=null"]), (True, "pulse", ["--ao=pulse,"]), (True, None, [])],
)
def test_it_is_started_apart_from_user_and_terminal(
    program: Path, capfd: pytest.CaptureFixture[str], video: bool, output: str | None, wanted: list[str]
) -> None:
    write(program, ANSWERING)
    process = start_mpv(video=video, sound_output=output)
    process.stop()
    process.stop()
    assert process.version == "0.35.1"
    assert process.child.returncode == 0
    arguments = program.with_name("mpv.arguments").read_text().split("\n")
    assert arguments[len(mpv_process._ARGUMENTS) : -1] == wanted
    assert "--no-config" in arguments
    assert capfd.readouterr() == ("", "")
