"""Notes as CommonMark; nothing in a title, note or caption takes effect as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from player.files import is_control
from player.model import Note
from player.notes.lecture_notes import LectureNotes
from player.notes.tags import find_tags
from player.times import clock_text

_MARKUP_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>|~&$^]")
# `#` directly before a word is a tag, which CommonMark shows as it stands.
_HASH = re.compile(r"#(?!\w)")
# List items, underlines of headings, definitions; `12.` and `12)` too.
_MARKUP_AT_START = re.compile(r"^([0-9]+(?=[.)])|(?=[-+=:]))")
_LINK = re.compile(r"https?://[^\s<>\\\"`{}|^\[\]]*[^\s<>\\\"`{}|^\[\].,;:!?'()*_~]")


def notes_as_markdown(lectures: Sequence[LectureNotes]) -> str:
    """A heading a lecture, under it each note with its time, its text, and as a quote what was being said."""
    return "\n\n".join(_lecture(lecture) for lecture in lectures) + "\n" if lectures else ""


def _lecture(lecture: LectureNotes) -> str:
    title = _escaped(" ".join(_lines(lecture.title))) or "Untitled"
    return "\n\n".join([f"# {title}", *(_note(note) for note in lecture.notes)])


def _note(note: Note) -> str:
    in_text = find_tags(note.text)
    others = [_escaped(" ".join(_lines(tag))) for tag in note.tags if tag not in in_text]
    blocks = ["## " + " · ".join([clock_text(note.time, hours=True), *others])]
    text = _paragraph(_lines(note.text))
    quote = _paragraph(_lines(note.quote))
    if text:
        blocks.append(text)
    if quote:
        blocks.append("\n".join(f"> {line}" for line in quote.split("\n")))
    return "\n\n".join(blocks)


def _paragraph(lines: Iterable[str]) -> str:
    """Lines that stay lines: each but the last ends in a hard break."""
    return "\\\n".join(_with_links(line) for line in lines)


def _lines(text: str) -> list[str]:
    """The lines of `text` that are not empty, free of control characters and outer blanks."""
    cleaned = (
        "".join(" " if is_control(character) else character for character in line)
        for line in text.splitlines()
    )
    return [line for line in map(str.strip, cleaned) if line]


def _with_links(line: str) -> str:
    """The line escaped, but for web addresses, which become links."""
    pieces: list[str] = []
    position = 0
    for link in _LINK.finditer(line):
        pieces += [_escaped(line[position : link.start()], at_start=not position), f"<{link[0]}>"]
        position = link.end()
    pieces.append(_escaped(line[position:], at_start=not position))
    return "".join(pieces)


def _escaped(text: str, *, at_start: bool = True) -> str:
    text = _MARKUP_ANYWHERE.sub(r"\\\g<0>", text)
    text = _HASH.sub(r"\\#", text)
    return _MARKUP_AT_START.sub(r"\1\\", text) if at_start else text
