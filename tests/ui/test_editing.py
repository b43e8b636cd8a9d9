"""Correcting segments on the screen: kept beside the file, there again tomorrow."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from player import bootstrap
from player.errors import LibraryError
from player.model import Place, Segment, SegmentEdit
from player.opening import Wanted
from player.session import Session
from player.settings import Settings
from player.ui.app import LectureApp
from tests.ui.edits import GREAT_STEP, HERE, change, found, texts, write

if TYPE_CHECKING:
    from player.spoken import Spoken
    from tests.ui.conftest import OpenPlayer, Reader

FULL = "The edit cannot be kept: the disk is full; make room and try again."


async def test_the_edit_is_there_when_the_lecture_is_opened_again(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(HERE)
        await change(reader, "0:30.500-0:34.000 The lens.")
    async with open_player(place=Place(HERE)) as reader:
        segment = reader.session.segments[6]
        assert (segment.start, segment.end, segment.text) == (30_500, 34_000, "The lens.")
        assert await found(reader, "the lens")
        await reader.press("ctrl+e")
        await reader.until(lambda: texts(reader)[6] == GREAT_STEP)
    async with open_player() as reader:
        assert texts(reader)[6] == GREAT_STEP
        assert reader.session.segments[6].start == 30_000


async def test_an_edited_segment_has_a_quiet_sign_in_the_gutter(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(HERE)
        await change(reader, "0:30.000-0:35.000 It was the lens.")
        (row,) = [row for row in reader.page_rows() if "~" in row]
        assert "It was the lens" in row
        await reader.press("b")
        await reader.until(lambda: any("⚑" in row for row in reader.page_rows()))
        await reader.press("ctrl+e")
        await reader.until(lambda: texts(reader)[6] == GREAT_STEP)
        await reader.rest()
        assert not [row for row in reader.page_rows() if "~" in row]
    async with open_player() as reader:
        assert not [row for row in reader.page_rows() if "~" in row]


async def test_the_sign_is_there_from_the_start(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await change(reader, "0:00-0:05 Good evening.")
    async with open_player() as reader:
        assert "~" in reader.page_rows()[0]


async def test_escape_leaves_all_as_it_was(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        before = reader.session.segments
        await reader.press("E")
        await reader.type(" and more")
        await reader.press("escape")
        assert not reader.player.prompt.is_open
        assert reader.session.segments is before
        await reader.press("E")
        assert reader.typed.endswith("about lighthouses.")


async def test_enter_without_a_change_keeps_nothing(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("E", "enter")
        assert reader.message == "Nothing was changed."
        assert not reader.player.prompt.is_open
        assert reader.session.spoken.edited.edited == ()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("The lens.", "Two times must stand before the text, as in 0:30.000-0:35.000."),
        ("", "Two times must stand before the text, as in 0:30.000-0:35.000."),
        ("0:30-soon The lens.", "“soon” is no time"),
        ("0:35-0:30 The lens.", "The end must come after the start: 0:30 does not."),
        ("0:30-0:30 The lens.", "The end must come after the start: 0:30 does not."),
        ("30:00-35:00 The lens.", "The lecture ends at 1:10: nothing can start after it."),
    ],
)
async def test_a_line_that_is_none_is_said_and_stays(
    open_player: OpenPlayer, line: str, sentence: str
) -> None:
    async with open_player() as reader:
        await reader.go(HERE)
        await write(reader, line)
        assert reader.message.startswith(sentence)
        assert reader.typed == line
        assert texts(reader)[6] == GREAT_STEP
        await reader.press("ctrl+u")
        await reader.type("0:30-0:35 The lens.")
        await reader.press("enter")
        await reader.until(lambda: texts(reader)[6] == "The lens.")
        await reader.rest()
        assert reader.player.messages._errors == [], "what was wrong is wrong no more"


async def test_when_the_library_fails_the_text_stays_and_the_reason_is_said(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: SegmentEdit) -> Spoken:
        raise LibraryError(FULL)

    async with open_player() as reader:
        before = reader.session.segments
        with monkeypatch.context() as broken:
            broken.setattr(reader.session, "keep_edit", full_disk)
            await write(reader, "0:00-0:05 Good evening.")
            await reader.until(lambda: reader.message.startswith(FULL))
        assert reader.typed == "0:00-0:05 Good evening."
        assert reader.session.segments is before
        await reader.press("enter")
        await reader.until(lambda: texts(reader)[0] == "Good evening.")


async def test_the_editor_stays_until_the_library_has_answered(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        let_go, keep = threading.Event(), reader.session.keep_edit

        def slow(edit: SegmentEdit) -> Spoken:
            assert let_go.wait(5)
            return keep(edit)

        monkeypatch.setattr(reader.session, "keep_edit", slow)
        await write(reader, "0:00-0:05 Good evening.")
        assert reader.player.prompt.is_open
        await reader.press("escape", "i")
        await reader.type("a note")
        let_go.set()
        await reader.until(lambda: texts(reader)[0] == "Good evening.")
        await reader.rest()
        assert reader.player.prompt.is_open
        assert reader.typed == "a note", "what was begun meanwhile goes on"


async def test_enter_twice_is_one_edit_and_another_waits_its_turn(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        let_go, keep = threading.Event(), reader.session.keep_edit
        kept: list[str] = []

        def slow(edit: SegmentEdit) -> Spoken:
            assert let_go.wait(5)
            kept.append(edit.text)
            return keep(edit)

        monkeypatch.setattr(reader.session, "keep_edit", slow)
        await write(reader, "0:00-0:05 Good evening.")
        await reader.press("enter", "escape", "end")
        await write(reader, "1:05-1:10 Good night.")
        let_go.set()
        await reader.until(lambda: (texts(reader)[0], texts(reader)[13]) == ("Good evening.", "Good night."))
        assert kept == ["Good evening.", "Good night."]


async def test_an_empty_text_leaves_a_silent_segment_that_comes_back(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(HERE)
        await change(reader, "0:30-0:35")
        assert texts(reader)[6] == ""
        assert len(reader.session.segments) == 14
        assert "Fresnel" not in " ".join(reader.page_rows())
        await reader.press("p")
        assert len([row for row in reader.page_rows() if "~" in row]) == 1
        await reader.press("E")
        assert reader.typed == "0:30.000-0:35.000"
        await reader.press("escape", "ctrl+e")
        await reader.until(lambda: texts(reader)[6] == GREAT_STEP)


async def test_a_segment_moved_in_time_stands_where_it_is_said(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(HERE)
        await reader.press("b", "down", "down")
        await reader.until(reader.session.notes)
        await change(reader, "1:01-1:03 Each ring bends the light.")
        assert texts(reader)[12] == "Each ring bends the light."
        assert reader.page.chosen == 12, "what was chosen stays chosen"
        await reader.go(61_500)
        assert reader.page.lit.segment == 12
        rows = reader.page_rows()
        assert "⚑" in next(row for row in rows if "The great step" in row), "marks stay at their words"


async def test_times_are_those_of_the_gutter(open_player: OpenPlayer) -> None:
    async with open_player(place=Place(offset=1_500)) as reader:
        await reader.go(33_000)
        await reader.press("E")
        assert reader.typed.startswith("0:31.500-0:36.500 The great step")
        await reader.press("escape")
        await change(reader, "0:31.500-0:37 The lens.")
        segment = reader.session.segments[6]
        assert (segment.start, segment.end) == (30_000, 35_500)


async def test_edits_one_after_the_other_all_stay(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        for number in range(3):
            await reader.press(*(["home"] if not number else ["down"]))
            await change(reader, f"{number * 5}-{number * 5 + 5} Number {number}.")
        assert texts(reader)[:3] == ["Number 0.", "Number 1.", "Number 2."]
        assert reader.session.spoken.edited.edited == (0, 1, 2)


async def test_of_two_alike_only_the_one_that_is_meant_is_edited(open_player: OpenPlayer) -> None:
    twins = (Segment(0, 5_000, "Yes."), Segment(0, 5_000, "Yes."), Segment(5_000, 9_000, "No."))
    async with open_player(twins) as reader:
        await reader.press("home", "down")
        await change(reader, "0-5 Yes, indeed.")
        assert texts(reader) == ["Yes.", "Yes, indeed.", "No."]
    async with open_player(twins) as reader:
        assert texts(reader) == ["Yes.", "Yes, indeed.", "No."]


@pytest.mark.parametrize(
    ("segments", "sentence"),
    [
        (None, "There is no transcript to edit."),
        ((), "There is no transcript to edit."),
        ((Segment(9_000, 10_000, "Late."),), "Nothing is being said now: choose a segment with ↑ and ↓."),
    ],
)
@pytest.mark.parametrize("key", ["E", "ctrl+e"])
async def test_without_a_segment_there_is_a_sentence(
    open_player: OpenPlayer, segments: Sequence[Segment] | None, sentence: str, key: str
) -> None:
    async with open_player(segments) as reader:
        await reader.press(key)
        assert reader.message == sentence
        assert not reader.player.prompt.is_open


async def test_from_file_to_file_an_edit_survives_and_the_file_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sit_down: Callable[..., Awaitable[Reader]]
) -> None:
    monkeypatch.setenv("LECTURE_HOME", str(tmp_path / "home"))
    media, sidecar = tmp_path / "talk.wav", tmp_path / "talk.vtt"
    media.write_bytes(b"RIFF\0\0\0\0WAVE")
    sidecar.write_text("WEBVTT\n\n0:99:xx --> 12\nlost\n\n00:00.000 --> 00:09.000\nThe lens of Frenel.\n")
    before = sidecar.read_bytes()
    settings = Settings()
    settings = replace(settings, playback=replace(settings.playback, engine="silent"))
    with closing(bootstrap.open_library()) as library:

        def open_session() -> Session:
            return bootstrap.open_session(Wanted(str(media)), settings, library, video=False)

        for keys in (("E", "backspace", "backspace", "backspace", "backspace", *"snel.", "enter"), ("e",)):
            app = LectureApp(str(media), open_session, settings)
            async with app.run_test(size=(80, 24)) as pilot:
                reader = await sit_down(pilot, None)
                await reader.press(*keys)
                screen = reader.player
                await reader.until(lambda screen=screen: "Fresnel" in screen.session.segments[0].text)
                tab = screen.panel.tab
            screen.session.playback.close()
        assert tab == "skipped"
        assert [line.line for line in screen.session.lecture.transcript.skipped if line.is_lost] == [3, 4]
    assert sidecar.read_bytes() == before


async def test_what_was_just_moved_away_is_taken_back_from_where_one_is(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(HERE)
        await change(reader, "0:50.000-0:52.000 Moved away.")
        await reader.press("ctrl+e")
        await reader.until(lambda: texts(reader)[6] == GREAT_STEP)


async def test_tab_stays_in_the_line(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(HERE)
        await reader.press("E")
        await reader.until(lambda: reader.player.prompt.is_open)
        await reader.press("tab", "shift+tab", "end", "x", "enter")
        await reader.until(lambda: texts(reader)[6] == f"{GREAT_STEP}x")
