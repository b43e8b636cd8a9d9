"""Columns found by the names that datasets give them."""

from __future__ import annotations

import pytest

from player.transcript.tables.columns import Role, find_columns


@pytest.mark.parametrize(
    ("name", "role", "scale"),
    [
        ("start_second", Role.START, 1000),
        ("Start", Role.START, None),
        ("startMs", Role.START, 1),
        ("start (ms)", Role.START, 1),
        ("begin_time", Role.START, None),
        ("offset_millis", Role.START, 1),
        ("end_time_seconds", Role.END, 1000),
        ("stop", Role.END, None),
        ("dur", Role.DURATION, None),
        ("duration_in_ms", Role.DURATION, 1),
    ],
)
def test_times_and_their_units(name: str, role: Role, scale: int | None):
    columns = find_columns(["x", name])
    assert columns.places[role] == 1
    assert columns.scales[role - Role.START] == scale


def test_the_best_of_several_names_is_taken():
    columns = find_columns(["id", "Video ID", "content", "text", "url", "TITLE"])
    assert columns.places[Role.ID] == 1 and columns.places[Role.TEXT] == 3 and columns.places[Role.TITLE] == 5
    assert not columns.counts_rows
    assert find_columns(["id", "text"]).counts_rows


def test_what_no_column_stands_for_is_absent():
    columns = find_columns(["text", "start"])
    assert not columns.has(Role.SPEAKER) and columns.names[Role.SPEAKER] is None


def test_a_million_columns():
    columns = find_columns([f"c{number}" for number in range(1_000_000)] + ["text", "start"])
    assert columns.holds_segments and columns.width == 1_000_002
