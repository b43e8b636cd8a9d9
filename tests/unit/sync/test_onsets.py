"""Where speech begins, in a transcript and in sound."""

from __future__ import annotations

from player.model import Segment, Word
from player.sync.onsets import Onset, onset_strength, onsets_said
from player.sync.speech import FRAME_MS


def timed(*words: tuple[int, int, str]) -> Segment:
    texts = " ".join(text for _, _, text in words)
    return Segment(words[0][0], words[-1][1], texts, None, tuple(Word(*word) for word in words))


def test_a_segment_weighs_as_much_as_the_pause_before_it() -> None:
    segments = [
        timed((0, 400, "Low")),
        timed((400, 800, "water")),
        timed((1_000, 1_400, "comes")),
        timed((2_000, 2_400, "late")),
    ]
    assert onsets_said(segments) == [Onset(0, 3), Onset(400, 1), Onset(1_000, 2), Onset(2_000, 3)]


def test_words_with_times_tell_of_pauses_within_a_segment() -> None:
    segment = timed((0, 400, "High"), (420, 800, "water"), (2_000, 2_400, "again"))
    assert onsets_said([segment]) == [Onset(0, 3), Onset(2_000, 3)]


def test_estimated_words_tell_nothing_but_their_segment() -> None:
    assert [onset.time for onset in onsets_said([Segment(500, 9_000, "Spring. Neap.")])] == [500]


def test_segments_without_words_are_no_onsets() -> None:
    assert onsets_said([Segment(0, 1_000, "♪"), Segment(0, 1_000, "")]) in ([], [Onset(0, 3)])
    assert onsets_said([]) == []


def test_strength_is_highest_where_speech_begins_and_lowest_where_it_ends() -> None:
    speech = bytes(100) + b"\1" * 100 + bytes(100)
    strength = onset_strength(speech)
    half_second = 500 // FRAME_MS
    assert len(strength) == len(speech)
    assert (strength.index(max(strength)), max(strength)) == (100, half_second)
    assert (strength.index(min(strength)), min(strength)) == (200, -half_second)


def test_before_and_after_the_recording_is_silence() -> None:
    assert onset_strength(b"\1" * 100)[0] == 500 // FRAME_MS
    assert onset_strength(b"\1") == [1]
    assert onset_strength(b"") == []
