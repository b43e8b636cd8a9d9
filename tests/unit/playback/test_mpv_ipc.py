"""The wire to mpv, with a socket whose other end the test holds."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.playback import mpv_ipc
from player.playback.mpv_ipc import MpvConnection, Reply, command_line, read_message


class Wire:
    """A connection, what it heard, and the end that mpv would hold."""

    def __init__(self) -> None:
        ours, self.its = socket.socketpair()
        self.heard: SimpleQueue[Any] = SimpleQueue()
        self.connection = MpvConnection(
            ours, heard=lambda message, at: self.heard.put((message, at)), lost=lambda: self.heard.put(None)
        )
        self.lines = self.its.makefile("rb")

    def asked(self) -> dict[str, Any]:
        return json.loads(self.lines.readline())

    def say(self, line: bytes) -> None:
        self.its.sendall(line + b"\n")

    def take(self) -> str | None:
        message, at = self.heard.get(timeout=10)
        return self.connection.take(message, at)


@pytest.fixture
def wire() -> Iterator[Wire]:
    wire = Wire()
    yield wire
    wire.lines.close()
    wire.its.close()
    wire.connection.close()


def test_each_reply_goes_to_its_command(wire: Wire) -> None:
    replies: list[tuple[str, Reply]] = []
    for name in ("one", "two"):
        wire.connection.request(
            "get_property", name, then=lambda reply, name=name: replies.append((name, reply))
        )
    first, second = wire.asked(), wire.asked()
    assert first["command"] == ["get_property", "one"]
    wire.say(json.dumps({"request_id": second["request_id"], "error": "success", "data": 2}).encode())
    wire.say(json.dumps({"request_id": first["request_id"], "error": "property unavailable"}).encode())
    assert (wire.take(), wire.take()) == (None, None)
    assert [(name, reply.value, reply.error) for name, reply in replies] == [
        ("two", 2, None),
        ("one", None, "property unavailable"),
    ]
    assert all(reply.sent_at <= reply.taken_at <= reply.received_at for _, reply in replies)
    assert wire.connection.waits_since() is None


def test_an_event_is_told_by_name_and_answers_nothing(wire: Wire) -> None:
    wire.connection.request("seek", 1, then=lambda _: pytest.fail("no reply came"))
    wire.say(b'{"event": "playback-restart", "request_id": 1}')
    assert wire.take() == "playback-restart"
    assert wire.connection.waits_since() is not None


def test_a_reply_nobody_waits_for_is_dropped(wire: Wire) -> None:
    for line in (b'{"request_id": 99, "error": "success"}', b'{"request_id": [], "error": 3}', b"{}"):
        wire.say(line)
        assert wire.take() is None


def test_an_mpv_that_goes_is_told_once_and_asking_it_harms_nothing(wire: Wire) -> None:
    wire.its.shutdown(socket.SHUT_RDWR)
    assert wire.heard.get(timeout=10) is None
    for _ in range(3):
        wire.connection.request("get_property", "pause")
    wire.connection.close()
    assert wire.heard.empty()


def test_an_mpv_that_reads_nothing_is_lost_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpv_ipc, "SEND_SECONDS", 1.0)
    wire = Wire()
    done = threading.Event()

    def ask() -> None:
        for _ in range(3):
            wire.connection.request("loadfile", "x" * 1_000_000)
        done.set()

    threading.Thread(target=ask, daemon=True).start()
    assert done.wait(30)
    assert wire.heard.get(timeout=10) is None
    wire.connection.close()


def test_a_file_name_travels_as_its_bytes_on_one_line() -> None:
    name = b'/a\n\xff"\\\xf0\x9f\x8e\x93'
    line = command_line(("loadfile", os.fsdecode(name)), 7)
    assert line.count(b"\n") == 1
    assert b"\xff" in line
    assert json.loads(line.decode("utf-8", "surrogateescape"))["command"][1] == os.fsdecode(name)


@given(st.binary())
def test_wild_bytes_are_read_or_dropped(line: bytes) -> None:
    assert read_message(line) is None or isinstance(read_message(line), dict)


def test_a_deep_line_is_dropped() -> None:
    assert read_message(b"[" * 200_000) is None


wild_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["event", "request_id", "error", "data"])


@given(st.lists(st.dictionaries(KEYS, wild_json | st.integers(0, 3)), max_size=5))
def test_wild_messages_never_break_the_engine(messages: list[dict[str, Any]]) -> None:
    wire = Wire()
    replies: list[Reply] = []
    for _ in range(3):
        wire.connection.request("get_property", "pause", then=replies.append)
    for message in messages:
        wire.say(json.dumps(message).encode())
    for _ in messages:
        wire.take()
    wire.its.close()
    wire.lines.close()
    wire.connection.close()
    assert len(replies) <= 3
