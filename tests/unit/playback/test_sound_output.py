"""Sound outputs, found in surroundings made up for it."""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from player.playback.sound_output import (
    SoundOutput,
    Surroundings,
    choose_sound_output,
    silence_sentence,
)


@pytest.fixture
def bare(tmp_path: Path) -> Surroundings:
    """A Linux machine with apt and nothing that sounds."""
    return Surroundings(
        environment={"XDG_RUNTIME_DIR": str(tmp_path / "run")},
        platform="linux",
        user=1000,
        home=tmp_path / "home",
        devices=tmp_path / "snd",
        which={"apt": "/usr/bin/apt"}.get,
        answers=lambda place: False,
    )


def answering(surroundings: Surroundings, *places: str) -> Surroundings:
    return replace(surroundings, answers=lambda place: str(place).endswith(places))


def test_nothing_at_all_is_told_with_the_remedy(bare: Surroundings) -> None:
    found = choose_sound_output(None, bare)
    assert found.module == "dummy"
    assert found.missing == (
        "Nothing will be heard: no sound server runs and there is no sound card;"
        " install a sound server with `sudo apt install pulseaudio`, then start the player again."
    )


def test_what_is_installed_is_started(bare: Surroundings) -> None:
    pulse = replace(bare, which={"pulseaudio": "/usr/bin/pulseaudio"}.get)
    assert "`pulseaudio --start`" in (choose_sound_output(None, pulse).missing or "")
    pipewire = replace(bare, which={"pipewire-pulse": "/usr/bin/pipewire-pulse"}.get)
    assert "`systemctl --user start pipewire pipewire-pulse`" in (
        choose_sound_output(None, pipewire).missing or ""
    )
    half = answering(pipewire, "/pipewire-0")
    assert "`systemctl --user start pipewire-pulse`" in (choose_sound_output(None, half).missing or "")
    lacking = answering(bare, "/pipewire-0")
    assert "`sudo apt install pulseaudio`" in (choose_sound_output(None, lacking).missing or "")


def test_root_needs_no_sudo(bare: Surroundings) -> None:
    assert "`apt install" in (choose_sound_output(None, replace(bare, user=0)).missing or "")


def test_a_server_that_answers_is_used(bare: Surroundings) -> None:
    assert choose_sound_output(None, answering(bare, "/run/pulse/native")) == SoundOutput()
    homeless = replace(answering(bare, "/run/user/1000/pulse/native"), environment={})
    assert choose_sound_output(None, homeless) == SoundOutput()


@pytest.mark.parametrize(
    ("address", "answers", "module"),
    [
        ("unix:/my/socket", "/my/socket", None),
        ("/my/socket", "/my/socket", None),
        ("{4711}unix:/my/socket tcp:far:4713", "nowhere", None),
        ("unix:/my/socket", "/run/pulse/native", "dummy"),
        ("laptop.local", "nowhere", None),
    ],
)
def test_pulse_server_says_where(bare: Surroundings, address: str, answers: str, module: str | None) -> None:
    named = replace(bare, environment={**bare.environment, "PULSE_SERVER": address})
    assert choose_sound_output(None, answering(named, answers)).module == module


def test_a_card_is_used_and_one_that_may_not_be_is_told(bare: Surroundings) -> None:
    bare.devices.mkdir()
    (bare.devices / "controlC0").touch()
    (bare.devices / "pcmC0D0c").touch()
    assert choose_sound_output(None, bare).module == "dummy"
    (bare.devices / "pcmC0D0p").touch()
    assert choose_sound_output(None, bare) == SoundOutput()


def test_other_systems_are_trusted(bare: Surroundings) -> None:
    assert choose_sound_output(None, replace(bare, platform="darwin")) == SoundOutput()


def test_one_may_be_forced(bare: Surroundings) -> None:
    assert choose_sound_output("pulse", bare) == SoundOutput("pulse")
    named = replace(bare, environment={"LECTURE_SOUND_OUTPUT": "dummy"})
    assert choose_sound_output(None, named) == SoundOutput("dummy")
    assert choose_sound_output("alsa", named) == SoundOutput("alsa")


def test_silence_has_a_remedy(bare: Surroundings) -> None:
    assert "`sudo apt install pulseaudio`" in silence_sentence(bare)
    assert "`sudo apt install libvlc5 vlc-plugin-base`" in silence_sentence(answering(bare, "/native"))
    assert "system's settings" in silence_sentence(replace(bare, platform="darwin"))


@pytest.fixture
def short_folder() -> Iterator[Path]:
    # The path of a socket is at most about 100 characters long.
    folder = Path(tempfile.mkdtemp(prefix="lp"))
    yield folder
    shutil.rmtree(folder)


def test_a_real_socket_answers_only_while_something_listens(bare: Surroundings, short_folder: Path) -> None:
    here = replace(
        Surroundings.here(),
        environment={"PULSE_SERVER": f"unix:{short_folder}/native"},
        platform="linux",
        devices=short_folder / "snd",
    )
    assert choose_sound_output(None, here).module == "dummy"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{short_folder}/native")
        assert choose_sound_output(None, here).module == "dummy"
        server.listen()
        assert choose_sound_output(None, here).module is None
