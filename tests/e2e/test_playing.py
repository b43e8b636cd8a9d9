"""The real program in a real terminal with real libVLC: a lecture plays, is searched, noted in and resumed."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.e2e.player_screen import (
    LIT_BAR,
    Talk,
    bar_of,
    find_bar,
    lit_text,
    lit_word,
    one_line,
    time_of,
)
from tests.e2e.tmux import DRAGGED, LEFT, WHEEL_DOWN, Picture, Tmux

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("libvlc")]

Terminals = Callable[..., Tmux]
Lecture = Callable[..., CompletedProcess[str]]
# A server that does not answer counts as none.
NO_SERVER = "unix:/nonexistent/native"
NO_SOUND = {"LECTURE_SOUND_OUTPUT": "", "PULSE_SERVER": NO_SERVER}
SAMPLED_SEGMENTS = 4
MEASURED_WALL_SECONDS = 4
MATCH_TONES = ("match-ground", "match-chosen-ground")


def play(terminal: Tmux, talk: Talk, *options: str) -> Picture:
    """Start the program and wait until the lecture plays."""
    terminal.start(["play", talk.media, *options])
    return wait_playing(terminal)


def wait_playing(terminal: Tmux) -> Picture:
    """Wait until the time at the bar runs."""
    begun = terminal.wait_until(lambda picture: "▶" in picture.rows[0] and time_of(picture) >= 0, "it plays")
    return terminal.wait_until(lambda picture: time_of(picture) > time_of(begun), "the time runs")


def open_search(terminal: Tmux, query: str) -> Picture:
    """Type a query into the search bar, and wait until its matches are listed."""
    terminal.press("/")
    terminal.wait_for("search what was said")
    # The field takes keys once its cursor shows; before that they would be commands.
    terminal.wait_until(shows_cursor, "the cursor in the search field")
    terminal.type(query)
    counted = re.compile(re.escape(query) + r" +\d+ of \d+")
    return terminal.wait_until(
        lambda picture: counted.search(picture.text) is not None, f"matches of {query} counted"
    )


def shows_cursor(picture: Picture) -> bool:
    """Whether a field that waits for text shows its cursor."""
    row = picture.row_with("search what was said")
    if row is None:
        return False
    at = picture.rows[row].index("search what was said")
    return picture.cell(at, row).bg != picture.cell(at + 2, row).bg or picture.cell(at, row).reverse


def wait_time(terminal: Tmux, low: float, high: float, what: str) -> Picture:
    """Wait until the time at the bar lies between two seconds."""
    return terminal.wait_until(lambda picture: low <= time_of(picture) <= high, what)


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


def quit_player(terminal: Tmux) -> str:
    """Leave with q, and see that all is in order."""
    terminal.press("q")
    status, above = terminal.wait_left()
    assert status == 0, above
    return above


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


def test_the_mouse_plays_seeks_and_scrolls(terminal: Terminals, talk: Talk) -> None:
    tmux = terminal()
    play(tmux, talk, "--at", f"{talk.begin_ms / 1000:.3f}")

    number = talk.number_at(talk.begin_ms) + 4
    word = one_line(talk.segments[number].text).split()[-1]
    shown = tmux.wait_until(lambda picture: find_text(picture, word) is not None, f"“{word}” on the screen")
    place = find_text(shown, word)
    assert place is not None
    tmux.click(place[0] + 1, place[1])
    start, end = talk.segments[number].start // 1000, talk.segments[number].end // 1000
    played = tmux.wait_until(
        lambda picture: start <= time_of(picture) <= end + 1 and word in lit_text(picture),
        f"it plays from “{word}”",
    )
    assert time_of(played) >= (start + end) // 2 - 1, "it played from the segment and not from its last word"

    scroll_away_and_return(tmux)

    bar = bar_of(played)
    column = bar.column_of(talk.found_at)
    tmux.click(column, bar.row)
    wait_time(tmux, bar.second_at(column) - 1, bar.second_at(column) + 4, "a click on the bar seeks")

    begin, end_column = bar.column_of(60), bar.column_of(180)
    tmux.mouse(LEFT, begin, bar.row)
    for x in (*range(begin + 1, end_column, 5), end_column):
        tmux.mouse(DRAGGED, x, bar.row)
    tmux.mouse(LEFT, end_column, bar.row, released=True)
    aim = bar.second_at(end_column)
    wait_time(tmux, aim - 1, aim + 4, "a drag on the bar seeks to where it is let go")
    tmux.wait_until(lambda picture: lit_text(picture) in talk.texts_around(time_of(picture)), "it is lit")

    column, row = listed_at(open_search(tmux, talk.query), talk.found_at)
    tmux.click(column + 8, row)
    wait_time(tmux, talk.found_at, talk.found_at + 3, "a click on a result plays from it")
    tmux.wait_until(lambda picture: talk.found in lit_text(picture, MATCH_TONES), f"“{talk.found}” is lit")
    quit_player(tmux)


def listed_at(picture: Picture, second: int) -> tuple[int, int]:
    """Column and row of a time in the panel at the right."""
    sign = f" {second // 60}:{second % 60:02}  "
    for y, row in enumerate(picture.rows):
        if row.rfind(sign) > picture.columns // 2:
            return row.rfind(sign), y
    raise AssertionError(f"{sign} is not listed\n{picture.text}")


def scroll_away_and_return(tmux: Tmux) -> None:
    """Turn the wheel, see that the page then stands where it was left, and follow again."""
    before = tmux.look()
    for _ in range(5):
        tmux.mouse(WHEEL_DOWN, 40, 10)
    away = tmux.wait_until(
        lambda picture: "not following · f returns" in picture.text and page_of(picture) != page_of(before),
        "the page scrolls, and is said not to follow",
    )
    settled = tmux.wait_until(lambda picture: time_of(picture) > time_of(away), "it plays on")
    later = tmux.wait_until(lambda picture: time_of(picture) > time_of(settled) + 2, "and on")
    assert page_of(later) == page_of(settled), "the page moved under the reader"
    top = next(row for row in page_of(later) if row.strip())
    assert top not in page_of(before)[:4], "the page went back to the voice"
    tmux.press("f")
    tmux.wait_until(
        lambda picture: (
            page_of(picture) != page_of(later)
            and bool(lit_text(picture))
            and "not following" not in picture.text
        ),
        "the voice is followed again",
    )


def page_of(picture: Picture) -> list[str]:
    """The transcript's text alone."""
    return [row.replace(LIT_BAR, " ")[:-2] for row in picture.rows[2:-6]]


def find_text(picture: Picture, word: str) -> tuple[int, int] | None:
    """Column and row of `word` in the transcript."""
    for y, row in enumerate(picture.rows[2:-6], start=2):
        if word in row:
            return row.index(word), y
    return None


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


def is_whole(picture: Picture, columns: int, rows: int) -> bool:
    """Whether title, lit words, bar and hints stand where they belong in a terminal of this size."""
    bar = find_bar(picture)
    return (
        bar is not None
        and bar.row >= rows - 5
        and "▶" in picture.rows[0]
        and picture.rows[0].rstrip().endswith("left")
        and len(picture.rows[0].rstrip()) >= columns - 2
        and bar.left + bar.cells >= columns - 8
        and bool(lit_text(picture))
        and "play" in picture.rows[-1]
    )


def test_a_new_size_of_the_terminal_gets_a_whole_screen(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal(120, 36)
    play(tmux, demo_talk, "--at", "1:00")
    for columns, rows in ((80, 24), (160, 45), (100, 30), (80, 24)):
        tmux.resize(columns, rows)
        wait_whole(tmux)
    quit_player(tmux)


def wait_whole(tmux: Tmux) -> None:
    """Wait until all of the screen stands where it belongs."""
    columns, rows = tmux.columns, tmux.rows
    tmux.wait_until(lambda picture: is_whole(picture, columns, rows), f"a whole screen of {columns}x{rows}")


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
    play(tmux, demo_talk, "--at", "0:10")
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


@pytest.mark.xfail(
    reason="keys that come in one packet with the / before them are run as commands", strict=True
)
def test_a_query_pasted_with_its_slash_is_searched_for(terminal: Terminals, demo_talk: Talk) -> None:
    tmux = terminal()
    begun = play(tmux, demo_talk, "--engine", "silent")
    # Over a slow line keys arrive several at a time.
    tmux.type(f"/{demo_talk.query}")
    tmux.wait_until(
        lambda picture: f"{demo_talk.query} " in picture.text, "the query in the field", seconds=4
    )
    assert time_of(tmux.look()) <= time_of(begun) + 5
