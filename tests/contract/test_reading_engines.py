"""What every engine that reads the media keeps to: broken media, missing displays, threads, the program's end."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from player.model import Chapter
from player.playback.port import ChaptersKnown, Degraded, Ended, Failed, PlayState

REPOSITORY = Path(__file__).resolve().parents[2]


def encode(source: Path, target: Path, *arguments: str) -> Path:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("ffmpeg is not installed")
    command = [ffmpeg, "-v", "error", "-i", source, *arguments, target]
    subprocess.run(command, check=True, timeout=60, stdin=subprocess.DEVNULL)
    return target


@pytest.mark.parametrize("name", ["random.bin", "lecture.mp4", "lecture.wav"])
def test_noise_is_no_media(reading_rig: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(number * number % 251 for number in range(50_000)))
    reading_rig.open(path)
    assert "no sound or video" in reading_rig.wait_told(Failed).reason
    reading_rig.wait_state(PlayState.FAILED)
    assert not reading_rig.told(Ended)


@pytest.mark.parametrize("seconds", [0.05, 0.3, 1.0])
def test_a_very_short_sound_ends_well(reading_rig: Any, tmp_path: Path, tone: Any, seconds: float) -> None:
    reading_rig.open(tone(tmp_path / "short.wav", seconds))
    reading_rig.wait_told(Ended)
    assert not reading_rig.told(Failed)


def test_a_cut_file_fails_where_it_breaks_off(reading_rig: Any, lecture: Path, tmp_path: Path) -> None:
    whole = encode(lecture, tmp_path / "whole.m4a", "-movflags", "+faststart")
    cut = tmp_path / "cut.m4a"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    reading_rig.playback.set_rate(3.0)
    reading_rig.open(cut, at=20_000)
    failed = reading_rig.wait_told(Failed)
    assert "cut.m4a breaks off at 0:" in failed.reason
    assert 20_000 < failed.position < 40_000
    assert reading_rig.status().position == failed.position
    reading_rig.playback.seek(5_000)
    reading_rig.wait_past(5_200)
    reading_rig.playback.seek(50_000)
    reading_rig.wait_state(PlayState.FAILED)
    assert not reading_rig.told(Ended)


def test_compressed_sound_plays_to_its_end(reading_rig: Any, lecture: Path, tmp_path: Path) -> None:
    whole = encode(lecture, tmp_path / "whole.m4a")
    for at, rate in ((58_500, 1.0), (54_000, 3.0), (59_900, 1.0)):
        reading_rig.events.clear()
        reading_rig.playback.set_rate(rate)
        reading_rig.open(whole, at=at)
        reading_rig.wait_told(Ended)
        assert not reading_rig.told(Failed)


def test_chapters_are_told(reading_rig: Any, lecture: Path, tmp_path: Path) -> None:
    chapters = tmp_path / "chapters.txt"
    chapters.write_text(
        ";FFMETADATA1\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=20000\ntitle=Begin\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=20000\nEND=60000\ntitle=[red] ß\n"
    )
    media = encode(lecture, tmp_path / "chapters.mka", "-i", str(chapters), "-map_metadata", "1")
    reading_rig.open(media)
    told = reading_rig.wait_told(ChaptersKnown)
    assert told.chapters == (Chapter(0, "Begin"), Chapter(20_000, "[red] ß"))


def test_the_status_waits_for_nothing(reading_rig: Any, lecture: Path) -> None:
    released, reached = threading.Event(), threading.Event()

    def hold_the_engine(event: object) -> None:
        reached.set()
        released.wait(30)

    reading_rig.playback.subscribe(hold_the_engine)
    reading_rig.open(lecture, at=1_000)
    assert reached.wait(15)
    try:
        reading_rig.playback.seek(30_000)
        reading_rig.playback.pause()
        assert reading_rig.status().position == 30_000
    finally:
        released.set()
    assert reading_rig.wait_state(PlayState.PAUSED).position == 30_000


def test_without_a_display_video_is_left_out(
    reader: str, rig_with: Any, lecture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    pictures = ("-f", "lavfi", "-i", "color=s=64x48:r=5:d=60", "-shortest", "-c:v", "mpeg4")
    media = encode(lecture, tmp_path / "video.mp4", *pictures)
    rig = rig_with(reader, video=True)
    rig.open(media)
    rig.wait_past(400)
    assert not rig.told(Degraded)


PROGRAM = """
import sys
from pathlib import Path
from time import monotonic, sleep
from player.model import Playable
from player.playback.{module} import {engine}

playback = {engine}(video=False, sound_output="dummy")
playback.open(Playable(Path(sys.argv[1])))
until = monotonic() + 20
while playback.status().position < 300 and monotonic() < until:
    sleep(0.01)
"""


@pytest.mark.parametrize(
    ("last_words", "status"),
    [("", 0), ("raise SystemExit(3)", 3), ("playback.open(Playable(Path(sys.argv[1])))", 0)],
)
def test_a_program_that_ends_without_closing_ends(
    reading_rig: Any, lecture: Path, last_words: str, status: int
) -> None:
    program = PROGRAM.format(
        module=type(reading_rig.playback).__module__.rpartition(".")[2],
        engine=type(reading_rig.playback).__name__,
    )
    command = [sys.executable, "-c", program + last_words, str(lecture)]
    ended = subprocess.run(command, cwd=REPOSITORY, timeout=40, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, "", "")
