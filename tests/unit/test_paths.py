from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from player.errors import LibraryError
from player.paths import bundled, make_private_folder, resolve_paths


def test_lecture_home_holds_every_folder(tmp_path: Path) -> None:
    paths = resolve_paths({"LECTURE_HOME": str(tmp_path / "home")})
    for folder in (paths.config, paths.data, paths.cache, paths.state, paths.log_file, paths.library_file):
        assert folder.is_relative_to(tmp_path / "home")
    assert len({paths.config, paths.data, paths.cache, paths.state}) == 4
    assert not (tmp_path / "home").exists()


def test_a_relative_lecture_home_means_the_same_after_a_change_of_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve_paths({"LECTURE_HOME": "stick"}).data == tmp_path / "stick" / "data"


@pytest.mark.parametrize("environ", [{}, {"LECTURE_HOME": ""}])
def test_without_lecture_home_the_platform_decides(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    paths = resolve_paths(environ)
    assert paths.data.is_relative_to(tmp_path)
    assert "lecture-player" in paths.data.parts


def test_new_folders_are_the_users_alone(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    for folder in (tmp_path / "a", tmp_path / "a" / "b"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.mark.parametrize("below", ["", "data", "data/deeper"])
def test_a_file_in_the_way_gets_a_sentence(tmp_path: Path, below: str) -> None:
    (tmp_path / "home").write_text("no folder")
    with pytest.raises(LibraryError, match=r"home.*in the way.*LECTURE_HOME") as caught:
        make_private_folder(tmp_path / "home" / below)
    assert "\n" not in str(caught.value)


def test_no_permission_to_make_the_folder_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: int = 0o777, exist_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(LibraryError, match=r"data cannot be used: there is no permission.*LECTURE_HOME"):
        make_private_folder(tmp_path / "data")


def test_a_folder_that_cannot_be_written_to_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Permission bits do not bind root, so the system's answer is put in its place.
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
    with pytest.raises(LibraryError, match=r"no permission to write.*LECTURE_HOME"):
        make_private_folder(tmp_path)


def test_a_hostile_folder_name_is_spelled_out(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J").write_text("")
    with pytest.raises(LibraryError) as caught:
        make_private_folder(tmp_path / "\x1b[2J" / "data")
    assert "\x1b" not in str(caught.value)
    assert r"\x1b[2J" in str(caught.value)


def test_bundled_files_are_found_in_a_checkout() -> None:
    assert bundled("config").is_dir()
    assert bundled("config/default.toml").is_file()


def test_a_wheel_brings_its_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "player" / "bundled" / "demo").mkdir(parents=True)
    monkeypatch.setattr("player.paths._PACKAGE", tmp_path / "player")
    assert bundled("demo") == tmp_path / "player" / "bundled" / "demo"


def test_a_bundled_file_that_is_missing_gets_a_sentence() -> None:
    with pytest.raises(LibraryError, match=r"nowhere is missing.*install it again"):
        bundled("nowhere")
