"""The longest time the screen's thread was away, while a 10-hour lecture is played, searched and resized."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from player import bootstrap
from player.opening import Wanted
from player.settings import Settings
from player.ui.app import LectureApp
from tests.benchmarks.lectures import make_lecture, write_rolling, write_transcript
from tests.benchmarks.reading import whisper

PROBE_SECONDS = 0.002
ROUNDS = 5


class Watchdog:
    """A thread that keeps asking the event loop for a sign of life and notes how long the answers took."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.longest: list[float] = []
        self._loop = loop
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

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
        # Not joined: the thread may be waiting for this very loop to answer.
        return sorted(self.longest, reverse=True)


async def idle() -> float:
    """The longest answer of a loop with nothing to do: what this machine's own noise amounts to."""
    watchdog = Watchdog(asyncio.get_running_loop())
    await asyncio.sleep(3.0)
    return watchdog.stop()[0]


async def opening(media: Path, transcript: Path) -> float:
    """The longest answer while a lecture is opened with a transcript of its own."""
    settings = Settings()
    settings = replace(settings, playback=replace(settings.playback, engine="silent"))
    library = bootstrap.open_library()
    wanted = Wanted(str(media), transcript=transcript)
    app = LectureApp(
        str(media), lambda: bootstrap.open_session(wanted, settings, library, video=False), settings
    )
    async with app.run_test(size=(120, 36)):
        watchdog = Watchdog(asyncio.get_running_loop())
        while app.session is None:
            await asyncio.sleep(0.01)
        await asyncio.sleep(2.0)
        longest = watchdog.stop()[0]
    library.close()
    return longest


async def use(media: Path) -> dict[str, float]:
    """The longest answer in each phase of a reader's hour, in a quarter of a minute."""
    settings = Settings()
    settings = replace(settings, playback=replace(settings.playback, engine="silent"))
    library = bootstrap.open_library()
    app = LectureApp(
        str(media),
        lambda: bootstrap.open_session(Wanted(str(media)), settings, library, video=False),
        settings,
    )
    phases: dict[str, float] = {}
    async with app.run_test(size=(120, 36)) as pilot:
        watchdog = Watchdog(asyncio.get_running_loop())
        while app.session is None:
            await asyncio.sleep(0.01)
        await asyncio.sleep(2.0)
        phases["opening a 10 h lecture"] = watchdog.stop()[0]
        watchdog = Watchdog(asyncio.get_running_loop())
        await asyncio.sleep(3.0)
        for key in ("9", "1", "right", "down", "f"):
            await pilot.press(key)
        phases["playing and seeking"] = watchdog.stop()[0]
        watchdog = Watchdog(asyncio.get_running_loop())
        await pilot.press("slash")
        for letter in "momentun helps in narow valeys":
            await pilot.press("space" if letter == " " else letter)
            await asyncio.sleep(0.06)
        phases["typing a search"] = watchdog.stop()[0]
        watchdog = Watchdog(asyncio.get_running_loop())
        for size in ((80, 24), (160, 45), (100, 30)):
            await pilot.resize_terminal(*size)
            await asyncio.sleep(0.3)
        phases["resizing"] = watchdog.stop()[0]
    library.close()
    return phases


def ten_hours(folder: Path) -> dict[str, Path]:
    """The same length in formats that are taken apart in other ways."""
    rolling, timed, whispered = folder / "rolling.vtt", folder / "timed.vtt", folder / "whisper.json"
    write_rolling(rolling, 10)
    write_transcript(timed, 10, word_times=True)
    whispered.write_text(whisper(timed, share=1.0), encoding="utf-8")
    return {"rolling captions": rolling, "WebVTT with word times": timed, "Whisper JSON": whispered}


def measure() -> list[tuple[str, str, str]]:
    """Rows of what, budget, figure: the median over the rounds, and the worst of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LECTURE_HOME"] = str(folder / "home")
        media = make_lecture(folder, "long", hours=10, sound_seconds=5)
        floor = [asyncio.run(idle()) for _ in range(ROUNDS)]
        rounds = [asyncio.run(use(media)) for _ in range(ROUNDS)]
        transcripts = ten_hours(folder)
        openings = {
            form: [asyncio.run(opening(media, path)) for _ in range(ROUNDS)]
            for form, path in transcripts.items()
        }
    rows = [("longest block of an idle loop (the machine's noise)", "", _figure(floor))]
    for phase in rounds[0]:
        figure = _figure([phases[phase] for phases in rounds])
        rows.append((f"longest block of the UI thread: {phase}", "30 ms", figure))
    for form, taken in openings.items():
        what = f"longest block of the UI thread: opening 10 h of {form}"
        rows.append((what, "30 ms", _figure(taken)))
    return rows


def _figure(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ms  (worst {max(seconds) * 1000:.0f})"
