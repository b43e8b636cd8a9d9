"""What the reader sees of an edit at once: the light, the matches, and a page that keeps still."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from player.model import Match
from tests.ui.edits import HERE, change, found

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer


async def test_an_edit_is_shown_lit_and_searched_at_once(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(HERE)
        assert await found(reader, "Augustin") == ["Type a few words of what you remember."]
        await change(
            reader, "0:30.000-0:35.000 The great step was the lens that Augustin Fresnel cut into rings."
        )
        assert reader.message == "Kept at 0:30.000; its file is as it was."
        assert "Augustin Fresnel" in " ".join(reader.page_rows())
        assert [row for row in await found(reader, "Augustin") if "Augustin" in row]
        await reader.look()
        segment, lit = reader.session.segments[6], reader.page.lit
        assert (lit.segment, segment.text[lit.begin : lit.stop]) == (6, "the"), (
            "words that stayed keep their times"
        )
        assert not lit.estimated


@pytest.mark.parametrize("scrolled", [True, False])
async def test_the_text_under_the_eye_stays(open_player: OpenPlayer, scrolled: bool) -> None:
    async with open_player(size=(60, 16)) as reader:
        await reader.go(HERE)
        await reader.until(lambda: reader.page.scroll_offset.y > 0)
        if scrolled:
            reader.page.following = False
            reader.page.scroll_to(y=3, animate=False, immediate=True)
            await reader.rest()
        before, top = reader.page_rows(), reader.page.scroll_offset.y
        edited = next(y for y, row in enumerate(before) if "The great step" in row)
        await change(reader, "0:30-0:35 The great step was the lens, " + "glass in rings, " * 8 + "in short.")
        await reader.rest()
        after = reader.page_rows()
        assert [row.replace("~", " ") for row in after[: edited + 1]][:edited] == before[:edited]
        assert reader.page.scroll_offset.y == top


async def test_the_text_stays_when_what_stands_above_it_is_edited(open_player: OpenPlayer) -> None:
    async with open_player(size=(60, 16)) as reader:
        await reader.press("end")
        before = reader.page_rows()
        reader.page.chosen = 0
        await change(reader, "0:00-0:05 Good evening, " + "ladies and gentlemen, " * 20 + "welcome.")
        await reader.rest()
        after = reader.page_rows()
        words = next(row for row in before if "satellites" in row)
        assert before.index(words) == after.index(words)


async def test_matches_are_found_anew_and_walked_on_from(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("slash")
        await reader.type("lamp")
        await reader.until(lambda: reader.player.searching._answered == "lamp")
        before = len(reader.player.searching._in_time)
        await reader.press("down", "enter")
        place = reader.position
        await change(reader, f"{place // 1000}-{place // 1000 + 5} Lamp after lamp after lamp.")
        await reader.until(lambda: len(reader.player.searching._in_time) > before)
        assert reader.player.searching._chosen is not None
        assert abs(reader.player.searching._chosen.start - place) < 3_000
        await reader.press("n")
        assert reader.position > place


async def test_a_closed_search_stays_closed(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("slash")
        await reader.type("lamp")
        await reader.until(lambda: reader.player.searching._answered == "lamp")
        await reader.press("escape")
        await change(reader, "0:00-0:05 A lamp.")
        await reader.until(lambda: reader.player.searching._in_time[0].start < 5_000)
        assert not reader.page._matches
        await reader.press("n")
        assert reader.page._matches


async def test_a_search_opened_right_after_an_edit_knows_it(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await found(reader, "lamp")
        before = len(reader.player.searching._in_time)
        await change(reader, "0:00-0:05 Lamp after lamp.")
        await reader.press("slash")
        await reader.until(lambda: len(reader.player.searching._in_time) > before)
        assert "Lamp after lamp." in " ".join(reader.list_rows("results"))


async def test_a_search_under_way_at_an_edit_is_answered_from_the_new_text(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        let_go, find = threading.Event(), reader.session.find

        def slow(query: str) -> tuple[Match, ...]:
            matches = find(query)
            assert let_go.wait(5)
            return matches

        monkeypatch.setattr(reader.session, "find", slow)
        await reader.press("slash")
        await reader.type("lamp")
        edit = replace(reader.session.spoken.edited.edit_of(0), text="Lamp after lamp.")
        await reader.player.editing._keep(edit, "Kept.")
        let_go.set()
        await reader.until(lambda: reader.player.searching._answered == "lamp")
        assert "Lamp after lamp." in " ".join(reader.list_rows("results"))
