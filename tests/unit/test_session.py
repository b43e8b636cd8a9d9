"""The open lecture, on a clock that moves when told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from player.library.database import Database
from player.library.lectures import LectureShelf
from player.library.notes import NoteStore
from player.loop import Loop
from player.model import Lecture, Place, Playable, Segment, Transcript, Word
from player.playback.port import PlayState
from player.playback.silent import SilentPlayback
from player.session import FASTEST, LOUDEST, SLOWEST, Session

SEGMENTS = (
    Segment(1_000, 4_000, "one two", words=(Word(1_000, 1_500, "one"), Word(2_000, 2_500, "two"))),
    Segment(5_000, 8_000, "three four", words=(Word(5_000, 5_500, "three"), Word(6_000, 8_000, "four"))),
    Segment(20_000, 22_000, "five six"),
)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_session(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Session]]:
    media = tmp_path / "talk.wav"
    media.write_bytes(b"RIFF\0\0\0\0WAVE")
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        shelf = LectureShelf(database)

        def open_(segments: tuple[Segment, ...] | None = SEGMENTS, place: Place | None = None) -> Session:
            lecture_id = shelf.identify("f", str(media), "talk")
            transcript = None if segments is None else Transcript("webvtt", segments)
            lecture = Lecture(lecture_id, "talk", str(media), Playable(media), transcript)
            playback = SilentPlayback(clock=clock)
            kept = place or shelf.place(lecture_id) or Place()
            session = Session(lecture, playback, shelf, NoteStore(database), kept)
            session.start()
            return session

        yield open_


def heard(session: Session, position: int) -> tuple[int | None, str]:
    session.seek(position)
    snapshot = session.snapshot()
    word = snapshot.word
    text = session.segments[snapshot.segment].text if snapshot.segment is not None else ""
    return snapshot.segment, text[word.begin : word.stop] if word else ""


@pytest.mark.parametrize(
    ("position", "segment", "word"),
    [
        (0, None, ""),
        (999, None, ""),
        (1_000, 0, "one"),
        (1_900, 0, "one"),
        (1_901, 0, ""),
        (2_000, 0, "two"),
        (4_999, 0, ""),
        (5_000, 1, "three"),
        (8_400, 1, "four"),
        (15_000, 1, ""),
        (20_100, 2, "five"),
    ],
)
def test_what_is_heard(
    open_session: Callable[..., Session], position: int, segment: int | None, word: str
) -> None:
    assert heard(open_session(), position) == (segment, word)


def test_the_next_change_is_foretold_to_the_millisecond(open_session: Callable[..., Session]) -> None:
    session = open_session()
    now, seen = 0, []
    while now < 22_000:
        state = heard(session, now)
        change = session.snapshot().change_ms
        seen.append((now, state))
        if change is None:
            break
        assert change > 0
        for before in (now + 1, now + change - 1):
            assert before >= now + change or heard(session, before) == state
        now += change
    assert [state for _, state in seen][:5] == [
        (None, ""), (0, "one"), (0, ""), (0, "two"), (0, ""),
    ]  # fmt: skip
    assert len({at for at, _ in seen}) == len(seen)


def test_the_offset_shows_the_transcript_later(open_session: Callable[..., Session]) -> None:
    session = open_session(place=Place(offset=500))
    assert heard(session, 1_499)[0] is None
    assert heard(session, 1_500) == (0, "one")
    assert session.media_time(1_000) == 1_500
    assert session.said_at(5_499) == 0
    assert session.shift_offset(-600) == -100
    assert heard(session, 900) == (0, "one")
    assert session.media_time(0) == 0, "no time before the media begins"


def test_steering_by_segments_takes_the_offset_along(open_session: Callable[..., Session]) -> None:
    session = open_session(place=Place(offset=500))
    session.seek(6_000)
    session.seek_segments(0)
    assert session.playback.status().position == 5_500
    session.seek_segments(-1)
    assert session.playback.status().position == 1_500
    session.seek_segments(-5)
    assert session.playback.status().position == 1_500
    session.seek_segments(50)
    assert session.playback.status().position == 20_500


@pytest.mark.parametrize(("wanted", "reached"), [(-5, 0), (10**9, 22_000), (7_000, 7_000)])
def test_seeks_are_clamped(open_session: Callable[..., Session], wanted: int, reached: int) -> None:
    session = open_session()
    session.seek(wanted)
    assert session.playback.status().position == reached


def test_a_share_of_a_medium_of_unknown_length_is_nowhere(open_session: Callable[..., Session]) -> None:
    session = open_session(None)
    session.seek(5_000)
    session.seek_share(0.5)
    assert session.playback.status().position == 5_000
    session.seek_segments(1)
    session.loop_segment()
    assert session.snapshot().segment is None


def test_rates_stay_playable_and_round(open_session: Callable[..., Session]) -> None:
    session = open_session()
    assert [session.step_rate(0.1) for _ in range(3)] == [1.1, 1.2, 1.3]
    assert session.set_rate(99) == FASTEST
    assert session.step_rate(0.1) == FASTEST
    assert session.set_rate(0.01) == SLOWEST
    assert session.playback.status().rate == SLOWEST


def test_flip_remembers_the_other_rate(open_session: Callable[..., Session]) -> None:
    session = open_session()
    assert session.flip_rate() == 2.0
    session.set_rate(1.4)
    assert session.flip_rate() == 1.0
    assert session.flip_rate() == 1.4
    session.set_rate(1.0)
    assert session.flip_rate() == 1.4


def test_flip_knows_the_rate_a_lecture_was_left_with(open_session: Callable[..., Session]) -> None:
    session = open_session(place=Place(rate=1.75))
    assert session.playback.status().rate == 1.75
    assert session.flip_rate() == 1.0
    assert session.flip_rate() == 1.75


def test_volume_stays_within_its_bounds(open_session: Callable[..., Session]) -> None:
    session = open_session()
    assert session.step_volume(500) == LOUDEST
    assert session.step_volume(-500) == 0
    assert session.toggle_mute() is True
    assert session.toggle_mute() is False


def test_toggle_plays_pauses_and_plays_again_from_the_end(
    open_session: Callable[..., Session], clock: Clock
) -> None:
    session = open_session()
    session.toggle()
    assert session.playback.status().state is PlayState.PAUSED
    session.toggle()
    clock.now += 60
    assert session.playback.status().state is PlayState.ENDED
    session.toggle()
    assert (session.playback.status().state, session.playback.status().position) == (PlayState.PLAYING, 0)


def test_loops_are_marked_ended_and_given_up(open_session: Callable[..., Session], clock: Clock) -> None:
    session = open_session()
    session.seek(2_000)
    assert session.mark_loop() == Loop(2_000, None)
    session.keep_in_loop(9_000)
    clock.now += 3
    assert session.mark_loop() == Loop(2_000, 5_000)
    session.keep_in_loop(4_999)
    assert session.playback.status().position == 5_000
    session.keep_in_loop(5_000)
    assert session.playback.status().position == 2_000
    assert session.mark_loop() is None
    session.keep_in_loop(9_000)
    assert session.playback.status().position == 2_000


def test_a_loop_that_would_end_before_it_begins_is_given_up(open_session: Callable[..., Session]) -> None:
    session = open_session()
    session.seek(6_000)
    session.mark_loop()
    session.seek(2_000)
    assert session.mark_loop() is None


def test_a_segment_is_repeated_with_the_offset(open_session: Callable[..., Session]) -> None:
    session = open_session(place=Place(offset=200))
    session.seek(6_000)
    assert session.loop_segment() == Loop(5_200, 8_200)
    assert session.loop_segment() is None


def test_jumps_are_remembered_and_steps_are_not(open_session: Callable[..., Session]) -> None:
    session = open_session()
    session.seek_by(3_000)
    session.seek_segments(1)
    assert not session.jump_back()
    session.play_said(20_000)
    assert session.jump_back()
    assert session.playback.status().position == 5_000
    assert session.jump_forward()
    assert session.playback.status().position == 20_000


def test_play_said_plays_a_paused_lecture(open_session: Callable[..., Session]) -> None:
    session = open_session(place=Place(offset=300))
    session.toggle()
    session.play_said(6_000)
    assert session.playback.status().state is PlayState.PLAYING
    assert session.playback.status().position == 6_300


def test_the_place_is_kept(open_session: Callable[..., Session]) -> None:
    session = open_session()
    session.seek(6_000)
    session.set_rate(1.5)
    session.step_volume(-20)
    session.shift_offset(300)
    session.keep_place()
    again = open_session()
    status = again.playback.status()
    assert (status.position, status.rate, status.volume, again.offset) == (6_000, 1.5, 80, 300)


def test_a_lecture_heard_to_its_end_begins_anew(open_session: Callable[..., Session], clock: Clock) -> None:
    session = open_session()
    clock.now += 60
    assert session.playback.status().state is PlayState.ENDED
    session.keep_place()
    assert open_session().playback.status().position == 0


def test_a_lecture_that_failed_keeps_its_old_place(open_session: Callable[..., Session]) -> None:
    session = open_session()
    session.seek(6_000)
    session.keep_place()
    session.lecture.playable.path.unlink()
    session.start()
    assert session.playback.status().state is PlayState.FAILED
    session.keep_place()
    session.lecture.playable.path.write_bytes(b"RIFF\0\0\0\0WAVE")
    assert open_session().playback.status().position == 6_000


def test_notes_quote_what_was_said_then(open_session: Callable[..., Session]) -> None:
    session = open_session(place=Place(offset=500))
    note = session.add_note(5_600, "count", ("unclear",))
    assert (note.time, note.quote, note.tags) == (5_600, "three four", ("unclear",))
    assert session.add_note(5_400, "").quote == "one two"
    assert session.add_note(0, "").quote == ""
    assert [kept.time for kept in session.notes()] == [0, 5_400, 5_600]
    session.delete_note(note)
    assert session.restore_note(note) == note
    assert session.edit_note(note, 7_000, "counted").text == "counted"


def test_a_phrase_is_found_across_segments_from_its_first_word(open_session: Callable[..., Session]) -> None:
    best = open_session().find("two three")[0]
    assert (best.start, best.end) == (2_000, 5_500)
    assert open_session().find("") == ()


def test_an_edit_is_on_disk_and_waits_to_be_shown(open_session: Callable[..., Session]) -> None:
    session = open_session()
    spoken = session.keep_edit(replace(session.spoken.edited.edit_of(1), text="three and four"))
    assert session.segments == SEGMENTS, "nothing changes under whoever reads"
    number_of = session.show(spoken)
    assert [segment.text for segment in session.segments] == ["one two", "three and four", "five six"]
    assert session.lecture.transcript is not None
    assert session.lecture.transcript.segments == session.segments
    assert [number_of(number) for number in range(3)] == [0, 1, 2]
    assert heard(session, 5_900) == (1, "and")
    assert session.add_note(5_900, "x").quote == "three and four"


def test_an_edit_is_found_by_the_next_search(open_session: Callable[..., Session]) -> None:
    session = open_session()
    assert [match.start for match in session.find("three four")] == [5_000]
    assert not session.find("lighthouse")
    session.show(session.keep_edit(replace(session.spoken.edited.edit_of(2), text="five lighthouses")))
    (match,) = session.find("lighthouses")
    assert match.start > 20_000
    assert session.index().words[match.span[0]].segment == 2


def test_a_segment_moved_in_time_has_a_new_number(open_session: Callable[..., Session]) -> None:
    session = open_session()
    number_of = session.show(
        session.keep_edit(replace(session.spoken.edited.edit_of(0), start=6_000, end=7_000))
    )
    assert [number_of(number) for number in range(3)] == [1, 0, 2]
    assert heard(session, 6_000) == (1, "one")
    number_of = session.show(session.keep_edit(session.spoken.edited.edit_of(1).undone()))
    assert [number_of(number) for number in range(3)] == [1, 0, 2]
    assert session.segments == SEGMENTS


def test_an_edit_that_changes_nothing_is_not_kept(open_session: Callable[..., Session]) -> None:
    session = open_session()
    changed = replace(session.spoken.edited.edit_of(1), text="3 4")
    session.show(session.keep_edit(changed))
    assert session._shelf.edits.of_lecture(session.lecture.id) == (changed,)
    session.show(session.keep_edit(changed.undone()))
    assert session._shelf.edits.of_lecture(session.lecture.id) == ()


def test_edits_of_two_windows_are_both_shown(open_session: Callable[..., Session]) -> None:
    here, there = open_session(), open_session()
    there.keep_edit(replace(there.spoken.edited.edit_of(0), text="1 2"))
    here.show(here.keep_edit(replace(here.spoken.edited.edit_of(1), text="3 4")))
    assert [segment.text for segment in here.segments] == ["1 2", "3 4", "five six"]


def test_without_a_transcript_nothing_is_edited(open_session: Callable[..., Session]) -> None:
    session = open_session(None)
    assert (session.segments, session.spoken.edited.edited) == ((), ())
    assert session.find("one") == ()
