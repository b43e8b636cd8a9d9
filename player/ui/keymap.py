"""Keys of commands, as the settings change them and as people read them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from player.errors import SettingsError
from player.ui.commands import COMMANDS

SIGNS = {
    "space": "space", "left": "←", "right": "→", "up": "↑", "down": "↓", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "enter": "Enter", "escape": "Esc", "backspace": "Backspace", "tab": "Tab",
}  # fmt: skip
CHARACTER_NAMES = {
    " ": "space", ",": "comma", ".": "full_stop", "/": "slash", "\\": "backslash", "[": "left_square_bracket",
    "]": "right_square_bracket", "<": "less_than_sign", ">": "greater_than_sign", "+": "plus", "-": "minus",
    "=": "equals_sign", "{": "left_curly_bracket", "}": "right_curly_bracket", "?": "question_mark",
}  # fmt: skip
MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
KNOWN_KEYS = {key.value for key in Keys} | set(CHARACTER_NAMES.values()) | set(KEY_NAME_REPLACEMENTS.values())
ARRIVES_AS = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+left_square_bracket": "Esc", "ctrl+[": "Esc"}
CHARACTERS = {name: character for character, name in CHARACTER_NAMES.items() if character != " "}


def bindings(keymap: Mapping[str, str]) -> list[Binding]:
    """A binding a command that has keys, with those the settings give it.

    Raises SettingsError for an id that is no command, an empty key, or a key given twice.
    """
    keys_of = {name: command.keys for name, command in COMMANDS.items()}
    for name, keys in keymap.items():
        if name not in COMMANDS:
            near = get_close_matches(name, COMMANDS, 1)
            hint = f"; did you mean {near[0]}?" if near else "; lecture config lists the ids"
            raise SettingsError(f"keys: {name} is not a command{hint}")
        keys_of[name] = _named(name, keys)
    _refuse_clashes(keys_of, keymap)
    return [
        Binding(keys, f"run_command('{name}')", COMMANDS[name].text, show=False, id=name)
        for name, keys in keys_of.items()
        if keys
    ]


def readable(keys: str) -> str:
    """Keys as a person reads them: "space, k"; nothing where there are none."""
    return "  ".join(_readable_key(key) for key in keys.split(",")) if keys else ""


def _readable_key(key: str) -> str:
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    sign = SIGNS.get(last) or CHARACTERS.get(last, last)
    return "+".join([*modifiers, sign])


def _named(name: str, keys: str) -> str:
    parts = [CHARACTER_NAMES.get(key, key) for key in _split(keys)]
    if not parts or not all(parts):
        raise SettingsError(f'keys: {name} has no key; give it one, for instance "f5"')
    for part in parts:
        if part in ARRIVES_AS:
            raise SettingsError(f"keys: {name} cannot have {part}: terminals send it as {ARRIVES_AS[part]}")
        if not _is_key(part):
            near = get_close_matches(part, KNOWN_KEYS, 1)
            hint = f"; did you mean {near[0]}?" if near else '; write it like "f5", "ctrl+t" or "x"'
            raise SettingsError(f"keys: {part} of {name} is no key{hint}")
    return ",".join(parts)


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    return set(modifiers) <= MODIFIERS and (len(last) == 1 or last in KNOWN_KEYS or _is_character_name(last))


def _is_character_name(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return True


def _split(keys: str) -> list[str]:
    if keys.strip() in ("", ","):
        return [keys.strip() or keys[:1]]
    return [key.strip() for key in keys.split(",")]


def _refuse_clashes(keys_of: Mapping[str, str], keymap: Mapping[str, str]) -> None:
    taken: dict[str, str] = {}
    for name in sorted(keys_of, key=lambda name: name in keymap):
        for key in filter(None, keys_of[name].split(",")):
            if key in taken:
                raise SettingsError(
                    f"keys: {name} and {taken[key]} both want the key {_readable_key(key)}; give one of them another"
                )
            taken[key] = name
