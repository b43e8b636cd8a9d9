"""The right arrow held down: fifty seeks in two seconds, with every engine."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from player.playback.port import PlayState
from player.playback.vlc_player import VlcPlayer

LENGTH = 60_000
PRESSES = 50
APART_SECONDS = 0.04
NEAR = 2_000
"""How far playing may have gone on while a loaded machine came to look."""


@pytest.mark.parametrize(("begin", "step"), [(1_000, 1_000), (58_000, -1_000), (30_000, 40)])
def test_the_place_never_returns_to_where_it_was(rig: Any, lecture: Path, begin: int, step: int) -> None:
    rig.open(lecture, at=begin, length=LENGTH)
    rig.wait_past(begin + 200)
    target = rig.status().position
    for _ in range(PRESSES):
        target = max(0, min(rig.status().position + step, LENGTH - 4_000))
        rig.playback.seek(target)
        positions = [status.position for _, status in rig.watch(APART_SECONDS)]
        assert positions == sorted(positions)
        assert target <= positions[0] <= positions[-1] < target + NEAR
    settled = [status.position for _, status in rig.watch(1.2)]
    assert settled == sorted(settled)
    assert target + 400 < settled[-1] < target + 1_400 + NEAR


def test_seeks_while_paused_leave_it_where_the_last_one_went(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(200)
    rig.playback.pause()
    rig.wait_state(PlayState.PAUSED)
    for number in range(PRESSES):
        rig.playback.seek(1_000 + number * 1_000)
        assert {status.position for _, status in rig.watch(0.01)} == {1_000 + number * 1_000}
    rig.playback.play()
    assert all(50_000 <= status.position < 51_000 + NEAR for _, status in rig.watch(1.0))


def test_an_engine_that_is_busy_with_one_seek_is_asked_for_the_last_only(
    rig_with: Any, lecture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    reached, released = threading.Event(), threading.Event()
    seek = VlcPlayer.seek

    def slow_seek(player: VlcPlayer, position: int) -> None:
        asked.append(position)
        reached.set()
        released.wait(15)
        seek(player, position)

    rig = rig_with("vlc")
    rig.open(lecture, length=LENGTH)
    rig.wait_past(200)
    monkeypatch.setattr(VlcPlayer, "seek", slow_seek)
    rig.playback.seek(1_000)
    assert reached.wait(15)
    for number in range(2, PRESSES + 1):
        rig.playback.seek(number * 1_000)
    released.set()
    assert rig.wait_past(50_200).position < 50_200 + NEAR
    assert asked == [1_000, 50_000]
