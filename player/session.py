"""The open lecture: what is heard now, and everything a person can do with it.

Threads: what reads or steers playback returns at once and belongs to the screen's thread; methods
that say "blocking" touch the disk or build an index and belong in a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from player.hearing import Hearing
from player.jump_list import JumpList
from player.loop import Loop, marked
from player.model import OWN_TRACK, Lecture, Match, Millis, Note, Place, SegmentEdit, Track, Transcript
from player.playback.port import Playback, PlayState
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase
from player.spoken import Spoken
from player.tracks import Tracks, read_track
from player.transcript.overlay import EditedTranscript, with_edits

if TYPE_CHECKING:
    from player.library.lectures import LectureShelf
    from player.library.notes import NoteStore

SLOWEST, FASTEST = 0.25, 4.0
LOUDEST = 130


class Session(Hearing):
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
        tracks: Tracks | None = None,
        second: EditedTranscript | None = None,
    ) -> None:
        """`edited` tells how the lecture's transcript differs from its file; without it, it does not.

        `tracks` tells which transcripts there are, and their offsets; without it there is one, with the place's.
        """
        spoken = Spoken(edited or with_edits(lecture.transcript or Transcript("", ()), ()))
        tracks = tracks or Tracks(offsets={OWN_TRACK: place.offset})
        super().__init__(lecture, playback, tracks, spoken, Spoken(second) if second is not None else None)
        self.remarks = remarks
        self.jumps = JumpList()
        self.loop: Loop | None = None
        self._shelf = shelf
        self._notes = notes
        self._place = place
        self._other_rate = 2.0 if place.rate == 1.0 else place.rate

    @property
    def started_at(self) -> Millis:
        """The media time that playing began at."""
        return self._place.position

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

    def play_second(self, number: int) -> None:
        """Jump to the start of a segment of the second track and play."""
        if self.second is not None:
            self.jump(max(0, self.second.segments[number].start + self.tracks.second_offset))
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
        return self.tracks.shift(self.tracks.main, step)

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
        edits, lecture = self._shelf.edits, self.lecture.id
        key = self.tracks.main.key if self.tracks.main is not None else OWN_TRACK
        if edit.changes:
            edits.keep(lecture, edit, key)
        else:
            edits.forget(lecture, edit, key)
        return Spoken(with_edits(self.spoken.edited.original, edits.of_lecture(lecture, key)))

    def read_track(self, track: Track) -> Spoken:
        """Blocking: another track, for `show_tracks`; raises TranscriptError or LibraryError."""
        return Spoken(read_track(track, self.lecture.id, self._shelf))

    # --- what is kept

    def notes(self) -> tuple[Note, ...]:
        """Blocking: the lecture's notes in order of time."""
        return self._notes.of_lecture(self.lecture.id)

    def add_note(self, time: Millis, text: str, tags: Sequence[str] = ()) -> Note:
        """Blocking: keep a note at media time `time`; it is on disk when this returns."""
        spoken = self.spoken
        number = spoken.lighting.segment_at(time - self.offset)
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
        """Blocking: keep position, speed, volume, tracks and offsets for the next time."""
        self._keep_tracks()
        status = self.playback.status()
        if status.state in (PlayState.OPENING, PlayState.FAILED):
            return
        position = 0 if status.state is PlayState.ENDED else status.position
        offset = self.tracks.own_offset
        self._shelf.keep_place(self.lecture.id, Place(position, status.rate, status.volume, offset))

    def _keep_tracks(self) -> None:
        choice = self.tracks.choice
        if choice != self.tracks.kept:
            self._shelf.tracks.keep(self.lecture.id, choice)
            self.tracks.kept = choice
