"""Titles written into media files."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.paths import bundled
from player.sources.local import find_local
from player.sources.media_tags import title_in


def id3(title: bytes) -> bytes:
    """An MP3 file of one ID3v2.3 title frame and no sound."""
    frame = b"TIT2" + (len(title) + 1).to_bytes(4, "big") + b"\0\0" + b"\3" + title
    return b"ID3\3\0\0" + bytes([0, 0, len(frame) >> 7, len(frame) & 127]) + frame + b"\xff\xfb\x90\0" * 100


def test_the_demo_lecture_has_its_title() -> None:
    assert find_local(str(bundled("demo"))).title == "How Sound Becomes Numbers"


def test_a_title_is_cleaned_of_what_a_terminal_would_obey(tmp_path: Path) -> None:
    media = tmp_path / "talk.mp3"
    media.write_bytes(id3(b"Nets \x1b[2J[/x] \x1b]0;x\x07\n two"))
    assert title_in(media) == "Nets [/x] two"


@pytest.mark.parametrize(
    "content", [b"", b"ID3\3\0\0\x7f\x7f\x7f\x7f", b"\0\0\0\x08ftyp" * 9, b"RIFF\xff\xff\xff\xffWAVE"]
)
def test_a_broken_file_has_no_title_and_raises_nothing(tmp_path: Path, content: bytes) -> None:
    media = tmp_path / "broken.mp4"
    media.write_bytes(content)
    assert title_in(media) == ""


def test_without_a_title_the_name_serves(tmp_path: Path) -> None:
    media = tmp_path / "Week_3_perceptrons.mp3"
    media.write_bytes(b"\xff\xfb\x90\0" * 100)
    assert find_local(str(media)).title == "Week 3 perceptrons"
