"""Pictures of the screens. After a wanted change: pytest tests/ui/test_snapshots.py --snapshot-update, and look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from player.model import Place, Segment, SkippedLine
from player.settings import Screen, Settings
from player.transcript.reading import parse_transcript
from player.ui.app import LectureApp
from tests.ui.doubts import doubted

if TYPE_CHECKING:
    from tests.ui.conftest import Reader, Sessions

Steps: TypeAlias = "Callable[[Reader], Awaitable[None]]"
Picture: TypeAlias = Callable[..., bool]
SIZES = [(80, 24), (120, 36), (160, 45)]
THEMES = ["lecture-dark", "lecture-light"]
SKIPPED = (
    SkippedLine(1, "text before the first cue"),
    SkippedLine(7, "read leniently: no end time (3 times)", is_lost=False),
    SkippedLine(212, "a time with letters in it: the line is neither a time nor does it belong to a cue"),
    SkippedLine(214, "a cue without words", is_lost=False),
    SkippedLine(4_711, "the file ends in the middle of a cue"),
)
ESCAPES = "Mind \x1b]0;x\x07 the \x1b[2J step \x1b[31mred\x1b[0m and go on."


@pytest.fixture
def picture(
    snap_compare: Callable[..., bool],
    sessions: Sessions,
    sit_down: Callable[[Pilot[None], Any], Awaitable[Reader]],
) -> Picture:
    """Compares the screen with its picture, after the reader has done some steps at 31.2 s."""

    def compare(
        segments: Sequence[Segment] | str | None = "lighthouses",
        *,
        size: tuple[int, int] = (80, 24),
        theme: str = "lecture-dark",
        at: int = 31_200,
        steps: Steps | None = None,
        settings: Settings | None = None,
        **about: Any,
    ) -> bool:
        given = {} if segments == "lighthouses" else {"segments": segments}
        session = sessions.make(**given, **about)
        app = LectureApp("lecture.wav", lambda: session, settings or themed(theme))
        app.animation_level = "none"

        async def run_before(pilot: Pilot[None]) -> None:
            reader = await sit_down(pilot, session)
            await reader.go(at)
            if steps is not None:
                await steps(reader)
            for field in reader.player.query(Input):
                field.cursor_blink = False
            await reader.look()

        return snap_compare(app, terminal_size=size, run_before=run_before)

    return compare


def themed(theme: str) -> Settings:
    return replace(Settings(), screen=Screen(theme=theme))


def spoken(*texts: str, step: int = 6_000) -> list[Segment]:
    return [Segment(n * step, (n + 1) * step, text) for n, text in enumerate(texts)]


async def search_lamp(reader: Reader) -> None:
    await reader.press("slash")
    await reader.type("the lamp")
    await reader.until(lambda: "of" in reader.player.query_one("#search-count").shown.plain)


async def open_notes(reader: Reader) -> None:
    session = reader.session
    session.add_note(12_000, "wood burns fast, oil came later; compare with candles on the altar of a church")
    session.add_note(31_200, "", ("bookmark",))
    session.add_note(36_000, "", ("unclear",))
    session.add_note(61_000, "#exam why keep them?")
    reader.player.note_taking.load()
    await reader.press("B", "down")
    await reader.until(lambda: len(reader.list_rows("notes")) > 4)


async def press_question_mark(reader: Reader) -> None:
    await reader.press("question_mark")


async def write_note(reader: Reader) -> None:
    await reader.press("i")
    await reader.type("each ring is a prism")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_playing(picture: Picture, size: tuple[int, int], theme: str) -> None:
    assert picture(size=size, theme=theme)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_search(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(size=size, steps=search_lamp)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_notes(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(size=size, steps=open_notes, theme="lecture-light")


async def open_skipped(reader: Reader) -> None:
    await reader.press("e")


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_skipped(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(size=size, steps=open_skipped, skipped=SKIPPED)


async def edit_segments(reader: Reader) -> None:
    for line in ("0:30-0:35 The great step was the lens that Augustin Fresnel cut into rings.", "0:35-0:40"):
        await reader.press("E", "ctrl+u")
        await reader.type(line)
        await reader.press("enter")
        await reader.until(lambda: not reader.player.prompt.is_open)
        await reader.press("down", "down")
    await reader.press("E")
    await reader.until(lambda: reader.player.prompt.is_open)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_editing(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(size=size, steps=edit_segments)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_help(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(size=size, steps=press_question_mark)


def test_writing_a_note(picture: Picture) -> None:
    assert picture(steps=write_note)


def test_segment_a_line(picture: Picture) -> None:
    settings = replace(Settings(), screen=Screen(view="segments"))
    assert picture(settings=settings)


@pytest.mark.parametrize("theme", THEMES)
def test_doubtful_words(picture: Picture, theme: str) -> None:
    assert picture(doubted(), chapters=(), at=7_300, theme=theme)


@pytest.mark.parametrize("theme", THEMES)
def test_estimated_word(picture: Picture, theme: str) -> None:
    segments = [replace(segment, words=()) for segment in doubted()]
    assert picture(segments, chapters=(), at=7_300, theme=theme)


def test_empty_transcript(picture: Picture) -> None:
    assert picture((), chapters=(), at=0)


def test_no_transcript(picture: Picture) -> None:
    assert picture(None, chapters=(), at=0)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_ten_hours(picture: Picture, size: tuple[int, int]) -> None:
    texts = [f"This is sentence {number} of a day that had ten hours of talk." for number in range(7_200)]
    assert picture(spoken(*texts, step=5_000), chapters=(), at=33_333_000, size=size)


def test_wide_letters(picture: Picture) -> None:
    segments = spoken(
        "灯台は海のそばに立つ高い塔です。夜になると強い光を出して、船に場所を知らせます。",
        "昔の人は塔の上で木を燃やしました。あとで油のランプと鏡が使われました。",
        "灯塔是建在海边的高塔，夜里发出亮光，告诉船只它在哪里。",
        "등대는 바닷가에 서 있는 높은 탑이며 밤에 배를 위해 빛을 냅니다.",
    )
    assert picture(segments, chapters=(), at=9_000, title="灯台の話・第一回")


def test_letters_from_right_to_left(picture: Picture) -> None:
    segments = spoken(
        "המגדלור עומד על החוף ומאיר את הים בלילה.",
        "المنارة برج على الشاطئ يضيء البحر في الليل ويدل السفن على الطريق.",
        "In English again, with one word עברית in it.",
    )
    assert picture(segments, chapters=(), at=7_000, title="מגדלורים")


def test_joined_emoji(picture: Picture) -> None:
    segments = spoken(
        "The keeper 👩‍🚒 and her family 👨‍👩‍👧‍👦 wave at the ship 🚢 with the flag 🏴‍☠️.",
        "Thumbs up 👍🏽 for e\u0301 and n\u0303, which are two characters each.",
    )
    assert picture(segments, chapters=(), at=2_000, title="Emoji 👩‍🚒")


def test_markup_is_text(picture: Picture) -> None:
    segments = spoken("[/x] [red]not red[/red] [b]", "The [@click=app.quit]link[/] is none.")
    assert picture(segments, chapters=(), at=7_000, title="[/x] [red]")


def test_raw_escape_sequences_are_text(picture: Picture) -> None:
    assert picture(spoken(ESCAPES, "After it."), chapters=(), at=2_000, title=ESCAPES)


def test_escape_sequences_in_a_file_are_gone(picture: Picture) -> None:
    text = f"WEBVTT\n\n00:00.000 --> 00:06.000\n{ESCAPES}\n\n00:06.000 --> 00:09.000\nAfter it.\n"
    assert picture(parse_transcript(text, "x.vtt").segments, chapters=(), at=2_000)


def test_a_very_long_word(picture: Picture) -> None:
    segments = spoken("Before it", "Leuchtturmwärter" * 20, "and after it.")
    assert picture(segments, chapters=(), at=7_000)


def test_a_long_title(picture: Picture) -> None:
    assert picture(title="A long title of a lecture that tells of lighthouses, lamps and lenses " * 3)


def test_an_error(picture: Picture) -> None:
    assert picture(
        remarks=("libVLC is not installed, so nothing sounds: sudo apt install vlc mends it.", "And another.")
    )


def test_a_resumed_lecture_with_offset(picture: Picture) -> None:
    assert picture(place=Place(offset=1_500, rate=1.5), at=31_200)


@pytest.mark.parametrize("theme", ["lecture-dark", "ansi-dark"])
def test_without_colour(picture: Picture, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture(theme=theme, steps=search_lamp, size=(120, 36))


def test_the_terminals_own_colours(picture: Picture) -> None:
    assert picture(theme="ansi-dark", steps=search_lamp, size=(120, 36))
