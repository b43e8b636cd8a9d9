"""The light is seen in every theme, with the terminal's own colours, and without any."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.color import Color
from rich.style import Style
from textual.theme import BUILTIN_THEMES

from player.settings import Screen, Settings
from tests.ui.doubts import doubted

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

THEMES = ["lecture-dark", "lecture-light", "nord", "ansi-dark", "ansi-light"]


def style_at(reader: Reader, words: str) -> Style:
    """How the first letter of `words` reaches the terminal."""
    x, y = reader.place_of(words)
    region = reader.page.content_region
    strip = reader.app.screen._compositor.render_strips()[y + region.y]
    for line_filter in reader.app._filters:
        if line_filter.enabled:
            strip = strip.apply_filter(line_filter, reader.app.screen.background_colors[1])
    return next(iter(strip.crop(x + region.x, x + region.x + 1))).style


def look_of(style: Style) -> tuple[object, ...]:
    return style.color, style.bgcolor, bool(style.reverse), bool(style.underline)


def is_readable(style: Style) -> bool:
    return style.color != style.bgcolor or style.color in (None, Color.parse("default"))


@pytest.mark.parametrize("without_colour", [False, True])
@pytest.mark.parametrize("theme", THEMES)
async def test_segment_word_and_rest_look_different(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch, theme: str, without_colour: bool
) -> None:
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    settings = replace(Settings(), screen=Screen(theme=theme))
    async with open_player(settings=settings) as reader:
        await reader.go(30_300)
        lit, word, rest = (style_at(reader, words) for words in ("step was", "great", "instead"))
        assert len({look_of(lit), look_of(word), look_of(rest)}) == 3
        assert all(map(is_readable, (lit, word, rest)))
        _, y = reader.place_of("step was")
        assert "▎" in reader.page_rows()[y]
        if without_colour or BUILTIN_THEMES.get(theme, BUILTIN_THEMES["nord"]).ansi:
            assert lit.reverse
            assert not rest.reverse


@pytest.mark.parametrize("without_colour", [False, True])
@pytest.mark.parametrize("theme", THEMES)
async def test_words_of_low_confidence_are_dim_until_that_is_switched_off(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch, theme: str, without_colour: bool
) -> None:
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    settings = replace(Settings(), screen=Screen(theme=theme))
    async with open_player(doubted(), chapters=(), settings=settings) as reader:
        await reader.go(6_100)
        pairs = (("vesper", "keeper"), ("quarter", "winds"), ("mortar", "fires"))
        for doubtful, sure in pairs:
            assert style_at(reader, doubtful) != style_at(reader, sure), doubtful
        reader.player.action_run_command("transcript.confidence")
        await reader.rest()
        assert reader.message == "Words the transcript is not sure of look like the others."
        for doubtful, sure in pairs:
            assert style_at(reader, doubtful) == style_at(reader, sure), doubtful


async def test_no_word_is_dim_where_the_settings_say_so(open_player: OpenPlayer) -> None:
    settings = replace(Settings(), screen=Screen(dim_below=0))
    async with open_player(doubted(), chapters=(), settings=settings) as reader:
        await reader.go(6_100)
        assert style_at(reader, "vesper") == style_at(reader, "keeper")
        reader.player.action_run_command("transcript.confidence")
        await reader.rest()
        assert reader.message == "No word is dim: dim_below is 0 in the settings."


@pytest.mark.parametrize("theme", ["lecture-dark", "ansi-dark", "ansi-light"])
async def test_the_highlighted_row_of_a_list_is_seen(open_player: OpenPlayer, theme: str) -> None:
    settings = replace(Settings(), screen=Screen(theme=theme))
    async with open_player(settings=settings) as reader:
        await reader.press("g", "c")
        rows = reader.player.panel.list("chapters")
        first, second = (look_of(list(rows.render_line(y))[1].style) for y in (0, 1))
        assert first != second
