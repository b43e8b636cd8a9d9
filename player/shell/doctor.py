"""`lecture doctor`: what is installed, what is missing, and the one command that mends it."""

from __future__ import annotations

import json
import os
import platform
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from player import bootstrap
from player.errors import LectureError
from player.shell.output import answer


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is there, and a sentence on what it is or how to mend it."""

    name: str
    works: bool
    detail: str


def run(options: Namespace) -> int:
    """Print the findings; always status 0, since looking was done."""
    findings = list(_findings())
    if options.json:
        answer(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n")
        return 0
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        sign = "✓" if finding.works else "✗"
        answer(f"{sign} {finding.name:<{width}}  {finding.detail}\n")
    return 0


def _findings() -> Iterator[Finding]:
    yield Finding("python", True, f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield _try("libvlc", _libvlc)
    yield _try("mpv", _mpv)
    yield _try("engine", _engine)
    yield _try("sound", _sound)
    yield Finding("video", True, _video())
    yield _try("settings", _settings)
    yield _try("library", _library)


def _try(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except LectureError as error:
        return Finding(name, False, str(error))


def _libvlc() -> str:
    from player.playback import vlc

    return vlc.probe()


def _mpv() -> str:
    from player.playback import mpv_process

    return mpv_process.probe()


def _engine() -> str:
    settings = bootstrap.settings().settings
    playback, missing = bootstrap.make_playback(settings, video=False)
    playback.close()
    if missing:
        raise LectureError(f"{playback.name}: {' '.join(missing)}")
    chosen = "chosen by itself" if settings.playback.engine == "auto" else "as the settings ask"
    return f"{playback.name}, {chosen}"


def _sound() -> str:
    from player.playback.sound_output import choose_sound_output

    output = choose_sound_output()
    if output.missing:
        raise LectureError(output.missing)
    return output.module or "the engine chooses the output"


def _video() -> str:
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("darwin", "win32"):
        return "shown in a window of its own"
    return "no display here: lectures play as sound and words"


def _settings() -> str:
    bootstrap.settings()
    return str(bootstrap.paths().settings_file)


def _library() -> str:
    library = bootstrap.open_library()
    try:
        lectures = library.shelf.all()
        return f"{bootstrap.paths().library_file}: {len(lectures)} lectures"
    finally:
        library.close()
