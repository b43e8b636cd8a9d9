"""The first look: every offset and drift within reach, in coarse steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add
from statistics import fmean, pstdev

from player.sync.onsets import Onset
from player.sync.parts import Part
from player.sync.robust_line import Line
from player.sync.speech import FRAME_MS

FARTHEST_MS = 300_000
LARGEST_DRIFT = 0.01
NEAR_MS = 3_000
"""What is not farther than this from the best lag belongs to it."""

_STEP_MS = 100
_FRAMES_A_STEP = _STEP_MS // FRAME_MS
_ERROR_AT_ENDS_MS = 200
"""How far two drifts that are tried one after the other lie apart where the transcript ends, at the most, halved."""

_MOST_DEVIATIONS = 6.0
"""One part that happens to fit somewhere must not outweigh the others."""


@dataclass(frozen=True, slots=True)
class CoarseFit:
    """The line with the best fit, and the best fit that is not near it as a share of that."""

    line: Line
    rival: float


@dataclass(frozen=True, slots=True)
class _Row:
    """For one drift, the fit at each lag, in steps from the earliest to the latest within reach."""

    drift: float
    fits: list[float]


def best_line(parts: Sequence[Part], strength: Sequence[int]) -> CoarseFit | None:
    """The offset and drift at which `parts` fit best where onsets in the sound have `strength`, frame by frame.

    None where no part fits anywhere better than elsewhere.
    """
    if not parts:
        return None
    middle = (parts[0].middle + parts[-1].middle) / 2
    half = max((parts[-1].middle - parts[0].middle) / 2, 1.0)
    near = FARTHEST_MS // _STEP_MS
    reach = near + round(LARGEST_DRIFT * half / _STEP_MS) + 1
    steps = _Steps(strength, reach)
    fits = [(part.middle - middle, steps.fit(part.onsets)) for part in parts]
    rows = [_row(fits, drift, reach, near) for drift in _drifts(half)]
    best, row = max((max(row.fits), number) for number, row in enumerate(rows))
    if best <= 0:
        return None
    lag = rows[row].fits.index(best)
    line = Line(middle, (lag - near) * _STEP_MS, rows[row].drift)
    return CoarseFit(line, max(_best_elsewhere(row.fits, lag) for row in rows) / best)


def _drifts(half: float) -> list[float]:
    step = min(2 * _ERROR_AT_ENDS_MS / half, LARGEST_DRIFT)
    count = int(LARGEST_DRIFT / step)
    return [number * step for number in range(-count, count + 1)]


def _row(fits: Sequence[tuple[float, list[float]]], drift: float, reach: int, near: int) -> _Row:
    width = 2 * near + 1
    total = [0.0] * width
    for from_middle, fit in fits:
        first = reach - near + round(drift * from_middle / _STEP_MS)
        total = list(map(add, total, fit[first : first + width]))
    return _Row(drift, total)


def _best_elsewhere(fits: list[float], lag: int) -> float:
    near = NEAR_MS // _STEP_MS
    return max(max(fits[: max(lag - near, 0)], default=0.0), max(fits[lag + near + 1 :], default=0.0))


class _Steps:
    """The strength of onsets in the sound, ready to be added up at many lags."""

    def __init__(self, strength: Sequence[int], reach: int) -> None:
        self._reach = reach
        quiet = [0] * reach
        once = [*quiet, *strength[::_FRAMES_A_STEP], *quiet]
        self._weighted = (once, [2 * value for value in once], [3 * value for value in once])

    def fit(self, onsets: Sequence[Onset]) -> list[float]:
        """How well `onsets` fit at each lag from -reach to reach, in deviations from what is usual.

        All zero where the sound does not tell one lag from another.
        """
        width = 2 * self._reach + 1
        total = [0] * width
        for onset in onsets:
            at = round(onset.time / _STEP_MS)
            strength = self._weighted[onset.weight - 1][at : at + width]
            total[: len(strength)] = map(add, total, strength)
        usual, spread = fmean(total), pstdev(total)
        if not spread:
            return [0.0] * width
        return [min((value - usual) / spread, _MOST_DEVIATIONS) for value in total]
