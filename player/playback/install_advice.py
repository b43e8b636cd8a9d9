"""Which command installs what is missing, on this machine."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Mapping
from enum import Enum

Which = Callable[[str], str | None]


class Part(Enum):
    """Something of the system that playing needs."""

    LIBVLC = "libVLC"
    MPV = "mpv"
    VIDEO_WINDOW = "the video window"
    SOUND_SERVER = "a sound server"


_INSTALLERS: Mapping[str, tuple[str, Mapping[Part, str]]] = {
    "apt": (
        "sudo apt install",
        {
            Part.LIBVLC: "libvlc5 vlc-plugin-base",
            Part.MPV: "mpv",
            Part.VIDEO_WINDOW: "vlc-plugin-video-output",
            Part.SOUND_SERVER: "pulseaudio",
        },
    ),
    "dnf": (
        "sudo dnf install",
        {
            Part.LIBVLC: "vlc-libs vlc-plugins-base vlc-plugin-ffmpeg vlc-plugin-pulseaudio",
            Part.MPV: "mpv",
            Part.VIDEO_WINDOW: "vlc-plugins-video-out",
            Part.SOUND_SERVER: "pipewire-pulseaudio",
        },
    ),
    "pacman": (
        "sudo pacman -S",
        {
            Part.LIBVLC: "vlc vlc-plugins-all",
            Part.MPV: "mpv",
            Part.VIDEO_WINDOW: "vlc-plugins-all",
            Part.SOUND_SERVER: "pipewire-pulse",
        },
    ),
    "zypper": (
        "sudo zypper install",
        {
            Part.LIBVLC: "libvlc5 vlc-noX vlc-codecs",
            Part.MPV: "mpv",
            Part.VIDEO_WINDOW: "vlc",
            Part.SOUND_SERVER: "pipewire-pulseaudio",
        },
    ),
    "brew": ("brew install", {Part.LIBVLC: "--cask vlc", Part.MPV: "mpv"}),
}


def install_command(*parts: Part, which: Which = shutil.which, root: bool | None = None) -> str | None:
    """The command that installs `parts` with the first package manager found, None when there is none.

    `sudo` is left off for root; `root` None means: look.
    """
    for program, (install, packages) in _INSTALLERS.items():
        if which(program) is None:
            continue
        wanted = " ".join(packages[part] for part in parts if part in packages)
        if not wanted:
            return None
        is_root = _is_root() if root is None else root
        return f"{install.removeprefix('sudo ') if is_root else install} {wanted}"
    return None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def libvlc_remedy(
    *, which: Which = shutil.which, root: bool | None = None, machine: str | None = None, detail: str = ""
) -> str:
    """What to do about a libVLC that is missing or does not load, as the last part of a sentence.

    `detail` is what the loader said; it tells a missing library from one of another architecture.
    """
    command = install_command(Part.LIBVLC, which=which, root=root)
    wanted = f"run `{command}`" if command else "install VLC 3 from https://www.videolan.org"
    if _is_wrong_architecture(detail):
        processor = machine or platform.machine()
        return f"the VLC here is built for another processor than this Python's {processor}; {wanted}"
    if "/snap/" in (which("vlc") or ""):
        return f"the VLC from Snap cannot be used by other programs; {wanted}"
    return wanted


def mpv_remedy(*, which: Which = shutil.which, root: bool | None = None) -> str:
    """What to do about an mpv that is missing or does not start, as the last part of a sentence."""
    command = install_command(Part.MPV, which=which, root=root)
    return f"run `{command}`" if command else "install mpv from https://mpv.io"


def no_window_sentence(*, which: Which = shutil.which, root: bool | None = None) -> str:
    """What the user reads when the pictures of a lecture have no window to show in."""
    command = install_command(Part.VIDEO_WINDOW, which=which, root=root)
    mend = f"run `{command}`" if command else "install VLC's video output plugins"
    return f"The pictures are not shown: libVLC cannot open a video window; {mend}, or play with --no-video."


def _is_wrong_architecture(detail: str) -> bool:
    signs = (
        "wrong elf class",
        "incompatible architecture",
        "not a valid win32 application",
        "wrong architecture",
    )
    return any(sign in detail.lower() for sign in signs)
