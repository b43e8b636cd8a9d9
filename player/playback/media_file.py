"""What can be said of a media file before an engine is given it."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from player.files import reason, shown
from player.playback.ending import no_media_sentence, playlist_sentence

_PLAYLIST_STARTS = (b"#extm3u", b"[playlist]", b"<asx", b"<smil", b"[reference]", b"rtsptext")
_PLAYLIST_ELEMENTS = (b"<mpd", b"<playlist", b"<smil", b"<asx", b"<smoothstreamingmedia")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HEAD_BYTES = 1024


def refusal(path: Path) -> str | None:
    """Why `path` is not to be played, as a sentence, or None when an engine may try.

    Lists of other files are refused: an engine would open whatever they name, here or on the network.
    """
    name = shown(path.name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return f"{name} is a folder: name a media file in it."
        if not stat.S_ISREG(mode):
            return f"{name} is a device or a pipe and no file: name a media file."
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        return f"{shown(path)} cannot be opened: {reason(error)}; check the name and the permissions."
    except ValueError:
        return f"{name} cannot be opened: this is no name a file can have."
    if not head:
        return f"{name} cannot be played: the file is empty; copy or load it again."
    if _is_playlist(head):
        return playlist_sentence(path)
    if _is_text(head):
        return no_media_sentence(path)
    return None


def _is_playlist(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_PLAYLIST_STARTS):
        return True
    return start.startswith(b"<?xml") and any(element in start for element in _PLAYLIST_ELEMENTS)


def _is_text(head: bytes) -> bool:
    """Whether it reads as text: libVLC takes some texts for lists of files or for a second of pictures."""
    if _NO_TEXT.search(head):
        return False
    try:
        # The head may end within a character.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
