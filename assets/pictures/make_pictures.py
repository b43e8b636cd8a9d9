"""Draws the README's pictures from the real screen: `python assets/pictures/make_pictures.py`.

Plays the demo lecture silently at a fixed place in a library of its own. Needs `rsvg-convert`
(Debian: librsvg2-bin) and a DejaVu mono font.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from player import bootstrap
from player.opening import Wanted
from player.paths import bundled
from player.settings import Settings
from player.ui.app import LectureApp

FOLDER = Path(__file__).parent
PLACE_MS = 136_000
WIDTH_PIXELS = 1500


async def draw(theme: str, target: Path, query: str) -> None:
    """One picture at 120x34: the lecture at its place, paused, with a search open."""
    settings = Settings()
    settings = replace(
        settings,
        playback=replace(settings.playback, engine="silent"),
        screen=replace(settings.screen, theme=theme),
    )
    library = bootstrap.open_library()
    wanted = Wanted(str(bundled("demo")), at=PLACE_MS)
    app = LectureApp("demo", lambda: bootstrap.open_session(wanted, settings, library, video=False), settings)
    async with app.run_test(size=(120, 34)) as pilot:
        while app.session is None:
            await pilot.pause(0.05)
        await pilot.press("space", "slash", *("space" if letter == " " else letter for letter in query))
        await pilot.pause(1.5)
        picture(app.export_screenshot(), target)
    library.close()


def picture(svg: str, target: Path) -> None:
    """The SVG as a PNG; its spaces count, and no font is fetched from anywhere."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    command = ["rsvg-convert", "-w", str(WIDTH_PIXELS), "-o", str(target)]
    subprocess.run(command, input=svg.encode(), check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["LECTURE_HOME"] = home
        asyncio.run(draw("lecture-dark", FOLDER / "playing.png", "samplig rate"))
        asyncio.run(draw("lecture-light", FOLDER / "light.png", "samplig rate"))


main()
