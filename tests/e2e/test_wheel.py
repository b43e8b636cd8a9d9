"""What is installed from the wheel is whole: it runs far from the repository."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.e2e.tmux import REPOSITORY

pytestmark = pytest.mark.e2e

BUILD_SECONDS = 120.0
NEEDED_TO_BUILD = ("build", "hatchling", "pip")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the repository as it stands."""
    for module in NEEDED_TO_BUILD:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not here to build and install the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run([*build, str(REPOSITORY)], capture_output=True, text=True, timeout=BUILD_SECONDS)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of an environment with the wheel, and this one's libraries behind it."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True, timeout=60)
    python = environment / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", python, *install], check=True, timeout=60)
    (libraries,) = environment.glob("lib/python*/site-packages")
    # A path in a .pth file is searched last, and the .pth files in it, such as this repository's, are not read.
    (libraries / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return environment / "bin"


def run_installed(
    installed: Path, folder: Path, name: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """One of the environment's programs, run in another folder."""
    outside = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [installed / name, *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        cwd=folder,
        env={**outside, "LECTURE_HOME": str(folder / "home"), "LECTURE_SOUND_OUTPUT": "dummy"},
    )


def test_the_wheel_holds_the_demo_and_the_settings_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "player/cli.py",
        "player/ui/app.tcss",
        "player/bundled/demo/demo.mp4",
        "player/bundled/demo/demo.vtt",
        "player/bundled/config/default.toml",
    ):
        assert needed in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names if not name.startswith("lecture_player-")} == {"player"}
    assert not [name for name in names if "test" in name.lower() or name.endswith(".pyc")]


def test_the_installed_program_is_the_one_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = run_installed(installed, tmp_path, "python", "-c", "import player; print(player.__file__)")
    assert where.stdout.startswith(str(installed.parent)), where


def test_the_installed_demo_plays(installed: Path, tmp_path: Path) -> None:
    demo = ("demo", "--engine", "silent", "--plain", "--at", "5:36", "--speed", "4")
    done = run_installed(installed, tmp_path, "lecture", *demo)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"\[0:05:34\] Then the gaps between the numbers hold no secrets\.", lines[0])
    assert len(lines) == 3


def test_the_installed_doctor_looks(installed: Path, tmp_path: Path) -> None:
    done = run_installed(installed, tmp_path, "lecture", "doctor", "--json")
    assert done.returncode == 0, done.stderr
    findings = {finding["name"]: finding["works"] for finding in json.loads(done.stdout)}
    assert findings["python"]
    assert findings["settings"]
    assert findings["library"]
