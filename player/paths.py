"""The folders of the program: where its own files are kept, and where the files it ships with are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from player.errors import LibraryError
from player.files import reason, shown

_APPLICATION = "lecture-player"
_PACKAGE = Path(__file__).resolve().parent
_REPOSITORY_FOLDERS = {"demo": "assets/demo", "config": "config"}


@dataclass(frozen=True, slots=True)
class Paths:
    """The only folders that are written without being named by the user; none need exist yet."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def library_file(self) -> Path:
        return self.data / "library.sqlite3"

    @property
    def log_file(self) -> Path:
        return self.state / "lecture.log"


def resolve_paths(environ: Mapping[str, str]) -> Paths:
    """The folders in force: under LECTURE_HOME where `environ` has it, else the platform's own."""
    home = environ.get("LECTURE_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return Paths(root / "config", root / "data", root / "cache", root / "state")
    # Imported here because with LECTURE_HOME nothing of it is needed.
    from platformdirs import PlatformDirs

    folders = PlatformDirs(_APPLICATION, appauthor=False)
    return Paths(
        folders.user_config_path, folders.user_data_path, folders.user_cache_path, folders.user_state_path
    )


def bundled(name: str) -> Path:
    """A file or folder that is shipped with the program, such as `demo` or `config/default.toml`.

    Raises LibraryError when the installation lacks it.
    """
    first, _, rest = name.partition("/")
    candidates = (
        _PACKAGE / "bundled" / first / rest,
        _PACKAGE.parent / _REPOSITORY_FOLDERS.get(first, first) / rest,
    )
    for candidate in candidates:
        if candidate.exists():
            return candidate
    raise LibraryError(
        f"The program's own file {shown(name)} is missing from {shown(_PACKAGE)}; install it again."
    )


def make_private_folder(path: Path) -> None:
    """Have `path` as a folder that can be written to; new folders are the user's alone (mode 0700).

    Raises LibraryError that names the folder, the reason and LECTURE_HOME as the way out.
    """
    try:
        _make_private(path)
    except OSError as error:
        raise _unusable(path, reason(error)) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise _unusable(path, "there is no permission to write in it")


def _make_private(path: Path) -> None:
    if path.is_dir():
        return
    if path.parent != path:
        _make_private(path.parent)
    # Another player may make the same folder at the same moment.
    path.mkdir(mode=0o700, exist_ok=True)


def _unusable(path: Path, why: str) -> LibraryError:
    return LibraryError(
        f"The folder {shown(path)} cannot be used: {why}; make it writable, or set LECTURE_HOME."
    )
