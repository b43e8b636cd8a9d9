"""Pictures of two transcripts side by side. After a wanted change: --snapshot-update, and look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from player.library.database import Database
from player.model import Segment
from player.settings import Screen, Settings
from player.ui.app import LectureApp
from tests.ui.bilingual import DEUTSCH, Shelved, at_steps
from tests.ui.conftest import Reader, opened

if TYPE_CHECKING:
    from typing import TypeAlias

    Picture: TypeAlias = Callable[..., bool]

SIZES = [(80, 24), (120, 36), (160, 45)]
JAPANESE = (
    "おはようございます。灯台の講義へようこそ。",
    "灯台は、遠くの船から見えるランプのある塔です。",
    "最初のランプは、石の台の上で燃やす薪の火でした。",
    "薪はすぐに燃えるので、灯台守は一晩中それを運び上げました。",
    "それから、炎の後ろに鏡のある油のランプが来ました。",
    "鏡は光を陸ではなく海へ送ります。",
    "大きな一歩は、フレネルが輪に切ったレンズでした。",
    "どの輪も光を少し曲げ、全部の輪で一本の光になります。",
    "回るレンズは、光を水の上で動かします。",
    "船乗りは二つの光の間の秒を数えます。",
)
HEBREW = (
    "בוקר טוב וברוכים הבאים להרצאה על מגדלורים.",
    "מגדלור הוא מגדל עם מנורה שאניות רואות מרחוק.",
    "המנורות הראשונות היו אש של עצים על במת אבן.",
    "העץ נשרף מהר ולכן השומרים נשאו אותו כל הלילה.",
    "אחר כך באו מנורות שמן עם מראה מאחורי הלהבה.",
    "המראה שולחת את האור לים ולא ליבשה.",
    "הצעד הגדול היה העדשה שפרנל חתך לטבעות.",
    "כל טבעת מכופפת מעט את האור וכולן יחד יוצרות קרן אחת.",
)
HOSTILE = (
    "[/x] [red]not red[/red] [b]",
    "Mind \u202ethe [@click=app.quit]link[/].",
    "a\u0301\u200d👩‍🚒 wide 灯台",
)


@pytest.fixture
def picture(snap_compare: Callable[..., bool], tmp_path: Path) -> Iterator[Picture]:
    """Compares the screen with its picture: English at 31.2 s, and another transcript beside it."""
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        shelved = Shelved(tmp_path, database)

        def compare(
            second: Sequence[Segment],
            *,
            name: str = "lecture.de.srt",
            size: tuple[int, int] = (120, 36),
            theme: str = "lecture-dark",
            steps: Callable[[Reader], Awaitable[None]] | None = None,
        ) -> bool:
            shelved.write(name, second)
            session = shelved.session(second=shelved.media.with_name(name))
            settings = replace(Settings(), screen=Screen(theme=theme))
            app = LectureApp("lecture.wav", lambda: session, settings)
            app.animation_level = "none"

            async def run_before(pilot: Pilot[None]) -> None:
                await opened(pilot)
                reader = Reader(pilot, app, session, shelved.clock)
                await reader.go(31_200)
                if steps is not None:
                    await steps(reader)
                await reader.look()

            return snap_compare(app, terminal_size=size, run_before=run_before)

        yield compare


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_side_by_side(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(at_steps(DEUTSCH), size=size)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_side_by_side_in_the_light(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(at_steps(DEUTSCH, late=-6_000), size=size, theme="lecture-light")


@pytest.mark.parametrize("size", SIZES[1:], ids=lambda size: f"{size[0]}x{size[1]}")
def test_with_the_notes_open(picture: Picture, size: tuple[int, int]) -> None:
    async def open_notes(reader: Reader) -> None:
        await reader.press("B")

    assert picture(at_steps(DEUTSCH), size=size, steps=open_notes)


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_segment_a_line(picture: Picture, size: tuple[int, int]) -> None:
    async def flip(reader: Reader) -> None:
        await reader.press("p")

    assert picture(at_steps(DEUTSCH), size=size, steps=flip)


def test_wide_letters(picture: Picture) -> None:
    assert picture(at_steps(JAPANESE), name="lecture.ja.srt")


def test_letters_from_right_to_left(picture: Picture) -> None:
    assert picture(at_steps(HEBREW), name="lecture.he.srt")


def test_hostile_text(picture: Picture) -> None:
    assert picture(at_steps(HOSTILE), name="lecture.de.srt")


@pytest.mark.parametrize("theme", ["lecture-dark", "ansi-dark"])
def test_without_colour(picture: Picture, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture(at_steps(DEUTSCH), theme=theme)
