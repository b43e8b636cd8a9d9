"""Chapters from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.errors import TranscriptError
from player.model import Chapter
from player.transcript.chapters import read_chapters


def test_each_cue_is_a_chapter(fixtures: Path):
    assert read_chapters(fixtures / "chapters.vtt") == (
        Chapter(0, "Part 1: Springs"),
        Chapter(600_000, "Part 2: Deltas & seas"),
    )


def test_a_file_without_chapters_gets_a_sentence(tmp_path: Path):
    file = tmp_path / "chapters.vtt"
    file.write_text("WEBVTT\n")
    with pytest.raises(TranscriptError, match=r"chapters\.vtt holds no chapters\."):
        read_chapters(file)
