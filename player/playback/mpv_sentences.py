"""What the user reads when mpv cannot do what was asked."""

from __future__ import annotations

from pathlib import Path

from player.files import shown
from player.playback.ending import no_media_sentence, playlist_sentence
from player.playback.mpv_ipc import Message

NO_SOUND = (
    "Nothing is heard: mpv finds no sound output that it can use; "
    "name another as sound_output in the settings, or play with --engine vlc."
)
LOST = "Playing stopped: mpv ended by itself; play again to go on from here."
HUNG = "Playing stopped: mpv no longer answers; play again to go on from here."

_NO_MEDIA = ("unrecognized file format", "no audio or video data played")


def error_sentence(path: Path) -> str:
    """Of a file that mpv reports an error in."""
    return f"{shown(path.name)} cannot be played: mpv reports an error in it; try another copy of the file."


def refused_sentence(path: Path, end_file: Message) -> str | None:
    """Of a file that mpv let go of, by its event `end-file`; None when that was as it should be."""
    if end_file.get("reason") == "redirect":
        return playlist_sentence(path)
    if end_file.get("reason") != "error":
        return None
    return no_media_sentence(path) if end_file.get("file_error") in _NO_MEDIA else error_sentence(path)


def unforeseen(error: Exception) -> str:
    """Of a fault in steering mpv."""
    return f"Playing stopped: mpv could not be steered ({type(error).__name__}); open the lecture again."
