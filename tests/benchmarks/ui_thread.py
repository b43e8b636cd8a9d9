"""The longest time the screen's thread was away, while a 10-hour lecture is played, searched and resized."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from player import bootstrap
from player.opening import Wanted
from player.settings import Settings
from player.ui.app import LectureApp
from tests.benchmarks.lectures import make_lecture

PROBE_SECONDS = 0.002


class Watchdog:
    """A thread that keeps asking the event loop for a sign of life and notes how long the answers took."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.longest: list[float] = []
        self._loop = loop
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(PROBE_SECONDS):
            answered = threading.Event()
            asked = time.monotonic()
            self._loop.call_soon_threadsafe(answered.set)
            answered.wait()
            self.longest.append(time.monotonic() - asked)

    def stop(self) -> list[float]:
        """All answer times, longest first."""
        self._over.set()
        self._thread.join()
        return sorted(self.longest, reverse=True)


async def use(media: Path, home: Path) -> dict[str, list[float]]:
    """Answer times of the phases of a reader's hour, in a minute."""
    settings = Settings()
    settings = replace(settings, playback=replace(settings.playback, engine="silent"))
    library = bootstrap.open_library()
    app = LectureApp(
        str(media),
        lambda: bootstrap.open_session(Wanted(str(media)), settings, library, video=False),
        settings,
    )
    phases: dict[str, list[float]] = {}
    async with app.run_test(size=(120, 36)) as pilot:
        watchdog = Watchdog(asyncio.get_running_loop())
        while app.session is None:
            await asyncio.sleep(0.01)
        await asyncio.sleep(2.0)
        phases["opening a 10 h lecture"] = watchdog.stop()
        watchdog = Watchdog(asyncio.get_running_loop())
        await asyncio.sleep(6.0)
        for _ in range(5):
            await pilot.press("9", "1", "right", "down", "f")
        phases["playing and seeking"] = watchdog.stop()
        watchdog = Watchdog(asyncio.get_running_loop())
        await pilot.press("slash")
        for letter in "momentun helps in narow valeys":
            await pilot.press("space" if letter == " " else letter)
            await asyncio.sleep(0.06)
        phases["typing a search"] = watchdog.stop()
        watchdog = Watchdog(asyncio.get_running_loop())
        for size in ((80, 24), (160, 45), (100, 30)):
            await pilot.resize_terminal(*size)
            await asyncio.sleep(0.3)
        phases["resizing"] = watchdog.stop()
    library.close()
    return phases


def measure() -> list[tuple[str, str, str]]:
    """Rows of what, budget, figure."""
    import os

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LECTURE_HOME"] = str(folder / "home")
        media = make_lecture(folder, "long", hours=10, sound_seconds=5)
        phases = asyncio.run(use(media, folder))
    return [
        (f"longest block of the UI thread: {phase}", "30 ms", f"{times[0] * 1000:.0f} ms")
        for phase, times in phases.items()
    ]
