"""Every command of the player screen does what its text says, with each of its keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from textual.command import CommandPalette

from player.model import BOOKMARK_TAG, UNCLEAR_TAG
from player.playback.port import PlayState
from player.ui.commands import COMMANDS
from player.ui.screens.help import HelpScreen

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
CHECKS: dict[str, Check] = {}


def does(name: str) -> Callable[[Check], Check]:
    """The check of what a command does; it is given a reader at HERE and the key to press."""

    def keep(check: Check) -> Check:
        CHECKS[name] = check
        return check

    return keep


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - LANDINGS.keys()))
async def test_a_command_does_what_its_text_says(name: str, open_player: OpenPlayer) -> None:
    for key in COMMANDS[name].keys.split(","):
        async with open_player() as reader:
            await reader.go(HERE)
            await CHECKS[name](reader, key)


async def test_every_seek_lands_where_its_text_says(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        for name, position in LANDINGS.items():
            for key in COMMANDS[name].keys.split(","):
                reader.session.playback.seek(HERE)
                await reader.press(key)
                assert reader.position == position, name
                assert reader.status.state is PlayState.PLAYING, name


@does("playback.toggle")
async def _toggle(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.state is PlayState.PAUSED
    await reader.press(key)
    assert reader.status.state is PlayState.PLAYING


@does("seek.time")
async def _ask_time(reader: Reader, key: str) -> None:
    await reader.press(key)
    await reader.type("0:47")
    await reader.press("enter")
    assert reader.position == 47_000


@does("seek.jump_back")
async def _jump_back(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "There is no jump to go back from."
    await reader.press("9", key)
    assert reader.position == HERE


@does("seek.jump_on")
async def _jump_on(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "There is nothing to go on to."
    await reader.press("9", "ctrl+o", key)
    assert reader.position == 63_000


def neighbours(name: str, file: str, end: str) -> None:
    @does(name)
    async def check(reader: Reader, key: str) -> None:
        await reader.press(key)
        await reader.until(lambda: reader.message == f"This is the {end} lecture of its folder.")
        here = reader.session.lecture.playable.path
        beside = here.with_name(file)
        beside.write_bytes(here.read_bytes())
        await reader.press(key)
        await reader.until(lambda: reader.app.next_locator == str(beside))


neighbours("lecture.previous", "a before.wav", "first")
neighbours("lecture.next", "z after.wav", "last")


@does("rate.slower")
async def _slower(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.rate == 0.9
    assert reader.message == "Speed 0.9×"


@does("rate.faster")
async def _faster(reader: Reader, key: str) -> None:
    await reader.press(key, key)
    assert reader.status.rate == 1.2
    assert reader.message == "Speed 1.2×"


@does("rate.normal")
async def _normal(reader: Reader, key: str) -> None:
    await reader.press("right_square_bracket", key)
    assert reader.status.rate == 1.0


@does("rate.flip")
async def _flip(reader: Reader, key: str) -> None:
    await reader.press("right_square_bracket", "right_square_bracket", key)
    assert reader.status.rate == 1.0
    await reader.press(key)
    assert reader.status.rate == 1.2


@does("volume.up")
async def _louder(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.volume == 105
    assert reader.message == "Volume 105"


@does("volume.down")
async def _quieter(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.volume == 95


@does("volume.mute")
async def _mute(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.status.muted
    await reader.press(key)
    assert not reader.status.muted


@does("loop.mark")
async def _loop(reader: Reader, key: str) -> None:
    await reader.press(key)
    await reader.pass_time(2000)
    await reader.press(key)
    assert reader.message == "Loop 0:31 to 0:33: L or R ends it."
    reader.clock.now += 2.5
    await reader.until(lambda: HERE <= reader.position < HERE + 500)
    await reader.press(key)
    await reader.pass_time(4000)
    assert reader.position >= HERE + 4000


@does("loop.segment")
async def _loop_segment(reader: Reader, key: str) -> None:
    await reader.press(key)
    reader.clock.now += 4
    await reader.until(lambda: 30_000 <= reader.position < 31_000)
    await reader.press(key)
    assert reader.session.loop is None


@does("transcript.up")
async def _up(reader: Reader, key: str) -> None:
    await reader.press(key, key)
    assert reader.page.chosen == 5
    assert not reader.page.following


@does("transcript.down")
async def _down(reader: Reader, key: str) -> None:
    await reader.press(key, key)
    assert reader.page.chosen == 7


@does("transcript.page_up")
async def _page_up(reader: Reader, key: str) -> None:
    await reader.pilot.resize_terminal(60, 14)
    await reader.rest()
    await reader.press("pagedown", "pagedown")
    before = reader.page.scroll_offset.y
    await reader.press(key)
    await reader.until(lambda: reader.page.scroll_offset.y < before)
    assert not reader.page.following


@does("transcript.page_down")
async def _page_down(reader: Reader, key: str) -> None:
    await reader.pilot.resize_terminal(60, 14)
    await reader.rest()
    before = reader.page.scroll_offset.y
    await reader.press(key)
    await reader.until(lambda: reader.page.scroll_offset.y == before + reader.page.size.height - 2)


@does("transcript.first")
async def _first(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.page.chosen == 0


@does("transcript.last")
async def _last(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.page.chosen == 13


@does("transcript.play")
async def _play(reader: Reader, key: str) -> None:
    await reader.press("space", "down", "down", key)
    assert reader.position == 35_000
    assert reader.status.state is PlayState.PLAYING
    assert reader.page.following


@does("transcript.follow")
async def _follow(reader: Reader, key: str) -> None:
    await reader.press("home", key)
    assert reader.page.following
    assert reader.page.chosen is None


@does("transcript.paragraphs")
async def _paragraphs(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.page_rows()[3].endswith("Wood burns fast so the keepers carried it up all night.")
    await reader.press(key)
    assert reader.page_rows()[3] == ""


@does("transcript.toggle")
async def _transcript(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert not reader.page.visible
    await reader.press(key)
    assert reader.page.visible


@does("transcript.earlier")
async def _earlier(reader: Reader, key: str) -> None:
    await reader.press(key, key)
    assert reader.session.offset == -200
    assert reader.message == "Transcript -0.2 s"


@does("transcript.later")
async def _later(reader: Reader, key: str) -> None:
    await reader.press(key, "z")
    assert reader.session.offset == 0
    assert reader.message == "Transcript as in its file"


@does("transcript.copy")
async def _copy(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.app.clipboard == "The great step was the lens that Fresnel cut into rings."
    await reader.press("home", key)
    assert reader.app.clipboard.startswith("Good morning")


@does("transcript.copy_time")
async def _copy_time(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert (
        reader.app.clipboard
        == "[0:30] The great step was the lens that Fresnel cut into rings. (Lighthouses)"
    )


@does("search.open")
async def _search(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.app.focused is reader.player.panel.field


async def search(reader: Reader, words: str) -> None:
    await reader.press("slash")
    await reader.type(words)
    await reader.until(lambda: len(reader.list_rows("results")) > 1)
    await reader.press("enter")


@does("search.next")
async def _next(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "Search first: / opens the search."
    await search(reader, "mirror")
    starts = []
    for _ in range(3):
        starts.append(reader.position)
        await reader.press(key)
    assert sorted(set(starts)) == [21_500, 25_250]
    assert starts[0] == starts[2]


@does("search.previous")
async def _previous(reader: Reader, key: str) -> None:
    await search(reader, "mirror")
    first = reader.position
    await reader.press("n", key)
    assert reader.position == first


@does("note.write")
async def _note(reader: Reader, key: str) -> None:
    await reader.press(key)
    await reader.type("rings")
    await reader.press("enter")
    await reader.until(reader.session.notes)
    assert [(note.time, note.text) for note in reader.session.notes()] == [(HERE, "rings")]


def stamps(name: str, tag: str, sentence: str) -> None:
    @does(name)
    async def check(reader: Reader, key: str) -> None:
        await reader.press(key)
        await reader.until(reader.session.notes)
        assert [(note.time, note.text, note.tags) for note in reader.session.notes()] == [(HERE, "", (tag,))]
        assert reader.message == sentence


stamps("note.bookmark", BOOKMARK_TAG, "Bookmarked at 0:31.")
stamps("note.unclear", UNCLEAR_TAG, "Marked as not understood at 0:31.")


@does("note.panel")
async def _notes(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert (reader.player.panel.is_open, reader.player.panel.tab) == (True, "notes")
    await reader.press(key)
    assert not reader.player.panel.is_open


async def with_note(reader: Reader) -> None:
    reader.session.add_note(HERE, "rings")
    reader.player.note_taking.load()
    await reader.until(lambda: reader.list_rows("notes")[:1] == ["0:31  ✎ rings"])


@does("note.edit")
async def _edit(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.player.panel.tab == "skipped"
    await reader.press("B")
    await with_note(reader)
    await reader.press(key)
    assert reader.typed == "0:31.200 rings"


@does("note.delete")
async def _delete(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "Choose a note first: B opens the notes."
    await reader.press("B")
    await with_note(reader)
    await reader.press(key)
    await reader.until(lambda: not reader.session.notes())


@does("note.undo")
async def _undo(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "No note was deleted."
    await reader.press("B")
    await with_note(reader)
    before = reader.session.notes()
    await reader.press("d")
    await reader.until(lambda: not reader.session.notes())
    await reader.press(key)
    await reader.until(lambda: reader.session.notes() == before)


@does("panel.next")
async def _next_panel(reader: Reader, key: str) -> None:
    await reader.press("B")
    tabs = []
    for _ in range(3):
        await reader.press(key)
        tabs.append(reader.player.panel.tab)
    assert tabs == ["chapters", "results", "notes"]


@does("screen.go")
async def _go(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.message == "g …  l segments   c chapters   n notes   h history"
    await reader.press("c")
    assert reader.player.panel.tab == "chapters"


@does("screen.escape")
async def _escape(reader: Reader, key: str) -> None:
    await reader.press("B", key)
    assert not reader.player.panel.is_open
    reader.player.messages.alarm("Something is wrong.")
    await reader.press(key)
    assert reader.message == ""
    await reader.press("home", key)
    assert reader.page.following


@does("screen.theme")
async def _theme(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert reader.app.theme == "lecture-light"
    await reader.press(key)
    assert reader.app.theme == "lecture-dark"


@does("screen.help")
async def _help(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert isinstance(reader.app.screen, HelpScreen)


@does("screen.palette")
async def _palette(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert isinstance(reader.app.screen, CommandPalette)


@does("screen.quit")
async def _quit(reader: Reader, key: str) -> None:
    await reader.press(key)
    assert not reader.app.is_running or reader.app._exit
