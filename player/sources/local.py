"""A lecture on this machine: its media file, and what stands beside it."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from player.errors import SourceError
from player.files import reason, shown
from player.sources.media_tags import title_in
from player.sources.media_type import HEAD_BYTES, looks_like_media, what_else
from player.sources.sidecars import find_chapters, find_transcripts, is_sidecar, media_stems
from player.transcript.characters import plain

_FINGERPRINT_BYTES = 64 * 1024
_NAMED_FILES = 5
# For files whose content tells nothing.
_MEDIA_ENDING = re.compile(
    r"\.(?:3gp|aac|ac3|aiff?|amr|ape|asf|au|avi|caf|dts|flac|flv|m2ts|m4[abv]|mk[av]|mov|mp[234]|mpe?g|mts|mxf"
    r"|og[agv]|opus|rm|rmvb|ts|vob|wav|webm|wm[av]|wv)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LocalLecture:
    """A media file by absolute path, its transcript and chapters where there are any, and who it is.

    `transcripts` are all that stand beside it, the best first. `fingerprint` is the same wherever the file is
    moved; `title` is one line free of control characters.
    """

    media: Path
    transcript: Path | None
    chapters: Path | None
    title: str
    fingerprint: str
    transcripts: tuple[Path, ...] = ()


def find_local(path_text: str) -> LocalLecture:
    """The lecture that a path names: a media file, a folder with one, or the transcript beside one.

    Raises SourceError when there is none, or more than one.
    """
    if not path_text or "\0" in path_text:
        raise SourceError("No file was named; give the path of a lecture's sound or video file.")
    path = Path(path_text).absolute()
    status = _status(path)
    if stat.S_ISDIR(status.st_mode):
        return _lecture(_only_media(path, _media_in(path)))
    if not stat.S_ISREG(status.st_mode):
        raise SourceError(f"{shown(path_text)} is no file but a device or pipe; name a sound or video file.")
    if is_sidecar(path.name) and not looks_like_media(_head(path)):
        return _lecture_of_sidecar(path)
    return _lecture(path)


def neighbour_of(media: Path, step: int) -> Path | None:
    """The media file `step` places on in its folder's order of names, or None past either end."""
    beside = _media_in(media.parent)
    place = beside.index(media) + step if media in beside else -1
    return beside[place] if 0 <= place < len(beside) else None


def file_fingerprint(path: Path) -> str:
    """A hash of the file's size, first and last 64 KiB (32 hex digits), the same under any name.

    Raises SourceError when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            digest = hashlib.blake2b(size.to_bytes(8, "big"), digest_size=16)
            digest.update(file.read(_FINGERPRINT_BYTES))
            file.seek(max(0, size - _FINGERPRINT_BYTES))
            digest.update(file.read(_FINGERPRINT_BYTES))
    except OSError as error:
        raise SourceError(f"{shown(path)} cannot be read: {reason(error)}.") from error
    return digest.hexdigest()


def _lecture(media: Path, transcript: Path | None = None) -> LocalLecture:
    head = _head(media)
    name = shown(media.name)
    if not head:
        raise SourceError(f"{name} is empty (0 bytes); download or copy it again.")
    other = what_else(head)
    if other is not None:
        raise SourceError(f"{name} is {other}, not a sound or video file; name the lecture's media file.")
    names = _names_in(media.parent)
    transcripts = find_transcripts(media, names)
    return LocalLecture(
        media=media,
        transcript=transcript or next(iter(transcripts), None),
        chapters=find_chapters(media, names),
        title=title_in(media) or plain(media.stem.replace("_", " ")) or "Untitled",
        fingerprint=file_fingerprint(media),
        transcripts=transcripts,
    )


def _lecture_of_sidecar(path: Path) -> LocalLecture:
    stems = media_stems(path.name)
    beside = [media for media in _media_in(path.parent) if media.stem in stems or media.name in stems]
    closest = [media for media in beside if media.stem == stems[0]] or beside
    if not closest:
        raise SourceError(
            f"{shown(path.name)} is a transcript, and no sound or video file of that name is beside it; "
            "name the media file, and the transcript with --transcript."
        )
    media = _only_media(path, closest)
    return _lecture(media, None if find_chapters(media, [path.name]) else path)


def _only_media(named: Path, found: Sequence[Path]) -> Path:
    if len(found) == 1:
        return found[0]
    if not found:
        raise SourceError(
            f"The folder {shown(named)} has no sound or video file in it; name the file itself."
        )
    names = ", ".join(shown(media.name) for media in found[:_NAMED_FILES])
    more = f" and {len(found) - _NAMED_FILES} more" if len(found) > _NAMED_FILES else ""
    raise SourceError(f"{shown(named)} stands for {len(found)} media files; name one of them: {names}{more}.")


def _media_in(folder: Path) -> list[Path]:
    visible = (folder / name for name in sorted(_names_in(folder)) if not name.startswith("."))
    return [path for path in visible if _is_media_file(path)]


def _is_media_file(path: Path) -> bool:
    by_name = _MEDIA_ENDING.fullmatch(path.suffix) is not None
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            by_content = looks_like_media(file.read(HEAD_BYTES))
    except OSError:
        # A lecture that cannot be read is still the one that is meant; opening it tells why.
        return by_name
    return by_name if by_content is None else by_content


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208
    except OSError as error:
        raise SourceError(f"The folder {shown(folder)} cannot be read: {reason(error)}.") from error


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise SourceError(f"{shown(path)} cannot be read: {reason(error)}.") from error


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(_not_there(path)) from None
    except OSError as error:
        raise SourceError(f"{shown(path)} cannot be opened: {reason(error)}.") from error


def _not_there(path: Path) -> str:
    if not path.parent.is_dir():
        return f"There is no folder {shown(path.parent)}; check the path."
    if path.is_symlink():
        return f"{shown(path.name)} is a link to a file that is not there: {shown(path.readlink())}."
    near = _nearest(path.name, _names_in(path.parent))
    hint = f"; did you mean {shown(near)}?" if near else "; check the name."
    return f"There is no file {shown(path.name)} in {shown(path.parent)}{hint}"


def _nearest(name: str, names: Iterable[str]) -> str | None:
    by_folded = {candidate.casefold(): candidate for candidate in names}
    near = difflib.get_close_matches(name.casefold(), by_folded, n=1)
    return by_folded[near[0]] if near else None
