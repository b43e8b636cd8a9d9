"""How libVLC that is missing or broken is told; needs none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from player.errors import PlaybackError
from player.playback import vlc

REPOSITORY = Path(__file__).resolve().parents[3]


def pretend(monkeypatch: pytest.MonkeyPatch, version: bytes, instance: object) -> None:
    module = SimpleNamespace(libvlc_get_version=lambda: version, Instance=lambda *_: instance)
    monkeypatch.setitem(sys.modules, "vlc", module)


def test_a_missing_binding_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vlc", None)
    with pytest.raises(PlaybackError, match="libVLC is missing or cannot be loaded; ") as raised:
        vlc.VlcPlayback()
    assert str(raised.value).count("\n") == 0


def test_missing_plugins_and_another_version_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, b"3.0.24 Vetinari", None)
    with pytest.raises(PlaybackError, match=r"libVLC 3\.0\.24 does not start: its plugins are missing; "):
        vlc.probe()
    pretend(monkeypatch, b"4.0.0-dev Otto Chriek", object())
    with pytest.raises(PlaybackError, match=r"libVLC 4\.0\.0-dev cannot be used, only version 3; "):
        vlc.probe()


@pytest.mark.parametrize("error", [NotImplementedError, OSError, NameError, AttributeError, SystemExit])
def test_whatever_the_binding_raises_is_told(
    monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fail() -> bytes:
        raise error("no")

    monkeypatch.setitem(sys.modules, "vlc", SimpleNamespace(libvlc_get_version=fail))
    with pytest.raises(PlaybackError, match="missing or cannot be loaded"):
        vlc.probe()


def test_a_library_that_does_not_load_leaves_standard_error_alone() -> None:
    program = (
        "from player.playback.vlc import VlcPlayback\n"
        "from player.errors import PlaybackError\n"
        "try:\n    VlcPlayback()\n"
        "except PlaybackError as error:\n    print(error)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        env={"PYTHON_VLC_LIB_PATH": "/nonexistent/libvlc.so", "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("libVLC is missing or cannot be loaded; ")


def test_importing_the_engine_loads_no_libvlc() -> None:
    program = "import sys, player.playback.vlc; sys.exit('vlc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, timeout=60).returncode == 0
