"""Where on a recording a transcript belongs: its offset, its drift, and how sure that is.

The transcript is cut into parts. For each, the correlation of its onsets with those in the sound is worked out at
every lag; the line of lags through all parts on which the correlations add up to most is where to look. Near that
line each part then names the one lag that fits it best: the robust line through these is the alignment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import fmean

from player.model import Millis
from player.sync.coarse import NEAR_MS, best_line
from player.sync.onsets import Onset, onset_strength
from player.sync.parts import Part, cut_in_parts
from player.sync.robust_line import Line, robust_line
from player.sync.speech import FRAME_MS

SURE_ENOUGH = 0.5

_AGREES_MS = 250
_REFINEMENTS = 3
_BY_CHANCE = (2 * _AGREES_MS) / (2 * NEAR_MS)
_RIVALS_EQUAL, _RIVALS_FAR = 0.8, 0.5
"""Unrelated speech has a second best fit of 0.83 and more of the best; related speech one of 0.1 to 0.5."""

_DEVIATIONS_TO_COUNT = 3.0
_FEWEST_FOR_A_LINE = 3
_LEAST_EFFECT_MS = 40
"""A drift that moves less than this from the first word to the last is none."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What the transcript has at t is said at t + offset + drift * t.

    `sure` is 0 to 1; `drift_error` is the standard error of the drift, of which too small a one is given as 0.
    Of `parts` of the transcript, `agreeing` fit best where the whole does.
    """

    offset: Millis
    drift: float
    drift_error: float
    sure: float
    parts: int
    agreeing: int

    @property
    def is_sure_enough(self) -> bool:
        """Whether it may be used without a person who has looked at it."""
        return self.sure >= SURE_ENOUGH

    def said(self, moment: Millis) -> Millis:
        """When what the transcript has at `moment` is said."""
        return round(moment + self.offset + self.drift * moment)


def align(speech: bytes, onsets: Sequence[Onset]) -> Alignment | None:
    """How the transcript with `onsets`, in order, belongs on the recording with `speech` (find_speech).

    None where nothing can be compared: no speech, or too few onsets.
    """
    parts = cut_in_parts(onsets)
    strength = onset_strength(speech)
    coarse = best_line(parts, strength)
    if coarse is None:
        return None
    line = coarse.line
    lags = _lags(parts, strength, line)
    for _ in range(_REFINEMENTS):
        line = robust_line(lags, line)
        lags = _lags(parts, strength, line)
    agreeing = [(middle, lag) for middle, lag in lags if abs(lag - line.at(middle)) <= _AGREES_MS]
    share = max(len(agreeing) / len(parts) - _BY_CHANCE, 0) / (1 - _BY_CHANCE)
    distinct = min(max((_RIVALS_EQUAL - coarse.rival) / (_RIVALS_EQUAL - _RIVALS_FAR), 0), 1)
    drift, error = _significant(agreeing, line)
    offset = fmean(lag - drift * middle for middle, lag in agreeing) if agreeing else line.at(0)
    return Alignment(round(offset), drift, error, share * distinct, len(parts), len(agreeing))


def _lags(parts: Sequence[Part], strength: Sequence[int], line: Line) -> list[tuple[Millis, Millis]]:
    """The middle of each part that tells one lag near `line` from another, and the lag at which it fits best."""
    found = ((part.middle, _best_lag(part, strength, line)) for part in parts)
    return [(middle, lag) for middle, lag in found if lag is not None]


def _best_lag(part: Part, strength: Sequence[int], line: Line) -> Millis | None:
    reach = NEAR_MS // FRAME_MS
    width = 2 * reach + 1
    fit = [0] * width
    for onset in part.onsets:
        first = round((onset.time + line.at(onset.time)) / FRAME_MS) - reach
        for step in range(max(-first, 0), min(width, len(strength) - first)):
            fit[step] += onset.weight * strength[first + step]
    highest = max(fit)
    if highest == min(fit):
        return None
    return round(line.at(part.middle)) + (fit.index(highest) - reach) * FRAME_MS


def _significant(points: Sequence[tuple[Millis, Millis]], line: Line) -> tuple[float, float]:
    """The drift of `line` and its standard error; a drift that may well be none is 0."""
    if len(points) < _FEWEST_FOR_A_LINE:
        return 0.0, inf
    middle = fmean(at for at, _ in points)
    left_over = sum((lag - line.at(at)) ** 2 for at, lag in points) / (len(points) - 2)
    variance = max(left_over, FRAME_MS**2 / 12) / sum((at - middle) ** 2 for at, _ in points)
    error = variance**0.5
    effect = abs(line.drift) * (points[-1][0] - points[0][0])
    counts = abs(line.drift) > _DEVIATIONS_TO_COUNT * error and effect > _LEAST_EFFECT_MS
    return (line.drift if counts else 0.0), error
