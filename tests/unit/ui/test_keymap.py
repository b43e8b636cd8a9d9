"""Keys of commands."""

from __future__ import annotations

import re

import pytest

from player.errors import SettingsError
from player.ui.commands import COMMANDS, GROUPS, TENTHS
from player.ui.keymap import bindings, readable

WITHOUT_KEYS = {"transcript.confidence"}


def keys_of(keymap: dict[str, str]) -> dict[str, str]:
    return {binding.id: binding.key for binding in bindings(keymap) if binding.id}


def test_every_command_with_keys_has_a_binding_and_no_key_serves_two() -> None:
    keys = keys_of({})
    assert keys.keys() == COMMANDS.keys() - WITHOUT_KEYS
    single = [key for several in keys.values() for key in several.split(",")]
    assert len(single) == len(set(single))


def test_a_command_without_keys_may_be_given_some() -> None:
    assert keys_of({"transcript.confidence": "f5"})["transcript.confidence"] == "f5"
    assert readable("") == ""


def test_ids_are_unique_and_texts_are_there() -> None:
    commands = [command for group in (*GROUPS.values(), TENTHS) for command in group]
    assert len({command.id for command in commands}) == len(commands)
    assert all(command.text and "." in command.id for command in commands)


def test_traps_of_terminals_are_not_used() -> None:
    traps = {
        "ctrl+i",
        "ctrl+m",
        "ctrl+h",
        "ctrl+a",
        "ctrl+b",
        "ctrl+z",
        "ctrl+s",
        "shift+enter",
        "shift+space",
    }
    assert not traps & {key for keys in keys_of({}).values() for key in keys.split(",")}


@pytest.mark.parametrize(
    ("written", "named"),
    [("f5", "f5"), ("F", "F"), ("ctrl+x", "ctrl+x"), ("f5, f6", "f5,f6"), ("'", "'"), ("f5,;", "f5,;")],
)
def test_the_settings_give_other_keys(written: str, named: str) -> None:
    assert keys_of({"note.write": written})["note.write"] == named


@pytest.mark.parametrize(
    ("command", "written", "named"),
    [
        ("playback.toggle", " ", "space"),
        ("search.open", "/", "slash"),
        ("seek.next_segment", ".", "full_stop"),
        ("seek.previous_segment", ",", "comma"),
        ("rate.slower", "[", "left_square_bracket"),
        ("rate.flip", "\\", "backslash"),
        ("volume.up", "+", "plus"),
        ("volume.down", "-", "minus"),
        ("screen.help", "?", "question_mark"),
        ("lecture.next", "}", "right_curly_bracket"),
    ],
)
def test_characters_are_keys_as_people_write_them(command: str, written: str, named: str) -> None:
    assert keys_of({command: written})[command] == named


def test_a_freed_key_may_be_given_away() -> None:
    keys = keys_of({"note.write": "f5", "note.bookmark": "i"})
    assert (keys["note.write"], keys["note.bookmark"]) == ("f5", "i")


@pytest.mark.parametrize(
    ("keymap", "sentence"),
    [
        ({"note.wriet": "f5"}, "keys: note.wriet is not a command; did you mean note.write?"),
        ({"note.write": "f5,"}, 'keys: note.write has no key; give it one, for instance "f5"'),
        (
            {"note.write": "f5", "note.bookmark": "f5"},
            "keys: note.bookmark and note.write both want the key f5; give one of them another",
        ),
        (
            {"note.write": "/"},
            "keys: note.write and search.open both want the key /; give one of them another",
        ),
    ],
)
def test_what_is_wrong_is_a_sentence(keymap: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        bindings(keymap)
    assert str(wrong.value) == sentence


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("space,k", "space  k"),
        ("shift+left", "shift+←"),
        ("left_square_bracket,less_than_sign", "[  <"),
        ("ctrl+p", "ctrl+p"),
        ("question_mark", "?"),
        ("plus,equals_sign", "+  ="),
        ("pageup", "PgUp"),
        ("comma", ","),
    ],
)
def test_keys_as_people_read_them(keys: str, text: str) -> None:
    assert readable(keys) == text


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("hyperspace", "hyperspace of playback.toggle is no key"),
        ("pagdown", "did you mean pagedown?"),
        ("ctr+t", "ctr+t of playback.toggle is no key"),
        ("ctrl+i", "terminals send it as Tab"),
    ],
)
def test_a_key_that_is_none_is_told(key: str, said: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        bindings({"playback.toggle": key})


@pytest.mark.parametrize("key", ["f5", "ctrl+t", ";", "!", "ä", "shift+f3", "alt+left"])
def test_keys_of_every_kind_are_taken(key: str) -> None:
    assert any(binding.id == "playback.toggle" for binding in bindings({"playback.toggle": key}))
