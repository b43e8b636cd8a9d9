"""The commands of playing do what their texts say, with each of their keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest

from player.playback.port import PlayState
from player.ui.commands import COMMANDS, PLAYBACK, TENTHS, Command

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

Check: TypeAlias = "Callable[[Reader, str], Awaitable[None]]"
HERE = 31_200  # in segment 6, which is said from 30 s to 35 s
LANDINGS = {
    "seek.back_5": 26_200,
    "seek.on_5": 36_200,
    "seek.back_10": 21_200,
    "seek.on_10": 41_200,
    "seek.back_1": 30_200,
    "seek.on_1": 32_200,
    "seek.previous_segment": 25_000,
    "seek.next_segment": 35_000,
    "seek.segment_again": 30_000,
} | {f"seek.{10 * tenth}_percent": 7_000 * tenth for tenth in range(10)}
OTHERS = [command for command in (*PLAYBACK, *TENTHS) if command.id not in LANDINGS]


@pytest.mark.parametrize("command", OTHERS, ids=lambda command: command.id)
async def test_a_command_does_what_its_text_says(command: Command, open_player: OpenPlayer) -> None:
    check = globals()["check_" + command.id.replace(".", "_")]
    for key in command.keys.split(","):
        async with open_player() as reader:
            await reader.go(HERE)
            await check(reader, key)


async def test_every_seek_lands_where_its_text_says(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        for name, position in LANDINGS.items():
            for key in COMMANDS[name].keys.split(","):
                reader.session.playback.seek(HERE)
                await reader.press(key)
                assert reader.position == position, name
                assert reader.status.state is PlayState.PLAYING, name


async def check_playback_toggle(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.state is PlayState.PAUSED
    await reader.press(key)
    assert reader.status.state is PlayState.PLAYING


async def check_seek_time(reader: Reader, key: str) -> None:
    await reader.press(key)
    await reader.type("0:47")
    await reader.press("enter")
    assert reader.position == 47_000


async def check_seek_jump_back(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "There is no jump to go back from."
    await reader.press("9", key)
    assert reader.position == HERE


async def check_seek_jump_on(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "There is nothing to go on to."
    await reader.press("9", "ctrl+o", key)
    assert reader.position == 63_000


def goes_to(file: str, end: str) -> Check:
    async def check(reader: Reader, key: str) -> None:
        await reader.press(key)
        await reader.until(lambda: reader.message == f"This is the {end} lecture of its folder.")
        here = reader.session.lecture.playable.path
        beside = here.with_name(file)
        beside.write_bytes(here.read_bytes())
        await reader.press(key)
        await reader.until(lambda: reader.app.next_locator == str(beside))

    return check


check_lecture_previous = goes_to("a before.wav", "first")
check_lecture_next = goes_to("z after.wav", "last")


async def check_rate_slower(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.rate == 0.9
    assert reader.message == "Speed 0.9×"


async def check_rate_faster(reader: Reader, key: str) -> None:
    await reader.press(key, key)
    assert reader.status.rate == 1.2
    assert reader.message == "Speed 1.2×"


async def check_rate_normal(reader: Reader, key: str) -> None:
    await reader.press("right_square_bracket", key)
    assert reader.status.rate == 1.0


async def check_rate_flip(reader: Reader, key: str) -> None:
    await reader.press("right_square_bracket", "right_square_bracket", key)
    assert reader.status.rate == 1.0
    await reader.press(key)
    assert reader.status.rate == 1.2


async def check_volume_up(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.volume == 105
    assert reader.message == "Volume 105"


async def check_volume_down(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.volume == 95


async def check_volume_mute(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.muted
    await reader.press(key)
    assert not reader.status.muted


async def check_loop_mark(reader: Reader, key: str) -> None:
    await reader.press(key)
    await reader.pass_time(2000)
    await reader.press(key)
    assert reader.message == "Loop 0:31 to 0:33: L or R ends it."
    reader.clock.now += 2.5
    await reader.until(lambda: HERE <= reader.position < HERE + 500)
    await reader.press(key)
    await reader.pass_time(4000)
    assert reader.position >= HERE + 4000


async def check_loop_segment(reader: Reader, key: str) -> None:
    await reader.press(key)
    reader.clock.now += 4
    await reader.until(lambda: 30_000 <= reader.position < 31_000)
    await reader.press(key)
    assert reader.session.loop is None
