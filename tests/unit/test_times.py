"""Times as people write and read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import UsageError
from player.times import clock_text, parse_time


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("62", 62_000),
        ("0", 0),
        ("1.5", 1500),
        ("12:34", 754_000),
        ("75:00", 4_500_000),
        ("1:02:03.5", 3_723_500),
        ("1:02:03,045", 3_723_045),
        (" 00:00:00.0019 ", 1),
        ("1h2m3s", 3_723_000),
        ("2M", 120_000),
        ("90s", 90_000),
        ("1h", 3_600_000),
        ("3.25s", 3250),
    ],
)
def test_times_in_every_form(written: str, moment: int):
    assert parse_time(written) == moment


@pytest.mark.parametrize(
    "written", ["", " ", "x", "-5", "1:60", "1:61:00", "1:2:3:4", "1m2h", "12:", ":30", "1e3", "٣", "9" * 400]
)
def test_what_is_no_time_gets_one_sentence(written: str):
    with pytest.raises(UsageError, match="is no time") as caught:
        parse_time(written)
    assert "\n" not in str(caught.value)


def test_the_sentence_shows_no_control_characters():
    with pytest.raises(UsageError) as caught:
        parse_time("\x1b[2J")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("moment", "text"), [(0, "0:00"), (232_999, "3:52"), (3_723_000, "1:02:03"), (-5000, "-0:05")]
)
def test_a_clock(moment: int, text: str):
    assert clock_text(moment) == text


def test_a_clock_with_more():
    assert clock_text(122_640, millis=True) == "2:02.640"
    assert clock_text(122_640, hours=True) == "0:02:02"


@given(st.integers(0, 10**10))
def test_what_is_shown_with_milliseconds_is_read_back(moment: int):
    assert parse_time(clock_text(moment, millis=True)) == moment
