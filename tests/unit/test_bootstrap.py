"""Which engine plays."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from player import bootstrap
from player.errors import PlaybackError
from player.opening import Wanted
from player.playback import mpv, silent, vlc
from player.playback.silent import SilentPlayback
from player.settings import Settings


class Named:
    """Stands in for an engine."""

    def __init__(self, **arguments: Any) -> None:
        self.arguments = arguments


def settings(engine: Any) -> Settings:
    return replace(Settings(), playback=replace(Settings().playback, engine=engine, sound_output="alsa"))


def missing(name: str) -> Callable[..., Any]:
    def fail(**arguments: Any) -> Any:
        raise PlaybackError(f"{name} is missing; a remedy.")

    return fail


@pytest.mark.parametrize(
    ("installed", "chosen", "remarks"),
    [
        (("vlc", "mpv"), "VlcNamed", ()),
        (("mpv",), "MpvNamed", ()),
        ((), "SilentPlayback", ("vlc is missing; a remedy.",)),
    ],
)
def test_the_program_chooses_by_what_is_installed(
    monkeypatch: pytest.MonkeyPatch, installed: tuple[str, ...], chosen: str, remarks: tuple[str, ...]
) -> None:
    have(monkeypatch, *installed)
    playback, told = bootstrap.make_playback(settings("auto"), video=True)
    assert (type(playback).__name__, told) == (chosen, remarks)


@pytest.mark.parametrize(
    ("name", "chosen"), [("vlc", "VlcNamed"), ("mpv", "MpvNamed"), ("silent", "SilentPlayback")]
)
def test_an_engine_asked_for_by_name_is_taken(
    monkeypatch: pytest.MonkeyPatch, name: str, chosen: str
) -> None:
    have(monkeypatch, "vlc", "mpv")
    playback, told = bootstrap.make_playback(settings(name), video=False)
    assert (type(playback).__name__, told) == (chosen, ())
    assert getattr(playback, "arguments", {}) in ({}, {"video": False, "sound_output": "alsa"})


@pytest.mark.parametrize("name", ["vlc", "mpv"])
def test_an_engine_asked_for_by_name_and_missing_is_an_error(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    have(monkeypatch, *({"vlc", "mpv"} - {name}))
    with pytest.raises(PlaybackError, match=f"{name} is missing"):
        bootstrap.make_playback(settings(name), video=False)


@pytest.mark.parametrize(("delay_ms", "told"), [(0.0, 4_000), (250.0, 3_750)])
def test_a_lecture_is_heard_as_late_as_the_settings_say(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, delay_ms: float, told: int
) -> None:
    monkeypatch.setenv("LECTURE_HOME", str(tmp_path / "home"))
    media = tmp_path / "talk.wav"
    media.write_bytes(b"RIFF\0\0\0\0WAVE")
    now = [100.0]
    monkeypatch.setattr(silent, "SilentPlayback", partial(SilentPlayback, clock=lambda: now[0]))
    chosen = settings("silent")
    chosen = replace(chosen, playback=replace(chosen.playback, sound_delay_ms=delay_ms))
    with closing(bootstrap.open_library()) as library:
        session = bootstrap.open_session(Wanted(str(media)), chosen, library, video=False)
        session.start()
        now[0] += 4
        assert session.snapshot().status.position == told


def have(monkeypatch: pytest.MonkeyPatch, *installed: str) -> None:
    for module, attribute, name in ((vlc, "VlcPlayback", "vlc"), (mpv, "MpvPlayback", "mpv")):
        present = type(f"{name.title()}Named", (Named,), {})
        monkeypatch.setattr(module, attribute, present if name in installed else missing(name))
