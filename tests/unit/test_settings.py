from __future__ import annotations

import shutil
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from player.errors import SettingsError
from player.paths import Paths, bundled
from player.settings import LoadedSettings, Settings, load_settings
from player.settings.reading import dotted_values
from player.settings.rules import RULES
from player.settings.toml_lines import TomlSyntaxError, statements


def paths_in(folder: Path) -> Paths:
    return Paths(folder, folder, folder, folder)


def load(folder: Path, text: str | bytes) -> LoadedSettings:
    paths = paths_in(folder)
    paths.settings_file.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(paths)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    loaded = load_settings(paths_in(tmp_path))
    assert loaded.settings == Settings()
    assert {str(origin) for origin in loaded.origins.values()} == {"default"}


def test_the_documented_defaults_are_the_defaults(tmp_path: Path) -> None:
    shutil.copy(bundled("config/default.toml"), paths_in(tmp_path).settings_file)
    loaded = load_settings(paths_in(tmp_path))
    assert loaded.settings == Settings()
    assert all(origin.file for origin in loaded.origins.values()), "a setting is not in default.toml"


def test_every_documented_setting_has_a_comment() -> None:
    lines = bundled("config/default.toml").read_text().splitlines()
    for above, line in pairwise(lines):
        if "=" in line and not line.startswith("#"):
            assert above.startswith("# "), line


def test_values_come_with_the_line_they_stand_on(tmp_path: Path) -> None:
    loaded = load(tmp_path, '# mine\n[playback]\n\nengine = "silent"  # no sound\nresume_back_seconds = 5\n')
    assert loaded.settings.playback.engine == "silent"
    assert loaded.settings.playback.resume_back_seconds == 5.0
    assert loaded.values["playback.engine"] == "silent"
    assert loaded.origins["playback.engine"].line == 4
    assert str(loaded.origins["playback.engine"]) == f"{tmp_path / 'config.toml'}, line 4"
    assert str(loaded.origins["playback.video"]) == "default"


def test_keys_pass_through_with_their_lines_however_their_ids_are_written(tmp_path: Path) -> None:
    loaded = load(
        tmp_path, '[keys]\n"playback.toggle" = "p"\nsearch.open = "ctrl+f"\n[keys.notes]\nadd = """\na"""\n'
    )
    assert loaded.settings.keys == {"playback.toggle": "p", "search.open": "ctrl+f", "notes.add": "a"}
    lines = {key: origin.line for key, origin in loaded.origins.items() if key.startswith("keys.")}
    assert lines == {"keys.playback.toggle": 2, "keys.search.open": 3, "keys.notes.add": 5}


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff[playback]\r\nengine = "vlc"\r\n',
        'playback.engine = "vlc"',
        'playback = { engine = "vlc" }',
        "[ \"playback\" ]\nengine = 'vlc'",
    ],
)
def test_any_spelling_of_toml_is_read(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text).settings.playback.engine == "vlc"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\n\n[playbak]\n", 3, "playbak is not a setting; did you mean playback?"),
        ('[playback]\nengin = "vlc"', 2, "playback.engin is not a setting; did you mean engine?"),
        ('theme = "x"', 1, "theme is not a setting; did you mean screen.theme?"),
        ("[screen]\nxyzzy = 1", 2, "screen.xyzzy is not a setting."),
        ("[playback]\nengine.speed = 1", 2, "playback.engine.speed is not a setting"),
        ("playback = 3", 1, "playback is a section"),
        ('[playback]\nengine = "mpg123"', 2, 'playback.engine must be one of "auto", "vlc", "mpv", "silent"'),
        ('[playback]\nvideo = "yes"', 2, "playback.video must be true or false"),
        ("[playback]\nvideo = 1", 2, "playback.video must be true or false"),
        ("[playback]\nresume_back_seconds = -1", 2, "resume_back_seconds must be a number from 0 to 60"),
        ("[playback]\nresume_back_seconds = true", 2, "must be a number"),
        ('[playback]\nsound_output = ["pulse"]', 2, "must be a text in quotes"),
        ("[playback]\nsound_delay_ms = 2001", 2, "sound_delay_ms must be a number from -2000 to 2000"),
        ('[playback]\nsound_delay_ms = "200"', 2, "a number from -2000 to 2000, without quotes"),
        ("[screen]\ndim_below = 1.1", 2, "dim_below must be a number from 0 to 1"),
        ("[screen]\nfollow_height = nan", 2, "follow_height must be a number from 0.1 to 0.9"),
        ('[screen]\nfollow_height = "0.3"', 2, "must be a number from 0.1 to 0.9, without quotes"),
        ('[screen]\ntheme = ""', 2, "screen.theme must be a text in quotes, and not empty"),
        ("[keys]\nquit = 1", 2, "keys.quit must be a text in quotes"),
        ('[[playback]]\nengine = "vlc"', 1, "single brackets"),
        ("[playback]\nengine = vlc\n", 2, "the value of engine cannot be read; put a text in quotes"),
        ('[playback]\nengine = "vlc\nvideo = true', 2, "engine is not closed"),
        ('[playback]\nengine "vlc"', 2, "write a setting as name = value"),
        ('[playback\nengine = "vlc"', 1, "playback cannot be read"),
        (
            "[playback]\nengine = [1,\n2,\n",
            2,
            "the value of engine cannot be read; put a text in quotes and close every",
        ),
        ('[notes]\n\nx = """\n\n\n', 3, "the text after x is not closed"),
        ('[playback]\nengine = "vlc"\nengine = "vlc"', 3, "engine is set twice"),
        ("[playback]\n[playback]", 2, "playback is set twice"),
        (b'[screen]\ntheme = "\xff"', 2, "not UTF-8"),
        ('"\\u001b[2J" = 1', 1, r"\x1b[2J is not a setting"),
        ("a = " + "[" * 5000, 1, ""),
    ],
)
def test_a_wrong_line_is_named_with_its_file_line_and_key(
    tmp_path: Path, text: str | bytes, line: int, says: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    sentence = str(caught.value)
    assert sentence.startswith(f"{tmp_path / 'config.toml'}, line {line}: ")
    assert says in sentence
    assert sentence.endswith((".", "?"))
    assert not sentence.endswith(("..", "?."))
    assert "\n" not in sentence
    assert "\x1b" not in sentence


def test_a_folder_in_the_place_of_the_file_gets_a_sentence(tmp_path: Path) -> None:
    paths_in(tmp_path).settings_file.mkdir()
    with pytest.raises(SettingsError, match=r"config\.toml cannot be read: it is a folder"):
        load_settings(paths_in(tmp_path))


def test_every_setting_has_a_rule_that_takes_its_default() -> None:
    values = dotted_values(Settings())
    rules = {f"{section}.{name}": rule for section, inner in RULES.items() for name, rule in inner.items()}
    assert rules.keys() == values.keys()
    assert {name: rule(values[name]) for name, rule in rules.items()} == values


_LINES = st.one_of(
    st.sampled_from(
        [
            "[playback]",
            "[keys]",
            "[screen] # x",
            'engine = "vlc"',
            "video = false",
            '"a.b" = "c"',
            "x = [1,",
            "2]",
            "",
            "# note",
            'y = """',
            '"""',
            "z.q.r = {a = 1}",
            "[z]",
            "'k' = '''",
            "'''",
            "[[list]]",
            "w = 1979-05-27",
        ]
    ),
    st.text(max_size=12),
)


@given(st.lists(_LINES, max_size=12))
@example(["x = [1,", "# ]", "2]", "[z]"])
def test_every_value_is_found_on_the_line_of_its_key(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        found = statements(text)
    except TomlSyntaxError as error:
        assert 1 <= error.line <= text.count("\n") + 1
        assert "\n" not in str(error)
        return
    leaves = [(path, value) for statement in found for path, value in statement.values if value is not None]
    assert sorted(map(repr, leaves)) == sorted(map(repr, _leaves(tomllib.loads(text), ())))
    assert [statement.line for statement in found] == sorted({statement.line for statement in found})
    for statement in found:
        assert text.replace("\r\n", "\n").split("\n")[statement.line - 1].strip()


def _leaves(table: dict[str, object], path: tuple[str, ...]) -> list[tuple[tuple[str, ...], object]]:
    leaves: list[tuple[tuple[str, ...], object]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            leaves += _leaves(value, (*path, key))
        else:
            leaves.append(((*path, key), value))
    return leaves


@given(st.binary(max_size=60))
def test_any_bytes_are_settings_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    try:
        load(folder, content)
    except SettingsError as error:
        assert "\n" not in str(error)
