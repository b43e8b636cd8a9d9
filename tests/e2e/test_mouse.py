"""The mouse plays, seeks and scrolls in the real program."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.player_screen import LIT_BAR, Talk, bar_of, lit_text, one_line, time_of
from tests.e2e.playing import MATCH_TONES, open_search, play, quit_player, wait_time
from tests.e2e.tmux import DRAGGED, LEFT, WHEEL_DOWN, Picture, Tmux

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("libvlc")]

Terminals = Callable[..., Tmux]


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
