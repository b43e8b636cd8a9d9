"""One running mpv with typed calls; belongs to one thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from player.model import Millis
from player.playback.mpv_ipc import Message, MpvConnection, OnReply, Reply
from player.playback.mpv_process import MpvProcess
from player.playback.mpv_reports import LOOK
from player.playback.serial_thread import Job

OnEvent: TypeAlias = Callable[[str, Message, float], None]
"""An event's name, the whole of it, and the monotonic moment it came."""


class MpvPlayer:
    """`heard` is told the events of the medium loaded last, `lost` that mpv is gone, each on the thread
    that runs what `post` brings.

    Commands and replies keep their order, so a reply is always of the medium that was loaded when it was
    asked for; events are told apart by the number mpv gives each loaded file.
    """

    def __init__(
        self,
        process: MpvProcess,
        post: Callable[[Job], None],
        heard: OnEvent,
        lost: Callable[[MpvPlayer], None],
    ) -> None:
        self._process = process
        self._heard = heard
        self._set: dict[str, object] = {}
        self._loaded: object = None  # mpv's number of the file loaded last, once told
        self._begun: object = None  # the number of the file that events are about
        self._is_closed = False
        self.looked_at = 0.0
        self.is_looking = False
        self._connection = MpvConnection(
            process.socket,
            heard=lambda message, at: post(partial(self._hear, message, at)),
            lost=lambda: post(partial(lost, self)),
        )
        for number, name in enumerate(("core-idle", "eof-reached"), start=1):
            self._connection.request("observe_property", number, name)

    @property
    def version(self) -> str:
        """Such as 0.35.1."""
        return self._process.version

    def load(self, path: Path, at: Millis, failed: Callable[[], None]) -> None:
        """Play the file from `at` instead of what played before."""
        self._loaded = None
        self.set_property("start", f"{at / 1000:.3f}")
        # An absolute path has no scheme, so that mpv takes it for a file whatever it is called.
        self._connection.request("loadfile", str(path.absolute()), then=partial(self._loads, failed))

    def _loads(self, failed: Callable[[], None], reply: Reply) -> None:
        if isinstance(reply.value, dict):
            self._loaded = reply.value.get("playlist_entry_id")
        else:
            failed()

    def unload(self) -> None:
        """Let go of the file and of the sound device."""
        self._loaded = None
        self._connection.request("stop")

    def set_property(self, name: str, value: object) -> bool:
        """Set it unless it is so already; whether it was another before."""
        if self._set.get(name) == value:
            return False
        self._set[name] = value
        self._connection.request("set_property", name, value)
        return True

    def seek(self, position: Millis, then: OnReply) -> None:
        """Go to exactly `position`."""
        self._connection.request("seek", position / 1000, "absolute+exact", then=then)

    def look(self, then: OnReply) -> None:
        """Have all that is to be known of this moment sent to `then`."""
        self.is_looking, self.looked_at = True, monotonic()
        self._connection.request("expand-text", LOOK, then=partial(self._looked, then))

    def _looked(self, then: OnReply, reply: Reply) -> None:
        self.is_looking = False
        then(reply)

    def ask_chapters(self, then: OnReply) -> None:
        """Have the medium's chapters sent to `then`."""
        self._connection.request("get_property", "chapter-list", then=then)

    def waits_since(self) -> float | None:
        """When the oldest command without a reply was sent, in monotonic seconds."""
        return self._connection.waits_since()

    def close(self) -> None:
        """End mpv; nothing is heard of it any more."""
        self._is_closed = True
        self._connection.close()
        self._process.stop()

    def _hear(self, message: Message, at: float) -> None:
        if self._is_closed:
            return
        event = self._connection.take(message, at)
        if event == "start-file":
            self._begun = message.get("playlist_entry_id")
        elif event is not None and self._loaded is not None and self._begun == self._loaded:
            self._heard(event, message, at)
