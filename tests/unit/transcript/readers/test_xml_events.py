"""XML is walked as far as it goes, and no further than is safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model import SkippedLine
from player.transcript.readers.xml_events import root_of, walk


class Heard:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.tags: list[str] = []
        self.lines: list[int] = []
        self.attributes: list[dict[str, str]] = []
        self.texts: list[str] = []

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.tags.append(name)
        self.lines.append(line)
        self.attributes.append(attributes)

    def text(self, text: str, line: int) -> None:
        self.texts.append(text)

    def end(self, name: str) -> None:
        self.tags.append(f"/{name}")


def heard(text: str) -> tuple[Heard, list[SkippedLine]]:
    listener = Heard()
    return listener, walk(text, listener)


def test_prefixes_go_from_tags_and_attributes():
    listener, skipped = heard("<x:tt xml:lang='en' y:id='1' id='2'>\n<x:p/></x:tt>")
    assert listener.tags == ["tt", "p", "/p", "/tt"]
    assert listener.attributes == [{"lang": "en", "id": "2"}, {}]
    assert listener.lines == [1, 2]
    assert skipped == []


@pytest.mark.parametrize(
    "head",
    [
        "<?xml version='1.0' encoding='utf-16'?>",
        "\n <?xml version='1.1' encoding='no such thing'?>\n",
        "<!-- <b> --><!DOCTYPE a>",
        "<!DOCTYPE a SYSTEM 'http://nowhere.invalid/a.dtd'>",
        "<?xml-stylesheet href='x'?>",
    ],
)
def test_what_stands_before_the_first_element_does_no_harm(head: str):
    listener, skipped = heard(f"{head}<a>caf\u00e9</a>")
    assert ("".join(listener.texts), skipped) == ("caf\u00e9", [])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a&nbsp;b", "a\xa0b"),
        ("&eacute;&hellip;", "é…"),
        ("&unheard;", "&unheard;"),
        ("&amp;lt;", "&lt;"),
        ("&#233;&#xE9;", "éé"),
        ("&#0;&#x1b;[31mred", "\x00\x1b[31mred"),
        ("&#xD800;&#9999999;", "\ufffd\ufffd"),
        ("\x1b[31mred\x0c", "\x1b[31mred\x0c"),
        ("\ud800\uffff", "\ufffd\ufffd"),
        ("<![CDATA[a & b < c &nbsp;]]>", "a & b < c &nbsp;"),
    ],
)
def test_characters_and_references(written: str, read: str):
    listener, skipped = heard(f"<a>{written}</a>")
    assert ("".join(listener.texts), skipped) == (read, [])


def test_signs_that_stand_alone_are_read_and_named():
    listener, skipped = heard("<a>\nx & y &amp z;\n1 < 2 <= 3</a>")
    assert "".join(listener.texts) == "\nx & y &amp z;\n1 < 2 <= 3"
    assert [(entry.line, entry.reason, entry.is_lost) for entry in skipped] == [
        (2, "read leniently: & that stands alone", False),
        (3, "read leniently: < that stands alone", False),
    ]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("<a>\n<b>x\n", 3, "the file ends in the middle"),
        ("<a>\n<b", 2, "the file ends in the middle of a tag"),
        ("<a>\n<b>x</a>", 2, "a tag is closed that is not the one opened last"),
        ("<a><b>x</b></a>\n\nmore", 3, "something stands behind the end of the document"),
        ("<a><b>x\n<c d='1' d='2'/>", 2, "a tag says the same twice"),
        ("<a><b>x\n<c d=1/>", 2, "a tag is not well formed"),
    ],
)
def test_where_it_breaks_off_is_told_and_what_is_open_is_closed(text: str, line: int, why: str):
    listener, skipped = heard(text)
    assert [entry.line for entry in skipped] == [line]
    assert why in skipped[0].reason
    assert skipped[0].is_lost
    opened = [tag for tag in listener.tags if not tag.startswith("/")]
    assert len(listener.tags) == 2 * len(opened)
    if "<b>x" in text:
        assert "x" in "".join(listener.texts)


def test_lines_are_counted_through_several_documents():
    listener, skipped = heard("<?xml version='1.0'?>\n<a/>\n<?xml version='1.0'?>\n\n<b/>\n<c/>")
    assert listener.lines == [2, 5]
    assert [entry.line for entry in skipped] == [6]


def test_entities_of_its_own_are_never_followed():
    laughs = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(12))
    outside = "<!ENTITY f SYSTEM 'file:///etc/hostname'>"
    text = f"<!DOCTYPE a [<!ENTITY l0 'ha'>{laughs}{outside}]>\n<a b='&l12;'>&l12;&f;</a>"
    listener, skipped = heard(text)
    assert (listener.tags, listener.texts) == ([], [])
    assert [entry.reason for entry in skipped] == [
        "the XML breaks off: it declares entities of its own, which are not followed; what stands below is not read"
    ]


def test_depth_has_an_end():
    listener, skipped = heard("<a>" * 5000)
    assert len(listener.tags) == 2000
    assert "nested more than 1000 deep" in skipped[0].reason


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("<tt>", "tt"),
        ("<x:tt a='1'>", "tt"),
        ("\n<?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE q [<!ENTITY a 'b'>]>\n<tt/>", "tt"),
        ("<!doctype html><html>", "html"),
        ("<ttx>", "ttx"),
        ("<tt", None),
        ("text <tt>", None),
        ("<!-- <tt>", None),
        ("<? <tt>", None),
        ("<", None),
        ("", None),
    ],
)
def test_the_first_element_is_named(text: str, root: str | None):
    assert root_of(text) == root


@given(st.text(alphabet="<>/!?-[]&;#x\"'= \nabCDT\x1b\ufdd1é", max_size=120))
def test_nothing_is_raised_and_what_opens_is_closed(text: str):
    listener, skipped = heard(f"<a>{text}")
    opened = [tag for tag in listener.tags if not tag.startswith("/")]
    assert len(listener.tags) == 2 * len(opened)
    assert all(1 <= entry.line <= text.count("\n") + 1 for entry in skipped)
    root_of(text)
