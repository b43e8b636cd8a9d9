"""What reaches the screens from other threads."""

from __future__ import annotations

from textual.message import Message

from player.playback.port import PlaybackEvent


class PlaybackChanged(Message):
    """The engine told something."""

    def __init__(self, event: PlaybackEvent) -> None:
        super().__init__()
        self.event = event
