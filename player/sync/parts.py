"""The parts of a transcript that each say for themselves where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from player.model import Millis
from player.sync.onsets import Onset

_PART_MS = 100_000
_FEWEST, _MOST = 6, 64
FEWEST_ONSETS = 24


@dataclass(frozen=True, slots=True)
class Part:
    """Onsets that follow each other, and the mean of their times."""

    onsets: tuple[Onset, ...]
    middle: Millis


def cut_in_parts(onsets: Sequence[Onset]) -> list[Part]:
    """`onsets`, in order, in parts that last about equally long; none where there are fewer than FEWEST_ONSETS."""
    if len(onsets) < FEWEST_ONSETS:
        return []
    first, last = onsets[0].time, onsets[-1].time
    count = min(max((last - first) // _PART_MS, _FEWEST), _MOST)
    cut: list[list[Onset]] = [[] for _ in range(count)]
    for onset in onsets:
        cut[(onset.time - first) * count // (last - first + 1)].append(onset)
    return [Part(tuple(part), round(fmean(onset.time for onset in part))) for part in cut if part]
