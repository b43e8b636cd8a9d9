"""The right arrow held down: what the screen shows never goes back, and ends where the last press went."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from player.errors import PlaybackError
from player.model import Millis, Playable, Segment
from player.playback.vlc import VlcPlayback
from player.playback.vlc_player import VlcPlayer
from player.settings import Settings
from player.ui.app import LectureApp
from player.ui.widgets.transcript_painting import Lit
from player.ui.widgets.transcript_view import TranscriptView
from player.ui.widgets.transport_bar import TransportBar
from tests.contract.conftest import write_tone

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader, Sessions

PRESSES = 50
APART_SECONDS = 0.04
STEP_MS = 5_000
LENGTH_MS = 400_000
SEGMENTS = [
    Segment(start, start + 2_500, f"These words are said {start // 1000} seconds in.")
    for start in range(0, LENGTH_MS, 2_500)
]


class Drawn:
    """The positions on the bar and the segments lit, one after the other."""

    def __init__(self) -> None:
        self.positions: list[Millis] = []
        self.segments: list[int] = []

    def never_went_back(self) -> bool:
        return self.positions == sorted(self.positions) and self.segments == sorted(self.segments)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    seen = Drawn()
    show, light = TransportBar.show_position, TranscriptView.watch_lit

    def showing(bar: TransportBar, position: Millis, length: Millis | None) -> None:
        seen.positions.append(position)
        show(bar, position, length)

    def lighting(page: TranscriptView, old: Lit, new: Lit) -> None:
        if new.segment is not None:
            seen.segments.append(new.segment)
        light(page, old, new)

    monkeypatch.setattr(TransportBar, "show_position", showing)
    monkeypatch.setattr(TranscriptView, "watch_lit", lighting)
    return seen


async def test_with_the_silent_engine(open_player: OpenPlayer, drawn: Drawn) -> None:
    async with open_player(SEGMENTS, chapters=()) as reader:
        for _ in range(PRESSES):
            reader.clock.now += APART_SECONDS
            await reader.press("right")
        went = PRESSES * (STEP_MS + round(APART_SECONDS * 1000))
        # Each press starts from whole milliseconds.
        assert went - PRESSES <= reader.position <= went
        await reader.look()
        assert drawn.never_went_back()
        assert drawn.positions[-1] == reader.position
        assert drawn.segments[-1] == reader.page.lit.segment == reader.position // 2_500


@pytest.fixture
def libvlc() -> Iterator[VlcPlayback]:
    try:
        playback = VlcPlayback(video=False, sound_output="dummy")
    except PlaybackError as error:
        pytest.skip(str(error))
    with closing(playback):
        yield playback


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Millis]:
    """Where libVLC was asked to go."""
    places: list[Millis] = []
    seek = VlcPlayer.seek

    def noting(player: VlcPlayer, position: Millis) -> None:
        places.append(position)
        seek(player, position)

    monkeypatch.setattr(VlcPlayer, "seek", noting)
    return places


async def test_with_libvlc(
    sessions: Sessions,
    sit_down: Callable[..., Any],
    libvlc: VlcPlayback,
    tmp_path: Path,
    drawn: Drawn,
    asked: list[Millis],
) -> None:
    session = sessions.make(SEGMENTS, chapters=())
    tone = write_tone(tmp_path / "tone.wav", LENGTH_MS / 1000)
    session.lecture = replace(session.lecture, playable=Playable(tone))
    session.playback = libvlc
    app = LectureApp("tone.wav", lambda: session, Settings())
    async with app.run_test(size=(120, 36)) as pilot:
        reader: Reader = await sit_down(pilot, session)
        await reader.until(lambda: reader.position > 200)
        began = time.monotonic()
        for number in range(PRESSES):
            app.post_message(events.Key("right", None))
            await pilot.pause(max(0.0, began + (number + 1) * APART_SECONDS - time.monotonic()))
        await reader.until(lambda: len(asked) > 0 and reader.position > asked[-1] + 1_000)
        played_ms = (time.monotonic() - began) * 1000
        assert drawn.never_went_back()
        assert len(asked) <= PRESSES
        assert PRESSES * STEP_MS < reader.position < PRESSES * STEP_MS + 1_000 + played_ms
        assert reader.status.moving
        assert reader.page.lit.segment == drawn.segments[-1]
