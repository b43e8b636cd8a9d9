"""Taking notes on the screen."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from player.errors import LibraryError
from player.library.database import Database
from player.library.notes import NoteStore
from player.model import BOOKMARK_TAG, Note
from player.playback.port import PlayState
from player.settings import Notes, Settings

if TYPE_CHECKING:
    from tests.ui.conftest import OpenPlayer, Reader

FULL = "The note cannot be kept: the disk is full; make room and try again."


def full_disk(*_: object) -> Note:
    raise LibraryError(FULL)


async def take(reader: Reader, text: str) -> None:
    before = len(reader.session.notes())
    await reader.press("i")
    await reader.type(text)
    await reader.press("enter")
    await reader.until(lambda: len(reader.session.notes()) > before and not reader.player.prompt.is_open)


async def test_a_note_has_the_moment_its_key_went_down(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await reader.press("i")
        await reader.pass_time(4_000)
        await reader.type("a lens of rings")
        await reader.pass_time(4_000)
        await reader.press("enter")
        await reader.until(lambda: not reader.player.prompt.is_open)
        (note,) = reader.session.notes()
        assert (note.time, note.text) == (31_200, "a lens of rings")
        assert note.quote == reader.session.segments[6].text
        assert reader.message == "Note kept at 0:31."
        assert reader.position == 39_200, "playback went on"


async def test_it_is_on_disk_when_the_editor_closes(open_player: OpenPlayer, tmp_path: Path) -> None:
    async with open_player() as reader:
        await take(reader, "kept")
        with closing(Database(tmp_path / "library.sqlite3")) as other:
            assert [note.text for note in NoteStore(other).all()] == ["kept"]


async def test_the_editor_stays_open_until_the_store_has_answered(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        let_go, add = threading.Event(), reader.session.add_note

        def slow(*note: object) -> Note:
            assert let_go.wait(5)
            return add(*note)

        monkeypatch.setattr(reader.session, "add_note", slow)
        await reader.press("i")
        await reader.type("slow")
        await reader.press("enter", "enter")
        assert reader.player.prompt.is_open
        assert reader.session.notes() == ()
        let_go.set()
        await reader.until(lambda: not reader.player.prompt.is_open)
        assert len(reader.session.notes()) == 1, "Enter twice is one note"


async def test_when_the_store_fails_the_text_stays_and_the_reason_is_said(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        with monkeypatch.context() as broken:
            broken.setattr(reader.session, "add_note", full_disk)
            await reader.press("i")
            await reader.type("precious")
            await reader.press("enter")
            await reader.until(lambda: reader.message.startswith(FULL))
        assert reader.player.prompt.is_open
        assert reader.typed == "precious"
        await reader.press("enter")
        await reader.until(lambda: not reader.player.prompt.is_open)
        assert [(note.time, note.text) for note in reader.session.notes()] == [(31_200, "precious")]


async def test_escape_keeps_the_draft_and_its_moment(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await reader.press("i")
        await reader.type("half a tho")
        await reader.press("escape")
        assert reader.message == "The draft is kept: i brings it back."
        assert reader.session.notes() == ()
        await reader.pass_time(9_000)
        await reader.press("i")
        assert reader.typed == "half a tho"
        await reader.type("ught")
        await reader.press("enter")
        await reader.until(reader.session.notes)
        assert [(note.time, note.text) for note in reader.session.notes()] == [(31_200, "half a thought")]
        await reader.press("i")
        assert reader.typed == "", "a draft that was kept as a note is no draft any more"


async def test_an_empty_note_is_none(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("i")
        await reader.type("  ")
        await reader.press("enter")
        assert not reader.player.prompt.is_open
        assert reader.session.notes() == ()


@pytest.mark.parametrize("leave", ["enter", "escape"])
async def test_a_setting_pauses_while_a_note_is_written(open_player: OpenPlayer, leave: str) -> None:
    settings = replace(Settings(), notes=Notes(pause_while_writing=True))
    async with open_player(settings=settings) as reader:
        await reader.press("i")
        assert reader.status.state is PlayState.PAUSED
        await reader.type("quiet")
        await reader.press(leave)
        await reader.until(lambda: not reader.player.prompt.is_open)
        assert reader.status.state is PlayState.PLAYING
        await reader.press("space", "i", "escape")
        assert reader.status.state is PlayState.PAUSED, "who had paused stays paused"


async def test_notes_are_marked_on_page_and_bar(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await take(reader, "rings")
        await reader.go(46_000)
        await reader.press("b")
        await reader.until(lambda: len(reader.session.notes()) == 2)
        await reader.look()
        rows = reader.page_rows()
        assert "✎" in next(row for row in rows if "lens that Fresnel" in row)
        assert "⚑" in next(row for row in rows if "The sailor" in row)
        assert reader.player.bar.shown.plain.count("✎") == 2


async def test_the_panel_plays_from_a_note(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        for at, text in ((10_000, "first"), (31_200, "second")):
            await reader.go(at)
            await take(reader, text)
        await reader.press("B", "down", "enter")
        assert reader.position == 31_200
        await reader.press("k", "enter")
        assert reader.position == 10_000


async def test_a_bookmark_shows_what_was_said(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await reader.press("b", "B")
        await reader.until(lambda: "The great step" in " ".join(reader.list_rows("notes")))
        assert reader.session.notes()[0].tags == (BOOKMARK_TAG,)


async def edit(reader: Reader, line: str) -> None:
    await reader.press("e")
    await reader.press("ctrl+u")
    await reader.type(line)
    await reader.press("enter")


async def test_e_edits_time_and_text(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_000)
        await take(reader, "rings")
        await reader.press("B", "e")
        assert reader.typed == "0:31 rings"
        await reader.press("escape")
        await edit(reader, "0:40 rings of glass")
        await reader.until(lambda: not reader.player.prompt.is_open)
        assert [(note.time, note.text) for note in reader.session.notes()] == [(40_000, "rings of glass")]
        assert reader.list_rows("notes") == ["0:40  ✎ rings of glass"]


async def test_a_time_that_is_none_leaves_the_editor_open(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await take(reader, "rings")
        await reader.press("B")
        await edit(reader, "later rings of glass")
        assert "is no time" in reader.message
        assert reader.typed == "later rings of glass"
        assert [note.text for note in reader.session.notes()] == ["rings"]


async def test_a_failed_edit_keeps_what_was_typed(
    open_player: OpenPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_player() as reader:
        await take(reader, "rings")
        await reader.press("B")
        monkeypatch.setattr(reader.session, "edit_note", full_disk)
        await edit(reader, "0:01 glass")
        await reader.until(lambda: reader.message.startswith(FULL))
        assert reader.typed == "0:01 glass"


async def test_deleted_notes_come_back_the_last_one_first(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        for at, text in ((10_000, "first"), (31_200, "second")):
            await reader.go(at)
            await take(reader, text)
        before = reader.session.notes()
        await reader.press("B", "d")
        await reader.until(lambda: len(reader.session.notes()) == 1)
        assert reader.message == "Note deleted: U brings it back."
        await reader.press("d")
        await reader.until(lambda: not reader.session.notes())
        await reader.press("U")
        await reader.until(lambda: [note.text for note in reader.session.notes()] == ["second"])
        await reader.press("U")
        await reader.until(lambda: reader.session.notes() == before)
        await reader.press("U")
        assert reader.message == "No note was deleted."


@pytest.mark.parametrize("keys", ["dd", "dUU"])
async def test_keys_faster_than_the_disk_are_no_error(open_player: OpenPlayer, keys: str) -> None:
    async with open_player() as reader:
        await take(reader, "only one")
        await reader.press("B")
        await reader.type(keys)
        await reader.until(
            lambda: reader.message in ("No note was deleted.", "Choose a note first: B opens the notes.")
        )
        assert len(reader.session.notes()) == keys.count("U") // 2
        assert reader.player.messages._errors == []


async def test_notes_of_an_earlier_time_are_there(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await take(reader, "from yesterday")
    async with open_player() as reader:
        await reader.press("B")
        await reader.until(lambda: reader.list_rows("notes") == ["0:00  ✎ from yesterday"])


async def test_a_note_being_written_is_there_when_the_screen_closes(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.go(31_200)
        await reader.press("i")
        await reader.type("precious")
        await reader.pass_time(2_000)
        app = reader.app
        await reader.press("ctrl+q")
    assert app.unsaved_note == (31_200, "precious")


async def test_several_pasted_lines_become_one(open_player: OpenPlayer) -> None:
    async with open_player() as reader:
        await reader.press("i")
        reader.app.post_message(Paste("first line\r\nsecond line\nthird"))
        await reader.until(lambda: reader.typed == "first line second line third")
