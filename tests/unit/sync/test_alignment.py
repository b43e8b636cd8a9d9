"""Offset, drift and how sure they are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.model import Segment
from player.sync.alignment import Alignment, align
from player.sync.onsets import onsets_said
from player.sync.speech import FRAME_MS

Lecture = tuple[list[Segment], bytes]


def moved(segments: Sequence[Segment], offset: int, rate: float = 1.0) -> list[Segment]:
    """The segments as another clock has them."""
    return [
        replace(segment, start=round(segment.start * rate + offset), end=round(segment.end * rate + offset))
        for segment in segments
    ]


def aligned(segments: Sequence[Segment], speech: bytes) -> Alignment:
    found = align(speech, onsets_said(segments))
    assert found is not None
    return found


def worst_error(found: Alignment, wrong: Sequence[Segment], right: Sequence[Segment]) -> int:
    return max(abs(found.said(at.start) - said.start) for at, said in zip(wrong, right, strict=True))


def test_what_is_in_step_stays_so(lecture: Lecture) -> None:
    segments, speech = lecture
    found = aligned(segments, speech)
    assert abs(found.offset) <= FRAME_MS
    assert (found.drift, found.is_sure_enough) == (0.0, True)


@given(offset=st.integers(-100_000, 290_000), rate=st.floats(0.991, 1.009))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
def test_offset_and_drift_are_found_together(lecture: Lecture, offset: int, rate: float) -> None:
    segments, speech = lecture
    # What lies before zero is no transcript.
    wrong = moved(segments, max(offset, -4_000), rate)
    found = aligned(wrong, speech)
    assert found.is_sure_enough
    assert worst_error(found, wrong, segments) <= 60
    assert found.drift == pytest.approx(1 / rate - 1, abs=0.0002)


def test_captions_that_are_late_or_early_by_chance_are_evened_out(lecture: Lecture) -> None:
    segments, speech = lecture
    chance = random.Random(1)
    wrong = [
        replace(segment, start=segment.start + round(chance.gauss(0, 150)))
        for segment in moved(segments, 1_700)
    ]
    found = aligned(wrong, speech)
    assert found.is_sure_enough
    assert abs(found.offset + 1_700) <= 100


def test_a_part_that_fits_elsewhere_does_not_turn_the_line(lecture: Lecture) -> None:
    segments, speech = lecture
    strange = moved(segments[:25], 12_000)
    found = aligned([*strange, *moved(segments[25:], 10_000)], speech)
    assert abs(found.said(segments[60].start + 10_000) - segments[60].start) <= 60
    assert found.agreeing < found.parts
    assert found.sure < 1


def test_another_lecture_is_refused(lecture: Lecture, other_segments: list[Segment]) -> None:
    assert aligned(other_segments, lecture[1]).sure < 0.2


def test_shuffled_pauses_are_refused(lecture: Lecture) -> None:
    segments, speech = lecture
    ends = segments[-1].end + segments[0].start
    backwards = [replace(s, start=ends - s.end, end=ends - s.start) for s in reversed(segments)]
    assert aligned(backwards, speech).sure < 0.2


def test_a_beat_that_fits_everywhere_is_refused() -> None:
    segments = [Segment(at, at + 1_000, "tick") for at in range(0, 600_000, 5_000)]
    beat = bytes(number % 250 < 50 for number in range(40_000))
    assert aligned(segments, beat).sure < 0.2


def test_one_sound_in_silence_is_refused(lecture: Lecture) -> None:
    silence = bytearray(len(lecture[1]))
    silence[9_000:9_100] = b"\1" * 100
    assert aligned(lecture[0], bytes(silence)).sure < 0.2


@pytest.mark.parametrize("sound", [b"", bytes(10_000), b"\1" * 30])
def test_without_any_change_in_the_sound_there_is_no_answer(lecture: Lecture, sound: bytes) -> None:
    found = align(sound, onsets_said(lecture[0]))
    assert found is None or not found.is_sure_enough


def test_a_few_segments_are_too_few(lecture: Lecture) -> None:
    segments, speech = lecture
    assert align(speech, onsets_said(segments[:20])) is None
    assert align(speech, []) is None


def test_segments_at_one_moment_are_no_harm(lecture: Lecture) -> None:
    found = align(lecture[1], onsets_said([Segment(7_000, 8_000, "all at once")] * 40))
    assert found is None or not found.is_sure_enough
