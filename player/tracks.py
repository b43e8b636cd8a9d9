"""A lecture's tracks: its transcripts, of which two can be shown side by side, each with an offset of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from player.files import shown
from player.model import OWN_TRACK, Millis, Track, TrackChoice, Transcript
from player.sources.sidecars import language_in
from player.transcript.overlay import EditedTranscript, with_edits
from player.transcript.reading import read_transcript
from player.transcript.retiming import retimed

if TYPE_CHECKING:
    from player.library.lectures import LectureShelf


def tracks_of(
    media: Path, beside: Sequence[Path], named: Sequence[Path] = (), remembered: Iterable[str] = ()
) -> tuple[Track, ...]:
    """The transcripts `beside` the media, then those `named`, then those elsewhere whose keys are `remembered`.

    The first of the former two is the lecture's own. The others have for a key their name without that of the
    media, so that it holds when both are renamed, or their whole path where they are named otherwise.
    """
    given = [*beside, *(path.absolute() for path in named)]
    elsewhere = [Path(key) for key in remembered if Path(key).is_absolute() and Path(key).is_file()]
    return tuple(
        Track(
            OWN_TRACK if given[:1] == [path] else _key(media, path),
            path,
            language_in(path, media),
        )
        for path in dict.fromkeys([*given, *elsewhere])
    )


def _key(media: Path, path: Path) -> str:
    is_beside = path.parent == media.parent and path.name.startswith(f"{media.stem}.")
    key = path.name.removeprefix(media.stem) if is_beside else str(path)
    # Bytes that are no text have no place in a column.
    return key.encode("utf-8", "replace").decode()


def edited_track(
    transcript: Transcript, track: Track | None, lecture_id: str, shelf: LectureShelf
) -> EditedTranscript:
    """Blocking: `transcript`, as the track's file has it, at the times of the recording and as it was edited."""
    key = track.key if track is not None else OWN_TRACK
    said = retimed(transcript, shelf.alignments.of_lecture(lecture_id, key))
    edited = with_edits(said, shelf.edits.of_lecture(lecture_id, key))
    for was, now in edited.carried:
        # The new one first: whatever happens between the two, no edit is lost.
        shelf.edits.keep(lecture_id, now, key)
        shelf.edits.forget(lecture_id, was, key)
    return edited


class Tracks:
    """Which tracks a lecture has, which of them are shown, and how much later than the media each is.

    Nothing here touches the disk.
    """

    def __init__(
        self,
        known: Sequence[Track] = (),
        main: Track | None = None,
        second: Track | None = None,
        offsets: Mapping[str, Millis] | None = None,
        kept: TrackChoice | None = None,
    ) -> None:
        """`offsets` are by key; the own track's is that of the lecture's place.

        `kept` is what is remembered so far: without it, what is shown at first.
        """
        self.known = tuple(known)
        self.main = main
        self.second = second
        self._offsets = dict(offsets or {})
        self.kept = kept or self.choice

    @property
    def offset(self) -> Millis:
        """How much later than the media the main track is shown."""
        return self.offset_of(self.main)

    @property
    def second_offset(self) -> Millis:
        """How much later than the media the second track is shown."""
        return self.offset_of(self.second)

    @property
    def own_offset(self) -> Millis:
        """How much later the lecture's own track is, shown or not."""
        return self._offsets.get(OWN_TRACK, 0)

    @property
    def lag(self) -> Millis:
        """How much later the second track is than the main one."""
        return self.second_offset - self.offset

    def offset_of(self, track: Track | None) -> Millis:
        """How much later than the media a track is shown."""
        return self._offsets.get(track.key if track is not None else OWN_TRACK, 0)

    def shift(self, track: Track | None, step: Millis) -> Millis:
        """Show a track later by `step`; gives its offset."""
        offset = self.offset_of(track) + step
        key = track.key if track is not None else OWN_TRACK
        # Another mapping, because the one before may just be on its way to the disk.
        self._offsets = {**self._offsets, key: offset}
        return offset

    # --- choosing

    def after_main(self) -> tuple[Track, ...]:
        """The other tracks, the one to come after the main one first."""
        return self._after(self.main)

    def after_second(self) -> tuple[Track, ...]:
        """The tracks that are still to come as the second one, before there is none again."""
        others = self.after_main()
        return others[others.index(self.second) + 1 :] if self.second in others else others

    def _after(self, track: Track | None) -> tuple[Track, ...]:
        at = self.known.index(track) + 1 if track in self.known else 0
        return tuple(other for other in (*self.known[at:], *self.known[:at]) if other != track)

    def show(self, main: Track | None, second: Track | None) -> None:
        """Let these be shown."""
        self.main, self.second = main, second

    def drop(self, track: Track) -> None:
        """Forget a track that cannot be read."""
        self.known = tuple(other for other in self.known if other != track)

    @property
    def choice(self) -> TrackChoice:
        """What is to be remembered."""
        offsets = {key: offset for key, offset in self._offsets.items() if key != OWN_TRACK and offset}
        main = self.main.key if self.main is not None and self.main.key != OWN_TRACK else None
        return TrackChoice(main, self.second.key if self.second is not None else None, offsets)

    def numbered(self, track: Track, language: str | None = None) -> str:
        """A track as it is called, and which it is: `de · talk.de.srt (2 of 3)`."""
        return f"{named(track, language)} ({self.known.index(track) + 1} of {len(self.known)})"


def named(track: Track, language: str | None = None) -> str:
    """A track as it is called: `de · talk.de.srt`; `language` is what its file says of itself."""
    name, language = shown(track.path.name), track.language or language
    return f"{language} · {name}" if language else name


def read_track(track: Track, lecture_id: str, shelf: LectureShelf) -> EditedTranscript:
    """Blocking: a track as it is shown; raises TranscriptError or LibraryError."""
    return edited_track(read_transcript(track.path), track, lecture_id, shelf)
