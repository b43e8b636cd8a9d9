"""Opening, failing, being told things, and leaving."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from player.errors import SettingsError, SourceError
from player.model import Place
from player.playback.port import Degraded, Failed, PlayState
from player.session import Session
from player.settings import Screen, Settings
from player.ui.app import LectureApp
from player.ui.messages import PlaybackChanged
from player.ui.screens.opening import OpeningScreen
from player.ui.screens.player import PlayerScreen
from player.ui.widgets import message_line

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Sessions


async def test_a_lecture_that_cannot_be_opened_ends_with_its_sentence() -> None:
    def refuse() -> Session:
        raise SourceError("There is no file x.mp4; check the name.")

    app = LectureApp("x.mp4", refuse, Settings())
    async with app.run_test() as pilot:
        for _ in range(300):
            if app.failure is not None:
                break
            await pilot.pause(0.01)
    assert app.failure == "There is no file x.mp4; check the name."
    assert app.return_code == 1


async def test_a_fault_of_ours_is_not_hidden() -> None:
    def stumble() -> Session:
        raise ZeroDivisionError

    app = LectureApp("x.mp4", stumble, Settings())
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            for _ in range(100):
                await pilot.pause(0.01)


async def test_while_it_takes_long_the_screen_says_what_it_opens_and_q_gives_up(sessions: Sessions) -> None:
    let_go = threading.Event()

    def open_slowly() -> Session:
        assert let_go.wait(10)
        return sessions.make()

    app = LectureApp("slow [/x].mp4", open_slowly, Settings())
    async with app.run_test() as pilot:
        drawn = ""
        for _ in range(300):
            if "gives up" in drawn:
                break
            await pilot.pause(0.01)
            drawn = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Opening slow [/x].mp4   q gives up" in drawn
        assert isinstance(app.screen, OpeningScreen)
        let_go.set()
        for _ in range(300):
            if isinstance(app.screen, PlayerScreen):
                break
            await pilot.pause(0.01)
        assert len(app.screen_stack) == 2
        await pilot.press("q")
    assert app.return_code in (0, None)


@pytest.mark.parametrize(
    ("theme", "hint"),
    [("lecture-drak", "did you mean lecture-dark?"), ("q", "lecture-dark and lecture-light")],
)
def test_an_unknown_theme_is_a_sentence(theme: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=f"^screen.theme: there is no theme “{theme}”; {hint}"):
        LectureApp("x", lambda: pytest.fail("opened"), replace(Settings(), screen=Screen(theme=theme)))


async def test_what_is_missing_is_said_until_it_is_seen(open_player: OpenPlayer) -> None:
    async with open_player(remarks=("No sound: install libVLC with apt install vlc.", "Second.")) as reader:
        assert reader.message.startswith("No sound: install libVLC with apt install vlc. (and 1 more)")
        await reader.press("escape")
        assert reader.message.startswith("Second.")
        await reader.press("escape")
        assert reader.message == ""


@pytest.mark.parametrize(
    "event", [Degraded("No video: there is no display."), Failed("It broke off.", 12_000)]
)
async def test_what_the_engine_lacks_is_said(open_player: OpenPlayer, event: Degraded | Failed) -> None:
    async with open_player() as reader:
        await reader.press("m")
        reader.app._hear(event)
        await reader.until(lambda: reader.message.startswith(event.reason))


async def test_an_engine_event_reaches_the_player_beneath_another_screen(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("question_mark")
        reader.app.post_message(PlaybackChanged(Degraded("No sound.")))
        await reader.press("escape")
        await reader.until(lambda: reader.message.startswith("No sound."))


async def test_a_media_file_that_is_gone_is_said(open_player: OpenPlayer, tmp_path: object) -> None:
    async with open_player() as reader:
        reader.session.lecture.playable.path.unlink()
        reader.session.start()
        await reader.until(lambda: "cannot be opened" in reader.message)
        assert "✕ stopped" in reader.player.title_line.shown.plain


async def test_messages_fade(open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_line, "SECONDS_SHOWN", 0.1)
    async with open_player() as reader:
        await reader.press("m")
        await reader.until(lambda: reader.message == "")


async def test_hints_of_the_demo_are_shown(open_player: OpenPlayer) -> None:
    async with open_player(hints=("Try / and a word.",)) as reader:
        assert reader.message == "Try / and a word."


async def test_the_place_is_kept_and_returned_to(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await reader.press("right_square_bracket", "minus", "x")
        reader.session.keep_place()
        kept = reader.session._shelf.place(reader.session.lecture.id)
    assert kept == Place(31_200, 1.1, 95, 100)
    async with open_player(place=kept) as reader:
        status = reader.status
        assert (status.position, status.rate, status.volume, reader.session.offset) == (31_200, 1.1, 95, 100)
        assert reader.page.lit.segment == 6


async def test_the_title_line_says_how_it_plays(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(10_000)
        title = reader.player.title_line
        assert title.shown.plain.split() == ["Lighthouses", "▶", "1×", "vol", "100", "1:00", "left"]
        await reader.press("space", "m", "right_square_bracket", "x")
        await reader.look()
        assert title.shown.plain.split() == (
            ["Lighthouses", "❙❙", "1.1×", "muted", "text", "+0.1", "s", "1:00", "left"]
        )


async def test_at_the_end_it_stops_and_space_plays_from_the_start(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(69_000)
        await reader.pass_time(2_000)
        assert reader.status.state is PlayState.ENDED
        assert "■ end" in reader.player.title_line.shown.plain
        await reader.press("space")
        assert (reader.status.state, reader.position) == (PlayState.PLAYING, 0)


async def test_hints_give_way_on_a_narrow_screen(open_player: OpenPlayer) -> None:
    async with open_player(size=(40, 12)) as reader:
        for widget in (reader.player.hints, reader.player.title_line, reader.player.bar):
            assert widget.shown.cell_length <= 40


@pytest.mark.parametrize("size", [(20, 6), (10, 3), (2, 1)])
async def test_a_tiny_screen_breaks_nothing(open_player: OpenPlayer, size: tuple[int, int]) -> None:
    async with open_player(size=size) as reader:
        await reader.press(
            "pagedown", "f", "B", "escape", "slash", "escape", "i", "escape", "p", "question_mark"
        )
        await reader.press("escape")
        await reader.pilot.resize_terminal(80, 24)
        await reader.rest()
        await reader.go(30_300)
        assert "Fresnel" in " ".join(reader.page_rows())
