"""True errors of recognisers in the seeds: the right words, and the seconds where they were said.

`misheard.tsv` has a line for each: seed, number of the lecture within it, ranges of seconds, right words.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from player.model import Segment

_LIST = Path(__file__).with_name("misheard.tsv")


@dataclass(frozen=True, slots=True)
class Misheard:
    """The right words of what the seed has wrong, and where it has it: half-open ranges of milliseconds."""

    seed: str
    lecture: int
    ranges: tuple[tuple[int, int], ...]
    words: str


def misheard() -> list[Misheard]:
    """The whole list."""
    with _LIST.open(encoding="utf-8", newline="") as lines:
        return [
            Misheard(row["seed"], int(row["lecture"]), _ranges(row["seconds"]), row["words"])
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _ranges(seconds: str) -> tuple[tuple[int, int], ...]:
    pairs = [text.split("-") for text in seconds.split(",")]
    return tuple((round(1000 * float(start)), round(1000 * float(end))) for start, end in pairs)


def lectures_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The lectures of a seed, parted where time goes back."""
    lectures: list[list[Segment]] = []
    for segment in segments:
        if not lectures or segment.start < lectures[-1][-1].start:
            lectures.append([])
        lectures[-1].append(segment)
    return lectures
