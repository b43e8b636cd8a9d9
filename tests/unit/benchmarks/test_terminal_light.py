"""A segment counts as lit when all its words stand lit on the screen, at the read that completed them."""

from __future__ import annotations

import pyte

from player.ui.theme import DARK
from tests.benchmarks.listening.matching import Light
from tests.benchmarks.listening.terminal_light import LIT_GROUNDS, lights, lit_cells, subtitle_words

NUMBERS = {"alpha beta": 1, "gamma": 2}


def ground(name: str) -> str:
    colour = DARK.variables[name]
    return "\x1b[48;2;" + ";".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + "m"


LIT, WORD = ground("lit-ground"), ground("word-ground")


def at(row: int, column: int) -> str:
    return f"\x1b[{row};{column}H"


def test_a_segment_over_two_rows_is_lit_when_both_are() -> None:
    reads = [
        (1.0, f"{at(3, 10)}alpha{at(4, 2)}beta gamma".encode()),
        (2.0, f"{at(3, 10)}{LIT}alpha\x1b[0m".encode()),
        (2.5, f"{at(4, 2)}{LIT}beta\x1b[0m gamma".encode()),
        (3.0, f"{at(3, 10)}alpha{at(4, 2)}beta {LIT}gamma\x1b[0m".encode()),
    ]
    assert lights(reads, NUMBERS, lit_cells) == [Light(2.5, 1), Light(3.0, 2)]


def test_the_word_being_spoken_belongs_to_its_segment() -> None:
    reads = [
        (1.0, f"{at(3, 1)}{LIT}alpha {WORD}beta\x1b[0m".encode()),
        (1.5, f"{at(3, 1)}{WORD}alpha{LIT} beta\x1b[0m".encode()),
    ]
    assert lights(reads, NUMBERS, lit_cells) == [Light(1.0, 1)]


def test_a_light_that_moves_to_another_row_is_not_a_new_one() -> None:
    reads = [
        (1.0, f"{at(9, 1)}{LIT}gamma\x1b[0m".encode()),
        (2.0, f"{at(9, 1)}{' ' * 8}{at(5, 1)}{LIT}gamma\x1b[0m".encode()),
    ]
    assert lights(reads, NUMBERS, lit_cells) == [Light(1.0, 2)]


def test_a_sequence_cut_by_a_read_is_put_together() -> None:
    whole = f"{at(3, 1)}{LIT}gamma\x1b[0m".encode()
    assert lights([(1.0, whole[:9]), (1.1, whole[9:])], NUMBERS, lit_cells) == [Light(1.1, 2)]


def test_subtitles_of_mpv_stand_above_its_status() -> None:
    reads = [
        (1.0, b"AO: [pulse] gamma\r\nA: 00:00:00 / 00:01:00\r"),
        (2.0, b"\r\x1b[K\x1b[0mgamma\r\n\x1b[0mA: 00:00:01 / 00:01:00\r"),
        (3.0, b"\r\x1b[K\x1b[A\r\x1b[K\x1b[0malpha beta\r\nA: 00:00:02 / 00:01:00\r"),
    ]
    assert lights(reads, NUMBERS, subtitle_words) == [Light(2.0, 2), Light(3.0, 1)]


def test_the_theme_gives_the_lit_words_grounds_of_their_own() -> None:
    others = {value.removeprefix("#") for name, value in DARK.variables.items() if "ground" not in name}
    assert len(LIT_GROUNDS) == 3
    assert not LIT_GROUNDS & {DARK.background, DARK.surface, DARK.panel}
    assert "f2b84b" in LIT_GROUNDS
    assert others


def test_an_emulator_understands_the_colours() -> None:
    screen = pyte.Screen(120, 36)
    pyte.ByteStream(screen).feed(f"{LIT}x".encode())
    assert screen.buffer[0][0].bg in LIT_GROUNDS
