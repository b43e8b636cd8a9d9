"""Speech in samples, by the real detector."""

from __future__ import annotations

import math
import struct
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.errors import LectureError
from player.sync.speech import BYTES_A_FRAME, SAMPLES_A_SECOND, find_speech, make_detector


def voice(seconds: float) -> bytes:
    """A buzz with the overtones of a voice, which swells and falls like syllables."""
    samples = (
        sum(math.sin(2 * math.pi * 140 * tone * n / SAMPLES_A_SECOND) / tone for tone in range(1, 12))
        * 6_000
        * abs(math.sin(math.pi * 4 * n / SAMPLES_A_SECOND))
        for n in range(int(seconds * SAMPLES_A_SECOND))
    )
    return b"".join(struct.pack("<h", int(sample)) for sample in samples)


@pytest.fixture(scope="module")
def sound() -> bytes:
    """A second of silence, one of voice, one of silence."""
    silence = bytes(SAMPLES_A_SECOND * 2)
    return silence + voice(1) + silence


def test_speech_is_where_the_voice_is(sound: bytes) -> None:
    pytest.importorskip("webrtcvad")
    speech = find_speech([sound], make_detector())
    assert len(speech) == 150
    assert sum(speech[:48]) == 0
    assert sum(speech[50:100]) >= 35
    assert sum(speech[120:]) == 0


def test_the_size_of_the_pieces_does_not_matter(sound: bytes) -> None:
    pytest.importorskip("webrtcvad")
    whole = find_speech([sound], make_detector())

    @settings(max_examples=20)
    @given(st.lists(st.integers(0, len(sound)), max_size=8))
    def in_pieces(cuts: list[int]) -> None:
        pieces = (sound[first:last] for first, last in pairwise([0, *sorted(cuts), len(sound)]))
        assert find_speech(pieces, make_detector()) == whole

    in_pieces()


def test_what_is_no_whole_frame_is_left_out() -> None:
    pytest.importorskip("webrtcvad")
    assert find_speech([bytes(BYTES_A_FRAME * 2 - 1)], make_detector()) == b"\0"
    assert find_speech([], make_detector()) == b""


def test_without_the_library_a_sentence_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "webrtcvad", None)
    with pytest.raises(LectureError, match=r"pip install 'lecture-player\[sync\]'"):
        make_detector()
