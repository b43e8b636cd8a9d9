"""What of the transcript could not be read, and where the screen says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from player.model import SkippedLine
from player.settings import Settings
from player.ui.panels import LOST_SIGN, MOST_SKIPPED_LISTED, skipped_rows
from player.ui.widgets.moment_list import ALARMING, FAINT, Heading, Moment

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

LENIENT = SkippedLine(3, "read leniently: no end time", is_lost=False)
LOST = tuple(SkippedLine(10 * number, f"reason {number}") for number in range(1, 11))


def tabs(reader: Reader) -> str:
    return reader.player.query_one("#tabs").shown.plain


@pytest.mark.parametrize(
    ("skipped", "said"),
    [
        (LOST, "10 lines could not be read: e opens the list"),
        ((LOST[0], LENIENT), "1 line could not be read: e opens the list"),
        ((LENIENT,), ""),
        ((), ""),
    ],
)
async def test_opening_tells_how_many_lines_were_lost(
    open_player: OpenPlayer, skipped: tuple[SkippedLine, ...], said: str
) -> None:
    async with open_player(skipped=skipped) as reader:
        assert reader.message == said


async def test_the_sentence_names_the_key_that_opens_the_list(open_player: OpenPlayer) -> None:
    settings = replace(Settings(), keys={"note.edit": "f5"})
    async with open_player(skipped=LOST, settings=settings) as reader:
        assert reader.message == "10 lines could not be read: f5 opens the list"
        await reader.press("f5")
        assert reader.player.panel.tab == "skipped"


async def test_e_opens_and_closes_the_list(open_player: OpenPlayer) -> None:
    async with open_player(skipped=(LENIENT, *LOST[:2])) as reader:
        await reader.press("e")
        assert reader.player.panel.is_open
        assert reader.list_rows("skipped") == [
            "lines that could not be read",
            "10  ✗ reason 1",
            "20  ✗ reason 2",
            "lines with a remark, nothing lost",
            "3  read leniently: no end time",
        ]
        await reader.press("e")
        assert not reader.player.panel.is_open


async def test_what_is_lost_is_in_alarm_colour_and_what_is_not_is_quiet(open_player: OpenPlayer) -> None:
    async with open_player(skipped=(LENIENT, LOST[0])) as reader:
        await reader.press("e", "end")
        rows = reader.player.panel.list("skipped")

        def style_of(words: str) -> object:
            drawn = [piece for y in range(rows.size.height) for piece in rows.render_line(y)]
            return next(piece.style for piece in drawn if words in piece.text)

        assert style_of(LOST_SIGN) == rows.style_of(ALARMING)
        await reader.press("home")
        assert style_of(LOST_SIGN) == rows.style_of(ALARMING), "under the highlight too"
        assert style_of("leniently") == rows.style_of(FAINT)


async def test_the_panel_counts_what_was_lost_beside_its_other_lists(open_player: OpenPlayer) -> None:
    async with open_player(skipped=(*LOST, LENIENT)) as reader:
        await reader.press("g", "c")
        assert tabs(reader).split() == ["Results", "Notes", "Chapters", "3", "Skipped", "10"]
        assert len(tabs(reader).rstrip()) <= reader.player.query_one("#tabs").size.width
        await reader.press("tab", "tab", "tab", "tab")
        assert reader.player.panel.tab == "chapters", "tab goes through all four"
        await reader.press("tab")
        assert reader.player.panel.tab == "skipped"


async def test_without_anything_to_list_there_is_no_tab_for_it(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("g", "c")
        assert "Skipped" not in tabs(reader)


@pytest.mark.parametrize(("width", "room"), [(120, 44), (80, 80), (30, 30)])
async def test_names_stand_closer_where_room_is_short(open_player: OpenPlayer, width: int, room: int) -> None:
    async with open_player(skipped=LOST * 10, size=(width, 30)) as reader:
        for _ in range(12):
            reader.session.add_note(1_000, "a")
        reader.player.note_taking.load()
        await reader.press("B")
        await reader.until(lambda: "Notes 12" in tabs(reader))
        assert reader.player.query_one("#tabs").size.width <= room
        assert "Skipped 100" in tabs(reader)
        assert len(tabs(reader).rstrip()) <= room or width == 30


async def test_when_all_was_read_the_panel_says_so(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("e")
        assert reader.list_rows("skipped") == ["Every line of the transcript was read."]


async def test_without_a_transcript_nothing_is_claimed(open_player: OpenPlayer) -> None:
    async with open_player(None) as reader:
        await reader.press("e")
        assert reader.list_rows("skipped") == ["There is no transcript."]


async def test_in_the_notes_e_edits_and_the_list_has_a_key_of_its_own(open_player: OpenPlayer) -> None:
    async with open_player(skipped=LOST) as reader:
        await reader.press("B", "e")
        assert reader.player.panel.tab == "notes"
        await reader.press("S")
        assert reader.player.panel.tab == "skipped"
        await reader.press("B", "g", "s")
        assert reader.player.panel.tab == "skipped"


async def test_a_long_reason_is_wrapped_and_enter_on_it_does_nothing(open_player: OpenPlayer) -> None:
    long = SkippedLine(7, "the time after the arrow has letters in it " * 4)
    async with open_player(skipped=(long,)) as reader:
        await reader.press("e", "enter")
        rows = reader.list_rows("skipped")
        assert len(rows) > 4
        assert " ".join(row.removeprefix("7  ✗ ") for row in rows[1:]) == long.reason.strip()
        assert reader.position == 0


def test_a_hundred_thousand_lost_lines_are_cut() -> None:
    rows = skipped_rows([SkippedLine(number, "broken") for number in range(100_000)] + [LENIENT])
    assert len(rows) == MOST_SKIPPED_LISTED + 4
    assert rows[MOST_SKIPPED_LISTED + 1] == Heading("and 99,500 more")
    last = rows[-1]
    assert isinstance(last, Moment)
    assert last.text == LENIENT.reason
