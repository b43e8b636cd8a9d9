"""Without a terminal, or with --plain: a line a segment as it is spoken, and an orderly end however it comes."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess, Popen

import pytest

from tests.e2e.player_screen import Talk, one_line, seconds, time_of
from tests.e2e.tmux import Tmux

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("libvlc")]

Started = Callable[..., Popen[str]]
Lecture = Callable[..., CompletedProcess[str]]
Terminals = Callable[..., Tmux]
LINE = re.compile(r"\[(\d+:\d\d:\d\d)\] (.+)\n")
KILLED_BY = 128
NO_SOUND = {"LECTURE_SOUND_OUTPUT": "", "PULSE_SERVER": "unix:/nonexistent/native"}


def next_line(process: Popen[str]) -> tuple[int, str, float]:
    """The next line's time in seconds and text, and when it came."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = LINE.fullmatch(line)
    assert found is not None, f"no spoken line: {line!r} {process.stderr.read() if process.stderr else ''}"
    return seconds(found[1]), found[2], time.monotonic()


def end_of(process: Popen[str]) -> tuple[int, str]:
    """Its status and all it said on standard error, once it has ended."""
    assert process.stderr is not None
    said = process.stderr.read()
    return process.wait(), said


def first_text(talk: Talk, ms: int) -> str:
    """What is being spoken at `ms`."""
    return one_line(talk.segments[talk.number_at(ms)].text)


def test_the_demos_lines_come_when_they_are_spoken(started: Started, demo_talk: Talk) -> None:
    demo = started("demo")
    first, second = next_line(demo), next_line(demo)
    assert [text for _, text, _ in (first, second)] == [segment.text for segment in demo_talk.segments[:2]]
    assert [begun for begun, _, _ in (first, second)] == [1, 5]
    assert second[2] - first[2] > 2, "the lines came in a heap and not in time"
    demo.terminate()
    assert end_of(demo) == (KILLED_BY + signal.SIGTERM, "")


def test_plain_lines_in_a_terminal(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal(100, 24)
    tmux.start(["demo", "--plain"])
    tmux.wait_for(f"[0:00:01] {demo_talk.segments[0].text}")
    assert tmux.ask("alternate_on") == "0"


def test_a_reader_that_leaves_ends_it_without_complaint(started: Started) -> None:
    demo = started("demo", "--speed", "4")
    for _ in range(2):
        next_line(demo)
    assert demo.stdout is not None
    demo.stdout.close()
    assert end_of(demo) == (0, "")


def test_ctrl_c_is_status_130(started: Started) -> None:
    demo = started("demo")
    next_line(demo)
    demo.send_signal(signal.SIGINT)
    assert end_of(demo) == (130, "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_keeps_the_place(
    started: Started, lecture: Lecture, demo_talk: Talk, number: signal.Signals
) -> None:
    playing = started("play", demo_talk.media, "--at", "2:00")
    next_line(playing)
    playing.send_signal(number)
    assert end_of(playing) == (KILLED_BY + number, "")
    # A note without a time is one of the place where the lecture was left.
    added = lecture("notes", "add", demo_talk.media, "here")
    assert re.fullmatch(r"1 2:0\d\n", added.stdout), added


def test_a_signal_ends_the_screen_in_order(terminal: Terminals, lecture: Lecture, demo_talk: Talk) -> None:
    tmux = terminal(80, 24)
    tmux.start(["play", demo_talk.media, "--at", "2:00"])
    tmux.wait_until(lambda picture: time_of(picture) >= 121, "it plays")
    os.kill(tmux.player_pid(), signal.SIGTERM)
    assert tmux.wait_left() == (KILLED_BY + signal.SIGTERM, "")
    assert tmux.ask("alternate_on") == "0"
    added = lecture("notes", "add", demo_talk.media, "here")
    assert re.fullmatch(r"1 2:0[1-9]\n", added.stdout), added


def test_a_terminal_that_goes_away_keeps_the_place(
    terminal: Terminals, lecture: Lecture, demo_talk: Talk
) -> None:
    tmux = terminal(80, 24)
    tmux.start(["play", demo_talk.media, "--at", "2:00"])
    tmux.wait_until(lambda picture: time_of(picture) >= 121, "it plays")
    player = Path(f"/proc/{tmux.player_pid()}")
    tmux.run("kill-session", check=False)
    deadline = time.monotonic() + 30
    while player.exists() and "Z (" not in (player / "stat").read_text():
        assert time.monotonic() < deadline, "it outlives its terminal"
        time.sleep(0.05)
    added = lecture("notes", "add", demo_talk.media, "here")
    assert re.fullmatch(r"1 2:0[1-9]\n", added.stdout), added


def test_at_starts_there(started: Started, demo_talk: Talk) -> None:
    assert next_line(started("demo", "--at", "3:50"))[1] == first_text(demo_talk, 230_000)


def test_source_at_time_starts_there(started: Started, demo_talk: Talk) -> None:
    assert next_line(started("play", f"{demo_talk.media}@3m50s"))[1] == first_text(demo_talk, 230_000)


def test_find_starts_where_it_is_said(started: Started, talk: Talk) -> None:
    begun, text, _ = next_line(started("play", talk.media, "--find", talk.query))
    assert talk.found.split()[0] in text
    assert text == first_text(talk, talk.found_at * 1000 + 900)
    assert begun <= talk.found_at


def test_speed_two_says_as_much_in_half_the_time(started: Started) -> None:
    playing = started("demo", "--speed", "2", "--engine", "silent")
    lines = [next_line(playing) for _ in range(3)]
    said, took = lines[-1][0] - lines[0][0], lines[-1][2] - lines[0][2]
    assert 1.4 < said / took < 2.6


def test_the_end_is_status_0(lecture: Lecture, demo_talk: Talk) -> None:
    done = lecture("play", demo_talk.media, "--engine", "silent", "--speed", "4", "--at", "5:38")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert [line.split("] ")[1] for line in done.stdout.splitlines()] == [
        segment.text for segment in demo_talk.segments[-3:]
    ]


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="sound outputs are looked for on Linux alone"
)
@pytest.mark.skipif(any(Path("/dev/snd").glob("pcm*p")), reason="this machine has a sound card")
def test_without_a_sound_device_the_lines_come_and_a_remark(started: Started) -> None:
    demo = started("demo", **NO_SOUND)
    next_line(demo)
    demo.terminate()
    _, said = end_of(demo)
    assert re.fullmatch(r"lecture: Nothing will be heard: .*(`[^`]+`|install and start).*\.\n", said), said
