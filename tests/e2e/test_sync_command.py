"""`lecture sync` as people type it: what it finds, keeps, forgets, and refuses."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import random
import signal
import struct
import subprocess
import sys
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from player.cli import run
from player.model import Segment, Transcript
from player.transcript.reading import read_transcript
from player.transcript.retiming import Stretch, retimed
from player.transcript.writers import write_transcript
from tests.e2e.player_screen import Talk

RATE = 8_000
LATE_MS = 1_700
STRETCHED = Stretch(0, 0, 1_000_000, 1_001_000)

Said = Callable[..., tuple[str, str]]


@pytest.fixture(autouse=True)
def libraries(lecture_home: Path) -> None:
    """A library of its own, and what the extra brings."""
    pytest.importorskip("av")
    pytest.importorskip("webrtcvad")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs `lecture` in this process and gives what it wrote on standard output and error."""

    def of(*arguments: str | Path, status: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        assert run([*map(str, arguments)]) == status
        written = capsys.readouterr()
        return written.out, written.err

    return of


def segments(count: int = 100, seed: int = 8) -> tuple[Segment, ...]:
    chance = random.Random(seed)
    made, clock = [], 4_000
    for _ in range(count):
        length = chance.randint(1_000, 3_000)
        made.append(Segment(clock, clock + length, "the moon pulls at the sea"))
        clock += length + chance.randint(400, 2_500)
    return tuple(made)


def buzz(path: Path, spoken: Sequence[Segment]) -> Path:
    """A sound that the detector takes for a voice, while a segment lasts."""
    samples = [0] * ((spoken[-1].end + 3_000) * RATE // 1000)
    for segment in spoken:
        for n in range(segment.start * RATE // 1000, segment.end * RATE // 1000):
            samples[n] = 9_000 * (1 if n % 57 < 9 else -1) * (n % 2_000) // 2_000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def write(path: Path, spoken: Sequence[Segment]) -> Path:
    path.write_text(write_transcript(Transcript("vtt", tuple(spoken)), "vtt"), encoding="utf-8")
    return path


@pytest.fixture
def tides(tmp_path: Path) -> Path:
    """A lecture whose transcript is 1.7 s early."""
    media = buzz(tmp_path / "tides.wav", retimed(Transcript("vtt", segments()), None, LATE_MS).segments)
    write(tmp_path / "tides.vtt", segments())
    return media


def first_start(said: Said, media: Path) -> float:
    return float(json.loads(said("transcript", media, "--to", "json")[0])["segments"][0]["start"])


def test_what_is_found_is_kept_for_the_lecture_until_it_is_forgotten(said: Said, tides: Path) -> None:
    out, err = said("sync", tides)
    assert "Kept for this lecture" in out
    assert err == ""
    assert first_start(said, tides) == pytest.approx(5.7, abs=0.1)
    out, _ = said("sync", tides, "--forget")
    assert "times of its file again" in out
    assert first_start(said, tides) == 4.0
    assert "Nothing was kept" in said("sync", tides, "--forget")[0]


def test_found_twice_it_is_the_same(said: Said, tides: Path) -> None:
    once = json.loads(said("sync", tides, "--json")[0])
    again = json.loads(said("sync", tides, "--json")[0])
    assert once == again
    assert once["offset"] == pytest.approx(1.7, abs=0.1)
    assert (once["drift"], once["kept"]) == (0.0, True)
    assert once["sure"] > 0.9


def test_a_dry_run_keeps_nothing(said: Said, tides: Path) -> None:
    out, _ = said("sync", tides, "--dry-run")
    assert "Not kept" in out
    assert first_start(said, tides) == 4.0


def test_another_transcript_is_refused_and_nothing_is_kept(said: Said, tides: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "bees.vtt", segments(seed=9))
    out, err = said("sync", tides, "--transcript", other, status=1)
    assert out == ""
    assert "No confident answer" in err
    assert err.count("\n") == 1
    out, _ = said("sync", tides, "--transcript", other, "--json", status=1)
    shape = json.loads(out)
    assert (shape["offset"], shape["drift"], shape["kept"]) == (None, None, False)
    assert first_start(said, tides) == 4.0


def test_silence_is_refused(said: Said, tmp_path: Path) -> None:
    media = tmp_path / "quiet.wav"
    with wave.open(str(media), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(2 * RATE * 300))
    write(tmp_path / "quiet.vtt", segments())
    assert "No confident answer" in said("sync", media, status=1)[1]


def test_without_a_transcript_it_says_so(said: Said, tides: Path) -> None:
    tides.with_suffix(".vtt").unlink()
    assert "has no transcript" in said("sync", tides, status=1)[1]


def test_without_the_extra_it_names_the_command(
    said: Said, tides: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "webrtcvad", None)
    assert "pip install 'lecture-player[sync]'" in said("sync", tides, status=1)[1]


def test_forgetting_and_a_dry_run_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["sync", "talk.mp4", "--forget", "--dry-run"])
    assert left.value.code == 2


def test_real_words_that_are_late_and_slow_are_found(said: Said, seed_talk: Talk, tmp_path: Path) -> None:
    wrong = retimed(read_transcript(seed_talk.media.with_suffix(".vtt")), STRETCHED, LATE_MS)
    transcript = write(tmp_path / "wrong.vtt", wrong.segments)
    shape = json.loads(said("sync", seed_talk.media, "--transcript", transcript, "--json")[0])
    assert shape["offset"] == pytest.approx(-1.7, abs=0.1)
    # Five minutes tell a drift of a tenth of a per cent to within a few hundredths.
    assert shape["drift"] == pytest.approx(-0.001, abs=0.0005)
    assert shape["sure"] > 0.9


@pytest.mark.skipif(os.name != "posix", reason="asks for a terminal and signals as POSIX has them")
def test_an_interrupt_ends_it_at_once_and_leaves_no_file(tmp_path: Path, lecture_home: Path) -> None:
    media = endless(tmp_path / "long.wav")
    write(tmp_path / "long.vtt", segments())
    shown, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "player", "sync", media], stderr=terminal, stdout=subprocess.PIPE
    )
    os.close(terminal)
    seen = b""
    # Not at the first line: an interrupt while a library is still being imported ends it in another way.
    while seen.count(b"Listening") < 3:
        seen += os.read(shown, 1_000)
    process.send_signal(signal.SIGINT)
    # Read first: who writes to a terminal that nobody reads waits for ever.
    with contextlib.suppress(OSError):  # the end, where the other side of a terminal is closed
        while rest := os.read(shown, 1_000):
            seen += rest
    out, _ = process.communicate(timeout=30)
    os.close(shown)
    assert (process.returncode, out) == (130, b"")
    assert seen.endswith(b"\x1b[K")
    assert sorted(path.name for path in tmp_path.iterdir()) == [lecture_home.name, "long.vtt", "long.wav"]


def endless(path: Path) -> Path:
    """Thirty hours of silence that take no room on the disk."""
    size = 2 * RATE * 3_600 * 30
    head = struct.pack(
        "<4sI8sIHHIIHH4sI", b"RIFF", 36 + size, b"WAVEfmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16, b"data", size
    )
    with path.open("wb") as file:
        file.write(head)
        file.truncate(len(head) + size)
    return path
