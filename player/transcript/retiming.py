"""A transcript moved and stretched to fit a recording that it was not made for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from player.errors import UsageError
from player.model import Millis, Segment, SkippedLine, Transcript, Word

LATEST = 9999 * 3_600_000
"""No format writes a later time."""

_Map: TypeAlias = Callable[[Millis], Millis]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two moments of the file, and when they are really said: all between and beyond lies on their line.

    Raises UsageError when the two are one moment, or time would stand still or run backwards.
    """

    first: Millis
    first_said: Millis
    last: Millis
    last_said: Millis

    def __post_init__(self) -> None:
        if self.first == self.last:
            raise UsageError("The two points of a stretch must be two different moments of the file.")
        if self.rate <= 0:
            raise UsageError(
                "The two points of a stretch must be said in the order in which they are written."
            )

    @property
    def rate(self) -> Fraction:
        """Milliseconds of the recording for each of the file."""
        return Fraction(self.last_said - self.first_said, self.last - self.first)

    def at(self, moment: Millis) -> Millis:
        """When `moment` of the file is said."""
        return round(self.first_said + (moment - self.first) * self.rate)


def retimed(transcript: Transcript, stretch: Stretch | None = None, offset: Millis = 0) -> Transcript:
    """`transcript` stretched, then moved later by `offset`; the same one where neither changes anything.

    What would begin before zero begins at zero and is named in `skipped`. Raises UsageError when a time leaves
    what files can hold.
    """
    if stretch is None and not offset:
        return transcript

    def said(moment: Millis) -> Millis:
        return (stretch.at(moment) if stretch else moment) + offset

    if max((said(segment.end) for segment in transcript.segments), default=0) > LATEST:
        raise UsageError("The stretch leads beyond 9,999 hours; check its two points.")
    early = sum(said(segment.start) < 0 for segment in transcript.segments)
    segments = tuple(_moved(segment, said) for segment in transcript.segments)
    return replace(transcript, segments=segments, skipped=transcript.skipped + _named(early))


def _moved(segment: Segment, said: _Map) -> Segment:
    words = tuple(
        Word(max(0, said(word.start)), max(0, said(word.end)), word.text, word.confidence, word.estimated)
        for word in segment.words
    )
    return Segment(
        max(0, said(segment.start)), max(0, said(segment.end)), segment.text, segment.speaker, words
    )


def _named(early: int) -> tuple[SkippedLine, ...]:
    if not early:
        return ()
    begins = "segment begins" if early == 1 else "segments begin"
    return (SkippedLine(1, f"{early} {begins} before the recording after the change of times: at 0:00 now"),)
