"""What is lit is what is heard, and lighting it repaints next to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from player.model import Place, Segment
from player.ui.widgets.transcript_page import TranscriptPage

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader


def lit_words(reader: Reader) -> tuple[str, str]:
    """The lit segment and in it the lit word."""
    lit = reader.page.lit
    text = reader.session.segments[lit.segment].text if lit.segment is not None else ""
    return text, text[lit.begin : lit.stop]


async def test_segment_and_word_follow_the_clock(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        for position, segment, word in (
            (0, 0, "Good"),
            (260, 0, "morning"),
            (30_300, 6, "great"),
            (32_700, 6, "rings."),
            (34_900, 6, ""),
            (35_000, 7, "Each"),
        ):
            await reader.go(position)
            assert lit_words(reader) == (reader.session.segments[segment].text, word)


async def test_the_light_moves_on_by_itself(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        reader.clock.now += 5.3
        await reader.until(lambda: lit_words(reader)[1] == "lighthouse")
        assert reader.page.lit.segment == 1


async def test_while_it_is_paused_the_light_stands(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("space")
        before = reader.page.lit
        await reader.pass_time(20_000)
        assert reader.page.lit == before


async def test_before_the_first_words_nothing_is_lit(open_player: OpenPlayer) -> None:
    late = [Segment(8_000, 12_000, "It begins late.")]
    async with open_player(late) as reader:
        assert reader.page.lit.segment is None
        await reader.go(8_000)
        assert reader.page.lit.segment == 0


async def test_an_estimated_word_is_known_as_such(open_player: OpenPlayer) -> None:
    async with open_player([Segment(0, 4_000, "Nobody timed these words.")]) as reader:
        await reader.go(1_000)
        assert reader.page.lit.estimated


async def test_the_offset_moves_the_light(open_player: OpenPlayer) -> None:
    async with open_player(place=Place(offset=1_000)) as reader:
        await reader.go(5_900)
        assert reader.page.lit.segment == 0
        await reader.press(*"z" * 10)
        await reader.look()
        assert reader.page.lit.segment == 1


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The rows of the page that were drawn since it was last cleared."""
    rows: list[int] = []
    draw = TranscriptPage.render_line

    def counting(page: TranscriptPage, y: int) -> object:
        rows.append(y)
        return draw(page, y)

    monkeypatch.setattr(TranscriptPage, "render_line", counting)
    return rows


async def test_a_word_step_in_ten_thousand_segments_repaints_its_rows_only(
    open_player: OpenPlayer, painted: list[int]
) -> None:
    text = "These are the words of one long segment among very many of them. " * 6
    several = (Segment(5_000 * n, 5_000 * n + 4_800, text) for n in range(10_000))
    segments = [replace(segment, words=()) for segment in several]
    async with open_player(segments, chapters=()) as reader:
        await reader.go(25_000_400)
        await reader.press("space")
        reader.page.following = False
        await reader.rest()
        start = reader.page.lit
        painted.clear()
        await reader.go(25_000_800)
        assert reader.page.lit.segment == start.segment
        assert reader.page.lit != start
        assert 1 <= len(painted) <= 2
        painted.clear()
        await reader.go(25_005_400)
        assert reader.page.lit.segment == start.segment + 1
        assert 1 <= len(painted) <= 16, "a change of segment draws the rows of two segments"


async def test_what_is_the_same_is_not_painted_again(open_player: OpenPlayer, painted: list[int]) -> None:
    async with open_player() as reader:
        await reader.go(30_300)
        await reader.press("space")
        painted.clear()
        await reader.look()
        await reader.look()
        assert painted == []


async def test_a_change_of_segment_dims_what_was_heard(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(30_300)
        tones = tones_on(reader, "Then came oil")
        await reader.go(300)
        assert tones_on(reader, "Then came oil") != tones


def tones_on(reader: Reader, words: str) -> object:
    x, y = reader.place_of(words)
    strip = reader.page.render_line(y).crop(x, x + 1)
    return next(iter(strip)).style.color
