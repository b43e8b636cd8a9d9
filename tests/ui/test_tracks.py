"""Two transcripts of one lecture: choosing, offsets, clicks, and the next time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from player.library.database import Database
from player.model import Segment
from player.ui.widgets.transcript_painting import LIT, SECOND, SECOND_LIT
from tests.ui.bilingual import DEUTSCH, FRANCAIS, Shelved, at_steps

if TYPE_CHECKING:
    from tests.ui.conftest import Reader

HERE = 31_200
ONE_ALONE = "The lecture has no other transcript: put one beside it, named as it with .de.vtt."
NARROW = (80, 24)


@pytest.fixture
def lecture(tmp_path: Path) -> Iterator[Shelved]:
    """A lecture in English, German (from 100 ms later on) and a little French."""
    with closing(Database(tmp_path / "library.sqlite3")) as database:
        shelved = Shelved(tmp_path, database)
        shelved.write("lecture.de.vtt", at_steps(DEUTSCH, late=100))
        shelved.write("lecture.fr.vtt", at_steps(FRANCAIS))
        yield shelved


async def press(reader: Reader, key: str, said: str) -> None:
    await reader.press(key)
    await reader.until(lambda: said in reader.message)


async def beside(reader: Reader) -> None:
    """Show the German transcript beside the English one."""
    await press(reader, "V", "lecture.de.vtt")


def toned(reader: Reader, tone: str) -> str:
    """The words on the page that are drawn in a tone."""
    style = reader.page.style_of(tone)
    look = (style.color, style.bgcolor)
    rows = (reader.page.render_line(y) for y in range(reader.page.size.height))
    pieces = (piece for row in rows for piece in row if piece.style is not None and piece.text.strip())
    words = (piece.text.strip() for piece in pieces if (piece.style.color, piece.style.bgcolor) == look)
    return " ".join(words)


async def test_v_goes_round_the_transcripts(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await reader.go(HERE)
        await press(reader, "v", "Transcript: de · lecture.de.vtt (2 of 3)")
        assert reader.session.segments[6].text == DEUTSCH[6]
        assert "war die Linse, die Fresnel in Ringe schnitt." in toned(reader, LIT)
        await press(reader, "v", "Transcript: fr · lecture.fr.vtt (3 of 3)")
        assert [segment.text for segment in reader.session.segments] == list(FRANCAIS)
        await press(reader, "v", "Transcript: en · lecture.en.vtt (1 of 3)")


async def test_search_notes_and_copies_are_of_the_main_one(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await reader.go(HERE)
        await beside(reader)
        await reader.press("slash")
        await reader.type("Fresnel")
        await reader.until(lambda: any("Fresnel cut" in row for row in reader.list_rows("results")))
        await reader.press("escape", "escape")
        await press(reader, "v", "lecture.de.vtt")
        await reader.press("slash")
        await reader.until(lambda: any("Fresnel in Ringe" in row for row in reader.list_rows("results")))
        await reader.press("escape", "escape", "y")
        assert reader.app.clipboard == DEUTSCH[6]
        await reader.press("b")
        await reader.until(reader.session.notes)
        assert reader.session.notes()[0].quote == DEUTSCH[6]


async def test_the_one_beside_goes_round_and_off(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await press(reader, "V", "Beside it: de · lecture.de.vtt (2 of 3)")
        assert DEUTSCH[0] in toned(reader, SECOND) + toned(reader, SECOND_LIT)
        await press(reader, "V", "Beside it: fr · lecture.fr.vtt (3 of 3)")
        assert "Bonjour" in toned(reader, SECOND) + toned(reader, SECOND_LIT)
        await press(reader, "V", "Second transcript off.")
        assert not toned(reader, SECOND) + toned(reader, SECOND_LIT)
        await press(reader, "V", "lecture.de.vtt")


async def test_the_next_main_one_changes_places_with_the_one_beside(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await reader.go(HERE)
        await beside(reader)
        await press(reader, "v", "Transcript: de")
        assert "war die Linse, die Fresnel in Ringe schnitt." in toned(reader, LIT)
        assert "The great step" in toned(reader, SECOND_LIT)


async def test_both_stand_level_in_columns(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await beside(reader)
        rows = reader.page_rows()
        assert any("Good morning" in row and "Guten Morgen" in row for row in rows)
        left = {row.index("Guten Morgen") for row in rows if "Guten Morgen" in row}
        assert {row.index("Dann kamen") for row in rows if "Dann kamen" in row} == left
        assert any("Then came" in row and "Dann kamen" in row for row in rows)


async def test_where_it_is_narrow_the_second_stands_below(lecture: Shelved) -> None:
    async with lecture.played(size=NARROW) as reader:
        await beside(reader)
        rows = reader.page_rows()
        first = next(y for y, row in enumerate(rows) if "Good morning" in row)
        second = next(y for y, row in enumerate(rows) if "Guten Morgen" in row)
        following = next(y for y, row in enumerate(rows) if "Then came" in row)
        assert first < second < following
        assert rows[first].index("Good") == rows[second].index("Guten")
        await reader.pilot.resize_terminal(120, 36)
        await reader.rest()
        assert any("Good morning" in row and "Guten Morgen" in row for row in reader.page_rows())


async def test_the_panel_takes_the_columns_room_and_gives_it_back(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await beside(reader)
        columns = reader.page_rows()
        await reader.press("B")
        assert not any("Good morning" in row and "Guten Morgen" in row for row in reader.page_rows())
        await reader.press("B")
        assert reader.page_rows() == columns


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_each_is_lit_by_its_own_clock(lecture: Shelved, size: tuple[int, int]) -> None:
    async with lecture.played(size=size) as reader:
        await beside(reader)
        await reader.go(30_050)
        assert "great step" in toned(reader, LIT) + reader.session.segments[6].text
        assert "Ein Spiegel schickt" in toned(reader, SECOND_LIT)
        await reader.go(30_150)
        assert "Der große Schritt" in toned(reader, SECOND_LIT)


async def test_a_segment_a_line_has_its_own_beside_it(lecture: Shelved) -> None:
    async with lecture.played(size=(160, 45)) as reader:
        await beside(reader)
        await reader.press("p")
        rows = reader.page_rows()
        for english, german in (("Wood burns", "Holz brennt"), ("No two", "Keine zwei")):
            assert any(english in row and german in row for row in rows)


async def test_the_second_has_an_offset_of_its_own(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await reader.press("X")
        assert reader.message == "There is no second transcript: V shows one beside the first."
        await beside(reader)
        await reader.go(30_150)
        assert "Der große Schritt" in toned(reader, SECOND_LIT)
        await reader.press("X")
        assert reader.message == "Second transcript +0.1 s"
        assert "Ein Spiegel" in toned(reader, SECOND_LIT)
        await reader.press("Z", "Z")
        assert reader.message == "Second transcript -0.1 s"
        assert reader.session.offset == 0
        await reader.press("Z", "X", "X")
        assert reader.message == "Second transcript as in its file"


async def test_the_mains_offset_leaves_the_second_alone(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await beside(reader)
        await reader.press("x", "x")
        assert (reader.session.offset, reader.session.tracks.second_offset) == (200, 0)


async def test_what_belongs_together_follows_the_offset(lecture: Shelved) -> None:
    lecture.write("lecture.de.vtt", at_steps(DEUTSCH, late=20_000))
    async with lecture.played() as reader:
        await beside(reader)
        assert any("Then came" in row and "Guten Morgen" in row for row in reader.page_rows())
        reader.session.tracks.shift(reader.session.tracks.second, -19_900)
        await reader.press("Z")
        await reader.until(
            lambda: any("Good morning" in row and "Guten Morgen" in row for row in reader.page_rows())
        )


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_a_click_on_the_second_plays_from_its_segment(lecture: Shelved, size: tuple[int, int]) -> None:
    async with lecture.played(size=size) as reader:
        await beside(reader)
        await reader.press("X")
        await reader.pilot.click("#transcript", offset=reader.place_of("Holzfeuer"))
        await reader.rest()
        assert reader.position == 10_200
        await reader.pilot.click("#transcript", offset=reader.place_of("Wood burns"))
        await reader.rest()
        assert reader.position == 15_000


async def test_enter_plays_the_chosen_segment_beside_a_second(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await beside(reader)
        await reader.press("down", "down", "down", "enter")
        assert reader.position == 10_000


async def test_the_next_time_all_is_as_it_was_left(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await reader.go(HERE)
        await reader.press("x")
        await press(reader, "v", "Transcript: de")
        await press(reader, "V", "Beside it: fr")
        await reader.press("x", "x", "X", "X", "X")
    async with lecture.played() as reader:
        tracks = reader.session.tracks
        assert reader.message == ("Transcript: de · lecture.de.vtt, beside it fr · lecture.fr.vtt")
        assert (tracks.offset, tracks.second_offset, tracks.own_offset) == (200, 300, 100)
        assert "Bonjour" in toned(reader, SECOND) + toned(reader, SECOND_LIT)
        await press(reader, "V", "Beside it: en")
        await press(reader, "V", "off")
    async with lecture.played() as reader:
        assert reader.session.second is None
        assert reader.session.tracks.main.language == "de"


async def test_files_that_are_gone_are_forgotten(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await press(reader, "v", "Transcript: de")
        await press(reader, "V", "Beside it: fr")
    lecture.media.with_name("lecture.de.vtt").unlink()
    lecture.media.with_name("lecture.fr.vtt").unlink()
    async with lecture.played() as reader:
        assert reader.session.tracks.main.language == "en"
        assert (reader.session.second, reader.session.remarks) == (None, ())


async def test_a_renamed_lecture_keeps_its_choice(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await press(reader, "v", "Transcript: de")
    for path in list(lecture.media.parent.glob("lecture.*")):
        path.rename(path.with_name(path.name.replace("lecture", "renamed")))
    lecture.media = lecture.media.with_name("renamed.wav")
    assert lecture.session().tracks.main.path.name == "renamed.de.vtt"


@pytest.mark.parametrize(
    "broken", ["", "WEBVTT\n\nno cue at all\n", "\0\1\2" * 99], ids=["empty", "no cue", "binary"]
)
async def test_one_that_cannot_be_read_is_told_of_once(lecture: Shelved, broken: str) -> None:
    lecture.media.with_name("lecture.de.vtt").write_text(broken)
    async with lecture.played() as reader:
        await reader.press("V")
        await reader.until(lambda: "fr · lecture.fr.vtt (2 of 2)" in reader.message)
        assert reader.session.segments[0].text.startswith("Good morning")
        await reader.until(lambda: "lecture.de.vtt" in reader.message)
        assert reader.player.messages.dismiss()
        await press(reader, "v", "Transcript: fr")
        await press(reader, "v", "Transcript: en")
        assert not reader.player.messages.dismiss()


async def test_the_only_other_one_broken_leaves_all_as_it_is(lecture: Shelved) -> None:
    lecture.media.with_name("lecture.de.vtt").write_text("")
    lecture.media.with_name("lecture.fr.vtt").unlink()
    async with lecture.played() as reader:
        await press(reader, "V", "lecture.de.vtt is empty.")
        assert reader.session.second is None
        await reader.press("escape")
        await press(reader, "v", ONE_ALONE)
        assert reader.session.segments[0].text.startswith("Good morning")


async def test_a_remembered_one_that_is_broken_by_now(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await press(reader, "v", "Transcript: de")
        await press(reader, "V", "Beside it: fr")
    lecture.media.with_name("lecture.de.vtt").write_text("")
    lecture.media.with_name("lecture.fr.vtt").write_text("")
    session = lecture.session()
    assert session.segments[0].text.startswith("Good morning")
    assert session.second is None
    assert [remark.split()[0] for remark in session.remarks] == ["lecture.de.vtt", "lecture.fr.vtt"]


@pytest.mark.parametrize("key", ["v", "V"])
async def test_one_alone_has_a_sentence(lecture: Shelved, key: str) -> None:
    for name in ("lecture.de.vtt", "lecture.fr.vtt"):
        lecture.media.with_name(name).unlink()
    lecture.media.with_name("lecture.txt").write_text("What this lecture is about.\n")
    async with lecture.played() as reader:
        await press(reader, key, ONE_ALONE)


async def test_the_broken_best_one_gives_way_to_the_next(lecture: Shelved) -> None:
    lecture.media.with_name("lecture.en.vtt").write_text("")
    async with lecture.played() as reader:
        assert reader.session.segments[0].text == DEUTSCH[0]
        await reader.until(lambda: "lecture.en.vtt is empty." in reader.message)


async def test_transcripts_named_on_the_command_line(lecture: Shelved) -> None:
    spanish = lecture.write("traducción.srt", at_steps(["Hola.", "Adiós."]))

    def named():
        return lecture.session(lecture.media.with_name("lecture.fr.vtt"), spanish)

    async with lecture.played(open_session=named) as reader:
        assert reader.session.segments[0].text == FRANCAIS[0]
        assert "Hola." in toned(reader, SECOND) + toned(reader, SECOND_LIT)
        assert "beside it traducción.srt" in reader.message
    assert lecture.session().tracks.second.path == spanish


async def test_an_edit_belongs_to_its_transcript(lecture: Shelved) -> None:
    async with lecture.played() as reader:
        await reader.go(HERE)
        await beside(reader)
        await reader.press("E")
        await reader.type(" indeed")
        await reader.press("enter")
        await reader.until(lambda: reader.session.segments[6].text.endswith("indeed"))
        assert "Der große Schritt" in toned(reader, SECOND_LIT)
        await press(reader, "v", "Transcript: de")
        assert "indeed" in toned(reader, SECOND_LIT)
        await reader.press("ctrl+e")
        assert "as in its file" in reader.message, "the edit of the other transcript is not this one's"
        await reader.press("E", "ctrl+u")
        await reader.type("0:30.100-0:35.100 Der große Schritt")
        await reader.press("enter")
        await reader.until(lambda: reader.session.segments[6].text == "Der große Schritt")
    session = lecture.session()
    assert session.segments[6].text == "Der große Schritt"
    assert session.second is not None
    assert session.second.segments[6].text.endswith("indeed")
    assert session.remarks == ()


async def test_a_reader_who_looks_elsewhere_stays_there(lecture: Shelved) -> None:
    async with lecture.played(size=(60, 14)) as reader:
        await reader.press("pagedown")
        top = reader.page._layout.place_at(reader.page.scroll_offset.y, 0)
        await beside(reader)
        assert not reader.page.following
        assert reader.page._layout.row_of(*top) == reader.page.scroll_offset.y
        await press(reader, "v", "Transcript: de")
        view = range(reader.page.scroll_offset.y, reader.page.scroll_offset.y + reader.page.size.height)
        assert reader.page._layout.row_of(top[0]) in view
        assert reader.page.chosen is None


async def test_markup_in_a_translation_is_text(lecture: Shelved) -> None:
    hostile = ("[/x] [red]not red[/red] [b]", "[@click=app.quit]none[/]")
    lecture.write("lecture.de.vtt", at_steps(hostile))
    async with lecture.played() as reader:
        await beside(reader)
        assert any("[/x] [red]not red[/red] [b]" in row for row in reader.page_rows())


async def test_an_empty_stretch_of_the_translation_is_blank(lecture: Shelved) -> None:
    lecture.write("lecture.de.vtt", (Segment(0, 1_000, "Anfang."), Segment(69_000, 70_000, "Ende.")))
    async with lecture.played() as reader:
        await beside(reader)
        rows = reader.page_rows()
        assert next(row for row in rows if "Then came" in row).endswith("behind the flame.")
        await reader.pilot.click("#transcript", offset=(100, reader.place_of("Then came")[1]))
        await reader.rest()
        assert 20_000 <= reader.position <= 40_000, "beside nothing, a click is one on the paragraph"
