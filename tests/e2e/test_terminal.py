"""The terminal the real program is in: any size, left in order, and nothing on it that does not belong."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.player_screen import Talk, one_line, time_of
from tests.e2e.playing import play, quit_player, wait_whole
from tests.e2e.tmux import Picture, Tmux

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("libvlc")]

Terminals = Callable[..., Tmux]
# A server that does not answer counts as none.
NO_SERVER = "unix:/nonexistent/native"
NO_SOUND = {"LECTURE_SOUND_OUTPUT": "", "PULSE_SERVER": NO_SERVER}


def test_a_new_size_of_the_terminal_gets_a_whole_screen(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal(120, 36)
    play(tmux, demo_talk, "--at", "1:00")
    for columns, rows in ((80, 24), (160, 45), (100, 30), (80, 24)):
        tmux.resize(columns, rows)
        wait_whole(tmux)
    quit_player(tmux)


def test_the_terminal_is_clean_afterwards(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal(80, 24)
    play(tmux, demo_talk)
    assert tmux.ask("alternate_on") == "1"
    assert tmux.ask("mouse_any_flag") == "1"
    assert quit_player(tmux) == ""
    assert tmux.ask("alternate_on") == "0"
    assert tmux.ask("mouse_any_flag") == "0"
    assert tmux.ask("cursor_flag") == "1"
    tmux.type("echoed")
    tmux.wait_for("echoed")


def test_what_libvlc_prints_never_reaches_the_screen(
    terminal: Terminals, demo_talk: Talk, lecture_home: Path
) -> None:
    tmux = terminal(100, 30, {"LECTURE_SOUND_OUTPUT": "alsa", "PULSE_SERVER": NO_SERVER})
    tmux.start(["play", demo_talk.media, "--at", "0:10"])
    log = lecture_home / "state" / "lecture.log"

    def has_played(picture: Picture) -> bool:
        assert "alsa" not in picture.text.lower(), picture.text
        return time_of(picture) >= 13

    tmux.wait_until(has_played, "it plays a while")
    wait_whole(tmux)
    assert quit_player(tmux) == "", "something was printed beside the screen"
    if not log.stat().st_size:
        pytest.skip("libVLC had nothing to say here")


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="sound outputs are looked for on Linux alone"
)
@pytest.mark.skipif(any(Path("/dev/snd").glob("pcm*p")), reason="this machine has a sound card")
def test_without_a_sound_device_it_plays_and_says_what_mends_it(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal(100, 30, NO_SOUND)
    picture = play(tmux, demo_talk)
    assert "Nothing will be heard" in picture.text
    assert re.search(r"`[a-z-]+ .*`|install and start", one_line(picture.text)), picture.text
    tmux.press("Escape")
    tmux.wait_until(lambda picture: "Nothing will be heard" not in picture.text, "Esc takes it as seen")
    quit_player(tmux)


def test_a_query_pasted_with_its_slash_is_searched_for(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal()
    begun = play(tmux, demo_talk, "--engine", "silent")
    # Over a slow line keys arrive several at a time.
    tmux.type(f"/{demo_talk.query}")
    tmux.wait_until(
        lambda picture: f"{demo_talk.query} " in picture.text, "the query in the field", seconds=4
    )
    assert time_of(tmux.look()) <= time_of(begun) + 5
