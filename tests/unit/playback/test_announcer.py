"""Events for those who listen, and for those who come late."""

from __future__ import annotations

from player.playback.announcer import Announcer
from player.playback.port import Degraded, Failed, LengthKnown, PlaybackEvent


def test_what_is_missing_is_told_once_and_again_only_to_who_comes_late() -> None:
    announcer = Announcer()
    early: list[PlaybackEvent] = []
    late: list[PlaybackEvent] = []
    announcer.subscribe(early.append)
    announcer.announce(Degraded("No sound."))
    announcer.new_medium()
    announcer.announce(Degraded("No sound."))
    announcer.announce(Degraded("No window."))
    announcer.subscribe(late.append)
    assert early == late == [Degraded("No sound."), Degraded("No window.")]


def test_what_held_for_the_medium_before_is_forgotten() -> None:
    announcer = Announcer()
    announcer.announce(Failed("It is cut.", 5))
    announcer.new_medium()
    announcer.announce(LengthKnown(1))
    announcer.announce(LengthKnown(2))
    late: list[PlaybackEvent] = []
    announcer.subscribe(late.append)
    assert late == [LengthKnown(2)]
