"""The open lecture: what is heard now, and everything a person can do with it.

Threads: what reads or steers playback returns at once and belongs to the screen's thread; methods
that say "blocking" touch the disk or build an index and belong in a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from player.jump_list import JumpList
from player.loop import Loop, marked
from player.model import Lecture, Match, Millis, Note, Place, Segment, SegmentEdit, SpokenWord, Transcript
from player.playback.port import Playback, PlaybackStatus, PlayState
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase
from player.spoken import Spoken
from player.transcript.overlay import EditedTranscript, with_edits

if TYPE_CHECKING:
    from player.library.lectures import LectureShelf
    from player.library.notes import NoteStore

SLOWEST, FASTEST = 0.25, 4.0
LOUDEST = 130


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is heard at one moment.

    `segment` is the number of the segment being spoken and `word` the word in it; `change_ms` is the
    media time until either changes, None when nothing is to come.
    """

    status: PlaybackStatus
    segment: int | None
    word: SpokenWord | None
    change_ms: Millis | None


class Session:
    """One lecture, opened: it steers the engine and keeps what the reader does."""

    def __init__(
        self,
        lecture: Lecture,
        playback: Playback,
        shelf: LectureShelf,
        notes: NoteStore,
        place: Place,
        remarks: tuple[str, ...] = (),
        *,
        edited: EditedTranscript | None = None,
    ) -> None:
        """`edited` tells how the lecture's transcript differs from its file; without it, it does not."""
        self.lecture = lecture
        self.playback = playback
        self.remarks = remarks
        self.jumps = JumpList()
        self.loop: Loop | None = None
        self._shelf = shelf
        self._notes = notes
        self._place = place
        self._offset = place.offset
        self._other_rate = 2.0 if place.rate == 1.0 else place.rate
        self.spoken = Spoken(edited or with_edits(lecture.transcript or Transcript("", ()), ()))

    @property
    def segments(self) -> Sequence[Segment]:
        """The transcript's segments; empty when there is no transcript."""
        return self.spoken.segments

    @property
    def offset(self) -> Millis:
        """How much later than the media the transcript is shown."""
        return self._offset

    @property
    def started_at(self) -> Millis:
        """The media time that playing began at."""
        return self._place.position

    # --- what is heard

    def snapshot(self) -> Snapshot:
        """What is heard now; cheap enough for every frame."""
        status = self.playback.status()
        light = self.spoken.lighting.at(status.position - self._offset)
        return Snapshot(status, light.segment, light.word, light.change_ms)

    def said_at(self, position: Millis) -> int | None:
        """The segment spoken at media time `position`."""
        return self.spoken.lighting.segment_at(position - self._offset)

    def media_time(self, said: Millis) -> Millis:
        """Transcript time as media time."""
        return max(0, said + self._offset)

    def words_in(self, segment: int) -> Sequence[SpokenWord]:
        """The words of a segment, with times."""
        return self.spoken.lighting.words_in(segment)

    # --- steering

    def start(self) -> None:
        """Have the engine play from where the lecture was left, or was asked for."""
        length = self.media_time(self.segments[-1].end) if self.segments else None
        self.playback.set_rate(self._place.rate)
        self.playback.set_volume(self._place.volume)
        self.playback.open(self.lecture.playable, at=self.started_at, length=length)

    def toggle(self) -> None:
        """Play, or pause; after a failure, try again."""
        if self.playback.status().state in (PlayState.PAUSED, PlayState.ENDED, PlayState.FAILED):
            self.playback.play()
        else:
            self.playback.pause()

    def seek(self, position: Millis) -> None:
        """Go to a media time, without remembering where one was."""
        status = self.playback.status()
        latest = status.length if status.length is not None else position
        self.playback.seek(max(0, min(position, latest)))

    def jump(self, position: Millis) -> None:
        """Go to a media time; `jump_back` returns."""
        self.jumps.remember(self.playback.status().position)
        self.seek(position)

    def jump_back(self) -> bool:
        """Return to where the last jump began; False when there is none."""
        return self._follow_jump(self.jumps.back(self.playback.status().position))

    def jump_forward(self) -> bool:
        """Undo a `jump_back`; False when there is none."""
        return self._follow_jump(self.jumps.forward(self.playback.status().position))

    def _follow_jump(self, place: Millis | None) -> bool:
        if place is None:
            return False
        self.seek(place)
        return True

    def seek_by(self, step: Millis) -> None:
        """Go on or back by `step`."""
        self.seek(self.playback.status().position + step)

    def seek_share(self, share: float) -> None:
        """Jump to a share of the whole length, 0 to 1."""
        length = self.playback.status().length
        if length is not None:
            self.jump(round(length * share))

    def seek_segments(self, step: int) -> None:
        """Go `step` segments on from the one being spoken; 0 says it again."""
        if not self.segments:
            return
        now = self.said_at(self.playback.status().position)
        wanted = (-1 if now is None else now) + step
        self.play_segment(max(0, min(wanted, len(self.segments) - 1)), remember=False)

    def play_segment(self, number: int, *, remember: bool = True) -> None:
        """Play from the start of a segment."""
        start = self.media_time(self.segments[number].start)
        if remember:
            self.jump(start)
        else:
            self.seek(start)

    def play_said(self, said: Millis) -> None:
        """Jump to transcript time `said` and play."""
        self.jump(self.media_time(said))
        self.playback.play()

    def set_rate(self, rate: float) -> float:
        """Play at `rate` within what is playable; gives the rate that was set."""
        rate = round(max(SLOWEST, min(FASTEST, rate)), 2)
        if rate != 1.0:
            self._other_rate = rate
        self.playback.set_rate(rate)
        return rate

    def step_rate(self, step: float) -> float:
        """Play faster or slower by `step`."""
        return self.set_rate(self.playback.status().rate + step)

    def flip_rate(self) -> float:
        """Change between normal speed and the other one used last."""
        return self.set_rate(self._other_rate if self.playback.status().rate == 1.0 else 1.0)

    def step_volume(self, step: int) -> int:
        """Louder or softer by `step` per cent; gives the volume that was set."""
        volume = max(0, min(LOUDEST, self.playback.status().volume + step))
        self.playback.set_volume(volume)
        return volume

    def toggle_mute(self) -> bool:
        """Silence or restore the sound; gives whether it is silenced."""
        muted = not self.playback.status().muted
        self.playback.set_muted(muted)
        return muted

    def shift_offset(self, step: Millis) -> Millis:
        """Show the transcript later by `step` (earlier when negative); gives the offset."""
        self._offset += step
        return self._offset

    # --- loops

    def mark_loop(self) -> Loop | None:
        """Mark the start, then the end, then give the loop up; gives the loop as it stands."""
        self.loop = marked(self.loop, self.playback.status().position)
        return self.loop

    def loop_segment(self) -> Loop | None:
        """Repeat the segment being spoken, or give the loop up; gives the loop as it stands."""
        number = self.said_at(self.playback.status().position)
        if self.loop is not None or number is None:
            self.loop = None
        else:
            segment = self.segments[number]
            self.loop = Loop(self.media_time(segment.start), self.media_time(segment.end))
        return self.loop

    def keep_in_loop(self, position: Millis) -> None:
        """Start the loop over when `position` has passed its end."""
        if self.loop is not None and self.loop.end is not None and position >= self.loop.end:
            self.playback.seek(self.loop.start)

    # --- finding

    def find(self, query: str, limit: int = 50) -> tuple[Match, ...]:
        """Blocking: ranked matches of `query` in the whole lecture, best first."""
        return find_phrase(self.index(), query, limit)

    def index(self) -> PhraseIndex:
        """Blocking the first time: the index over everything said."""
        return self.spoken.index()

    # --- correcting the transcript

    def keep_edit(self, edit: SegmentEdit) -> Spoken:
        """Blocking: keep an edit (forget it when it changes nothing), on disk on return; for `show`.

        An edit names its segment by what that was in its file: it may come when numbers are others.
        """
        edits = self._shelf.edits
        if edit.changes:
            edits.keep(self.lecture.id, edit)
        else:
            edits.forget(self.lecture.id, edit)
        return Spoken(with_edits(self.spoken.edited.original, edits.of_lecture(self.lecture.id)))

    def show(self, spoken: Spoken) -> Callable[[int], int]:
        """Light and search `spoken` from now on; gives what turns a segment's old number into its new one."""
        was, now = self.spoken.edited, spoken.edited
        self.spoken = spoken
        self.lecture = replace(self.lecture, transcript=now.transcript)
        return lambda number: now.numbers[was.origins[number]]

    # --- what is kept

    def notes(self) -> tuple[Note, ...]:
        """Blocking: the lecture's notes in order of time."""
        return self._notes.of_lecture(self.lecture.id)

    def add_note(self, time: Millis, text: str, tags: Sequence[str] = ()) -> Note:
        """Blocking: keep a note at media time `time`; it is on disk when this returns."""
        spoken = self.spoken
        number = spoken.lighting.segment_at(time - self._offset)
        quote = spoken.segments[number].text if number is not None else ""
        return self._notes.add(self.lecture.id, time, text, quote, tuple(tags))

    def edit_note(self, note: Note, time: Millis, text: str) -> Note:
        """Blocking: change a note's time and text."""
        return self._notes.edit(note.id, time=time, text=text)

    def delete_note(self, note: Note) -> None:
        """Blocking: delete a note; `restore_note` brings it back."""
        self._notes.delete(note.id)

    def restore_note(self, note: Note) -> Note:
        """Blocking: bring a deleted note back as it was."""
        return self._notes.restore(note)

    def keep_place(self) -> None:
        """Blocking: keep position, speed, volume and offset for the next time."""
        status = self.playback.status()
        if status.state in (PlayState.OPENING, PlayState.FAILED):
            return
        position = 0 if status.state is PlayState.ENDED else status.position
        self._shelf.keep_place(self.lecture.id, Place(position, status.rate, status.volume, self._offset))
