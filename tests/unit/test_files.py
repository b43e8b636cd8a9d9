from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import LibraryError
from player.files import is_control, shown, write_atomically


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_whole_text_is_there_as_it_was_given(tmp_path: Path) -> None:
    write_atomically(tmp_path / "notes.md", "déjà\r\nvu\n")
    assert (tmp_path / "notes.md").read_bytes() == "déjà\r\nvu\n".encode()
    assert names_in(tmp_path) == ["notes.md"]


def test_a_file_that_is_there_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("old and longer")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").write_text("old")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_and_stays_a_device() -> None:
    write_atomically(Path("/dev/null"), "gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "notes.md"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(LibraryError, match=r"notes\.md cannot be written: the disk is full"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["notes.md"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("no/such.md", "it is not there"),
        ("file/x.md", "no folder"),
        ("folder", "it is a folder"),
        ("x" * 300, "too long"),
    ],
)
def test_where_nothing_can_be_written_there_is_a_sentence(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(LibraryError, match=why):
        write_atomically(tmp_path / name, "text")


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("x" * 255), "text")
    assert (tmp_path / ("x" * 255)).read_text() == "text"


def test_no_permission_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str = "r") -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(
        LibraryError, match=r"there is no permission; name a file in a folder you may write to"
    ):
        write_atomically(tmp_path / "notes.md", "text")


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_shown_controls_a_terminal(text: str) -> None:
    safe = shown(text)
    assert not any(map(is_control, safe))
    safe.encode()


def test_joined_letters_and_signs_are_shown_as_they_are() -> None:
    text = "می\u200cخواهم 👩\u200d💻 日本語.mp4"
    assert shown(text) == text
