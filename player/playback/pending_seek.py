"""A seek that the engine was asked for and has not shown to be done."""

from __future__ import annotations

from dataclasses import dataclass

LANDING_MS = 250
"""So far from its target a seek may land. After a seek the engine was still busy with, a report from farther off may
stem from that one; two are believed."""

LATE_MS = 300
"""A report this near to where the sound would be had it not left may be a late one from there."""

PLAUSIBLE_MS = 3000
SEEK_DOUBT_SECONDS = 2.0
"""A report this far from where a seek went belongs to the old place, unless the seek is this old."""


@dataclass(slots=True)
class PendingSeek:
    """A seek or start no report has confirmed yet; `sent_at` is None until the engine was told of it.

    `is_hurried`: the engine was told of another one before it, which no report had confirmed either.
    `left_ms` is what was heard at `left_at`, when it left for the target.
    """

    target_ms: float
    is_start: bool
    is_hurried: bool = False
    left_ms: float | None = None
    left_at: float = 0.0
    sent_at: float | None = None
    engine_began: bool = False
    doubted_ms: float | None = None
    doubted_at: float = 0.0

    def is_confirmed_by(self, media_ms: float, expected_ms: float, rate: float, now: float) -> bool:
        """Whether a report of `media_ms` can come from where this seek went; `expected_ms` is heard there by now."""
        if self.sent_at is None:
            return False
        age = now - self.sent_at
        if age > SEEK_DOUBT_SECONDS:
            return True
        distance = media_ms - self.target_ms
        farthest = PLAUSIBLE_MS + age * rate * 1000
        if not self.engine_began or not -PLAUSIBLE_MS <= distance <= farthest:
            return False
        reach = LANDING_MS * max(rate, 1.0)
        return (
            not (self.is_hurried or self._may_be_left(media_ms, rate, now))
            or abs(media_ms - expected_ms) <= reach
            or self._is_told_twice(media_ms, reach, rate, now)
        )

    def _may_be_left(self, media_ms: float, rate: float, now: float) -> bool:
        if self.left_ms is None:
            return False
        return abs(media_ms - self.left_ms - (now - self.left_at) * rate * 1000) <= LATE_MS * max(rate, 1.0)

    def _is_told_twice(self, media_ms: float, reach: float, rate: float, now: float) -> bool:
        before_ms, before_at = self.doubted_ms, self.doubted_at
        self.doubted_ms, self.doubted_at = media_ms, now
        if before_ms is None:
            return False
        return abs(media_ms - before_ms - (now - before_at) * rate * 1000) <= reach
