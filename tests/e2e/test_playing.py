"""The real program in a real terminal with real libVLC: a lecture plays, is searched, noted in and resumed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from tests.e2e.player_screen import Talk, lit_text, lit_word, one_line, time_of
from tests.e2e.playing import MATCH_TONES, open_search, play, quit_player, wait_time
from tests.e2e.tmux import Picture, Tmux

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("libvlc")]

Terminals = Callable[..., Tmux]
Lecture = Callable[..., CompletedProcess[str]]
SAMPLED_SEGMENTS = 4
MEASURED_WALL_SECONDS = 4


def measured_speed(terminal: Tmux) -> float:
    """Media seconds a wall second, from one change of the time at the bar to a later one."""
    here = time_of(terminal.look())
    first, begun = changed_time(terminal, here)
    last, ended = first, begun
    while ended - begun < MEASURED_WALL_SECONDS:
        last, ended = changed_time(terminal, last)
    return (last - first) / (ended - begun)


def changed_time(terminal: Tmux, old: int) -> tuple[int, float]:
    """The time at the bar when it is next another than `old`, and the wall time of that."""
    picture = terminal.wait_until(lambda picture: time_of(picture) not in (old, -1), "the time changes")
    return time_of(picture), time.monotonic()


def test_what_is_lit_is_what_is_heard(terminal: Terminals, talk: Talk) -> None:
    tmux = terminal()
    play(tmux, talk, "--at", f"{talk.begin_ms / 1000:.3f}", "--speed", f"{talk.speed:g}")
    seen: list[str] = []
    words: set[str] = set()

    def sample(picture: Picture) -> bool:
        now, lit = time_of(picture), lit_text(picture)
        if now < 0 or not lit:
            return False
        assert lit in talk.texts_around(now), f"at {now} s “{lit}” is lit\n{picture.text}"
        if not seen or seen[-1] != lit:
            seen.append(lit)
        words.add(lit_word(picture))
        return len(seen) >= SAMPLED_SEGMENTS

    tmux.wait_until(sample, f"{SAMPLED_SEGMENTS} segments lit one after another")
    texts = [one_line(segment.text) for segment in talk.segments]
    first = texts.index(seen[0])
    assert seen == texts[first : first + len(seen)], "segments were passed over or came out of order"
    assert len(words) > len(seen), "the word being spoken does not move within its segment"


def test_a_phrase_is_found_noted_played_faster_and_resumed(
    terminal: Terminals, talk: Talk, lecture: Lecture
) -> None:
    tmux = terminal()
    play(tmux, talk)

    found = open_search(tmux, talk.query)
    assert time_of(found) < talk.found_at - 60, "typing alone must not move the playback"
    tmux.press("Enter")
    landed = tmux.wait_until(
        lambda picture: talk.found in lit_text(picture, MATCH_TONES), f"“{talk.found}” is lit"
    )
    assert talk.found_at <= time_of(landed) <= talk.found_at + 2, landed.text

    note_something(tmux)
    tmux.press("B")
    listed = tmux.wait_until(lambda picture: "✎ what a step is" in picture.text, "the note in its panel")
    row = listed.row_with("✎ what a step is")
    assert row is not None
    (note,) = json.loads(lecture("notes", "list", talk.media, "--json").stdout)
    assert note["text"] == "what a step is; ask #later"
    assert talk.found_at - 0.5 <= note["time"] < time_of(listed) - 2, "it is not of the moment i was pressed"
    assert f"{int(note['time']) // 60}:{int(note['time']) % 60:02} " in listed.rows[row]
    tmux.press("Escape")

    assert 0.75 < measured_speed(tmux) < 1.25
    tmux.press("\\")
    tmux.wait_until(lambda picture: "2×" in picture.rows[0], "speed 2×")
    assert 1.6 < measured_speed(tmux) < 2.4

    tmux.press("space")
    left = time_of(tmux.wait_until(lambda picture: "❙❙" in picture.rows[0], "it pauses"))
    assert quit_player(tmux) == "", "something is left on the screen"

    tmux.start(["play", talk.media])
    resumed = tmux.wait_until(
        lambda picture: "▶ 2×" in picture.rows[0] and bool(lit_text(picture)), "it plays"
    )
    assert left - 3 <= time_of(resumed) <= left + 3, resumed.text
    assert lit_text(resumed) in talk.texts_around(time_of(resumed))
    quit_player(tmux)


def note_something(tmux: Tmux) -> None:
    """Write a note, taking three seconds for it while the lecture goes on."""
    tmux.press("i")
    opened = tmux.wait_for("a note; Enter keeps it")
    tmux.type("what a step is; ask #later")
    tmux.wait_for("what a step is")
    tmux.wait_until(lambda picture: time_of(picture) >= time_of(opened) + 3, "it plays on while one writes")
    tmux.press("Enter")
    tmux.wait_for("Note kept at ")


def test_escape_leaves_the_playback_where_it_was_and_n_walks(terminal: Terminals, seed_talk: Talk) -> None:
    tmux = terminal()
    play(tmux, seed_talk, "--at", "2:05")
    before = open_search(tmux, "perceptron")
    tmux.press("Down", "Escape")
    closed = tmux.wait_until(lambda picture: "Results" not in picture.text, "the panel closes")
    assert time_of(before) <= time_of(closed) <= time_of(before) + 5

    tmux.press("n")
    first = tmux.wait_until(lambda picture: time_of(picture) > time_of(closed) + 5, "n goes to a match")
    tmux.press("n")
    second = tmux.wait_until(lambda picture: time_of(picture) > time_of(first) + 3, "n goes to the next")
    tmux.press("N")
    tmux.wait_until(
        lambda picture: time_of(first) - 2 <= time_of(picture) < time_of(second) - 1, "N goes back"
    )
    quit_player(tmux)


def test_keys_steer(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal(100, 30)
    play(tmux, demo_talk)

    tmux.press(*"]]]")
    tmux.wait_until(lambda picture: "1.3×" in picture.rows[0], "three steps faster")
    tmux.press("BSpace")
    tmux.wait_until(lambda picture: "▶ 1×" in picture.rows[0], "normal speed")

    tmux.press("t")
    tmux.wait_for("go to")
    tmux.wait_for("12:34, 1:02:03")
    tmux.type("3:07")
    tmux.press("Enter")
    wait_time(tmux, 187, 190, "t goes to a time")

    tmux.press("space")
    stood = tmux.wait_until(lambda picture: "❙❙" in picture.rows[0], "it pauses")
    position = time_of(tmux.look())
    deadline = time.monotonic() + 1.5
    tmux.wait_until(lambda _: time.monotonic() > deadline, "a second and a half passes")
    assert time_of(tmux.look()) == position, stood.text
    tmux.press("space")
    tmux.wait_until(lambda picture: time_of(picture) > position, "it plays on")

    tmux.press("Home", "Down", "Down", "Enter")
    third = demo_talk.segments[2]
    tmux.wait_until(
        lambda picture: lit_text(picture) == one_line(third.text) and time_of(picture) < 15,
        "Enter plays from the chosen segment",
    )
    tmux.press("End", "Up", "Enter")
    last_but_one = demo_talk.segments[-2]
    tmux.wait_until(lambda picture: lit_text(picture) == one_line(last_but_one.text), "and near the end")
    tmux.press("5")
    wait_time(tmux, 172, 179, "5 goes to the middle")
    quit_player(tmux)


def test_the_transcripts_offset_is_kept(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal()
    play(tmux, demo_talk, "--engine", "silent")
    tmux.press("x", "x", "x", "z")
    tmux.wait_for("Transcript +0.2 s")
    quit_player(tmux)
    play(tmux, demo_talk, "--engine", "silent")
    tmux.press("x")
    tmux.wait_for("Transcript +0.3 s")
