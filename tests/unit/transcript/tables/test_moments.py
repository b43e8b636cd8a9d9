"""Times as cells write them."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.transcript.tables.moments import millis_in


@pytest.mark.parametrize(
    ("cell", "millis"),
    [
        (12, 12_000),
        (12.3456, 12_346),
        (Decimal("1.5"), 1_500),
        ("12", 12_000),
        (" 1.25 ", 1_250),
        ("1,115", 1_115_000),
        ("1,115.5", 1_115_500),
        ("12,345,678", 12_345_678_000),
        ("0,5", 500),
        ("3.5s", 3_500),
        ("12:34", 754_000),
        ("1:02:03.25", 3_723_250),
        ("01:02:03,004", 3_723_004),
        (timedelta(seconds=1.5), 1_500),
        (time(1, 2, 3, 4_000), 3_723_004),
        (-0.5, 0),
        (-5, None),
        ("", None),
        (None, None),
        (True, None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        (10**400, None),
        ([1], None),
        ("1:2:3:4", None),
    ],
)
def test_a_cell_in_seconds(cell: Any, millis: int | None):
    assert millis_in(cell, 1000) == millis


def test_milliseconds_and_decimal_commas():
    assert millis_in("1,115", 1) == 1_115
    assert millis_in("1,115", 1000, decimal_comma=True) == 1_115


@given(st.one_of(st.text(), st.floats(), st.integers(), st.decimals(), st.none(), st.timedeltas()))
def test_any_cell_is_a_time_or_none(cell: Any):
    found = millis_in(cell, 1000)
    assert found is None or found >= 0
