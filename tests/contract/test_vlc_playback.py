"""What only libVLC can get wrong: outputs that are missing, a thread that is held."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from player.errors import PlaybackError
from player.playback import vlc
from player.playback.port import Degraded, Failed
from player.playback.sound_output import SoundOutput

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _libvlc() -> None:
    try:
        vlc.probe()
    except PlaybackError as error:
        pytest.skip(str(error))


def test_the_version_is_three() -> None:
    assert vlc.probe().startswith("3.")


def test_missing_sound_is_told_once_and_it_plays(
    rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = SoundOutput("dummy", "Nothing will be heard: a reason; a remedy.")
    monkeypatch.setattr(vlc, "choose_sound_output", lambda _: silent)
    rig = rig_with("vlc", sound_output=None)
    for _ in range(2):
        rig.open(lecture)
        rig.wait_past(200)
    assert rig.told(Degraded) == [Degraded(silent.missing)]


def test_an_output_that_takes_no_sound_is_given_up(
    rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if any(Path("/dev/snd").glob("pcm*p")):
        pytest.skip("there is a sound card, which libVLC falls back to")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent/socket")
    rig = rig_with("vlc", sound_output="pulse")
    rig.open(lecture, at=10_000)
    assert "Nothing is heard" in rig.wait_told(Degraded).reason
    assert 12_000 < rig.wait_past(12_000).position < 20_000
    assert not rig.told(Failed)


def test_closing_ends_the_thread_even_while_a_listener_holds_it(
    rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vlc, "CLOSE_SECONDS", 0.2)
    rig = rig_with("vlc")
    released, reached = threading.Event(), threading.Event()
    rig.playback.subscribe(lambda _: (reached.set(), released.wait(30)))
    rig.open(lecture)
    assert reached.wait(15)
    threads = [thread for thread in threading.enumerate() if thread.name == "libvlc"]
    rig.playback.close()
    released.set()
    for thread in threads:
        thread.join(15)
        assert not thread.is_alive()
