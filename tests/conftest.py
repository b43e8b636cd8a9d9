"""Fixtures every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is; the benchmarks measure speed.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seeds, which stands beside the repository and not in it."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("../shared with its seeds is not here")
    return folder


@pytest.fixture
def lecture_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty LECTURE_HOME, so that nothing of the user's is read or written."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("LECTURE_HOME", str(home))
    return home
