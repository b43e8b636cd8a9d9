"""The commands of notes and of the screen do what their texts say, with each of their keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from textual.command import CommandPalette

from player.model import BOOKMARK_TAG, UNCLEAR_TAG
from player.ui.commands import NOTES, SCREEN, Command
from player.ui.screens.help import HelpScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

Check: TypeAlias = "Callable[[Reader, str], Awaitable[None]]"
HERE = 31_200  # in segment 6, which is said from 30 s to 35 s


@pytest.mark.parametrize("command", (*NOTES, *SCREEN), ids=lambda command: command.id)
async def test_a_command_does_what_its_text_says(command: Command, open_player: OpenPlayer) -> None:
    check = globals()["check_" + command.id.replace(".", "_")]
    for key in command.keys.split(","):
        async with open_player() as reader:
            await reader.go(HERE)
            await check(reader, key)


async def check_note_write(reader: Reader, key: str) -> None:
    await reader.press(key)
    await reader.type("rings")
    await reader.press("enter")
    await reader.until(reader.session.notes)
    assert [(note.time, note.text) for note in reader.session.notes()] == [(HERE, "rings")]


def stamps(tag: str, sentence: str) -> Check:
    async def check(reader: Reader, key: str) -> None:
        await reader.press(key)
        await reader.until(reader.session.notes)
        assert [(note.time, note.text, note.tags) for note in reader.session.notes()] == [(HERE, "", (tag,))]
        assert reader.message == sentence

    return check


check_note_bookmark = stamps(BOOKMARK_TAG, "Bookmarked at 0:31.")
check_note_unclear = stamps(UNCLEAR_TAG, "Marked as not understood at 0:31.")


async def check_note_panel(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert (reader.player.panel.is_open, reader.player.panel.tab) == (True, "notes")
    await reader.press(key)
    assert not reader.player.panel.is_open


async def with_note(reader: Reader) -> None:
    reader.session.add_note(HERE, "rings")
    reader.player.note_taking.load()
    await reader.until(lambda: reader.list_rows("notes")[:1] == ["0:31  ✎ rings"])


async def check_note_edit(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.player.panel.tab == "skipped"
    await reader.press("B")
    await with_note(reader)
    await reader.press(key)
    assert reader.typed == "0:31.200 rings"


async def check_note_delete(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "Choose a note first: B opens the notes."
    await reader.press("B")
    await with_note(reader)
    await reader.press(key)
    await reader.until(lambda: not reader.session.notes())


async def check_note_undo(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "No note was deleted."
    await reader.press("B")
    await with_note(reader)
    before = reader.session.notes()
    await reader.press("d")
    await reader.until(lambda: not reader.session.notes())
    await reader.press(key)
    await reader.until(lambda: reader.session.notes() == before)


async def check_panel_skipped(reader: Reader, key: str) -> None:
    await reader.press("B", key)
    assert (reader.player.panel.is_open, reader.player.panel.tab) == (True, "skipped")
    await reader.press(key)
    assert not reader.player.panel.is_open


async def check_panel_next(reader: Reader, key: str) -> None:
    await reader.press("B")
    tabs = []
    for _ in range(3):
        await reader.press(key)
        tabs.append(reader.player.panel.tab)
    assert tabs == ["chapters", "results", "notes"]


async def check_screen_go(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "g …  l segments   c chapters   n notes   h history   s skipped"
    await reader.press("c")
    assert reader.player.panel.tab == "chapters"


async def check_screen_escape(reader: Reader, key: str) -> None:
    await reader.press("B", key)
    assert not reader.player.panel.is_open
    reader.player.messages.alarm("Something is wrong.")
    await reader.press(key)
    assert reader.message == ""
    await reader.press("home", key)
    assert reader.page.following


async def check_screen_theme(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.app.theme == "lecture-light"
    await reader.press(key)
    assert reader.app.theme == "lecture-dark"


async def check_screen_help(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert isinstance(reader.app.screen, HelpScreen)


async def check_screen_palette(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert isinstance(reader.app.screen, CommandPalette)


async def check_screen_quit(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert not reader.app.is_running or reader.app._exit
