"""A segment as a line of text to be edited, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import UsageError
from player.model import SegmentEdit
from player.transcript.characters import plain
from player.ui.editing import edit_from, line_of


def an_edit(text: str = "the lens", start: int = 1_000, end: int = 2_000) -> SegmentEdit:
    return SegmentEdit(start, end, text, None, 0, start, end, text)


@pytest.mark.parametrize(
    ("line", "start", "end", "text"),
    [
        ("0:01.000-0:02.000 the lens", 1_000, 2_000, "the lens"),
        ("  1 - 2   the lens ", 1_000, 2_000, "the lens"),
        ("1–2.5 the lens", 1_000, 2_500, "the lens"),
        ("1-2 3-4 the lens", 1_000, 2_000, "3-4 the lens"),
        ("1m1s-1m2s - the lens", 61_000, 62_000, "- the lens"),
        ("1-2", 1_000, 2_000, ""),
        ("1-2 \x1b[31mthe\u202e  lens", 1_000, 2_000, "the lens"),
    ],
)
def test_what_a_line_says(line: str, start: int, end: int, text: str) -> None:
    edit = edit_from(line, an_edit(), 0)
    assert (edit.start, edit.end, edit.text) == (start, end, text)


@given(
    st.text(st.characters(exclude_categories=())).map(plain),
    st.integers(0, 10**9),
    st.integers(-5_000, 10**6),
    st.integers(-(10**6), 10**6),
)
def test_a_line_left_alone_changes_nothing(text: str, start: int, length: int, offset: int) -> None:
    edit = an_edit(text, start, start + length)
    assert edit_from(line_of(edit, offset), edit, offset) == edit


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_wild_line_is_a_sentence_or_an_edit_that_can_be_shown(line: str) -> None:
    try:
        edit = edit_from(line, an_edit(), 0)
    except UsageError:
        return
    assert 0 <= edit.start < edit.end
    assert edit.text.isprintable() or plain(edit.text) == edit.text
