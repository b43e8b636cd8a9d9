"""Sound that is heard later than the engine tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import Playable
from player.playback.delayed import DelayedPlayback
from player.playback.port import Ended, PlaybackEvent, PlayState
from player.playback.silent import SilentPlayback

LENGTH = 60_000


class Rig:
    """A delayed engine on a clock that moves when told."""

    def __init__(self, media: Path, delay_ms: float) -> None:
        self.now = 100.0
        self.engine = SilentPlayback(clock=lambda: self.now)
        self.playback = DelayedPlayback(self.engine, delay_ms)
        self.playback.open(Playable(media), at=10_000, length=LENGTH)

    def after(self, seconds: float) -> int:
        self.now += seconds
        return self.heard

    @property
    def heard(self) -> int:
        return self.playback.status().position


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("media") / "talk.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE")
    return path


@pytest.mark.parametrize(("rate", "heard"), [(1.0, 12_800), (2.0, 15_600), (0.5, 11_400)])
def test_what_is_heard_left_the_engine_the_delay_ago(media: Path, rate: float, heard: int) -> None:
    rig = Rig(media, 200)
    rig.playback.set_rate(rate)
    assert rig.after(3) == heard


def test_what_is_sought_stands_until_it_is_heard(media: Path) -> None:
    rig = Rig(media, 250)
    rig.after(3)
    for target in (30_000, 5_000):
        rig.playback.seek(target)
        assert rig.engine.status().position == target, "the media's own time is asked for"
        assert [rig.after(0.125) for _ in range(4)] == [target, target, target + 125, target + 250]


def test_the_start_stands_until_it_is_heard(media: Path) -> None:
    rig = Rig(media, 250)
    assert [rig.heard, rig.after(0.25), rig.after(0.125)] == [10_000, 10_000, 10_125]


def test_a_pause_plays_out_what_the_headphones_hold(media: Path) -> None:
    rig = Rig(media, 250)
    assert rig.after(1) == 10_750
    rig.playback.pause()
    assert rig.after(5) == 11_000
    rig.playback.play()
    assert [rig.after(0.125), rig.after(0.125), rig.after(0.125)] == [11_000, 11_000, 11_125]


def test_a_slower_rate_does_not_take_it_back(media: Path) -> None:
    rig = Rig(media, 200)
    heard = rig.after(1)
    rig.playback.set_rate(4.0)
    assert rig.heard == heard
    assert rig.after(1) == 11_000 + 4_000 - 800


def test_sound_that_is_early(media: Path) -> None:
    rig = Rig(media, -300)
    assert rig.after(1) == 11_300
    rig.playback.pause()
    assert rig.after(1) == 11_300
    rig.playback.seek(20_000)
    assert rig.heard == 20_000
    rig.playback.seek(LENGTH - 100)
    rig.playback.play()
    assert rig.after(0.05) == LENGTH


def test_it_ends_at_its_end_and_begins_anew(media: Path) -> None:
    rig = Rig(media, 200)
    told: list[PlaybackEvent] = []
    rig.playback.subscribe(told.append)
    assert rig.after(100) == LENGTH
    assert rig.playback.status().state is PlayState.ENDED
    assert Ended() in told
    rig.playback.play()
    assert [rig.heard, rig.after(0.3)] == [0, 100]


def test_the_next_lecture_begins_at_its_own_place(media: Path) -> None:
    rig = Rig(media, 200)
    rig.after(20)
    rig.playback.open(Playable(media), at=1_000, paused=True)
    assert rig.after(3) == 1_000


def test_the_rest_passes_through(media: Path) -> None:
    rig = Rig(media, 200)
    rig.playback.set_volume(70)
    rig.playback.set_muted(True)
    status = rig.playback.status()
    assert (rig.playback.name, status.volume, status.muted, status.length) == ("silent", 70, True, LENGTH)
    with pytest.raises(ValueError, match="positive"):
        rig.playback.set_rate(0)
    rig.playback.close()
    assert rig.playback.status().state is PlayState.PAUSED


STEPS = st.one_of(
    st.tuples(st.just("wait"), st.floats(0, 3)),
    st.tuples(st.just("rate"), st.sampled_from((0.25, 0.5, 1.0, 2.0, 4.0))),
    st.tuples(st.just("pause"), st.just(0)),
    st.tuples(st.just("play"), st.just(0)),
)


@given(st.floats(-2000, 2000), st.lists(STEPS, max_size=30))
def test_between_seeks_it_never_runs_back_and_stays_near(
    media: Path, delay_ms: float, steps: list[tuple[str, float]]
) -> None:
    rig = Rig(media, delay_ms)
    rig.playback.open(Playable(media))
    shown = rig.heard
    for kind, amount in steps:
        if kind == "wait":
            rig.now += amount
        elif kind == "rate":
            rig.playback.set_rate(amount)
        else:
            getattr(rig.playback, kind)()
        heard = rig.heard
        assert heard >= shown
        assert abs(heard - rig.engine.status().position) <= abs(delay_ms) * 4.0 + 1
        shown = heard
