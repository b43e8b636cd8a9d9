from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from player.files import is_control
from player.model import Note
from player.notes.export import EXPORTERS
from player.notes.lecture_notes import LectureNotes
from player.notes.note_json import note_record, notes_as_json

NOW = "2024-05-01T10:00:00.000000+00:00"


def lecture(*notes: Note) -> LectureNotes:
    return LectureNotes("0123456789ab", "Title", "/talk.mp4", notes)


def test_a_note_has_the_documented_shape() -> None:
    note = Note(3, "0123456789ab", 232_640, "text", "quote", ("a", "b"), NOW, NOW, Path("/picture.png"))
    assert json.loads(notes_as_json([lecture(note)])) == [
        {
            "id": 3,
            "lecture": "0123456789ab",
            "time": 232.64,
            "text": "text",
            "quote": "quote",
            "tags": ["a", "b"],
            "created": NOW,
            "updated": NOW,
            "picture": "/picture.png",
        }
    ]


def test_a_note_without_a_picture_has_none() -> None:
    assert note_record(Note(3, "l", 0, "", "", (), NOW, NOW))["picture"] is None


def test_notes_of_all_lectures_are_one_list() -> None:
    first, second = (Note(number, "l", number, "", "", (), NOW, NOW) for number in (1, 2))
    written = EXPORTERS["json"]([lecture(first), lecture(), lecture(second)])
    assert [note["id"] for note in json.loads(written)] == [1, 2]
    assert json.loads(notes_as_json([])) == []


@given(
    st.text(st.characters(exclude_categories=())),
    st.lists(st.text()),
    st.integers(0, 10**9),
)
def test_any_text_comes_back_and_controls_nothing_on_the_way(text: str, tags: list[str], time: int) -> None:
    written = notes_as_json([lecture(Note(1, "l", time, text, text, tuple(tags), NOW, NOW))])
    [read] = json.loads(written)
    # A pair of halves is one character to JSON.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert (read["text"], read["quote"], read["tags"]) == (whole, whole, tags)
    assert round(read["time"] * 1000) == time
    assert not any(is_control(character) for character in written if character != "\n")
    assert len(written.splitlines()) == 3
    written.encode()
