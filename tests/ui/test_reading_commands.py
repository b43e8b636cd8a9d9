"""The commands of transcript and search do what their texts say, with each of their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from player.playback.port import PlayState
from player.ui.commands import SEARCH, TRANSCRIPT, Command

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

HERE = 31_200  # in segment 6, which is said from 30 s to 35 s


@pytest.mark.parametrize("command", (*TRANSCRIPT, *SEARCH), ids=lambda command: command.id)
async def test_a_command_does_what_its_text_says(command: Command, open_player: OpenPlayer) -> None:
    check = globals()["check_" + command.id.replace(".", "_")]
    for key in command.keys.split(","):
        async with open_player() as reader:
            await reader.go(HERE)
            await check(reader, key)


async def check_transcript_up(reader: Reader, key: str) -> None:
    await reader.press(key, key)
    assert reader.page.chosen == 5
    assert not reader.page.following


async def check_transcript_down(reader: Reader, key: str) -> None:
    await reader.press(key, key)
    assert reader.page.chosen == 7


async def check_transcript_page_up(reader: Reader, key: str) -> None:
    await reader.pilot.resize_terminal(60, 14)
    await reader.rest()
    await reader.press("pagedown", "pagedown")
    before = reader.page.scroll_offset.y
    await reader.press(key)
    await reader.until(lambda: reader.page.scroll_offset.y < before)
    assert not reader.page.following


async def check_transcript_page_down(reader: Reader, key: str) -> None:
    await reader.pilot.resize_terminal(60, 14)
    await reader.rest()
    before = reader.page.scroll_offset.y
    await reader.press(key)
    await reader.until(lambda: reader.page.scroll_offset.y == before + reader.page.size.height - 2)


async def check_transcript_first(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.page.chosen == 0


async def check_transcript_last(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.page.chosen == 13


async def check_transcript_play(reader: Reader, key: str) -> None:
    await reader.press("space", "down", "down", key)
    assert reader.position == 35_000
    assert reader.status.state is PlayState.PLAYING
    assert reader.page.following


async def check_transcript_follow(reader: Reader, key: str) -> None:
    await reader.press("home", key)
    assert reader.page.following
    assert reader.page.chosen is None


async def check_transcript_paragraphs(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.page_rows()[3].endswith("Wood burns fast so the keepers carried it up all night.")
    await reader.press(key)
    assert reader.page_rows()[3] == ""


async def check_transcript_toggle(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert not reader.page.visible
    await reader.press(key)
    assert reader.page.visible


async def check_transcript_earlier(reader: Reader, key: str) -> None:
    await reader.press(key, key)
    assert reader.session.offset == -200
    assert reader.message == "Transcript -0.2 s"


async def check_transcript_later(reader: Reader, key: str) -> None:
    await reader.press(key, "z")
    assert reader.session.offset == 0
    assert reader.message == "Transcript as in its file"


async def check_transcript_copy(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.app.clipboard == "The great step was the lens that Fresnel cut into rings."
    await reader.press("home", key)
    assert reader.app.clipboard.startswith("Good morning")


async def check_transcript_copy_time(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert (
        reader.app.clipboard
        == "[0:30] The great step was the lens that Fresnel cut into rings. (Lighthouses)"
    )


async def check_search_open(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.app.focused is reader.player.panel.field


async def search(reader: Reader, words: str) -> None:
    await reader.press("slash")
    await reader.type(words)
    await reader.until(lambda: len(reader.list_rows("results")) > 1)
    await reader.press("enter")


async def check_search_next(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "Search first: / opens the search."
    await search(reader, "mirror")
    starts = []
    for _ in range(3):
        starts.append(reader.position)
        await reader.press(key)
    assert sorted(set(starts)) == [21_500, 25_250]
    assert starts[0] == starts[2]


async def check_search_previous(reader: Reader, key: str) -> None:
    await search(reader, "mirror")
    first = reader.position
    await reader.press("n", key)
    assert reader.position == first


async def check_transcript_confidence(reader: Reader, key: str) -> None:
    assert not key
    reader.player.action_run_command("transcript.confidence")
    assert "does not tell" in reader.message


async def check_transcript_edit(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.typed.startswith("0:30.000-0:35.000 The great step")
    await reader.press("escape", "up", key)
    assert reader.typed.startswith("0:30.000-0:35.000 The great step"), (
        "the first arrow chooses the one spoken"
    )
    await reader.press("escape", "down", key)
    assert reader.typed.startswith("0:35.000-0:40.000 Each ring")


async def check_transcript_restore(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "This segment is as in its file: choose one with ~ beside it."
    before = reader.session.segments
    await reader.press("E")
    await reader.type(" indeed")
    await reader.press("enter")
    await reader.until(lambda: reader.session.segments != before)
    edited = reader.session.segments
    await reader.press(key)
    await reader.until(lambda: reader.session.segments == before)
    assert reader.message == f"The segment is as in its file; {key} brings the edit back."
    await reader.press(key)
    await reader.until(lambda: reader.session.segments == edited)
    assert reader.message == "The edit is back."
