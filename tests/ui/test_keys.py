"""Which keys do what where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.command import CommandPalette
from textual.events import Key
from textual.widgets import Input

from player.errors import SettingsError
from player.playback.port import PlayState
from player.settings import Settings
from player.ui.app import LectureApp
from player.ui.commands import COMMANDS, GROUPS
from player.ui.screens.help import HelpScreen
from player.ui.screens.player import PlayerScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

SINGLE = "kjlrtLRmfpczxyYnNibuBeEdSUgTq?,.[]<>\\+-=0123456789"


def with_keys(keys: dict[str, str]) -> Settings:
    return replace(Settings(), keys=keys)


def state_of(reader: Reader) -> tuple[object, ...]:
    status, page = reader.status, reader.page
    return (
        status.state, status.position, status.rate, status.volume, status.muted, page.chosen, page.following,
        page.flowing, page.visible, reader.session.offset, reader.session.loop, reader.session.notes(),
        reader.app.theme, reader.player.panel.tab, len(reader.app.screen_stack),
    )  # fmt: skip


@pytest.mark.parametrize("key", ["slash", "i", "t"])
async def test_single_keys_are_off_in_text_fields(open_player: OpenPlayer, key: str) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await reader.press(key)
        field = reader.app.focused
        assert isinstance(field, Input)
        before = state_of(reader)
        await reader.type(SINGLE + " ")
        assert field.value == SINGLE + " "
        assert state_of(reader) == before


@pytest.mark.parametrize("tab", ["B", "gc", "gh"])
async def test_single_keys_work_with_a_list_focused(open_player: OpenPlayer, tab: str) -> None:
    async with open_player() as reader:
        reader.session.add_note(1_000, "a")
        reader.player.note_taking.load()
        await reader.go(31_200)
        await reader.press("9", "ctrl+o", *tab)
        assert reader.app.focused is reader.player.panel.list(reader.player.panel.tab)
        await reader.press("space")
        assert reader.status.state is PlayState.PAUSED
        await reader.press("right", "m", "right_square_bracket")
        assert (reader.position, reader.status.muted, reader.status.rate) == (36_200, True, 1.1)
        await reader.press("k", "j")
        assert reader.position == 36_200, "in lists j and k move"


async def test_g_and_then(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        for key, tab in (("c", "chapters"), ("n", "notes"), ("h", "history")):
            await reader.press("g", key)
            assert reader.player.panel.tab == tab
            assert reader.player.panel.is_open
        await reader.press("g", "l")
        assert not reader.player.panel.is_open
        assert reader.page.chosen == 0
        assert reader.position == 0, "l after g is not ten seconds on"


async def test_g_and_another_key_is_that_key(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("g", "m")
        assert reader.status.muted
        await reader.press("c")
        assert not reader.page.visible, "the g is used up"


async def test_chapters_and_history_are_played_from(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("g", "c")
        assert reader.list_rows("chapters") == ["0:00  Towers", "0:20  Mirrors", "0:40  Rhythm"]
        await reader.press("down", "down", "enter")
        assert reader.position == 40_000
        await reader.press("g", "h")
        assert reader.list_rows("history") == [
            "0:00  Good morning and welcome to the",
            "lecture about lighthouses.",
        ]
        await reader.press("enter")
        assert reader.position == 0


async def test_jumps_are_walked_both_ways(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("3", "6", "9")
        places = []
        for key in ("ctrl+o", "ctrl+o", "ctrl+o", "ctrl+n", "ctrl+n", "ctrl+n"):
            await reader.press(key)
            places.append(reader.position)
        assert places == [42_000, 21_000, 0, 21_000, 42_000, 63_000]


async def test_small_steps_are_no_jumps(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("right", "l", "full_stop")
        assert reader.session.jumps.places() == ()


async def test_seeks_stay_within_the_lecture(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("space", "left", "j", "comma")
        assert reader.position == 0
        await reader.press("t")
        await reader.type("9:00:00")
        await reader.press("enter")
        assert reader.position == 70_000


async def test_a_time_that_is_none_leaves_the_question_open(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("t")
        await reader.type("soon")
        await reader.press("enter")
        assert reader.message.startswith("“soon” is no time")
        assert reader.typed == "soon"
        await reader.press("escape")
        assert not reader.player.prompt.is_open
        assert reader.position == 0


async def test_help_shows_every_command_that_has_keys(open_player: OpenPlayer) -> None:
    async with open_player(settings=with_keys({"note.write": "f5"}), size=(120, 90)) as reader:
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, HelpScreen)
        text = "\n".join(strip.text for strip in reader.app.screen._compositor.render_strips())
        for group in GROUPS.values():
            for command in filter(lambda command: command.keys, group):
                assert command.text in text
        assert "f5  note at this moment" in text
        await reader.press("escape")
        assert isinstance(reader.app.screen, PlayerScreen)


async def test_the_palette_finds_and_runs_a_command(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("ctrl+p")
        assert isinstance(reader.app.screen, CommandPalette)
        await reader.type("mute")
        await reader.pilot.pause(0.3)
        await reader.press("enter")
        await reader.until(lambda: reader.status.muted)


async def test_a_key_of_the_settings_replaces_the_usual_ones(open_player: OpenPlayer) -> None:
    settings = with_keys({"playback.toggle": "f6", "seek.on_5": "ctrl+right,W"})
    async with open_player(settings=settings) as reader:
        await reader.press("space", "k", "right")
        assert reader.status.state is PlayState.PLAYING
        assert reader.position == 0
        await reader.press("f6", "W")
        assert reader.status.state is PlayState.PAUSED
        assert reader.position == 5_000
        assert reader.player.hints.shown.plain.startswith(" f6 play")


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"note.writ": "f5"}, "keys: note.writ is not a command; did you mean note.write?"),
        ({"zzz": "f5"}, "keys: zzz is not a command; lecture config lists the ids"),
        (
            {"note.write": "b"},
            "keys: note.write and note.bookmark both want the key b; give one of them another",
        ),
        ({"note.write": ""}, 'keys: note.write has no key; give it one, for instance "f5"'),
    ],
)
def test_a_wrong_keymap_is_a_sentence(keys: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        LectureApp("x", lambda: pytest.fail("opened"), with_keys(keys))
    assert str(wrong.value) == sentence


async def test_every_command_with_keys_can_be_reached_from_the_keyboard(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        bound = {
            binding.id
            for binding in reader.player._bindings.key_to_bindings
            and (one for several in reader.player._bindings.key_to_bindings.values() for one in several)
        }
        assert {name for name, command in COMMANDS.items() if command.keys} <= bound


async def test_what_was_typed_survives_a_click_elsewhere(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await reader.press("i")
        await reader.type("half")
        reader.page.focus()
        await reader.go(50_000)
        await reader.press("i")
        assert reader.typed == "half"
        await reader.press("enter")
        await reader.until(reader.session.notes)
        assert reader.session.notes()[0].time == 31_200


def in_one_packet(reader: Reader, *keys: tuple[str, str]) -> None:
    """Give the app several keys before any of them can have had its effect."""
    for key, character in keys:
        reader.app.post_message(Key(key, character))


async def test_keys_that_come_together_go_where_the_first_one_leads(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        letters = [(letter, letter) for letter in "tower"]
        in_one_packet(reader, ("slash", "/"), *letters, ("enter", "\r"))
        await reader.until(lambda: reader.position == reader.session.words_in(1)[4].start)
        assert reader.player.panel.field.value == "tower"


async def test_a_note_that_comes_in_one_packet_is_kept(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        letters = [(letter, letter) for letter in "but"]
        in_one_packet(reader, ("i", "i"), *letters, ("enter", "\r"))
        await reader.until(lambda: [note.text for note in reader.session.notes()] == ["but"])


async def test_brackets_that_come_together_stay_commands(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        in_one_packet(reader, *[("right_square_bracket", "]")] * 3)
        await reader.until(lambda: reader.status.rate == 1.3)
