"""The table that an endurance run comes to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.benchmarks.endurance_report import Row, Run, report_of, row_text

RUN = Run("vlc", 1.0, 1.0, 60.0, 60.0)


def rows(
    *,
    drift: Callable[[int], float] = lambda _: 3.0,
    kilobytes: Callable[[int], float] = lambda _: 60_000.0,
    cpu: float = 2.0,
    wrong: int = 0,
    minutes: int = 60,
) -> list[Row]:
    """A row a minute."""
    return [
        Row(
            {
                "seconds": minute * 60.0,
                "position": minute * 60_000,
                "drift": drift(minute),
                "least_drift": drift(minute) - 1,
                "most_drift": drift(minute) + 1,
                "looks": 60,
                "wrong": wrong if minute == 7 else 0,
                "interrupted": 0,
                "longest_block_ms": 4.0,
            },
            kilobytes(minute),
            cpu,
            0.5,
            2.0,
            10,
            12,
        )
        for minute in range(1, minutes + 1)
    ]


def told(found: list[Row], what: str) -> str:
    return next(figure for name, _, figure in report_of(RUN, found) if what in name)


def test_what_holds() -> None:
    assert told(rows(), "verdict") == "holds"
    assert told(rows(), "drift") == "+0.0 ms", "a constant is no drift"
    assert told(rows(), "CPU") == "1.5 %  (2.0 % against 0.5 %), median"


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (rows(drift=lambda minute: minute * -0.5), "it drifts"),
        (rows(wrong=1), "the light was wrong"),
        (rows(kilobytes=lambda minute: 60_000.0 + 20 * minute), "memory grows"),
        (rows(cpu=3.6), "too much CPU"),
        (rows(cpu=3.6, wrong=2), "the light was wrong, too much CPU"),
    ],
)
def test_what_does_not_hold_is_named(found: list[Row], verdict: str) -> None:
    assert told(found, "verdict") == verdict


def test_a_cache_that_fills_is_told_and_not_blamed() -> None:
    filling = rows(kilobytes=lambda minute: 60_000.0 + 800 * min(minute, 20))
    assert told(filling, "after 5 min").endswith("(+12000 kB, to 74.2 MB)")
    assert told(filling, "in the last half") == "+0 kB/h (+0 kB, to 74.2 MB)"
    assert told(filling, "verdict") == "holds"


def test_the_slope_is_that_of_the_line() -> None:
    assert told(rows(kilobytes=lambda minute: 500.0 * minute), "last half").startswith("+30000 kB/h")


def test_a_row_tells_place_and_drift_since_the_first() -> None:
    found = rows(drift=lambda minute: 2.0 * minute, minutes=75)
    assert row_text(found[61], found[0]).split()[:5] == ["62.0", "1:02:00.0", "+122.0", "(+121.0,", "+123.0)"]
