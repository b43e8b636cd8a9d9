"""Searching on the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from player.errors import LibraryError
from player.model import Match
from player.ui.widgets.transcript_painting import MATCH, MATCH_CHOSEN

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader


async def ask(reader: Reader, words: str) -> None:
    """Open the search, type, and wait for what is found."""
    await reader.press("slash")
    await reader.type(words)
    await reader.until(lambda: counted(reader))


def counted(reader: Reader) -> str:
    """What stands beside the search field."""
    return reader.player.query_one("#search-count").shown.plain


def tones(reader: Reader) -> list[str]:
    return [span.tone for spans in reader.page._matches.values() for span in spans]


async def test_typing_shows_results_in_time_grouped_around_now(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(26_000)
        await ask(reader, "lamp")
        rows = reader.list_rows("results")
        times = [row.split()[0] for row in rows if row[0].isdigit()]
        assert times == sorted(times)
        assert len(times) >= 3
        assert "earlier" in rows
        assert "later" in rows
        assert rows.index("earlier") < rows.index("later")
        assert counted(reader).endswith(f"of {len(times)}")


async def test_a_query_with_typing_errors_finds_its_phrase(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await ask(reader, "fresnell cutt into ringz")
        await reader.press("enter")
        assert reader.position == 30_000 + 7 * 250, "the first word of the match, not of its segment"
        assert reader.page.following
        assert reader.app.focused is reader.page


async def test_enter_on_a_phrase_across_two_segments_plays_its_first_word(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await ask(reader, "behind the flame a mirror sends")
        await reader.press("enter")
        assert reader.position == 20_000 + 7 * 250


async def test_a_match_is_marked_where_it_stands_on_the_page(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await ask(reader, "mirror")
        assert sorted(tones(reader)) == [MATCH, MATCH_CHOSEN]
        (span,) = reader.page._matches[5]
        assert reader.session.segments[5].text[span.begin : span.stop] == "mirror"


async def test_up_and_down_choose_without_leaving_the_field(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await ask(reader, "mirror")
        await reader.press("up", "up")
        assert counted(reader) == "1 of 2"
        await reader.press("down")
        assert counted(reader) == "2 of 2"
        assert reader.app.focused is reader.player.panel.field
        await reader.press("enter")
        assert reader.position == 25_250


async def test_escape_leaves_playback_where_it_was(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(12_345)
        await ask(reader, "satellites")
        assert reader.player.strip.shown.plain.strip()
        await reader.press("escape")
        assert reader.position == 12_345
        assert not reader.player.panel.is_open
        assert tones(reader) == []
        assert reader.player.strip.shown.plain == ""
        assert reader.app.focused is reader.page


async def test_n_walks_round_and_escape_takes_its_marks_away(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await ask(reader, "mirror")
        await reader.press("escape", "n")
        first = reader.position
        await reader.press("n")
        assert {first, reader.position} == {21_500, 25_250}
        await reader.press("N")
        assert reader.position == first
        assert tones(reader)
        await reader.press("escape")
        assert tones(reader) == []


async def test_a_search_for_nothing_says_so(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await ask(reader, "xylophone quartz")
        assert counted(reader) == "nothing like it"
        await reader.press("enter")
        assert reader.position == 0


async def test_an_emptied_field_shows_no_results(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await ask(reader, "lamp")
        await reader.press("ctrl+u")
        await reader.until(lambda: counted(reader) == "")
        assert reader.list_rows("results") == ["Type a few words of what you remember."]
        assert tones(reader) == []


async def test_opening_again_offers_the_last_query_selected(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await ask(reader, "lamp")
        await reader.press("escape", "slash")
        assert reader.player.panel.field.value == "lamp"
        await reader.type("mirror")
        await reader.until(lambda: counted(reader).endswith("of 2"))
        assert reader.player.panel.field.value == "mirror"


class SlowSearch:
    """Finds what it always found, but an answer comes only when the test lets it go."""

    def __init__(self, reader: Reader, monkeypatch: pytest.MonkeyPatch, slow: str) -> None:
        self._find = reader.session.find
        self._slow = slow
        self.let_go = threading.Event()
        self.asked = threading.Event()
        self.answered = threading.Event()
        monkeypatch.setattr(reader.session, "find", self)

    def __call__(self, query: str) -> tuple[Match, ...]:
        if query != self._slow:
            return self._find(query)
        self.asked.set()
        assert self.let_go.wait(5)
        try:
            return self._find(query)
        finally:
            self.answered.set()


async def test_a_stale_result_is_never_shown(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        slow = SlowSearch(reader, monkeypatch, "lamp")
        await reader.press("slash")
        await reader.type("lamp")
        await reader.until(slow.asked.is_set)
        reader.player.panel.field.value = "satellites"
        await reader.until(lambda: counted(reader) == "1 of 1")
        slow.let_go.set()
        await reader.until(slow.answered.is_set)
        assert counted(reader) == "1 of 1"
        assert "satellites" in " ".join(reader.list_rows("results"))


async def test_enter_before_the_answer_plays_what_was_asked_last(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        slow = SlowSearch(reader, monkeypatch, "satellites")
        await ask(reader, "mirror")
        reader.player.panel.field.value = "satellites"
        await reader.until(slow.asked.is_set)
        await reader.press("enter")
        assert reader.position == 0, "an older answer was played"
        slow.let_go.set()
        await reader.until(lambda: reader.position)
        assert reader.position == 60_250


async def test_an_answer_after_escape_marks_nothing(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        slow = SlowSearch(reader, monkeypatch, "lamp")
        await reader.press("slash")
        await reader.type("lamp")
        await reader.until(slow.asked.is_set)
        await reader.press("escape")
        slow.let_go.set()
        await reader.until(slow.answered.is_set)
        assert tones(reader) == []
        await reader.press("slash")
        await reader.until(lambda: counted(reader))
        assert tones(reader)


async def test_a_search_that_fails_says_why(open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(query: str) -> tuple[Match, ...]:
        raise LibraryError("The index cannot be read.")

    async with open_player() as reader:
        monkeypatch.setattr(reader.session, "find", broken)
        await reader.press("slash")
        await reader.type("lamp")
        await reader.until(lambda: reader.message.startswith("The index cannot be read."))


async def test_without_a_transcript_search_says_so(open_player: OpenPlayer) -> None:
    async with open_player(None) as reader:
        await reader.press("slash")
        assert reader.message == "There is no transcript to search in."
        assert not reader.player.panel.is_open
