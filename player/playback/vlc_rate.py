"""Makes libVLC play at the wanted rate, and has the clock turn when that is heard.

Belongs to the engine's thread.
"""

from __future__ import annotations

from math import inf
from time import monotonic

from player.playback.clock import MediaClock
from player.playback.timed_output import TimedOutput
from player.playback.vlc_player import VlcPlayer
from player.playback.wishes import Wishes

ON_ITS_WAY_SECONDS = 0.3
"""What libVLC has read and not decoded yet when it is told of another rate."""

SMALL_TURN = 0.25
HELD_BACK_SECONDS = 2.5
"""A smaller change of rate may show nowhere in libVLC's plan. At a larger one it may hold the sound back for
seconds, which the output tells of."""


class VlcRate:
    """The rate that libVLC was told, and the one it gets when the sound of a new place has begun."""

    def __init__(self, wishes: Wishes, clock: MediaClock) -> None:
        self._wishes = wishes
        self._clock = clock
        self.output: TimedOutput | None = None
        self._told = 1.0
        self._is_slowed, self._restore_at = False, inf
        self.places = 0
        """How many places libVLC was sent to."""

    def begin_place(self, player: VlcPlayer) -> None:
        """libVLC is about to be sent to a place: at 1 where the container wants it, else at the wanted rate."""
        wanted = self._wishes.rate
        rate = wanted if self.output is None or player.seeks_at_any_rate() else 1.0
        self.places += 1
        if rate != self._told:
            self._told = rate
            player.set_rate(rate)
        self._is_slowed, self._restore_at = rate != wanted, inf
        if self._is_slowed:
            self._clock.begin_at(rate)

    def sound_began(self, place: int, player: VlcPlayer) -> None:
        """The first sound of the `place`th place has come; another place may be on its way already."""
        if self._is_slowed and place == self.places:
            self._restore_at = monotonic() + player.settling_seconds
            self.restore(player)

    def restore(self, player: VlcPlayer) -> None:
        """Turn from 1 to the wanted rate when it is time."""
        if self._is_slowed and monotonic() >= self._restore_at:
            self._is_slowed = False
            self.follow(player)

    def follow(self, player: VlcPlayer) -> None:
        """Have libVLC play at the wanted rate, unless a place has to begin at 1."""
        wanted = self._wishes.rate
        if self._is_slowed:
            return
        if wanted == self._told:
            self._clock.rate_stays(wanted, monotonic())
            return
        if self.output is not None:
            is_small = abs(self._told / wanted - 1) < SMALL_TURN
            latest = self.output.expect_turn(self._told)
            self._clock.rate_heard_by(latest + (ON_ITS_WAY_SECONDS if is_small else HELD_BACK_SECONDS))
        self._told = wanted
        player.set_rate(wanted)
