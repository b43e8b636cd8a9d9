"""What search finds before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The tokens `start` to `stop` (half-open) answer the query with `score`, above 0 to 1."""

    start: int
    stop: int
    score: float
