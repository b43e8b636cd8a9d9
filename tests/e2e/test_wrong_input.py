"""What cannot be played gets one sentence and status 1, without a terminal and in one."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from subprocess import CompletedProcess

import pytest

from tests.e2e.conftest import DEMO
from tests.e2e.player_screen import time_of
from tests.e2e.tmux import Tmux

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("libvlc")]

Lecture = Callable[..., CompletedProcess[str]]
Terminals = Callable[..., Tmux]
ENCODE_SECONDS = 60.0
CAPTION = "WEBVTT\n\n00:00.500 --> 00:09.000\nA tone, and nothing else.\n"
# Wide enough for every sentence to stay in a row.
COLUMNS, ROWS = 400, 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files that are no lectures, and a tone that is one."""
    lectures = tmp_path / "lectures"
    (lectures / "no media").mkdir(parents=True)
    (lectures / "no media" / "readme.md").write_text("# Nothing to hear\n")
    (lectures / "text.mp4").write_text("Dear reader, this is a letter.\n")
    (lectures / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (lectures / "random.mp4").write_bytes(Random(7).randbytes(100_000))
    (lectures / "empty.mp4").touch()
    (lectures / "empty.vtt").touch()
    (lectures / "noise.vtt").write_bytes(Random(8).randbytes(5_000))
    (lectures / "bare.vtt").write_text("WEBVTT\n\n")
    return lectures


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty seconds of sound as tone.mp4 with its index at the end, and fast.mp4 with it in front."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not here to make media files")
    made = tmp_path_factory.mktemp("tone")
    source = [
        "ffmpeg",
        "-v",
        "error",
        "-y",
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=300:duration=30",
        "-ac",
        "1",
    ]
    subprocess.run([*source, made / "tone.mp4"], check=True, timeout=ENCODE_SECONDS)
    subprocess.run([*source, "-movflags", "faststart", made / "fast.mp4"], check=True, timeout=ENCODE_SECONDS)
    return made


def cut(media: Path, target: Path, share: float) -> Path:
    """The first part of a file."""
    whole = media.read_bytes()
    target.write_bytes(whole[: round(len(whole) * share)])
    return target


WRONG_SOURCES = {
    "no such file": (["nowhere.mp4"], r"There is no file nowhere\.mp4 in "),
    "no such folder": (["no/where.mp4"], r"There is no folder "),
    "text": (["text.mp4"], r"text\.mp4 is a text, "),
    "PDF": (["paper.pdf"], r"paper\.pdf is a PDF document"),
    "random bytes": (["random.mp4"], r"random\.mp4 cannot be played: no sound or video"),
    "nothing": (["empty.mp4"], r"empty\.mp4 is empty"),
    "folder without media": (["no media"], r"has no sound or video file in it"),
    "empty transcript": (["{demo}", "--transcript", "empty.vtt"], r"empty\.vtt is empty"),
    "bytes for a transcript": (["{demo}", "--transcript", "noise.vtt"], r"noise\.vtt is no transcript"),
    "no transcript there": (["{demo}", "--transcript", "none.vtt"], r"There is no file .*none\.vtt"),
    "transcript without words": (["{demo}", "--transcript", "bare.vtt"], r"bare\.vtt "),
    "nothing like it": (["{demo}", "--find", "zzqqx wvvk"], r"Nothing like “zzqqx wvvk” is said"),
    "address": (["https://example.org/talk.mp4"], r"Addresses cannot be played"),
}


def arguments_in(folder: Path, words: Sequence[str]) -> list[str]:
    """The arguments with file names made whole."""
    whole = [word.replace("{demo}", str(DEMO)) for word in words]
    return [
        word
        if word.startswith(("--", "https:", "/")) or (n and whole[n - 1] == "--find")
        else str(folder / word)
        for n, word in enumerate(whole)
    ]


def assert_one_sentence(said: str, pattern: str) -> None:
    """One line, one sentence, that matches `pattern` and is no traceback."""
    assert re.fullmatch(r"lecture: \S[^\n]*\n?", said), said
    assert re.search(pattern, said), said
    assert not re.search(r"[.?!] [A-Z]", said), f"more than one sentence: {said}"


@pytest.mark.parametrize("case", WRONG_SOURCES)
def test_without_a_terminal(lecture: Lecture, folder: Path, case: str) -> None:
    words, pattern = WRONG_SOURCES[case]
    done = lecture("play", *arguments_in(folder, words))
    assert_one_sentence(done.stderr, pattern)
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize("case", WRONG_SOURCES)
def test_on_the_screen(terminal: Terminals, folder: Path, case: str) -> None:
    words, pattern = WRONG_SOURCES[case]
    tmux = terminal(COLUMNS, ROWS)
    tmux.start(["play", *arguments_in(folder, words)])
    status, said = tmux.wait_left()
    assert_one_sentence(said, pattern)
    assert status == 1
    assert tmux.ask("alternate_on") == "0"


def test_a_file_cut_before_its_index(lecture: Lecture, terminal: Terminals, tone: Path, folder: Path) -> None:
    broken = cut(tone / "tone.mp4", folder / "half.mp4", 0.5)
    done = lecture("play", broken)
    assert_one_sentence(done.stderr, r"half\.mp4 cannot be played")
    assert done.returncode == 1
    tmux = terminal(COLUMNS, ROWS)
    tmux.start(["play", broken])
    status, said = tmux.wait_left()
    assert_one_sentence(said, r"half\.mp4 cannot be played")
    assert status == 1


def test_a_file_cut_in_the_middle_plays_to_the_cut(
    lecture: Lecture, terminal: Terminals, tone: Path, folder: Path
) -> None:
    broken = cut(tone / "fast.mp4", folder / "part.mp4", 0.1)
    broken.with_suffix(".vtt").write_text(CAPTION)
    done = lecture("play", broken)
    assert_one_sentence(done.stderr, r"part\.mp4 breaks off at 0:0\d of 0:30: the file is incomplete")
    assert (done.returncode, done.stdout) == (1, "[0:00:00] A tone, and nothing else.\n")

    tmux = terminal(COLUMNS, ROWS)
    tmux.start(["play", broken])
    stopped = tmux.wait_for("part.mp4 breaks off at")
    assert "A tone, and nothing else." in stopped.text
    assert time_of(stopped) >= 1
    tmux.press("q")
    status, said = tmux.wait_left()
    assert_one_sentence(said, r"part\.mp4 breaks off at")
    assert status == 1


@pytest.mark.parametrize(
    ("captions", "pattern"),
    [("", r"talk\.vtt is empty"), ("\0\x01\x02" * 99, "is no transcript")],
    ids=["empty", "bytes"],
)
def test_a_transcript_beside_it_that_cannot_be_read_is_told_and_it_plays(
    lecture: Lecture, terminal: Terminals, tone: Path, folder: Path, captions: str, pattern: str
) -> None:
    # The last seconds, so that it is soon over.
    talk = folder / "talk.mp4"
    shutil.copy(tone / "fast.mp4", talk)
    talk.with_suffix(".vtt").write_text(captions)
    done = lecture("play", talk, "--at", "0:27", "--speed", "2")
    assert_one_sentence(done.stderr, pattern)
    assert (done.returncode, done.stdout) == (0, "")
    tmux = terminal(120, 30)
    tmux.start(["play", talk])
    tmux.wait_until(
        lambda picture: bool(re.search(pattern, picture.text)) and time_of(picture) >= 1,
        "it plays and says what is wrong with the transcript",
    )


WRONG_SETTINGS = {
    "a value": ('[playback]\nengine = "vcl"\n', r"config\.toml, line 2: playback\.engine must be one of"),
    "a key": (
        "[screen]\n\nfollow_hight = 0.5\n",
        r"config\.toml, line 3: screen\.follow_hight is not a setting",
    ),
    "a bracket": ('[playback\nengine = "vlc"\n', r"config\.toml, line 1: "),
    "a quote": ("[screen]\ntheme = lecture-dark\n", r"config\.toml, line 2: "),
}
WRONG_ON_THE_SCREEN = {
    "a binding": ('[keys]\n"playback.togle" = "p"\n', r"config\.toml, line 2: .*playback\.togle"),
    "a clash": ('[keys]\n"playback.toggle" = "f"\n', r"playback\.toggle and .* want the key f"),
    "a theme": ('[screen]\ntheme = "lecture-drak"\n', r"config\.toml, line 2: .*theme.*lecture-drak"),
}


def write_settings(home: Path, text: str) -> None:
    """Put the settings file where the program looks for it."""
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text(text)


@pytest.mark.parametrize("case", WRONG_SETTINGS)
def test_a_settings_file_with_a_slip(lecture: Lecture, lecture_home: Path, case: str) -> None:
    text, pattern = WRONG_SETTINGS[case]
    write_settings(lecture_home, text)
    done = lecture("demo")
    assert_one_sentence(done.stderr, pattern)
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize("case", [*WRONG_SETTINGS, *WRONG_ON_THE_SCREEN])
def test_a_settings_file_with_a_slip_on_the_screen(
    terminal: Terminals, lecture_home: Path, case: str
) -> None:
    text, pattern = {**WRONG_SETTINGS, **WRONG_ON_THE_SCREEN}[case]
    write_settings(lecture_home, text)
    tmux = terminal(COLUMNS, ROWS)
    tmux.start(["demo"])
    status, said = tmux.wait_left()
    assert_one_sentence(said, pattern)
    assert status == 1


def test_a_data_folder_that_cannot_be_written(
    lecture: Lecture, terminal: Terminals, lecture_home: Path
) -> None:
    # Root may write anywhere, so that a file has to be in the way.
    (lecture_home / "data").touch()
    done = lecture("demo")
    assert_one_sentence(done.stderr, r"The folder .*data cannot be used: .*LECTURE_HOME")
    assert (done.returncode, done.stdout) == (1, "")
    tmux = terminal(COLUMNS, ROWS)
    tmux.start(["demo"])
    status, said = tmux.wait_left()
    assert_one_sentence(said, r"The folder .*data cannot be used: .*LECTURE_HOME")
    assert status == 1


def test_a_library_that_is_no_database(lecture: Lecture, lecture_home: Path) -> None:
    (lecture_home / "data").mkdir()
    (lecture_home / "data" / "library.sqlite3").write_bytes(Random(9).randbytes(4096))
    done = lecture("demo")
    assert_one_sentence(done.stderr, r"library\.sqlite3 is damaged")
    assert done.returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        ["play"],
        ["play", "x.mp4", "--speed", "9"],
        ["play", "x.mp4", "--at", "abc"],
        ["demo", "--engine", "gramophone"],
        ["sing"],
        ["notes", "sing"],
        ["find", "x", "--limit", "0"],
        ["--no-such-option"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2(lecture: Lecture, words: list[str]) -> None:
    done = lecture(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"usage: lecture[^\0]*\nlecture: [^\n]+\n", done.stderr), done.stderr
    assert "Traceback" not in done.stderr
