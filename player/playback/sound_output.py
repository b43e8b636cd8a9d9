"""Whether sound can come out of this machine, found out before libVLC is asked.

With neither a sound server nor a sound card libVLC writes hundreds of complaints a second; its dummy
output keeps the lecture going in real time instead.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from player.playback.install_advice import Part, Which, install_command

FORCED_BY = "LECTURE_SOUND_OUTPUT"
DUMMY = "dummy"
SERVER_LOST = (
    "Nothing is heard: the sound server went away; the lecture goes on, and is heard again when it is back."
)
SERVER_BACK = "The sound server is back, and the lecture is heard again."
_CONNECT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class SoundOutput:
    """`module` is libVLC's output, None for its own choice; `missing` a sentence when all will be silent."""

    module: str | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the choice depends on; tests hand in their own."""

    environment: Mapping[str, str]
    platform: str
    user: int
    home: Path
    devices: Path
    which: Which
    answers: Callable[[Path], bool]

    @staticmethod
    def here() -> Surroundings:
        """This machine."""
        user = os.geteuid() if hasattr(os, "geteuid") else -1
        devices = Path("/dev/snd")
        return Surroundings(os.environ, sys.platform, user, Path.home(), devices, shutil.which, _answers)


def choose_sound_output(forced: str | None = None, surroundings: Surroundings | None = None) -> SoundOutput:
    """The output to play through: `forced`, else what LECTURE_SOUND_OUTPUT names, else what is found."""
    around = surroundings or Surroundings.here()
    named = forced or around.environment.get(FORCED_BY)
    if named:
        return SoundOutput(named)
    if not around.platform.startswith("linux") or _has_server(around) or _has_card(around):
        return SoundOutput()
    return SoundOutput(
        DUMMY, f"Nothing will be heard: {_lack(around)}; {_remedy(around)}, then start the player again."
    )


def silence_sentence(surroundings: Surroundings | None = None) -> str:
    """What the user reads when libVLC plays and its output takes no sound."""
    around = surroundings or Surroundings.here()
    if not around.platform.startswith("linux"):
        return (
            "Nothing is heard: libVLC cannot use the sound output; choose another in the system's settings."
        )
    if _has_server(around):
        command = install_command(Part.LIBVLC, which=around.which, root=around.user == 0)
        mend = f"run `{command}`" if command else "install VLC's PulseAudio plugin"
        return f"Nothing is heard: libVLC cannot use the sound server; {mend}, then start the player again."
    return f"Nothing is heard: the sound card does not take the sound; {_remedy(around)}."


def _has_server(around: Surroundings) -> bool:
    """Whether a PulseAudio server, PipeWire's included, answers or is somewhere else on the network."""
    return any(around.answers(place) for place in _server_sockets(around)) or _is_remote(around)


def _server_addresses(around: Surroundings) -> list[str]:
    # libpulse takes several addresses, each with an optional {machine} in front.
    named = around.environment.get("PULSE_SERVER", "")
    return [address.rpartition("}")[2] for address in named.split()]


def _is_remote(around: Surroundings) -> bool:
    return any(not address.startswith(("unix:", "/")) for address in _server_addresses(around))


def _server_sockets(around: Surroundings) -> list[Path]:
    named = [
        Path(address.removeprefix("unix:"))
        for address in _server_addresses(around)
        if address.startswith(("unix:", "/"))
    ]
    if around.environment.get("PULSE_SERVER"):
        return named
    folders = [Path(folder) for key in ("PULSE_RUNTIME_PATH",) if (folder := around.environment.get(key))]
    folders += [folder / "pulse" for folder in _runtime_folders(around)]
    folders += sorted((around.home / ".config" / "pulse").glob("*-runtime"))
    return [folder / "native" for folder in [*folders, Path("/var/run/pulse")]]


def _runtime_folders(around: Surroundings) -> list[Path]:
    named = around.environment.get("XDG_RUNTIME_DIR")
    return [Path(named) if named else Path("/run/user") / str(around.user)]


def _has_card(around: Surroundings) -> bool:
    return any(os.access(device, os.W_OK) for device in _cards(around))


def _cards(around: Surroundings) -> list[Path]:
    return sorted(around.devices.glob("pcm*p"))


def _lack(around: Surroundings) -> str:
    if _cards(around):
        return "no sound server runs and this user may not use the sound card"
    return "no sound server runs and there is no sound card"


def _remedy(around: Surroundings) -> str:
    if any(around.answers(folder / "pipewire-0") for folder in _runtime_folders(around)):
        if around.which("pipewire-pulse"):
            return "start PipeWire's sound server with `systemctl --user start pipewire-pulse`"
    elif around.which("pulseaudio"):
        return "start the sound server with `pulseaudio --start`"
    elif around.which("pipewire-pulse"):
        return "start the sound server with `systemctl --user start pipewire pipewire-pulse`"
    command = install_command(Part.SOUND_SERVER, which=around.which, root=around.user == 0)
    return (
        f"install a sound server with `{command}`" if command else "install and start PipeWire or PulseAudio"
    )


def _answers(socket_path: Path) -> bool:
    """Whether something listens at `socket_path`."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(_CONNECT_SECONDS)
            client.connect(os.fsencode(socket_path))
    except OSError:
        return False
    return True
