"""Steps of a reader who corrects segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ui.conftest import Reader

HERE = 31_200  # in segment 6, which is said from 30 s to 35 s
GREAT_STEP = "The great step was the lens that Fresnel cut into rings."


async def change(reader: Reader, line: str) -> None:
    """Edit the segment that is meant so that it reads `line`."""
    await write(reader, line)
    await reader.until(lambda: not reader.player.prompt.is_open)


async def write(reader: Reader, line: str) -> None:
    await reader.press("E", "ctrl+u")
    await reader.type(line)
    await reader.press("enter")


def texts(reader: Reader) -> list[str]:
    return [segment.text for segment in reader.session.segments]


async def found(reader: Reader, query: str) -> list[str]:
    await reader.press("slash", "ctrl+u")
    await reader.type(query)
    count = reader.player.query_one("#search-count")
    await reader.until(lambda: reader.player.searching._answered == query and count.shown.plain.strip())
    rows = reader.list_rows("results")
    await reader.press("escape")
    return rows
