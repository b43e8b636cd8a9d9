"""Files that no engine is given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from player.playback.media_file import refusal

WAV_HEAD = b"RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00"


def test_media_pass(tmp_path: Path) -> None:
    for number, head in enumerate(
        (WAV_HEAD, b"\xff\xfb\x90d" * 40, b"OggS\x00\x02", b"#!AMR\n\x3c\x91\x17\x16\xbe")
    ):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(head)
        assert refusal(path) is None


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n/etc/hosts\n",
        "\ufeff#EXTM3U\nfile:///etc/hosts\n",
        "\n  #extm3u\n",
        "[playlist]\nFile1=/etc/hosts\n",
        '<?xml version="1.0"?>\n<MPD><BaseURL>file:///etc/</BaseURL></MPD>',
        "<?xml version='1.0'?><playlist version='1'/>",
        "<asx version='3.0'/>",
    ],
)
def test_lists_of_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lecture.mp4"
    path.write_text(text, encoding="utf-8")
    assert "list of other files" in (refusal(path) or "")


@pytest.mark.parametrize("text", ["hello\n", "<?xml version='1.0'?><html/>", "ß" * 2_000, "x" + "ß" * 2_000])
def test_text_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lecture.mp4"
    path.write_text(text, encoding="utf-8")
    assert "no sound or video" in (refusal(path) or "")


def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    os.mkfifo(tmp_path / "pipe")
    for name, why in (
        ("empty", "the file is empty"),
        ("pipe", "a device or a pipe"),
        ("gone", "it is not there"),
        ("empty/x", "a part of its path is no folder"),
        ("n" * 300, "the name is too long"),
        ("a\0b", "no name a file can have"),
        (".", "is a folder"),
    ):
        assert why in (refusal(tmp_path / name) or "")


def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.wav"
    path.write_bytes(WAV_HEAD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "there is no permission" in (refusal(path) or "")
