"""The page follows the voice until the reader scrolls, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from player.settings import Screen, Settings

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

SMALL = (60, 14)
NOT_FOLLOWING = "⋯ not following · f returns to the voice"


async def wheel(reader: Reader, event: type[events.MouseEvent]) -> None:
    await reader.pilot._post_mouse_events([event], widget="#transcript", offset=(20, 4), button=0)
    await reader.rest()


def row_of_light(reader: Reader) -> int:
    """The row of the page on which the lit word stands."""
    lit = reader.page.lit
    return reader.page._layout.row_of(lit.segment, lit.begin) - reader.page.scroll_offset.y


async def stands_at(reader: Reader, share: float) -> None:
    """Wait until the lit row stands at a share of the page's height."""
    await reader.until(lambda: row_of_light(reader) == round(share * reader.page.size.height))


async def test_the_lit_row_stands_at_two_fifths(open_player: OpenPlayer) -> None:
    async with open_player(size=SMALL) as reader:
        for position in (30_300, 40_300, 50_300):
            await reader.go(position)
            await stands_at(reader, 0.4)


async def test_the_height_is_a_setting(open_player: OpenPlayer) -> None:
    settings = Settings(screen=Screen(follow_height=0.8))
    async with open_player(size=SMALL, settings=settings) as reader:
        await reader.go(40_300)
        await stands_at(reader, 0.8)


@pytest.mark.parametrize("event", [events.MouseScrollUp, events.MouseScrollDown])
async def test_the_wheel_ends_following(open_player: OpenPlayer, event: type[events.MouseEvent]) -> None:
    async with open_player(size=SMALL) as reader:
        await reader.go(35_300)
        await stands_at(reader, 0.4)
        top = reader.page.scroll_offset.y
        await wheel(reader, event)
        await wheel(reader, event)
        left_at = reader.page.scroll_offset.y
        assert left_at != top
        assert reader.message == NOT_FOLLOWING
        await reader.pass_time(20_000)
        assert reader.page.scroll_offset.y == left_at, "the page moved under the reader's eyes"


@pytest.mark.parametrize("key", ["pageup", "pagedown", "home", "end", "up", "down"])
async def test_keys_that_move_end_following_and_f_returns(open_player: OpenPlayer, key: str) -> None:
    async with open_player(size=SMALL) as reader:
        await reader.go(35_300)
        await stands_at(reader, 0.4)
        at_voice = reader.page.scroll_offset.y
        await reader.press(key)
        assert reader.message == NOT_FOLLOWING
        await reader.press("f")
        assert reader.page.following
        assert reader.message == ""
        await reader.until(lambda: reader.page.scroll_offset.y == at_voice)


async def test_escape_returns_too(open_player: OpenPlayer) -> None:
    async with open_player(size=SMALL) as reader:
        await reader.press("pagedown", "escape")
        assert reader.page.following


async def test_a_jump_follows_again(open_player: OpenPlayer) -> None:
    async with open_player(size=SMALL) as reader:
        await reader.press("end", "enter")
        assert reader.page.following
        assert reader.position == 65_000
        await reader.look()
        await stands_at(reader, 0.4)


async def test_a_narrower_page_keeps_the_lit_row_in_its_place(open_player: OpenPlayer) -> None:
    async with open_player(size=(120, 14)) as reader:
        await reader.go(50_300)
        await reader.pilot.resize_terminal(60, 14)
        await reader.rest()
        await stands_at(reader, 0.4)


async def test_a_reader_who_scrolled_keeps_what_he_looks_at_when_the_page_changes(
    open_player: OpenPlayer,
) -> None:
    async with open_player(size=(120, 14)) as reader:
        await reader.press("pagedown")
        top = reader.page._layout.place_at(reader.page.scroll_offset.y, 0)
        await reader.pilot.resize_terminal(60, 14)
        await reader.rest()
        assert reader.page._layout.row_of(*top) == reader.page.scroll_offset.y


async def test_without_a_transcript_nothing_follows_and_nothing_breaks(open_player: OpenPlayer) -> None:
    async with open_player(None, chapters=()) as reader:
        assert reader.message.startswith("No transcript:")
        await reader.press(
            "up", "down", "pageup", "pagedown", "home", "end", "enter", "f", "r", "comma", "y", "R"
        )
        await reader.press("i")
        await reader.type("still here")
        await reader.press("enter")
        await reader.until(reader.session.notes)
