"""Every small transcript in the shapes that sites hand out comes out word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.errors import TranscriptError
from player.transcript.reading import read_transcript
from tests.transcript_lines import transcript_lines

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "transcripts"
EXPECTED = FOLDER / "expected"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_file())


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_as_written_down(name: str):
    try:
        found = transcript_lines(read_transcript(FOLDER / name))
    except TranscriptError as error:
        found = f"error: {error}\n"
    assert found == (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def test_each_expectation_has_its_transcript():
    assert {path.name.removesuffix(".txt") for path in EXPECTED.iterdir()} == set(NAMES)
