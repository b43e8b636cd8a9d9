"""What only libVLC can get wrong: broken media, outputs that are missing, threads, the end of the program."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from player.errors import PlaybackError
from player.model import Chapter
from player.playback import vlc
from player.playback.port import ChaptersKnown, Degraded, Ended, Failed, PlayState
from player.playback.sound_output import SoundOutput

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _libvlc() -> None:
    try:
        vlc.probe()
    except PlaybackError as error:
        pytest.skip(str(error))


def encode(source: Path, target: Path, *arguments: str) -> Path:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("ffmpeg is not installed")
    command = [ffmpeg, "-v", "error", "-i", source, *arguments, target]
    subprocess.run(command, check=True, timeout=60, stdin=subprocess.DEVNULL)
    return target


def test_the_version_is_three() -> None:
    assert vlc.probe().startswith("3.")


@pytest.mark.parametrize("name", ["random.bin", "lecture.mp4", "lecture.wav"])
def test_noise_is_no_media(vlc_rig: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(number * number % 251 for number in range(50_000)))
    vlc_rig.open(path)
    assert "no sound or video" in vlc_rig.wait_told(Failed).reason
    vlc_rig.wait_state(PlayState.FAILED)
    assert not vlc_rig.told(Ended)


@pytest.mark.parametrize("seconds", [0.05, 0.3, 1.0])
def test_a_very_short_sound_ends_well(vlc_rig: Any, tmp_path: Path, tone: Any, seconds: float) -> None:
    vlc_rig.open(tone(tmp_path / "short.wav", seconds))
    vlc_rig.wait_told(Ended)
    assert not vlc_rig.told(Failed)


def test_a_cut_file_fails_where_it_breaks_off(vlc_rig: Any, lecture: Path, tmp_path: Path) -> None:
    whole = encode(lecture, tmp_path / "whole.m4a", "-movflags", "+faststart")
    cut = tmp_path / "cut.m4a"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    vlc_rig.playback.set_rate(3.0)
    vlc_rig.open(cut, at=20_000)
    failed = vlc_rig.wait_told(Failed)
    assert "cut.m4a breaks off at 0:" in failed.reason
    assert 20_000 < failed.position < 40_000
    assert vlc_rig.status().position == failed.position
    vlc_rig.playback.seek(5_000)
    vlc_rig.wait_past(5_200)
    vlc_rig.playback.seek(50_000)
    vlc_rig.wait_state(PlayState.FAILED)
    assert not vlc_rig.told(Ended)


def test_compressed_sound_plays_to_its_end(vlc_rig: Any, lecture: Path, tmp_path: Path) -> None:
    whole = encode(lecture, tmp_path / "whole.m4a")
    for at, rate in ((58_500, 1.0), (54_000, 3.0), (59_900, 1.0)):
        vlc_rig.events.clear()
        vlc_rig.playback.set_rate(rate)
        vlc_rig.open(whole, at=at)
        vlc_rig.wait_told(Ended)
        assert not vlc_rig.told(Failed)


def test_chapters_are_told(vlc_rig: Any, lecture: Path, tmp_path: Path) -> None:
    chapters = tmp_path / "chapters.txt"
    chapters.write_text(
        ";FFMETADATA1\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=20000\ntitle=Begin\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=20000\nEND=60000\ntitle=[red] ß\n"
    )
    media = encode(lecture, tmp_path / "chapters.mka", "-i", str(chapters), "-map_metadata", "1")
    vlc_rig.open(media)
    told = vlc_rig.wait_told(ChaptersKnown)
    assert told.chapters == (Chapter(0, "Begin"), Chapter(20_000, "[red] ß"))


def test_the_status_waits_for_nothing(vlc_rig: Any, lecture: Path) -> None:
    released, reached = threading.Event(), threading.Event()

    def hold_the_engine(event: object) -> None:
        reached.set()
        released.wait(30)

    vlc_rig.playback.subscribe(hold_the_engine)
    vlc_rig.open(lecture, at=1_000)
    assert reached.wait(15)
    try:
        vlc_rig.playback.seek(30_000)
        vlc_rig.playback.pause()
        assert vlc_rig.status().position == 30_000
    finally:
        released.set()
    assert vlc_rig.wait_state(PlayState.PAUSED).position == 30_000


def test_missing_sound_is_told_once_and_it_plays(
    vlc_rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = SoundOutput("dummy", "Nothing will be heard: a reason; a remedy.")
    monkeypatch.setattr(vlc, "choose_sound_output", lambda _: silent)
    rig = vlc_rig_with(video=False)
    for _ in range(2):
        rig.open(lecture)
        rig.wait_past(200)
    assert rig.told(Degraded) == [Degraded(silent.missing)]


def test_an_output_that_takes_no_sound_is_given_up(
    vlc_rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if any(Path("/dev/snd").glob("pcm*p")):
        pytest.skip("there is a sound card, which libVLC falls back to")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent/socket")
    rig = vlc_rig_with(video=False, sound_output="pulse")
    rig.open(lecture, at=10_000)
    assert "Nothing is heard" in rig.wait_told(Degraded).reason
    assert 12_000 < rig.wait_past(12_000).position < 20_000
    assert not rig.told(Failed)


def test_without_a_display_video_is_left_out(
    vlc_rig_with: Any, lecture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    pictures = ("-f", "lavfi", "-i", "color=s=64x48:r=5:d=60", "-shortest", "-c:v", "mpeg4")
    media = encode(lecture, tmp_path / "video.mp4", *pictures)
    rig = vlc_rig_with(video=True, sound_output="dummy")
    rig.open(media)
    rig.wait_past(400)
    assert not rig.told(Degraded)


PROGRAM = """
import sys
from pathlib import Path
from time import monotonic, sleep
from player.model import Playable
from player.playback.vlc import VlcPlayback

playback = VlcPlayback(video=False, sound_output="dummy")
playback.open(Playable(Path(sys.argv[1])))
until = monotonic() + 20
while playback.status().position < 300 and monotonic() < until:
    sleep(0.01)
"""


@pytest.mark.parametrize(
    ("last_words", "status"),
    [("", 0), ("raise SystemExit(3)", 3), ("playback.open(Playable(Path(sys.argv[1])))", 0)],
)
def test_a_program_that_ends_without_closing_ends(lecture: Path, last_words: str, status: int) -> None:
    command = [sys.executable, "-c", PROGRAM + last_words, str(lecture)]
    ended = subprocess.run(command, cwd=REPOSITORY, timeout=40, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, "", "")


def test_closing_ends_the_thread_even_while_a_listener_holds_it(
    vlc_rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vlc, "CLOSE_SECONDS", 0.2)
    rig = vlc_rig_with(video=False, sound_output="dummy")
    released, reached = threading.Event(), threading.Event()
    rig.playback.subscribe(lambda _: (reached.set(), released.wait(30)))
    rig.open(lecture)
    assert reached.wait(15)
    threads = [thread for thread in threading.enumerate() if thread.name == "libvlc"]
    rig.playback.close()
    released.set()
    for thread in threads:
        thread.join(15)
        assert not thread.is_alive()
