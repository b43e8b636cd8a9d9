"""mpv's JSON IPC: commands to it, replies and events from it, a line of JSON each.

A thread of its own reads and only hands over; all else belongs to the engine's thread.
"""

from __future__ import annotations

import json
import logging
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import Any, TypeAlias

SEND_SECONDS = 2.0

Message: TypeAlias = Mapping[str, Any]

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Reply:
    """What mpv answered: `error` is None when it did as asked; moments are monotonic seconds."""

    value: object
    error: str | None
    sent_at: float
    received_at: float

    @property
    def taken_at(self) -> float:
        """When mpv looked, give or take half of `round_trip`."""
        return (self.sent_at + self.received_at) / 2

    @property
    def round_trip(self) -> float:
        """Seconds from question to answer."""
        return self.received_at - self.sent_at


OnReply: TypeAlias = Callable[[Reply], None]


def command_line(command: tuple[object, ...], request_id: int) -> bytes:
    """One command as mpv reads it.

    A file name that is no text travels as the bytes it is, which mpv's JSON allows.
    """
    request = {"command": command, "request_id": request_id}
    return json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n"


def read_message(line: bytes) -> Message | None:
    """One line from mpv, None when it is no JSON object; bytes that are no text become U+FFFD."""
    try:
        message = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


class MpvConnection:
    """The wire to one mpv.

    `heard` gets each message and the moment it came, `lost` is called once when no more can come; both
    on the reading thread, so they must only post.
    """

    def __init__(
        self, wire: socket.socket, heard: Callable[[Message, float], None], lost: Callable[[], None]
    ) -> None:
        self._wire = wire
        self._heard = heard
        self._lost = lost
        self._last_id = 0
        self._waiting: dict[int, tuple[float, OnReply | None]] = {}
        # A hung mpv lets the wire fill up; sending must not hang with it.
        limit = struct.pack("ll", int(SEND_SECONDS), 0)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        self._reader = Thread(target=self._read, name="mpv-reader", daemon=True)
        self._reader.start()

    # the engine's thread

    def request(self, *command: object, then: OnReply | None = None) -> None:
        """Send a command, whose reply goes to `then`; nothing happens when mpv is gone, which is told."""
        self._last_id += 1
        self._waiting[self._last_id] = monotonic(), then
        try:
            self._wire.sendall(command_line(command, self._last_id))
        except OSError:
            # Part of a line may be out: nothing can follow it, and the reader tells that it is over.
            self._shut()

    def take(self, message: Message, received_at: float) -> str | None:
        """Give a reply to who waits for it; of an event, its name."""
        event = message.get("event")
        if isinstance(event, str):
            return event
        request_id = message.get("request_id")
        sent_at, then = (
            self._waiting.pop(request_id, (0.0, None)) if isinstance(request_id, int) else (0.0, None)
        )
        if then is not None:
            error = message.get("error")
            reason = None if error == "success" else str(error)
            then(Reply(message.get("data"), reason, sent_at, received_at))
        return None

    def waits_since(self) -> float | None:
        """When the oldest command without a reply was sent, in monotonic seconds."""
        return min((sent_at for sent_at, _ in self._waiting.values()), default=None)

    def close(self) -> None:
        """End the reading thread."""
        self._shut()
        self._reader.join()

    def _shut(self) -> None:
        try:
            self._wire.shutdown(socket.SHUT_RDWR)
        except OSError:
            _log.debug("mpv had gone before")

    # the reading thread

    def _read(self) -> None:
        try:
            with self._wire.makefile("rb") as lines:
                for line in lines:
                    received_at = monotonic()
                    message = read_message(line)
                    if message is not None:
                        self._heard(message, received_at)
        except (OSError, ValueError):
            _log.debug("the connection to mpv broke", exc_info=True)
        self._lost()
