"""A lecture as lines of text: for pipes, screen readers, and machines without a terminal."""

from __future__ import annotations

import sys
import time
from queue import Empty, SimpleQueue
from typing import TextIO

from player.errors import PlaybackError
from player.hearing import Snapshot
from player.model import Millis
from player.playback.port import Degraded, Ended, Failed, PlaybackEvent
from player.session import Session
from player.times import clock_text

LONGEST_WAIT_SECONDS = 0.25
SHORTEST_WAIT_SECONDS = 0.005
KEEP_PLACE_SECONDS = 5.0
SURELY_PLAYING_SECONDS = 1.0


def play_plain(session: Session, out: TextIO) -> None:
    """Play to the end, printing `[0:12:34] text` as each segment is spoken.

    Raises PlaybackError when the media cannot be played on.
    """
    events: SimpleQueue[PlaybackEvent] = SimpleQueue()
    session.playback.subscribe(events.put)
    for remark in session.remarks:
        _remark(remark)
    session.start()
    lines = _SpokenLines(session, out)
    # A file that turns out to be no media is not also blamed for its transcript.
    is_wordless = not session.segments and not session.remarks
    started = kept = time.monotonic()
    while True:
        now, snapshot = time.monotonic(), session.snapshot()
        lines.print_until(snapshot)
        if is_wordless and snapshot.status.moving and now - started > SURELY_PLAYING_SECONDS:
            is_wordless = False
            _remark("there is no transcript to print; only the sound plays.")
        if now - kept > KEEP_PLACE_SECONDS:
            kept = now
            session.keep_place()
        try:
            event = events.get(timeout=_wait(snapshot))
        except Empty:
            continue
        if isinstance(event, Ended):
            lines.print_rest(session.playback.status().position)
            return
        if isinstance(event, Failed):
            raise PlaybackError(event.reason)
        if isinstance(event, Degraded):
            _remark(event.reason)


class _SpokenLines:
    """Prints each segment once, in order, none left out when several pass between two looks."""

    def __init__(self, session: Session, out: TextIO) -> None:
        self._session = session
        self._out = out
        self._printed: int | None = None

    def print_until(self, snapshot: Snapshot) -> None:
        if snapshot.segment is not None and snapshot.status.moving:
            self._print_to(snapshot.segment)

    def print_rest(self, end: Millis) -> None:
        """Print what was spoken until the media's end, which an engine may tell of a moment early."""
        last = self._session.said_at(end)
        if last is not None and self._printed is not None:
            self._print_to(last)

    def _print_to(self, last: int) -> None:
        first = last if self._printed is None else self._printed + 1
        for number in range(first, last + 1):
            segment = self._session.segments[number]
            moment = clock_text(self._session.media_time(segment.start), hours=True)
            self._out.write(f"[{moment}] {segment.text}\n")
            self._out.flush()
            self._printed = number


def _wait(snapshot: Snapshot) -> float:
    if snapshot.change_ms is None or not snapshot.status.moving:
        return LONGEST_WAIT_SECONDS
    seconds = snapshot.change_ms / snapshot.status.rate / 1000
    return min(LONGEST_WAIT_SECONDS, max(SHORTEST_WAIT_SECONDS, seconds))


def _remark(text: str) -> None:
    sys.stderr.write(f"lecture: {text}\n")
