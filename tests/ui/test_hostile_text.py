"""Text from outside is drawn as text: no escape sequence reaches the terminal, no markup takes effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from player.model import Chapter, Segment, SkippedLine
from player.playback.port import ChaptersKnown, Degraded
from player.ui.messages import PlaybackChanged

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

HOSTILE = "a \x1b]0;x\x07 \x1b[2J \x9b31m \u202e b \x00 \ud800 [/x] [red]c[/red]"


def drawn(reader: Reader) -> str:
    """Everything on the screen, as it is sent to the terminal but for colours."""
    return "\n".join(strip.text for strip in reader.app.screen._compositor.render_strips())


def assert_harmless(reader: Reader) -> None:
    text = drawn(reader).replace("\n", "")
    assert [letter for letter in text if letter < " " or "\x7f" <= letter <= "\x9f"] == []
    assert "\u202e" not in text
    text.encode()


async def test_raw_text_everywhere_is_harmless(open_player: OpenPlayer) -> None:
    segments = [Segment(0, 5_000, HOSTILE), Segment(5_000, 9_000, "then nothing", speaker=HOSTILE)]
    async with open_player(
        segments,
        title=HOSTILE,
        chapters=(Chapter(0, HOSTILE),),
        skipped=(SkippedLine(3, HOSTILE),),
        remarks=(HOSTILE,),
        size=(160, 45),
    ) as reader:
        assert "[/x] [red]c[/red]" in reader.page_rows()[0]
        assert "␛[2J" in reader.page_rows()[0]
        assert "[/x] [red]" in reader.player.title_line.shown.plain
        reader.player.messages.alarm(f"Something is wrong: {HOSTILE}")
        assert "[/x] [red]" in reader.message
        assert_harmless(reader)
        for keys in (("g", "c"), ("e",), ("home", "E"), ("p",), ("b", "B"), ("question_mark",)):
            await reader.press(*keys)
            assert_harmless(reader)
            await reader.press("escape")
        await reader.press("slash")
        await reader.type("then nothing")
        await reader.until(lambda: "1 of 1" in drawn(reader))
        assert_harmless(reader)


async def test_what_the_engine_tells_is_harmless(open_player: OpenPlayer) -> None:
    async with open_player(chapters=()) as reader:
        reader.player.post_message(PlaybackChanged(ChaptersKnown((Chapter(0, HOSTILE), Chapter(9_000, "b")))))
        reader.player.post_message(PlaybackChanged(Degraded(HOSTILE)))
        await reader.press("g", "c")
        assert "␛[2J" in reader.list_rows("chapters")[0]
        assert_harmless(reader)


@pytest.mark.parametrize("key", ["i", "slash", "t"])
async def test_what_is_pasted_is_harmless(open_player: OpenPlayer, key: str) -> None:
    async with open_player() as reader:
        await reader.press(key)
        reader.app.post_message(events.Paste(HOSTILE.replace("\ud800", "")))
        await reader.rest()
        assert "␛[2J" in drawn(reader)
        assert_harmless(reader)
        await reader.press("enter")
        await reader.rest()
        assert_harmless(reader)


async def test_a_note_with_controls_from_elsewhere_is_harmless(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        reader.session.add_note(1_000, HOSTILE)
        reader.player.note_taking.load()
        await reader.press("B")
        await reader.until(lambda: "[/x]" in drawn(reader))
        assert_harmless(reader)
        await reader.press("e")
        assert "[/x]" in reader.typed
        assert_harmless(reader)
