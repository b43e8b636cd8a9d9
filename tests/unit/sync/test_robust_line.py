"""The line through points of which some lie anywhere."""

from __future__ import annotations

import pytest

from player.sync.robust_line import Line, robust_line

LEVEL = Line(0, 0, 0)


def test_a_few_strays_do_not_move_it() -> None:
    points = [(at, 100 + at // 100) for at in range(0, 100_000, 10_000)]
    points[2] = (20_000, 9_000)
    points[7] = (70_000, -9_000)
    line = robust_line(points, LEVEL)
    assert line.drift == pytest.approx(0.01)
    assert line.at(50_000) == pytest.approx(600)


def test_one_point_moves_it_without_turning_it() -> None:
    line = robust_line([(1_000, 70)], Line(0, 0, 0.01))
    assert (line.drift, line.at(1_000)) == (0.01, 70)


def test_no_points_leave_it_as_it_is() -> None:
    assert robust_line([], LEVEL) == LEVEL


def test_points_at_one_moment_do_not_turn_it() -> None:
    assert robust_line([(5, 10), (5, 30)], LEVEL) == Line(0, 20, 0)
