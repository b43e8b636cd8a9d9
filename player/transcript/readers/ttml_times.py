"""Times as TTML writes them: clocks, frames and ticks (W3C TTML2 section 12.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from player.model import Millis

_LONGEST_MS = 9999 * 3600 * 1000
_CLOCK = re.compile(
    r"(?:([0-9]{1,5}):)?([0-9]{1,3}):([0-9]{1,3})(?:[.,]([0-9]{1,12})|[:;]([0-9]{1,4})(?:\.([0-9]{1,4}))?)?"
)
_OFFSET = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,12})?)(h|ms|m|s|f|t)?")
_MS_OF_UNIT = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1, None: 1000}


@dataclass(frozen=True, slots=True)
class TimeBase:
    """How a document counts: frames and ticks a second, and whether its clock counts frames (SMPTE)."""

    frames: float = 30.0
    nominal: float = 30.0
    sub_frames: float = 1.0
    ticks: float = 1.0
    counts_frames: bool = False
    drops: str = ""

    @classmethod
    def of(cls, attributes: dict[str, str]) -> TimeBase:
        """As the attributes of `tt` say."""
        nominal = _positive(attributes.get("frameRate")) or 30.0
        over, _, under = attributes.get("frameRateMultiplier", "").strip().replace(":", " ").partition(" ")
        frames = nominal * (_positive(over) or 1.0) / (_positive(under) or 1.0)
        sub_frames = _positive(attributes.get("subFrameRate")) or 1.0
        ticks = _positive(attributes.get("tickRate"))
        if ticks is None:
            ticks = frames * sub_frames if "frameRate" in attributes else 1.0
        smpte = attributes.get("timeBase", "") == "smpte"
        return cls(frames, nominal, sub_frames, ticks, smpte, attributes.get("dropMode", ""))

    def millis(self, expression: str) -> Millis | None:
        """The time that `expression` names; None where it names none."""
        expression = expression.strip()
        if match := _CLOCK.fullmatch(expression):
            found = self._of_clock(match)
        elif match := _OFFSET.fullmatch(expression):
            found = self._of_offset(float(match[1]), match[2])
        else:
            return None
        return round(found) if found <= _LONGEST_MS else None

    def _of_offset(self, number: float, unit: str | None) -> float:
        if unit == "f":
            return number * 1000 / self.frames
        if unit == "t":
            return number * 1000 / self.ticks
        return number * _MS_OF_UNIT[unit]

    def _of_clock(self, match: re.Match[str]) -> float:
        hours, minutes, seconds = int(match[1] or 0), int(match[2]), int(match[3])
        whole = (hours * 60 + minutes) * 60 + seconds
        if match[5] is None:
            return whole * 1000 + float(f"0.{match[4] or 0}") * 1000
        frames = int(match[5]) + int(match[6] or 0) / self.sub_frames
        if not self.counts_frames:
            return whole * 1000 + frames * 1000 / self.frames
        counted = whole * self.nominal + frames - self._dropped(hours, minutes)
        return counted * 1000 / self.frames

    def _dropped(self, hours: int, minutes: int) -> int:
        """Frame numbers that the clock leaves out (TTML2 appendix H)."""
        if self.drops == "dropNTSC":
            return (hours * 54 + minutes - minutes // 10) * 2
        if self.drops == "dropPAL":
            return (hours * 27 + minutes // 2 - minutes // 20) * 4
        return 0


def _positive(written: str | None) -> float | None:
    try:
        number = float(written or 0)
    except ValueError:
        return None
    return number if 1e-3 <= number <= 1e9 else None
