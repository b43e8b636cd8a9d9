"""What was asked for last is what counts."""

from __future__ import annotations

from pathlib import Path

from player.model import Playable
from player.playback.clock import MediaClock
from player.playback.port import PlayState
from player.playback.wishes import Opening, Wishes

PLAYABLE = Playable(Path("/lecture.wav"))


def playing(at: int = 0) -> tuple[Wishes, MediaClock, Opening]:
    """An engine that plays since 10.0."""
    clock = MediaClock()
    wishes = Wishes(clock)
    opening = Opening(PLAYABLE, at, expected_length=50_000)
    wishes.open(opening, 10.0)
    clock.seek_sent(10.0)
    clock.playing(10.0)
    clock.buffering(100, 10.0)
    clock.sample(at, 10.0)
    opening.phase = PlayState.PLAYING
    return wishes, clock, opening


def test_states() -> None:
    wishes, clock, opening = playing()
    assert wishes.state(10.1) is PlayState.PLAYING
    assert wishes.state(12.0) is PlayState.STALLED
    clock.buffering(0, 12.0)
    assert wishes.state(13.0) is PlayState.BUFFERING
    clock.paused(13.0)
    assert wishes.state(13.0) is PlayState.PAUSED
    opening.phase = PlayState.FAILED
    assert wishes.state(13.0) is PlayState.FAILED
    wishes.open(opening.again(0), 14.0)
    assert wishes.state(14.0) is PlayState.OPENING


def test_a_seek_is_taken_once_and_the_last_wins() -> None:
    wishes, _, _ = playing()
    assert wishes.take_seek(10.1) is None
    wishes.seek(7_000, 10.1)
    wishes.seek(9_000, 10.1)
    assert wishes.status(10.1).position == 9_000
    assert wishes.take_seek(10.1) == 9_000
    assert wishes.take_seek(10.1) is None


def test_after_the_end_a_seek_opens_anew_and_plays() -> None:
    wishes, _, opening = playing()
    opening.length = 60_000
    assert wishes.finish(opening, PlayState.ENDED, 60_000, 11.0)
    wishes.pause()
    wishes.seek(70_000, 12.0)
    anew = wishes.opening
    assert anew is not None
    assert anew is not opening
    assert (anew.at, anew.best_length, wishes.paused) == (60_000, 60_000, False)


def test_play_starts_anew_after_the_end_and_goes_on_after_a_failure() -> None:
    for phase, at in ((PlayState.ENDED, 0), (PlayState.FAILED, 20_000)):
        wishes, _, opening = playing()
        assert wishes.finish(opening, phase, 20_000, 11.0)
        wishes.play(12.0)
        assert wishes.opening is not None
        assert wishes.opening.at == at


def test_a_seek_the_engine_was_too_late_for_opens_anew_instead_of_ending() -> None:
    wishes, _, opening = playing(at=59_000)
    wishes.seek(5_000, 10.5)
    assert not wishes.finish(opening, PlayState.ENDED, 60_000, 10.6)
    assert wishes.opening is not None
    assert (wishes.opening.at, wishes.opening.phase) == (5_000, PlayState.OPENING)


def test_only_the_wanted_medium_ends_and_only_once() -> None:
    wishes, _, opening = playing()
    assert wishes.finish(opening, PlayState.FAILED, None, 11.0)
    assert not wishes.finish(opening, PlayState.ENDED, None, 11.0)
    wishes.open(Opening(PLAYABLE, 3_000), 12.0)
    assert not wishes.finish(opening, PlayState.ENDED, 60_000, 12.0)
    assert wishes.status(12.0).position == 3_000


def test_closed_it_wants_nothing() -> None:
    wishes, _, _ = playing()
    wishes.close()
    wishes.open(Opening(PLAYABLE, 0), 12.0)
    wishes.play(12.0)
    wishes.seek(1, 12.0)
    assert wishes.opening is None
    assert wishes.state(12.0) is PlayState.PAUSED
