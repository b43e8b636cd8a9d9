"""`lecture play` and `lecture demo`."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

from player import bootstrap
from player.errors import LectureError
from player.opening import Wanted, split_time
from player.paths import bundled
from player.playback.port import Failed, PlaybackEvent, PlayState, StateChanged
from player.session import Session
from player.settings import Settings
from player.shell.signals import ended_in_order
from player.terminal_guard import guarded_terminal

if TYPE_CHECKING:
    from player.ui.app import LectureApp

SURELY_PLAYED_MS = 500

DEMO_HINTS = (
    "Try it: / antialiazing filtr Enter finds it, slips of the finger and all.",
    "Try it: i writes a note; it keeps this moment while the voice goes on.",
    "? shows all keys, q leaves. lecture play FILE plays a lecture of your own.",
)


def run(options: Namespace) -> int:
    """Play on the screen where there is one, as plain lines otherwise."""
    wanted, settings = _wanted(options), bootstrap.settings().settings
    if options.engine is not None:
        settings = replace(settings, playback=replace(settings.playback, engine=options.engine))
    video = settings.playback.video and not options.no_video
    library = bootstrap.open_library()
    plain = options.plain or not sys.stdout.isatty() or not sys.stdin.isatty()
    try:
        with guarded_terminal(bootstrap.paths().log_file):

            def open_session() -> Session:
                return bootstrap.open_session(wanted, settings, library, video=video and not plain)

            if plain:
                return _play_plain(open_session)
            hints = DEMO_HINTS if options.command == "demo" else ()
            return _play_on_screen(wanted.locator, open_session, settings, hints)
    finally:
        library.close()


def _wanted(options: Namespace) -> Wanted:
    locator, time = (str(bundled("demo")), None) if options.source is None else split_time(options.source)
    at = time if options.at is None else options.at
    return Wanted(locator, options.transcript, at, options.find, options.speed)


def _play_plain(open_session: Callable[[], Session]) -> int:
    from player.shell.plain import play_plain

    with ended_in_order(sys.exit):
        session = open_session()
        try:
            play_plain(session, sys.stdout)
        finally:
            _leave(session)
    return 0


def _play_on_screen(
    locator: str, open_session: Callable[[], Session], settings: Settings, hints: tuple[str, ...]
) -> int:
    # The lecture is opened while the screen's library is being imported: each takes a quarter of a second.
    # Collecting garbage among half-made modules finds none and costs a tenth of the start; see on_ready.
    gc.disable()
    app: LectureApp | None = None

    def leave(status: int) -> None:
        if app is None or (not app.is_running and app.return_code is None):
            # The screen does not run yet, and this is a signal's doing.
            sys.exit(status)
        _end_screen(app, status)

    with ended_in_order(leave), ThreadPoolExecutor(1, thread_name_prefix="opening") as opener:
        ending = _Ending(lambda: leave(1))
        opening = opener.submit(lambda: ending.watch(open_session()))
        from player.ui.app import LectureApp

        app = LectureApp(locator, opening.result, settings, hints=hints)
        try:
            app.run()
            failure = app.failure or ending.failure
        finally:
            if not opening.cancel() and opening.exception() is None:
                _leave(opening.result())
    if failure is not None:
        raise LectureError(failure)
    return app.return_code or 0


def _end_screen(app: LectureApp, status: int) -> None:
    def end() -> None:
        # It may end on its own in the meantime.
        with suppress(RuntimeError):
            app.call_from_thread(app.exit, None, status)

    # A thread of its own, because neither a signal nor the engine may wait for the screen.
    if app.is_running:
        Thread(target=end, name="leaving", daemon=True).start()


class _Ending:
    """Why playing stopped, if it did; calls `leave` when it stopped before anything was heard."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self.failure: str | None = None
        self._leave = leave
        self._begun_at: int | None = None
        self._session: Session | None = None

    def watch(self, session: Session) -> Session:
        """Listen to the session's engine from its start on."""
        self._session = session
        session.playback.subscribe(self._hear)
        return session

    def _hear(self, event: PlaybackEvent) -> None:
        if self._session is None:
            return
        if isinstance(event, Failed):
            self.failure = event.reason
            if self._begun_at is None or abs(event.position - self._begun_at) < SURELY_PLAYED_MS:
                self._leave()
        elif isinstance(event, StateChanged) and event.state is not PlayState.FAILED:
            self.failure = None
            if self._begun_at is None:
                self._begun_at = self._session.playback.status().position


def _leave(session: Session) -> None:
    try:
        session.keep_place()
    finally:
        session.playback.close()
