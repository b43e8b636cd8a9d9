"""The settings file, checked: every wrong line gets a sentence with file, line and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from player.errors import SettingsError
from player.files import reason, shown
from player.settings.rules import RULES, Rule, name
from player.settings.toml_lines import Statement, TomlSyntaxError, statements
from player.settings.values import Settings

if TYPE_CHECKING:
    from player.paths import Paths

_KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a setting came from: a line of a file, or neither when it is the default."""

    file: Path | None = None
    line: int | None = None

    def __str__(self) -> str:
        return f"{shown(self.file)}, line {self.line}" if self.file else "default"


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings in force, and for each dotted key (`playback.engine`) its value and origin.

    `keys.` with the id of a binding is in `origins` and `values` for each binding that the user set.
    """

    settings: Settings
    origins: Mapping[str, Origin]
    values: Mapping[str, object]


class _WrongLineError(Exception):
    """What is wrong with the line being read, up to the full stop; file and line are put before it."""


def load_settings(paths: Paths) -> LoadedSettings:
    """The settings of `paths.settings_file`, or the defaults where there is none.

    Raises SettingsError for the first line that is wrong; then nothing of the file is in force.
    """
    file = paths.settings_file
    found: dict[str, tuple[object, int]] = {}
    for statement in _statements_of(file):
        try:
            found.update((key, (value, statement.line)) for key, value in _checked(statement))
        except _WrongLineError as error:
            raise SettingsError(f"{shown(file)}, line {statement.line}: {error}") from None
    return _assembled(found, file)


def _statements_of(file: Path) -> tuple[Statement, ...]:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SettingsError(f"The settings file {shown(file)} cannot be read: {reason(error)}.") from error
    try:
        # Editors on Windows put a byte order mark in front, which TOML itself refuses.
        return statements(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = f"{shown(file)}, line {line}: this is not UTF-8 text; save the file as UTF-8."
        raise SettingsError(sentence) from error
    except TomlSyntaxError as error:
        raise SettingsError(f"{shown(file)}, line {error.line}: {error}.") from error


def _checked(statement: Statement) -> list[tuple[str, object]]:
    checked: list[tuple[str, object]] = []
    for path, value in statement.values:
        section, inner = path[0], path[1:]
        if section not in (*RULES, _KEYS):
            raise _WrongLineError(_unknown(section, section, (*RULES, _KEYS, *_all_names())))
        if not inner:
            if value is not None and value != {}:
                raise _WrongLineError(f"{section} is a section; write [{section}] and its settings below it.")
        elif section == _KEYS:
            if value is not None:
                checked.append(_checked_key(inner, value))
        else:
            checked.append(_checked_setting(section, inner, value))
    return checked


def _checked_key(inner: tuple[str, ...], value: object) -> tuple[str, object]:
    # Ids have dots: `playback.toggle = "p"` without quotes is the same id to the user.
    dotted = f"{_KEYS}.{'.'.join(inner)}"
    return dotted, _ruled(name, dotted, value)


def _checked_setting(section: str, inner: tuple[str, ...], value: object) -> tuple[str, object]:
    dotted = f"{section}.{'.'.join(inner)}"
    rule = RULES[section].get(inner[0]) if len(inner) == 1 else None
    if rule is None:
        raise _WrongLineError(_unknown(dotted, inner[0], (*RULES[section], *_all_names())))
    return dotted, _ruled(rule, dotted, value)


def _ruled(rule: Rule, dotted: str, value: object) -> Any:
    try:
        return rule(value)
    except ValueError as error:
        raise _WrongLineError(f"{shown(dotted)} {error}.") from None


def _all_names() -> tuple[str, ...]:
    return tuple(f"{section}.{setting}" for section, rules in RULES.items() for setting in rules)


def _unknown(dotted: str, written: str, known: Iterable[str]) -> str:
    # Imported here because only a file with an error in it needs it.
    import difflib

    near = difflib.get_close_matches(written, known, n=1)
    if not near:
        near = [candidate for candidate in _all_names() if candidate.endswith(f".{written}")]
    hint = f"; did you mean {near[0]}?" if near else "."
    return f"{shown(dotted)} is not a setting{hint}"


def _assembled(found: Mapping[str, tuple[object, int]], file: Path) -> LoadedSettings:
    settings = Settings()
    for section in RULES:
        prefix = f"{section}."
        changes = {
            key.removeprefix(prefix): value for key, (value, _) in found.items() if key.startswith(prefix)
        }
        settings = replace(settings, **{section: replace(getattr(settings, section), **changes)})
    keys = {
        key.removeprefix("keys."): str(value) for key, (value, _) in found.items() if key.startswith("keys.")
    }
    settings = replace(settings, keys=MappingProxyType(keys))
    values = dotted_values(settings)
    origins = {key: Origin(file, found[key][1]) if key in found else Origin() for key in values}
    return LoadedSettings(settings, MappingProxyType(origins), MappingProxyType(values))


def dotted_values(settings: Settings) -> dict[str, object]:
    """Every setting by its dotted key, in the order of `config/default.toml`."""
    values: dict[str, object] = {}
    for section in RULES:
        inner = getattr(settings, section)
        values.update((f"{section}.{field.name}", getattr(inner, field.name)) for field in fields(inner))
    values.update((f"{_KEYS}.{binding}", key) for binding, key in settings.keys.items())
    return values
