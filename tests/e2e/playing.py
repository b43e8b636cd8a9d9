"""What a reader does again and again while a lecture plays, each step waited for."""

from __future__ import annotations

import re

from tests.e2e.player_screen import Talk, find_bar, lit_text, time_of
from tests.e2e.tmux import Picture, Tmux

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


def quit_player(terminal: Tmux) -> str:
    """Leave with q, and see that all is in order."""
    terminal.press("q")
    status, above = terminal.wait_left()
    assert status == 0, above
    return above


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


def wait_whole(tmux: Tmux) -> None:
    """Wait until all of the screen stands where it belongs."""
    columns, rows = tmux.columns, tmux.rows
    tmux.wait_until(lambda picture: is_whole(picture, columns, rows), f"a whole screen of {columns}x{rows}")
