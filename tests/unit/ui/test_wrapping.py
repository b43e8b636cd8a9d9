"""Breaking text into rows of terminal cells."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from player.ui import wrapping
from player.ui.wrapping import NEVER_FIRST, cells_before, character_at, row_starts

LETTERS = ["a", "word", " ", "  ", "灯", "台", "。", "、", "가", "ש", "ع", "é", "e\u0301", "-", "…", "x" * 9]
JOINED = ["👩‍🚒", "👍🏽", "🏴‍☠️", "\u200d", "\ufe0f"]
PIECES = st.sampled_from([*LETTERS, *JOINED])
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)
WIDTHS = st.integers(1, 24)


def rows(text: str, width: int) -> list[str]:
    starts = row_starts(text, width)
    return [text[begin:stop] for begin, stop in pairwise((*starts, len(text)))]


@given(TEXTS, WIDTHS)
@example("", 5)
@example("灯台", 1)
@example("👨‍👩‍👧‍👦" * 3, 3)
def test_rows_are_the_text_in_order_without_holes(text: str, width: int) -> None:
    starts = row_starts(text, width)
    assert starts[0] == 0
    assert list(starts) == sorted(set(starts))
    assert all(start < len(text) or start == 0 for start in starts)
    assert "".join(rows(text, width)) == text


@given(TEXTS, WIDTHS)
@example("aa 灯台 bb", 4)
def test_no_row_is_wider_than_the_width_unless_one_letter_is(text: str, width: int) -> None:
    for row in rows(text, width):
        graphemes, _ = split_graphemes(row)
        letters = [(row[first], cells) for first, _, cells in graphemes if cells]
        # A mark without width may be joined to the space at which the row was broken.
        while letters and letters[-1][0] == " ":
            letters.pop()
        assert sum(cells for _, cells in letters) <= width or len(letters) == 1


@given(TEXTS, WIDTHS)
def test_what_is_seen_as_one_letter_is_never_cut(text: str, width: int) -> None:
    graphemes, _ = split_graphemes(text)
    letters = {first for first, _, _ in graphemes}
    if not (text.isascii() or all(cell_len(letter) == 1 for letter in text)):
        assert set(row_starts(text, width)) <= letters | {0}


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=12), st.integers(6, 20))
def test_words_that_fit_are_kept_whole_and_rows_are_filled(words: list[str], width: int) -> None:
    text = " ".join(words)
    broken = [row.strip(" ") for row in rows(text, width)]
    assert " ".join(broken) == text
    for row, following in pairwise(broken):
        assert len(f"{row} {following.split(' ')[0]}") > width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two", " three"]),
        ("one two", 7, ["one two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a abcdefgh", 3, ["a ", "abc", "def", "gh"]),
        ("灯台は海", 4, ["灯台", "は海"]),
        ("灯台。海", 4, ["灯", "台。", "海"]),
        ("a灯台", 3, ["a灯", "台"]),
    ],
)
def test_examples(text: str, width: int, expected: list[str]) -> None:
    assert [row.strip(" ") for row in rows(text, width)] == [row.strip(" ") for row in expected]


def test_a_row_of_wide_letters_does_not_begin_with_a_closing_mark() -> None:
    text = "海のそばに立つ塔です。夜に光る、高い塔。"
    for width in range(6, 30):
        assert all(row[0] not in NEVER_FIRST for row in rows(text, width)), width


@given(TEXTS, WIDTHS)
def test_each_letter_is_found_at_its_own_cell(text: str, width: int) -> None:
    starts = (*row_starts(text, width), len(text))
    for begin, stop in pairwise(starts):
        graphemes, _ = split_graphemes(text[begin:stop])
        taken = 0
        for first, _, cells in graphemes:
            for cell in range(taken, taken + cells):
                assert character_at(text, begin, stop, cell) == begin + first
            taken += cells
        assert character_at(text, begin, stop, taken) is None


def test_cells_are_counted_as_they_are_drawn() -> None:
    assert cells_before("ab灯c", 0, 3) == 4
    assert cells_before("ab灯c", 2, 3) == 2
    assert cells_before("e\u0301x", 0, 2) == 1


@given(
    st.lists(st.sampled_from([*"ab é灯台。、ー가,（", "  ", "word"]), max_size=40).map("".join),
    st.integers(2, 24),
)
def test_simple_text_is_broken_as_text_taken_apart(text: str, width: int) -> None:
    assert wrapping._simple_starts(text, width) == wrapping._wide_starts(text, width)


def test_what_counts_as_simple_has_the_cells_it_is_given() -> None:
    for characters, cells in ((wrapping._NARROW, 1), (wrapping._WIDE, 2)):
        every = re.findall(f"[{characters}]", "".join(map(chr, range(0x20, 0xD800))))
        assert {cell_len(character) for character in every} == {cells}
        text = "".join(every)
        graphemes, _ = split_graphemes(text)
        assert [first for first, _, _ in graphemes] == list(range(len(text)))
