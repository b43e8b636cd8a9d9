"""What the transcript tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.model import Segment, Transcript
from player.transcript.reading import read_transcript

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "transcripts"


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder with small transcripts in the shapes that sites hand out."""
    return FIXTURES


@pytest.fixture
def read_fixture(fixtures: Path):
    """Read one of the small transcripts by its name."""

    def read(name: str) -> Transcript:
        return read_transcript(fixtures / name)

    return read


@pytest.fixture(scope="session")
def seed(shared: Path) -> Transcript:
    """The real lecture, read once."""
    return read_transcript(next((shared / "seeds").glob("003_*.txt")))


@pytest.fixture
def spoken():
    """Make segments of one second each, a second apart, from their texts."""

    def make(*texts: str) -> list[Segment]:
        return [Segment(number * 1000, number * 1000 + 1000, text) for number, text in enumerate(texts)]

    return make
