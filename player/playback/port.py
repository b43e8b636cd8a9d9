"""What every playback engine does, and what it tells.

Threads: every method may be called from any thread and returns at once; the engine does its work on
a thread of its own. `status` reads a snapshot and never waits for the engine. Listeners run on the
engine's thread, or on the caller's where the engine has none, and must only store, post or steer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

from player.model import Chapter, Millis, Playable


class PlayState(Enum):
    """What the sound is doing."""

    OPENING = "opening"
    PLAYING = "playing"
    PAUSED = "paused"
    BUFFERING = "buffering"
    STALLED = "stalled"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PlaybackStatus:
    """The engine at one moment; `position` is interpolated, `rate` 1.0 is normal, `volume` 0 to 100 and more.

    `moving` tells whether media time runs on from `position` at `rate`.
    """

    state: PlayState
    position: Millis
    length: Millis | None
    rate: float
    volume: int
    muted: bool

    @property
    def moving(self) -> bool:
        return self.state is PlayState.PLAYING


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The sound went from one state to another."""

    state: PlayState


@dataclass(frozen=True, slots=True)
class LengthKnown:
    """The media's length was learned or corrected."""

    length: Millis


@dataclass(frozen=True, slots=True)
class ChaptersKnown:
    """The media brings chapters of its own."""

    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The media was played to its end."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The media cannot be played (on); `reason` is a sentence, `position` where the sound stopped."""

    reason: str
    position: Millis


@dataclass(frozen=True, slots=True)
class Degraded:
    """It plays, but something is missing (sound, video); `reason` is a sentence with the remedy."""

    reason: str


PlaybackEvent: TypeAlias = StateChanged | LengthKnown | ChaptersKnown | Ended | Failed | Degraded
Listener: TypeAlias = Callable[[PlaybackEvent], None]


class Playback(Protocol):
    """A playback engine."""

    @property
    def name(self) -> str:
        """The engine's name as the settings spell it."""

    def subscribe(self, listener: Listener) -> None:
        """Have every later event sent to `listener`, after those told before that still hold."""

    def open(
        self, playable: Playable, *, at: Millis = 0, paused: bool = False, length: Millis | None = None
    ) -> None:
        """Load `playable` and play from `at`, or stand there when `paused`.

        `length` is what is known of it beforehand (a transcript's end); the media's own length outranks it.
        """

    def play(self) -> None:
        """Play on; after the end, from the start; after a failure, from where it stopped."""

    def pause(self) -> None:
        """Let the sound stand."""

    def seek(self, position: Millis) -> None:
        """Go to `position`, clamped to the media; the last of several wins.

        After the end or a failure it plays again from there.
        """

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times normal speed; ValueError when it is not positive."""

    def set_volume(self, volume: int) -> None:
        """Set the volume in per cent."""

    def set_muted(self, muted: bool) -> None:
        """Silence or restore the sound."""

    def status(self) -> PlaybackStatus:
        """The state now; cheap enough for every frame."""

    def close(self) -> None:
        """Stop, give everything back, and end the engine's thread; safe to call twice."""
