"""A playback rate that the engine was told of and that the ear has not reached."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(slots=True)
class RateTurn:
    """`heard_at` is when the sound at `rate` is heard, None while none of it has come; `latest` is the latest guess."""

    rate: float
    latest: float = math.inf
    heard_at: float | None = None

    @property
    def at(self) -> float:
        """When the clock is to run at the new rate."""
        return self.latest if self.heard_at is None else self.heard_at
