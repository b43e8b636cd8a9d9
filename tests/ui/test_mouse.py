"""The mouse: pointing, clicking, dragging, selecting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from player.ui.widgets.bar_geometry import BarGeometry

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader


async def click_on(reader: Reader, words: str) -> None:
    await reader.pilot.click("#transcript", offset=reader.place_of(words))
    await reader.rest()


def on_bar(reader: Reader, position: int) -> tuple[int, int]:
    geometry = BarGeometry.within(reader.player.bar.size.width, 70_000)
    return geometry.left + geometry.cell_of(position), 0


async def test_a_click_on_a_word_plays_from_that_word(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await click_on(reader, "Fresnel")
        assert reader.position == 30_000 + 7 * 250
        await click_on(reader, "mirror behind")
        assert reader.position == 20_000 + 6 * 250


async def test_a_click_on_the_first_letter_plays_the_segment(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await click_on(reader, "Wood burns")
        assert reader.position == 15_000


async def test_a_click_on_a_time_plays_its_paragraph(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await click_on(reader, "0:20")
        assert reader.position == 20_000


async def test_a_click_beside_a_line_plays_from_it(open_player: OpenPlayer) -> None:
    async with open_player(size=(80, 24)) as reader:
        _, y = reader.place_of("Wood burns")
        await reader.pilot.click("#transcript", offset=(reader.page.size.width - 2, y))
        assert 10_000 <= reader.position < 20_000


async def test_a_click_on_nothing_does_nothing(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await reader.pilot.click("#transcript", offset=(40, reader.page.size.height - 2))
        assert reader.position == 31_200


async def test_a_click_can_be_undone_as_a_jump(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(60_000)
        await click_on(reader, "Fresnel")
        await reader.press("ctrl+o")
        assert reader.position == 60_000


async def test_a_click_on_the_bar_seeks(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.pilot.click("#bar", offset=on_bar(reader, 35_000))
        assert abs(reader.position - 35_000) < 700
        await reader.pilot.click("#bar", offset=(1, 0))
        assert abs(reader.position - 35_000) < 700, "a click on the time is none on the bar"


async def test_a_drag_on_the_bar_seeks_where_it_ends(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.pilot.mouse_down("#bar", offset=on_bar(reader, 14_000))
        await reader.pilot.hover("#bar", offset=on_bar(reader, 52_000))
        await reader.look()
        assert reader.position == 0, "nothing is sought before the button is let go"
        assert reader.message.endswith("Rhythm  No two lighthouses on a coast have the same rhythm.")
        assert reader.player.bar.shown.plain.split()[0] == reader.message.split()[0] != "0:00"
        await reader.pilot.mouse_up("#bar", offset=on_bar(reader, 52_000))
        await reader.look()
        assert abs(reader.position - 52_000) < 700


async def test_the_bar_tells_what_is_said_there(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.pilot.hover("#bar", offset=on_bar(reader, 22_000))
        assert reader.message.endswith("  Mirrors  Then came oil lamps with a mirror behind the flame.")
        await reader.pilot.hover("#transcript", offset=(20, 2))
        assert reader.message == ""


async def test_the_not_following_remark_survives_a_look_at_the_bar(open_player: OpenPlayer) -> None:
    async with open_player(size=(60, 14)) as reader:
        await reader.press("pagedown")
        await reader.pilot.hover("#bar", offset=(20, 0))
        await reader.pilot.hover("#transcript", offset=(20, 2))
        assert reader.message == "⋯ not following · f returns to the voice"


async def test_a_click_on_a_result_plays_it(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("slash")
        await reader.type("satellites")
        await reader.until(lambda: len(reader.list_rows("results")) > 1)
        await reader.pilot.click("#results", offset=(14, 1))
        await reader.until(lambda: reader.position)
        assert reader.position == 60_250


async def test_a_click_on_a_heading_of_results_does_nothing(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("slash")
        await reader.type("satellites")
        await reader.until(lambda: len(reader.list_rows("results")) > 1)
        await reader.pilot.click("#results", offset=(4, 0))
        assert reader.position == 0


async def test_a_click_on_a_tab_shows_its_list(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("B")
        tabs = reader.player.query_one("#tabs")
        for name, tab in (("Chapters", "chapters"), ("Results", "results"), ("Notes", "notes")):
            await reader.pilot.click("#tabs", offset=(tabs.shown.plain.index(name) + 2, 0))
            assert reader.player.panel.tab == tab


async def select(reader: Reader, first: tuple[int, int], last: tuple[int, int]) -> None:
    await reader.pilot.mouse_down("#transcript", offset=first)
    await reader.pilot.hover("#transcript", offset=((first[0] + last[0]) // 2, last[1]))
    await reader.pilot.hover("#transcript", offset=last)
    await reader.pilot.mouse_up("#transcript", offset=last)
    await reader.rest()


async def test_dragging_over_words_selects_them_and_does_not_seek(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        x, y = reader.place_of("Fresnel cut")
        await select(reader, (x, y), (x + len("Fresnel cut"), y))
        assert reader.app.screen.get_selected_text() == "Fresnel cut"
        assert reader.position == 0
        await reader.press("ctrl+c")
        assert reader.app.clipboard == "Fresnel cut"


async def test_a_selection_over_rows_has_no_gutter_and_no_line_breaks(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        first, last = reader.place_of("all night."), reader.place_of("Then came")
        await select(reader, first, (last[0] + len("Then came"), last[1]))
        assert reader.app.screen.get_selected_text() == "all night.\nThen came"
        first, last = reader.place_of("tower with a"), reader.place_of("lamp that ships")
        await select(reader, first, (last[0] + len("lamp"), last[1]))
        assert reader.app.screen.get_selected_text() == "tower with a lamp"


async def test_what_is_selected_is_seen(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        x, y = reader.place_of("Fresnel cut")
        before = [piece.style.bgcolor for piece in reader.page.render_line(y).crop(x, x + 7)]
        await select(reader, (x, y), (x + len("Fresnel cut"), y))
        after = [piece.style.bgcolor for piece in reader.page.render_line(y).crop(x, x + 7)]
        assert before != after
