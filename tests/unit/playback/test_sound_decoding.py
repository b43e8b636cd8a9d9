"""Samples at the times at which they are heard."""

from __future__ import annotations

import math
import struct
import sys
import wave
from collections.abc import Iterable
from pathlib import Path

import pytest

from player.errors import PlaybackError
from player.playback import sound_decoding
from player.playback.sound_decoding import decoded_sound

RATE = 16_000
SECOND = bytes([1, 2]) * RATE


def write_tone(path: Path, seconds: float, rate: int = 44_100, channels: int = 2) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        samples = (
            struct.pack("<h", int(9_000 * math.sin(n / 20))) * channels for n in range(int(seconds * rate))
        )
        file.writeframes(b"".join(samples))
    return path


def quiet(_: float) -> None:
    """Takes progress."""


def timed(frames: Iterable[tuple[float | None, bytes]]) -> bytes:
    return b"".join(sound_decoding._timed(iter(frames), RATE))


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_samples_tell_the_time_whatever_the_rate_was(tmp_path: Path, rate: int) -> None:
    pytest.importorskip("av")
    told: list[float] = []
    sound = b"".join(decoded_sound(write_tone(tmp_path / "tone.wav", 20, rate), RATE, told.append))
    assert len(sound) / 2 / RATE == pytest.approx(20, abs=0.005)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1, abs=0.05)


def test_a_recording_whose_clock_does_not_begin_at_zero_begins_at_zero(tmp_path: Path) -> None:
    av = pytest.importorskip("av")
    path = tmp_path / "broadcast.ts"
    with av.open(str(write_tone(tmp_path / "tone.wav", 10))) as tone, av.open(str(path), "w") as broadcast:
        stream = broadcast.add_stream("mp2", rate=44_100)
        for frame in tone.decode(audio=0):
            frame.pts += 5 * 44_100
            broadcast.mux(stream.encode(frame))
        broadcast.mux(stream.encode(None))
    with av.open(str(path)) as broadcast:
        assert broadcast.start_time > av.time_base
    told: list[float] = []
    sound = b"".join(decoded_sound(path, RATE, told.append))
    assert len(sound) / 2 / RATE == pytest.approx(10, abs=0.1)
    assert told[0] < 0.05


def test_a_name_is_never_an_address(tmp_path: Path) -> None:
    pytest.importorskip("av")
    path = write_tone(tmp_path / "concat:a|b?c#d%20.wav", 0.5, channels=1)
    assert len(b"".join(decoded_sound(path, RATE, quiet))) == pytest.approx(RATE, abs=200)


def test_a_list_of_other_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.m3u8"
    path.write_text("#EXTM3U\n#EXTINF:10,\n/etc/hostname\n")
    with pytest.raises(PlaybackError, match="a list of other files"):
        list(decoded_sound(path, RATE, quiet))


def test_what_is_no_media_gets_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("av")
    path = tmp_path / "talk.mp4"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(PlaybackError, match=r"talk\.mp4 cannot be played"):
        list(decoded_sound(path, RATE, quiet))


def test_a_picture_has_no_sound(tmp_path: Path) -> None:
    pytest.importorskip("av")
    pillow = pytest.importorskip("PIL.Image")
    path = tmp_path / "slide.png"
    pillow.new("RGB", (8, 8)).save(path)
    with pytest.raises(PlaybackError, match=r"slide\.png has no sound"):
        list(decoded_sound(path, RATE, quiet))


def test_it_can_be_stopped_before_the_end(tmp_path: Path) -> None:
    pytest.importorskip("av")
    sound = decoded_sound(write_tone(tmp_path / "tone.wav", 5), RATE, quiet)
    assert next(sound)
    sound.close()
    assert list(sound) == []


def test_without_the_library_a_sentence_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(PlaybackError, match=r"pip install 'lecture-player\[sync\]'"):
        list(decoded_sound(write_tone(tmp_path / "tone.wav", 0.1), RATE, quiet))


def test_sound_that_begins_late_has_silence_before_it() -> None:
    assert timed([(2.0, SECOND)]) == bytes(2 * len(SECOND)) + SECOND


def test_a_gap_is_silence_and_what_comes_twice_comes_once() -> None:
    assert timed([(0.0, SECOND), (1.5, SECOND)]) == SECOND + bytes(len(SECOND) // 2) + SECOND
    assert len(timed([(0.0, SECOND), (0.5, SECOND), (1.5, SECOND)])) == 2.5 * len(SECOND)


def test_rounded_and_missing_time_stamps_leave_the_samples_as_they_are() -> None:
    assert timed([(0.01, SECOND), (0.99, SECOND), (None, SECOND)]) == 3 * SECOND


def test_a_time_stamp_that_cannot_be_is_passed_over() -> None:
    assert timed([(0.0, SECOND), (1e9, SECOND)]) == 2 * SECOND
