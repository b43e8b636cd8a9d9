"""What is heard now of an open lecture, in one track or in two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from player.model import Lecture, Millis, Segment, SpokenWord, Track
from player.playback.port import Playback, PlaybackStatus
from player.spoken import Spoken
from player.tracks import Tracks


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is heard at one moment.

    `segment` is the number of the segment being spoken, `word` the word in it, `second` the number of the
    second track's segment; `change_ms` is the media time until any of them changes, None when nothing is to come.
    """

    status: PlaybackStatus
    segment: int | None
    word: SpokenWord | None
    change_ms: Millis | None
    second: int | None = None


class Hearing:
    """The lecture, what plays it, and the transcripts that are shown with it; it steers nothing.

    `spoken` is the main track, `second` the one beside it.
    """

    def __init__(
        self, lecture: Lecture, playback: Playback, tracks: Tracks, spoken: Spoken, second: Spoken | None
    ) -> None:
        self.lecture = lecture
        self.playback = playback
        self.tracks = tracks
        self.spoken = spoken
        self.second = second

    @property
    def segments(self) -> Sequence[Segment]:
        """The transcript's segments; empty when there is no transcript."""
        return self.spoken.segments

    @property
    def offset(self) -> Millis:
        """How much later than the media the transcript is shown."""
        return self.tracks.offset

    def snapshot(self) -> Snapshot:
        """What is heard now; cheap enough for every frame."""
        status = self.playback.status()
        light = self.spoken.lighting.at(status.position - self.offset)
        if self.second is None:
            return Snapshot(status, light.segment, light.word, light.change_ms)
        number, next_ms = self.second.lighting.segment_and_next(status.position - self.tracks.second_offset)
        changes = [ms for ms in (light.change_ms, next_ms) if ms is not None]
        return Snapshot(status, light.segment, light.word, min(changes, default=None), number)

    def said_at(self, position: Millis) -> int | None:
        """The segment spoken at media time `position`."""
        return self.spoken.lighting.segment_at(position - self.offset)

    def media_time(self, said: Millis) -> Millis:
        """Transcript time as media time."""
        return max(0, said + self.offset)

    def words_in(self, segment: int) -> Sequence[SpokenWord]:
        """The words of a segment, with times."""
        return self.spoken.lighting.words_in(segment)

    # --- what is shown

    def show(self, spoken: Spoken) -> Callable[[int], int]:
        """Light and search `spoken` from now on; gives what turns a segment's old number into its new one."""
        was, now = self.spoken.edited, spoken.edited
        self._set_main(spoken)
        return lambda number: now.numbers[was.origins[number]]

    def show_tracks(
        self, main: Track | None, spoken: Spoken, second: Track | None, beside: Spoken | None
    ) -> Callable[[int], int]:
        """Show these tracks from now on; gives what turns a segment's number into that of the same moment."""
        was, was_offset = self.spoken, self.offset
        self.tracks.show(main, second)
        self.second = beside
        if spoken is was:
            return lambda number: number
        self._set_main(spoken)

        def number_of(number: int) -> int:
            # Its middle: where the one begins a little late, its start is still the other's segment before.
            segment = was.segments[number]
            return self.said_at((segment.start + segment.end) // 2 + was_offset) or 0

        return number_of

    def _set_main(self, spoken: Spoken) -> None:
        self.spoken = spoken
        self.lecture = replace(self.lecture, transcript=spoken.edited.transcript)
