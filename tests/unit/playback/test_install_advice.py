"""Commands for each package manager."""

from __future__ import annotations

import pytest

from player.playback.install_advice import (
    Part,
    install_command,
    libvlc_remedy,
    mpv_remedy,
    no_window_sentence,
)


def having(*programs: str, **places: str) -> object:
    known = {name: f"/usr/bin/{name}" for name in programs} | places
    return known.get


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt", "sudo apt install libvlc5 vlc-plugin-base"),
        ("dnf", "sudo dnf install vlc-libs vlc-plugins-base vlc-plugin-ffmpeg vlc-plugin-pulseaudio"),
        ("pacman", "sudo pacman -S vlc vlc-plugins-all"),
        ("zypper", "sudo zypper install libvlc5 vlc-noX vlc-codecs"),
        ("brew", "brew install --cask vlc"),
    ],
)
def test_libvlc(manager: str, command: str) -> None:
    assert install_command(Part.LIBVLC, which=having(manager), root=False) == command
    assert install_command(Part.LIBVLC, which=having(manager), root=True) == command.removeprefix("sudo ")


def test_mpv() -> None:
    assert mpv_remedy(which=having("apt"), root=False) == "run `sudo apt install mpv`"
    assert mpv_remedy(which=having("brew"), root=False) == "run `brew install mpv`"
    assert "mpv.io" in mpv_remedy(which=having(), root=False)


def test_several_parts_are_one_command() -> None:
    command = install_command(Part.LIBVLC, Part.VIDEO_WINDOW, which=having("apt"), root=True)
    assert command == "apt install libvlc5 vlc-plugin-base vlc-plugin-video-output"


def test_no_package_manager_or_no_package() -> None:
    assert install_command(Part.LIBVLC, which=having(), root=False) is None
    assert install_command(Part.SOUND_SERVER, which=having("brew"), root=False) is None
    assert "videolan.org" in libvlc_remedy(which=having(), root=False)


def test_snap_and_wrong_processor_are_named() -> None:
    snap = libvlc_remedy(which=having("apt", vlc="/snap/bin/vlc"), root=False)
    assert snap.startswith("the VLC from Snap cannot be used")
    assert "`sudo apt install libvlc5 vlc-plugin-base`" in snap
    detail = "libvlc.dylib: mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64')"
    other = libvlc_remedy(which=having("brew"), root=False, machine="arm64", detail=detail)
    assert "another processor than this Python's arm64" in other
    assert "`brew install --cask vlc`" in other


def test_the_window_has_a_remedy() -> None:
    assert "`sudo apt install vlc-plugin-video-output`" in no_window_sentence(which=having("apt"), root=False)
    assert "--no-video" in no_window_sentence(which=having(), root=False)
