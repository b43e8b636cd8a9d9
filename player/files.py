"""Names of files as text, and text written to files whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from pathlib import Path

from player.errors import LibraryError

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})

_REASONS = {
    errno.EACCES: "there is no permission",
    errno.EPERM: "there is no permission",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.EEXIST: "a file of that name is in the way",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "its links lead in a circle",
    errno.EIO: "the disk reports an error",
}


def is_control(character: str) -> bool:
    """Whether a terminal or a text layout could act on `character` instead of showing it."""
    return character in _BIDI_CONTROLS or unicodedata.category(character) in _CONTROL_CATEGORIES


def shown(text: str | Path) -> str:
    """`text` with every control character, lone surrogate and direction override spelled out as `\\x1b`."""
    return "".join(
        character.encode("unicode_escape").decode() if is_control(character) else character
        for character in str(text)
    )


def reason(error: OSError) -> str:
    """Why a file operation failed, as the half of a sentence."""
    return _REASONS.get(error.errno or 0) or f"the system says: {error.strerror or error}"


def write_atomically(path: Path, text: str) -> None:
    """Put `text` into `path` as UTF-8: the whole of it, on disk, or nothing and LibraryError.

    A link is followed, an existing file keeps its permissions, a device or pipe is written as it stands.
    """
    try:
        target = path.resolve()
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            target.write_text(text, encoding="utf-8", errors="replace", newline="")
        else:
            _replace_file(target, text.encode("utf-8", "replace"), mode)
    except OSError as error:
        sentence = (
            f"{shown(path)} cannot be written: {reason(error)}; name a file in a folder you may write to."
        )
        raise LibraryError(sentence) from error


def _replace_file(target: Path, content: bytes, mode: int | None) -> None:
    # A name of its own length: the target's may already be as long as the file system allows.
    temporary = target.with_name(f".lecture-{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the folder's list of names on disk, so that a file just put there outlives a power cut."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
