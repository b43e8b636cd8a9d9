"""What only mpv can get wrong: it is another process, and it follows links that files hold."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from player.errors import PlaybackError
from player.playback import mpv, mpv_engine, mpv_process
from player.playback.port import Degraded, Ended, Failed, PlayState
from player.playback.sound_output import SoundOutput

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _mpv() -> None:
    try:
        mpv_process.probe()
    except PlaybackError as error:
        pytest.skip(str(error))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The mpv children, as they are started."""
    children = []

    def start(**arguments: Any) -> mpv_process.MpvProcess:
        process = mpv_process.start_mpv(**arguments)
        children.append(process.child)
        return process

    monkeypatch.setattr(mpv, "start_mpv", start)
    return children


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    """Whether no such process runs; a zombie that nobody reaps does not run."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    about = Path(f"/proc/{pid}/stat")  # Linux alone has it; a bare system has no `ps`.
    return about.exists() and about.read_text().rpartition(")")[2].split()[0] == "Z"


def test_closing_leaves_neither_a_process_nor_a_thread(rig_with: Any, started: Any, lecture: Path) -> None:
    before = set(threading.enumerate())
    rig = rig_with("mpv")
    rig.open(lecture)
    rig.wait_past(200)
    rig.playback.close()
    assert started[0].poll() is not None
    until(lambda: set(threading.enumerate()) <= before)


def test_an_mpv_that_dies_is_told_and_replaced(rig_with: Any, started: Any, lecture: Path) -> None:
    rig = rig_with("mpv")
    rig.open(lecture, at=10_000)
    rig.wait_past(10_200)
    started[0].kill()
    failed = rig.wait_told(Failed)
    assert "mpv ended by itself" in failed.reason
    assert 10_200 <= failed.position < 12_200
    rig.playback.play()
    assert rig.wait_past(failed.position + 100).position < failed.position + 2_100
    assert len(started) == 2


def test_an_mpv_that_hangs_is_given_up(
    rig_with: Any, started: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mpv_engine, "ANSWER_SECONDS", 1.5)
    rig = rig_with("mpv")
    rig.open(lecture)
    rig.wait_past(200)
    started[0].send_signal(signal.SIGSTOP)
    rig.wait_state(PlayState.STALLED)
    assert rig.status().position < 2_500
    assert "no longer answers" in rig.wait_told(Failed).reason
    assert started[0].poll() is not None
    rig.playback.seek(30_000)
    rig.wait_past(30_100)


def test_closing_ends_a_hung_mpv(rig_with: Any, started: Any) -> None:
    rig = rig_with("mpv")
    started[0].send_signal(signal.SIGSTOP)
    rig.playback.close()
    assert started[0].poll() is not None


PROGRAM = """
import sys
from time import sleep
from pathlib import Path
from player.model import Playable
from player.playback import mpv, mpv_process

def start(**arguments):
    process = mpv_process.start_mpv(**arguments)
    print(process.child.pid, flush=True)
    return process

mpv.start_mpv = start
playback = mpv.MpvPlayback(video=False, sound_output="dummy")
playback.open(Playable(Path(sys.argv[1])))
sleep(60)
"""


def test_mpv_dies_with_a_program_that_is_killed(lecture: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(lecture)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as program:
        pid = int(program.stdout.readline())
        assert not is_gone(pid)
        program.kill()
    until(lambda: is_gone(pid))


LINKS = {
    "edl.bin": b"# mpv EDL v0\nsecret.wav\n\0\1",
    "cue.bin": b'FILE "secret.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n\0\1',
    "concat.bin": b"ffconcat version 1.0\nfile secret.wav\n#\0\1",
    "dash.bin": b"\1<MPD><Period><AdaptationSet><Representation><BaseURL>secret.wav</BaseURL></Representation>"
    b"</AdaptationSet></Period></MPD>\0",
    "list.m3u": b"secret.wav\n\1\2",
    "list.pls": b"[x]\1\nFile1=secret.wav\n",
    "call.sdp": b"v=0\1\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
}


@pytest.mark.parametrize("name", [*LINKS, "archive.zip"])
def test_a_file_is_only_itself(rig_with: Any, tmp_path: Path, tone: Any, name: str) -> None:
    secret = tone(tmp_path / "secret.wav", 3)
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.write(secret, "secret.wav")
    if name in LINKS:
        (tmp_path / name).write_bytes(LINKS[name])
    rig = rig_with("mpv")
    rig.open(tmp_path / name)
    assert "cannot be played" in rig.wait_told(Failed).reason
    assert not rig.told(Ended)


NAMES = (
    b"-loop.wav",
    b"--pause",
    b"a\nb.wav",
    b"q\"uo'te\\.wav",
    "🎓 é.wav".encode(),
    b"${path}.wav",
    b"http:",
    b"edl:",
    b"~.wav",
    b" ",
    b"\xff\xfe.wav",
)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_only_a_name(rig_with: Any, lecture: Path, tmp_path: Path, name: bytes) -> None:
    if sys.platform == "darwin" and b"\xff" in name:
        pytest.skip("names are text here")
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(lecture.read_bytes())
    rig = rig_with("mpv")
    rig.open(path)
    rig.wait_past(100)
    assert not rig.told(Failed)


def test_missing_sound_is_told_once_and_it_plays(
    rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = SoundOutput("dummy", "Nothing will be heard: a reason; a remedy.")
    monkeypatch.setattr(mpv, "choose_sound_output", lambda _: silent)
    rig = rig_with("mpv", sound_output=None)
    for _ in range(2):
        rig.open(lecture)
        rig.wait_past(200)
    assert rig.told(Degraded) == [Degraded(silent.missing)]


def test_an_output_that_cannot_be_used_is_told_and_it_plays(
    rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if any(Path("/dev/snd").glob("pcm*p")):
        pytest.skip("there is a sound card, which mpv falls back to")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent/socket")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    rig = rig_with("mpv", sound_output="pulse")
    rig.open(lecture, at=10_000)
    rig.wait_past(10_200)
    assert "Nothing is heard" in rig.wait_told(Degraded).reason
    assert not rig.told(Failed)


def test_a_burst_of_seeks_asks_mpv_for_few(rig_with: Any, lecture: Path) -> None:
    rig = rig_with("mpv")
    rig.open(lecture)
    rig.wait_past(200)
    for number in range(50):
        rig.playback.seek(5_000 + number * 1_000)
        shown = rig.status().position
        assert 5_000 + number * 1_000 <= shown < 7_000 + number * 1_000
    assert rig.wait_past(54_100).position < 56_100
    assert all(status.position >= 54_100 for _, status in rig.watch(0.5))
