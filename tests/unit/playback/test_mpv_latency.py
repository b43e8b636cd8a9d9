"""What is taken off mpv's time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.playback.mpv_latency import filter_latency_ms


def test_at_the_normal_rate_mpv_is_right() -> None:
    assert filter_latency_ms("0.35.1", 1.0) == 0


@pytest.mark.parametrize(
    ("rate", "latency"), [(0.25, -4), (0.5, -4), (2.0, 49), (2.5, 60), (4.0, 85), (8.0, 85)]
)
def test_as_measured_and_between(rate: float, latency: float) -> None:
    assert filter_latency_ms("0.35.1", rate) == pytest.approx(latency)


@pytest.mark.parametrize("version", ["0.37.0", "v0.38.0-123-g0a1b2c", "1.2", "git-2f5c0", ""])
def test_a_newer_mpv_knows_its_filter(version: str) -> None:
    assert filter_latency_ms(version, 2.0) == 0


@given(st.floats(0.25, 4.0), st.floats(0.25, 4.0))
def test_it_grows_with_the_rate(one: float, other: float) -> None:
    slow, fast = sorted((one, other))
    if 1.0 not in (slow, fast):
        assert filter_latency_ms("0.36.0", slow) <= filter_latency_ms("0.36.0", fast)
