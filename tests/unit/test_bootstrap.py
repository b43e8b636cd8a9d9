"""Which engine plays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from player import bootstrap
from player.errors import PlaybackError
from player.playback import mpv, vlc
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


def have(monkeypatch: pytest.MonkeyPatch, *installed: str) -> None:
    for module, attribute, name in ((vlc, "VlcPlayback", "vlc"), (mpv, "MpvPlayback", "mpv")):
        present = type(f"{name.title()}Named", (Named,), {})
        monkeypatch.setattr(module, attribute, present if name in installed else missing(name))
