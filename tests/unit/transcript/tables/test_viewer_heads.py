"""The head of a dataset viewer's page, in the ways it is copied."""

from __future__ import annotations

import pytest

from player.transcript.tables.viewer_heads import list_head, pipe_head


@pytest.mark.parametrize(
    ("text", "names", "last"),
    [
        ("a | b\n---|---\n", ("a", "b"), 2),
        ("| a | b |\n| --- | :-: |\n", ("a", "b"), 2),
        ("a\nstringlengths 1\n2\n| b\nint64 0\n9k\n|\n---|---|\n", ("a", "b"), 8),
        ("Page\nvideo\nstringclasses 5 values | b\nfloat64 0\n9k\n|\n---|---|\n", ("video", "b"), 7),
        ("a |\n---|---|\n", None, 0),
        ("---|---\n", None, 0),
        ("a | b\n-- | --\n", None, 0),
        ("a | b\n", None, 0),
    ],
)
def test_pipes(text: str, names: tuple[str, ...] | None, last: int):
    head = pipe_head(text.split("\n"))
    assert (head and head.names, head.last_line if head else 0) == (names, last)


@pytest.mark.parametrize(
    ("lines", "names", "last"),
    [
        (
            "id stringlengths 3 9 text string lang stringclasses 2|values start float64 0 1.5k",
            "id text lang start",
            13,
        ),
        ("id int64 0 9 text stringlengths 1 2 start int64 0 7 a-1 Hello 3", "id text start", 12),
        ("Page line id text start end a-1 Hello 3 5", "id text start end", 6),
        ("id stringlengths 3 9 text string", None, 0),
        ("text start", None, 0),
        ("nothing known here at all", None, 0),
    ],
)
def test_a_field_a_line(lines: str, names: str | None, last: int):
    head = list_head([line.replace("|", " ") for line in lines.split(" ")])
    assert (" ".join(head.names) if head else None, head.last_line if head else 0) == (names, last)


def test_the_lengths_of_ids_are_kept():
    head = pipe_head(["a", "stringlengths 11", "11", "| b", "int64 1", "11.3k", "|", "---|---|"])
    assert head is not None and head.ranges == {"a": (11, 11)}
