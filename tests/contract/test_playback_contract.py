"""What every engine keeps to, in one suite over all of them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from player.playback.port import (
    Degraded,
    Ended,
    Failed,
    LengthKnown,
    PlaybackEvent,
    PlayState,
    StateChanged,
)

LENGTH = 60_000
SHORT = 3_000
NEAR = 2_000
"""How far playing may have gone on while a loaded machine came to look."""


def test_opens_and_plays(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    status = rig.wait_past(200)
    assert status.moving
    assert status.length == LENGTH
    assert (status.rate, status.volume, status.muted) == (1.0, 100, False)
    assert rig.told(LengthKnown)[-1] == LengthKnown(LENGTH)
    assert StateChanged(PlayState.PLAYING) in rig.events


def test_opens_at_a_place(rig: Any, lecture: Path) -> None:
    rig.open(lecture, at=20_500, length=LENGTH)
    assert rig.status().position == 20_500 or rig.status().moving
    seen = rig.wait_past(20_600)
    assert seen.position < 20_600 + NEAR


def test_opens_paused_and_stands(rig: Any, lecture: Path) -> None:
    rig.open(lecture, at=12_345, paused=True, length=LENGTH)
    rig.wait_state(PlayState.PAUSED)
    assert {status.position for _, status in rig.watch(0.4)} == {12_345}
    rig.playback.play()
    assert rig.wait_past(12_400).position < 12_400 + NEAR


def test_a_pause_holds_the_place(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(300)
    rig.playback.pause()
    held = rig.wait_state(PlayState.PAUSED).position
    assert {status.position for _, status in rig.watch(0.4)} == {held}
    rig.playback.play()
    assert held < rig.wait_past(held).position < held + NEAR


def test_pauses_while_it_opens(rig: Any, lecture: Path) -> None:
    rig.open(lecture, at=5_000, length=LENGTH)
    rig.playback.pause()
    held = rig.wait_state(PlayState.PAUSED).position
    assert 5_000 <= held < 5_000 + NEAR


def test_the_last_of_pause_and_play_wins(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(100)
    for _ in range(20):
        rig.playback.pause()
        rig.playback.play()
    rig.wait_past(rig.status().position + 300)
    for _ in range(20):
        rig.playback.play()
        rig.playback.pause()
    rig.wait_state(PlayState.PAUSED)
    assert {status.state for _, status in rig.watch(0.3)} == {PlayState.PAUSED}


def test_seeks_while_playing(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(300)
    for target in (40_000, 10_000, 11_000, 9_500):
        rig.playback.seek(target)
        assert target <= rig.status().position < target + NEAR
        assert rig.wait_past(target + 150).position < target + 150 + NEAR


def test_nothing_of_the_old_place_shows_after_a_seek(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(300)
    rig.playback.seek(30_000)
    assert all(30_000 <= status.position < 30_000 + NEAR for _, status in rig.watch(0.8))


def test_seeks_while_paused(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(300)
    rig.playback.pause()
    rig.wait_state(PlayState.PAUSED)
    rig.playback.seek(33_333)
    assert {(status.position, status.state) for _, status in rig.watch(0.5)} == {(33_333, PlayState.PAUSED)}
    rig.playback.play()
    assert rig.wait_past(33_500).position < 33_500 + NEAR


def test_seeks_while_it_opens(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.playback.seek(25_000)
    assert 25_000 <= rig.status().position < 25_000 + NEAR
    assert rig.wait_past(25_200).position < 25_200 + NEAR


def test_the_last_of_forty_seeks_wins(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(300)
    for number in range(40):
        rig.playback.seek(1_000 + number * 1_000)
    assert 40_000 <= rig.status().position < 40_000 + NEAR
    assert rig.wait_past(40_200).position < 40_200 + NEAR
    assert all(status.position >= 40_200 for _, status in rig.watch(0.3))


def test_a_seek_before_the_start_goes_to_the_start(rig: Any, lecture: Path) -> None:
    rig.open(lecture, at=20_000, length=LENGTH)
    rig.wait_past(20_100)
    rig.playback.seek(-5_000)
    assert 0 <= rig.status().position < NEAR
    assert rig.wait_past(100).position < 100 + NEAR


def test_a_seek_past_the_end_ends(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(100)
    rig.playback.seek(999_000)
    assert rig.wait_state(PlayState.ENDED).position == LENGTH
    rig.wait_told(Ended)
    assert not rig.told(Failed)


def test_a_seek_past_the_end_while_paused_stands_at_the_end(rig: Any, lecture: Path) -> None:
    rig.open(lecture, paused=True, length=LENGTH)
    rig.wait_state(PlayState.PAUSED)
    rig.wait_told(LengthKnown)
    rig.playback.seek(999_000)
    assert {(status.position, status.state) for _, status in rig.watch(0.3)} == {(LENGTH, PlayState.PAUSED)}
    rig.playback.play()
    rig.wait_state(PlayState.ENDED)


def test_a_change_of_rate_does_not_move_the_place(rig: Any, lecture: Path) -> None:
    rig.open(lecture, at=2_000, length=LENGTH)
    rig.wait_past(2_300)
    for rate in (2.0, 0.5, 1.5, 1.0):
        before = rig.watch(0.001)
        rig.playback.set_rate(rate)
        after = rig.watch(0.5)
        assert after[-1][1].rate == rate
        for (earlier, one), (later, next_one) in pairwise([*before, *after]):
            moved = next_one.position - one.position
            assert 0 <= moved <= (later - earlier) * 1000 * 2 + 100, rate


def test_the_rate_outlives_the_medium(rig: Any, lecture: Path, short_talk: Path) -> None:
    rig.playback.set_rate(2.0)
    rig.open(short_talk, at=2_000, length=SHORT)
    rig.wait_state(PlayState.ENDED)
    rig.open(lecture, length=LENGTH)
    rig.wait_past(200)
    assert rig.status().rate == 2.0
    assert advance(rig, 1.0) == pytest.approx(2.0, rel=0.3)


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan")])
def test_a_rate_is_positive(rig: Any, rate: float) -> None:
    with pytest.raises(ValueError, match="rate"):
        rig.playback.set_rate(rate)


@pytest.mark.parametrize("rate", [0.5, 1.0, 3.0])
def test_media_time_runs_at_the_rate(rig: Any, lecture: Path, rate: float) -> None:
    rig.playback.set_rate(rate)
    rig.open(lecture, length=LENGTH)
    rig.wait_past(300)
    assert advance(rig, 1.0) == pytest.approx(rate, rel=0.25)


def advance(rig: Any, seconds: float) -> float:
    """Media time over real time."""
    seen = rig.watch(seconds)
    (began, first), (ended, last) = seen[0], seen[-1]
    return (last.position - first.position) / 1000 / (ended - began)


def test_the_place_never_goes_back_while_it_plays(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_state(PlayState.PLAYING)
    positions = [status.position for _, status in rig.watch(1.2)]
    assert positions == sorted(positions)
    assert len(set(positions)) > 20


def test_the_end_is_told_once(rig: Any, short_talk: Path) -> None:
    rig.open(short_talk, at=1_500, length=SHORT)
    rig.wait_told(Ended)
    status = rig.wait_state(PlayState.ENDED)
    assert (status.position, status.moving) == (SHORT, False)
    rig.watch(0.3)
    assert len(rig.told(Ended)) == 1
    assert not rig.told(Failed)


def test_after_the_end_play_starts_anew(rig: Any, short_talk: Path) -> None:
    rig.open(short_talk, at=2_500, length=SHORT)
    rig.wait_state(PlayState.ENDED)
    rig.playback.play()
    assert rig.wait("playing", lambda status: status.state is PlayState.PLAYING).position < 1_500
    rig.playback.set_rate(3.0)
    rig.wait_state(PlayState.ENDED)
    assert len(rig.told(Ended)) == 2


def test_after_the_end_a_seek_plays_from_there(rig: Any, lecture: Path) -> None:
    rig.open(lecture, at=59_000, length=LENGTH)
    rig.wait_state(PlayState.ENDED)
    rig.playback.seek(15_000)
    assert 15_000 <= rig.status().position < 15_000 + NEAR
    assert rig.wait_past(15_100).position < 15_100 + NEAR


def test_a_listener_may_steer(rig: Any, lecture: Path) -> None:
    def go_back(event: PlaybackEvent) -> None:
        if isinstance(event, Ended):
            rig.playback.seek(7_000)

    rig.playback.subscribe(go_back)
    rig.open(lecture, at=59_500, length=LENGTH)
    rig.wait_told(Ended)
    assert rig.wait_past(7_100).position < 7_100 + NEAR


def test_a_listener_that_fails_stops_nothing(rig: Any, lecture: Path) -> None:
    def fail(event: PlaybackEvent) -> None:
        raise RuntimeError("a listener's own fault")

    rig.playback.subscribe(fail)
    rig.open(lecture, length=LENGTH)
    rig.wait_past(200)
    assert rig.told(StateChanged)


def test_a_late_listener_is_told_what_holds(rig: Any, tmp_path: Path) -> None:
    rig.open(tmp_path / "gone.wav")
    rig.wait_state(PlayState.FAILED)
    late: list[PlaybackEvent] = []
    rig.playback.subscribe(late.append)
    rig.wait("the late listener", lambda _: any(isinstance(event, Failed) for event in late))


def test_volume_and_mute_outlive_the_medium(rig: Any, lecture: Path, short_talk: Path) -> None:
    rig.playback.set_volume(40)
    rig.playback.set_muted(True)
    for path, length in ((lecture, LENGTH), (short_talk, SHORT)):
        rig.open(path, length=length)
        status = rig.wait_state(PlayState.PLAYING)
        assert (status.volume, status.muted) == (40, True)
    rig.playback.set_volume(-3)
    rig.playback.set_muted(False)
    assert (rig.status().volume, rig.status().muted) == (0, False)


def test_another_file_takes_over(rig: Any, lecture: Path, short_talk: Path) -> None:
    rig.open(lecture, at=30_000, length=LENGTH)
    rig.wait_past(30_200)
    rig.open(short_talk, length=SHORT)
    assert rig.status().position < NEAR
    assert rig.wait_past(100).length == SHORT
    assert all(status.position <= SHORT for _, status in rig.watch(0.5))
    assert not rig.told(Failed)


def test_the_last_of_many_openings_wins(rig: Any, lecture: Path, short_talk: Path) -> None:
    for _ in range(10):
        rig.open(short_talk, length=SHORT)
        rig.open(lecture, at=44_000, length=LENGTH)
    assert rig.wait_past(44_200).position < 44_200 + NEAR
    assert rig.status().length == LENGTH


def test_a_missing_file_fails_with_its_name(rig: Any, tmp_path: Path) -> None:
    rig.open(tmp_path / "gone \x1b[2J.wav", at=4_000)
    failed = rig.wait_told(Failed)
    assert rig.wait_state(PlayState.FAILED).position == 4_000
    assert "gone" in failed.reason
    assert "not there" in failed.reason
    assert "\x1b" not in failed.reason


def test_an_empty_file_and_a_folder_fail(rig: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    for path, why in ((tmp_path / "empty.wav", "empty"), (tmp_path, "folder")):
        rig.open(path)
        rig.wait("a reason", lambda _, why=why: any(why in failed.reason for failed in rig.told(Failed)))


def test_a_list_of_other_files_is_refused(rig: Any, tmp_path: Path, short_talk: Path) -> None:
    playlist = tmp_path / "list.m3u8"
    playlist.write_text(f"#EXTM3U\n#EXTINF:3,x\n{short_talk}\n")
    rig.open(playlist)
    assert "list of other files" in rig.wait_told(Failed).reason


@pytest.mark.parametrize("name", ["notes.txt", "lecture.mp4", "lecture.srt"])
def test_text_is_no_media(rig: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Nothing here can be heard.\n" * 200)
    rig.open(tmp_path / name)
    assert "no sound or video" in rig.wait_told(Failed).reason
    assert not rig.told(Ended)


def test_plays_on_after_a_failure(rig: Any, lecture: Path, tmp_path: Path) -> None:
    rig.open(tmp_path / "gone.wav", length=LENGTH)
    rig.wait_told(Failed)
    (tmp_path / "gone.wav").write_bytes(lecture.read_bytes())
    rig.playback.seek(20_000)
    assert rig.wait_past(20_100).position < 20_100 + NEAR


def test_a_name_with_a_colon_and_options_is_only_a_name(rig: Any, lecture: Path, tmp_path: Path) -> None:
    for name in ("a:b.wav", "x :start-time=50.wav", "100%41.wav", "naïve — ß.wav", "#1?.wav"):
        path = tmp_path / name
        path.write_bytes(lecture.read_bytes())
        rig.open(path, length=LENGTH)
        assert rig.wait_past(50).position < 50 + NEAR
    assert not rig.told(Failed)


def test_closing_twice_and_using_it_after_is_harmless(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.wait_past(100)
    rig.playback.close()
    rig.playback.close()
    rig.playback.play()
    rig.playback.seek(1_000)
    rig.open(lecture)
    assert {status.state for _, status in rig.watch(0.3)} == {PlayState.PAUSED}


def test_closes_while_it_opens(rig: Any, lecture: Path) -> None:
    rig.open(lecture, length=LENGTH)
    rig.playback.close()
    assert not rig.status().moving


def test_closes_without_anything_open(rig: Any) -> None:
    assert rig.status().state is PlayState.PAUSED
    rig.playback.play()
    rig.playback.seek(3)
    rig.playback.pause()
    rig.playback.close()
    assert not rig.told(Degraded)
