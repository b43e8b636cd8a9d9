"""How far the ear is behind the times that libVLC tells, when we play the sound that it decodes."""

from __future__ import annotations

from player.playback.timed_output import TimedOutput

_FASTER_MS, _FASTER_MS_BY_RATE = 26.0, 17.0
_SLOWER_MS = 33.0
"""Media that the pitch filter holds: most of its queue of 50 ms, and part of what a stride of 30 ms skips
(libVLC 3.0.24, beeps recorded at rates 0.5 to 3: within 10 ms of real time in m4a, 15 in Opus)."""


def filter_ms(rate: float) -> float:
    """Media time between what goes into the pitch filter and what comes out; it rests at rate 1."""
    if rate == 1.0:
        return 0.0
    return _FASTER_MS + _FASTER_MS_BY_RATE * rate if rate > 1 else _SLOWER_MS


def behind_ms(output: TimedOutput, now: float, rate: float) -> float:
    """Media milliseconds that the ear is behind libVLC's plan at `now`."""
    return output.lag_seconds(now) * 1000 * rate + filter_ms(rate)
