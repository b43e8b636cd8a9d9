"""`lecture play` and `lecture demo`."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from player import bootstrap
from player.errors import LectureError, SettingsError, UsageError
from player.model import Millis
from player.opening import Wanted, split_time
from player.paths import bundled
from player.session import Session
from player.settings import LoadedSettings, Settings
from player.shell.lost_terminal import ended_with_terminal
from player.shell.signals import ended_in_order
from player.terminal_guard import guarded_terminal
from player.times import clock_text

if TYPE_CHECKING:
    from player.ui.app import LectureApp

DEMO_HINTS = (
    "Try it: / antialiazing filtr Enter finds it, slips of the finger and all.",
    "Try it: i writes a note; it keeps this moment while the voice goes on.",
    "? shows all keys, q leaves. lecture play FILE plays a lecture of your own.",
)


def run(options: Namespace) -> int:
    """Play on the screen where there is one, as plain lines otherwise."""
    wanted, loaded = _wanted(options), bootstrap.settings()
    settings = loaded.settings
    if options.engine is not None:
        settings = replace(settings, playback=replace(settings.playback, engine=options.engine))
    video = settings.playback.video and not options.no_video
    library = bootstrap.open_library()
    plain = options.plain or not sys.stdout.isatty() or not sys.stdin.isatty()
    try:
        with guarded_terminal(bootstrap.paths().log_file):

            def open_session(wanted: Wanted) -> Session:
                return bootstrap.open_session(wanted, settings, library, video=video and not plain)

            if plain:
                return _play_plain(partial(open_session, replace(wanted, second=None)))
            wanted = replace(wanted, as_left=True)
            hints = DEMO_HINTS if options.command == "demo" else ()
            try:
                return _play_in_turn(wanted, open_session, settings, hints)
            except SettingsError as error:
                raise SettingsError(f"{_line_of(str(error), loaded)}{error}") from None
    finally:
        library.close()


def _line_of(sentence: str, loaded: LoadedSettings) -> str:
    """File and line of the setting that a sentence of the screen's is about: it knows themes and keys."""
    for setting, origin in loaded.origins.items():
        if origin.file is not None and setting.removeprefix("keys.") in sentence:
            return f"{origin}: "
    return ""


def _wanted(options: Namespace) -> Wanted:
    locator, time = (str(bundled("demo")), None) if options.source is None else split_time(options.source)
    at = time if options.at is None else options.at
    named: list[Path] = options.transcript or []
    if len(named) > 2:
        raise UsageError(
            "--transcript can be given twice: the first is played along, the second stands beside it."
        )
    main, second = (*named, None, None)[:2]
    return Wanted(locator, main, at, options.find, options.speed, second=second)


def _play_plain(open_session: Callable[[], Session]) -> int:
    from player.shell.plain import play_plain

    with ended_in_order(sys.exit):
        session = open_session()
        try:
            play_plain(session, sys.stdout)
        finally:
            _leave(session)
    return 0


def _play_in_turn(
    wanted: Wanted, open_session: Callable[[Wanted], Session], settings: Settings, hints: tuple[str, ...]
) -> int:
    """Play lectures one after the other, as long as the reader goes on to a neighbour."""
    while True:
        app = _play_on_screen(wanted.locator, partial(open_session, wanted), settings, hints)
        if app.failure is not None:
            raise LectureError(app.failure)
        if app.next_locator is None:
            return app.return_code or 0
        wanted, hints = Wanted(app.next_locator, as_left=True, rate=wanted.rate), ()


def _play_on_screen(
    locator: str, open_session: Callable[[], Session], settings: Settings, hints: tuple[str, ...]
) -> LectureApp:
    # The lecture is opened while the screen's library is being imported: each takes a quarter of a second.
    # Collecting garbage among half-made modules finds none and costs a tenth of the start; the screen ends that.
    gc.disable()
    # Textual gathers changes for a sixtieth of a second; half of that keeps keys and light under 20 ms.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    app: LectureApp | None = None

    def leave(status: int) -> None:
        if app is None or (not app.is_running and app.return_code is None):
            sys.exit(status)
        _end_screen(app, status)

    with ThreadPoolExecutor(1, thread_name_prefix="opening") as opener:
        opening = opener.submit(open_session)

        def keep() -> None:
            if opening.done() and opening.exception() is None:
                _leave(opening.result(), app.unsaved_note if app is not None else None)

        with ended_in_order(leave), ended_with_terminal(keep):
            from player.ui.app import LectureApp

            app = LectureApp(locator, opening.result, settings, hints=hints)
            try:
                app.run()
            finally:
                if not opening.cancel():
                    wait((opening,))
                    keep()
    return app


def _end_screen(app: LectureApp, status: int) -> None:
    def end() -> None:
        # It may end on its own in the meantime.
        with suppress(RuntimeError):
            app.call_from_thread(app.exit, None, status)

    # The screen's own thread is this one, which stands still while it deals with the signal.
    if app.is_running:
        Thread(target=end, name="leaving", daemon=True).start()


def _leave(session: Session, unsaved_note: tuple[Millis, str] | None = None) -> None:
    try:
        session.keep_place()
        if unsaved_note is not None:
            moment, text = unsaved_note
            session.add_note(moment, text.strip())
            sys.stderr.write(f"lecture: the note you were writing is kept at {clock_text(moment)}.\n")
    finally:
        session.playback.close()
