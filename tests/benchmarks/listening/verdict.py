"""From beeps, lights and what was done to the player: the errors, and what else was to be said.

Pure. An error is counted in time that is not paused: a beep heard just after the pause key, whose light
comes just after playing on, is late by those two bits and not by the pause.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from tests.benchmarks.listening.beeps import BEEP_MS, Beep
from tests.benchmarks.listening.matching import Light, match

EARLY_SECONDS = 1.2
BEFORE_CUT_SECONDS = 0.15
AFTER_CUT_SECONDS = 0.3
FRAGMENT_SECONDS = 0.6
WHOLE = 0.8


class Deed(Enum):
    """What was done to the player."""

    START = "start"
    SEEK = "seek"
    PAUSE = "pause"
    RESUME = "resume"
    RATE = "rate"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Event:
    """A deed, and when it was done (monotonic seconds)."""

    moment: float
    deed: Deed


@dataclass(frozen=True, slots=True)
class Verdict:
    """Signed errors in ms, those in the first 1.2 s after an event apart, and the number of the rest.

    `unlit` beeps never had a light, `unheard` lights never a beep. `cut` beeps were heard in part because a
    seek or a pause fell into them; `overtaken` are beeps and lights of the old place just around a seek;
    `unclear` are sounds whose tone cannot be told.
    """

    early: tuple[float, ...] = ()
    late: tuple[float, ...] = ()
    unlit: int = 0
    unheard: int = 0
    cut: int = 0
    overtaken: int = 0
    unclear: int = 0

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(
            self.early + other.early,
            self.late + other.late,
            self.unlit + other.unlit,
            self.unheard + other.unheard,
            self.cut + other.cut,
            self.overtaken + other.overtaken,
            self.unclear + other.unclear,
        )


class Story:
    """The events of one run, in order."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self.ended = next(event.moment for event in events if event.deed is Deed.QUIT)
        self.seeks = [event.moment for event in events if event.deed is Deed.SEEK]
        self._disturbed = [
            event.moment for event in events if event.deed in (Deed.SEEK, Deed.PAUSE, Deed.RESUME)
        ]

    def playing(self, moment: float) -> float:
        """`moment` without the pauses before it."""
        paused, since = 0.0, None
        for event in self._events:
            if event.moment > moment:
                break
            if event.deed is Deed.PAUSE:
                since = event.moment
            elif event.deed is Deed.RESUME and since is not None:
                paused, since = paused + event.moment - since, None
        return (moment if since is None else since) - paused

    def is_early(self, moment: float) -> bool:
        """Whether less than 1.2 s passed since a start, seek, resumption or change of rate."""
        return any(
            0 <= moment - event.moment < EARLY_SECONDS
            for event in self._events
            if event.deed not in (Deed.PAUSE, Deed.QUIT)
        )

    def is_overtaken(self, moment: float) -> bool:
        """Whether something at `moment` may belong to what a seek or the end broke off."""
        cuts = (*self.seeks, self.ended)
        return any(-BEFORE_CUT_SECONDS <= moment - cut <= AFTER_CUT_SECONDS for cut in cuts)

    def is_disturbed(self, moment: float) -> bool:
        """Whether a seek or a pause may have cut off what was heard at `moment`."""
        return any(abs(moment - disturbed) <= FRAGMENT_SECONDS for disturbed in self._disturbed)


def judge(
    beeps: Sequence[Beep], lights: Sequence[Light], events: Sequence[Event], length_ms: float = BEEP_MS
) -> Verdict:
    """Errors of one run; `length_ms` is how long a beep lasts when the player is left alone."""
    story = Story(events)
    beeps = [beep for beep in beeps if beep.heard < story.ended]
    lights = [light for light in lights if light.lit < story.ended]
    matched = match(beeps, lights, story.seeks)
    early: list[float] = []
    late: list[float] = []
    cut = overtaken = unclear = unlit = 0

    def is_fragment(beep: Beep) -> bool:
        return beep.length_ms < WHOLE * length_ms

    for pair in matched.pairs:
        if is_fragment(pair.beep) and story.is_disturbed(pair.beep.heard):
            cut += 1
            continue
        error = (story.playing(pair.light.lit) - story.playing(pair.beep.heard)) * 1000
        (early if story.is_early(pair.beep.heard) else late).append(error)
    for beep in matched.unlit:
        if is_fragment(beep) and story.is_disturbed(beep.heard):
            cut += 1
        elif story.is_overtaken(beep.heard):
            overtaken += 1
        elif beep.code is None:
            unclear += 1
        else:
            unlit += 1
    expected, unheard = _without_landings(matched.unheard, lights, story)
    overtaken += expected
    return Verdict(tuple(early), tuple(late), unlit, unheard, cut, overtaken, unclear)


def _without_landings(unheard: Sequence[Light], lights: Sequence[Light], story: Story) -> tuple[int, int]:
    """How many lights a seek overtook, and how many lack their beep.

    The first light after a seek is the segment it landed in, whose beep came before that place.
    """
    moments = [light.lit for light in lights]
    landings = {
        lights[first]
        for first in (bisect_right(moments, seek) for seek in story.seeks)
        if first < len(lights)
    }
    rest = [light for light in unheard if light not in landings]
    gone = [
        light
        for light in rest
        if any(0 <= cut - light.lit <= BEFORE_CUT_SECONDS for cut in (*story.seeks, story.ended))
    ]
    return len(gone), len(rest) - len(gone)
