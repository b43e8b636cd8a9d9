from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from player.files import is_control
from player.model import Note
from player.notes.export import EXPORTERS
from player.notes.lecture_notes import LectureNotes
from player.notes.markdown import notes_as_markdown

NOW = "2024-05-01T10:00:00.000000+00:00"
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<script>",
                "<!--",
                "-->",
                "[x](javascript:alert(1))",
                "![i](u)",
                "[a]: /u",
                "```",
                "~~~",
                "~~s~~",
                "#",
                "# h",
                "######",
                "* ",
                "- ",
                "+ ",
                "1. ",
                "12) ",
                "> ",
                "---",
                "===",
                "***",
                "_e_",
                "**b**",
                "|a|b|",
                "|-|-|",
                ":--",
                "--",
                "&amp;",
                "&#60;",
                "\\",
                "\\\\",
                "`",
                "``",
                "\n",
                "\n\n",
                "\r",
                "\t",
                "    ",
                "  \n",
                "\x1b[2J",
                "\x1b]0;x\x07",
                "\u2028",
                "\x85",
                "\u202e",
                "\ud800",
                "<http://x>",
                "https://a.example/b_c?d=1&e=2",
                "http://",
                "https://x\\",
                "www.a.example",
                "a@b.example",
                "$x$",
                "^",
                "word",
                "日本語",
                "[/x] [red]",
                "#tag",
                "4:05",
                "{",
                "}",
                "\x00",
                "<",
                "\u00a0",
                " ",
            ]
        ),
        st.text(st.characters(exclude_categories=()), max_size=4),
    ),
    max_size=10,
).map("".join)


def note(text: str = "", quote: str = "", tags: tuple[str, ...] = (), time: int = 232_640) -> Note:
    return Note(1, "l", time, text, quote, tags, NOW, NOW)


def written(title: str, *notes: Note) -> str:
    return notes_as_markdown([LectureNotes("l", title, "/talk.mp4", notes)])


def structure(markdown: str) -> list[str]:
    """The blocks and the inline elements other than text, breaks and links, of a CommonMark text."""
    tokens = PARSER.parse(markdown)
    plain = {"text", "text_special", "softbreak", "hardbreak", "link_open", "link_close"}
    found: list[str] = []
    for token in tokens:
        found.append(token.type + token.tag)
        found += [child.type for child in token.children or () if child.type not in plain]
    return found


def texts(markdown: str) -> list[str]:
    """The text of each block, links as their addresses, white space single."""
    return [
        " ".join(map(_text, [token])).strip() for token in PARSER.parse(markdown) if token.type == "inline"
    ]


def _text(token: Token) -> str:
    children = token.children or []
    return " ".join("".join(" " if "break" in child.type else child.content for child in children).split())


def visible(text: str) -> str:
    return " ".join("".join(" " if is_control(letter) else letter for letter in text).split())


def test_a_note_has_its_time_its_text_and_what_was_being_said() -> None:
    first = note("ask about this #exam", "where you iterate\nover batches", ("bookmark", "exam"))
    assert written("CS 441", first, note(time=4_500_000)) == (
        "# CS 441\n"
        "\n"
        "## 0:03:52 · bookmark\n"
        "\n"
        "ask about this #exam\n"
        "\n"
        "> where you iterate\\\n"
        "> over batches\n"
        "\n"
        "## 1:15:00\n"
    )


def test_lectures_follow_each_other() -> None:
    lectures = [LectureNotes(str(number), f"Lecture {number}", "", (note("x"),)) for number in (1, 2)]
    assert structure(EXPORTERS["md"](lectures)).count("heading_openh1") == 2
    assert notes_as_markdown([]) == ""


def test_a_lecture_without_a_title_still_has_a_heading() -> None:
    assert texts(written(" \x07 ")) == ["Untitled"]


def test_web_addresses_are_links() -> None:
    markdown = written("T", note("see https://a.example/b_c?d=1&e=2, and (http://b.example/x)."))
    links = [
        child.attrs["href"]
        for token in PARSER.parse(markdown)
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert links == ["https://a.example/b_c?d=1&e=2", "http://b.example/x"]


@pytest.mark.parametrize(
    "text", ["plain words, 3.5 % - and (so on)!", "it's 5:30", "a = b + c", "C# isn't #tag"]
)
def test_plain_text_stays_readable(text: str) -> None:
    assert text.replace("#", "") in written("T", note(text)).replace("\\#", "").replace("#", "")


@settings(max_examples=400, deadline=None)
@given(title=HOSTILE, text=HOSTILE, quote=HOSTILE, tag=HOSTILE)
@example(title="Title #", text="12. x", quote="- a", tag="\\")
@example(title="a\n===", text="a\n---", quote="a\n===", tag="`")
@example(title="x", text="https://x.example/<b>", quote="https://a.example\\", tag="")
@example(title="x", text="a\n| b |\n|---|", quote="[a]: /u 'x'", tag="<!--")
def test_nothing_from_outside_becomes_markup(title: str, text: str, quote: str, tag: str) -> None:
    markdown = written(title, note(text, quote, (tag,)))
    blocks = ["heading_openh1", "inline", "heading_closeh1", "heading_openh2", "inline", "heading_closeh2"]
    if visible(text):
        blocks += ["paragraph_openp", "inline", "paragraph_closep"]
    if visible(quote):
        inner = ["paragraph_openp", "inline", "paragraph_closep"]
        blocks += ["blockquote_openblockquote", *inner, "blockquote_closeblockquote"]
    assert [re.sub(r"^inline.*", "inline", block) for block in structure(markdown)] == blocks
    assert not any(is_control(letter) for letter in markdown if letter != "\n")
    markdown.encode()
    shown = [visible(title) or "Untitled", texts(markdown)[1], visible(text), visible(quote)]
    assert texts(markdown) == [block for block in shown if block]
    assert visible(tag) in texts(markdown)[1]
