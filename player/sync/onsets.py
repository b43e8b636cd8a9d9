"""The moments at which speech begins, after a transcript and in a recording.

Beginnings, because captions often last beyond the words in them: their ends tell little.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from player.model import Millis, Segment
from player.sync.speech import FRAME_MS
from player.transcript.word_times import spoken_words

_SHORT_PAUSE_MS, _LONG_PAUSE_MS = 150, 500
_AROUND_FRAMES = 500 // FRAME_MS


class Onset(NamedTuple):
    """A beginning of speech; `weight` is 1 where no silence is known before it, 2 or 3 where one is."""

    time: Millis
    weight: int


def onsets_said(segments: Sequence[Segment]) -> list[Onset]:
    """Where the transcript has speech begin: at each segment, and after pauses between words with times."""
    onsets: list[Onset] = []
    segment, silent_since = -1, -_LONG_PAUSE_MS
    for word in spoken_words(segments):
        weight = _weight(word.start - silent_since)
        if word.segment != segment or (weight > 1 and not word.estimated):
            onsets.append(Onset(word.start, weight))
        segment, silent_since = word.segment, max(silent_since, word.end)
    onsets.sort()
    return onsets


def _weight(pause: Millis) -> int:
    return 1 + (pause >= _SHORT_PAUSE_MS) + (pause >= _LONG_PAUSE_MS)


def onset_strength(speech: bytes) -> list[int]:
    """For each frame, how many of the frames in the half second from it on have speech, less those before it."""
    around = _AROUND_FRAMES
    until = [0, *accumulate(speech)]
    until = [0] * around + until + [until[-1]] * around
    return [
        after - 2 * now + before
        for before, now, after in zip(until, until[around:], until[2 * around :], strict=False)
    ][: len(speech)]
