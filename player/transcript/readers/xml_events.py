"""XML walked from tag to tag, as far as it can be read: no entity of the file's own, no recursion, no tree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Protocol
from xml.parsers import expat

from player.model import SkippedLine
from player.transcript.cues import Leniencies

_SMALLEST_CHUNK = 1 << 18
_MOST_CHUNKS = 64
"""Characters a call, and calls: expat before 2.6 reads a long token again with every call that leaves it unfinished."""

_DEEPEST = 1000
_MOST_DOCUMENTS = 20_000
"""Ten hours of segments of two seconds, each a document, joined into one file."""

_HEAD = 65_536
_DECLARATION = re.compile(r"<\?xml\s")
_NAME = re.compile(r"<(?:[^\s<>/!?:]{1,100}:)?([^\s<>/!?:]{1,100})(?=[\s/>])")
_REFERENCE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,30});"
_BARE_AND = re.compile(f"(?!{_REFERENCE})&")
_NUMBERED = re.compile("&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_BARE_LESS = re.compile("<(?![A-Za-z_:/!?\x80-\U0010ffff])")
_BARE = re.compile(f"{_BARE_AND.pattern}|{_BARE_LESS.pattern}")
_BLANKS = re.compile(r"\s*")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_STAND_IN = 0xFDD0
"""The first of 32 noncharacters that carry the controls, which XML forbids, to where escape sequences are known."""

_CARRIED = re.compile("[\ufdd0-\ufdef]")
_STAND_INS = {_STAND_IN + control: control for control in range(32)}

_WHY = {
    "XML_ERROR_NO_ELEMENTS": "the file ends in the middle",
    "XML_ERROR_UNCLOSED_TOKEN": "the file ends in the middle of a tag",
    "XML_ERROR_UNCLOSED_CDATA_SECTION": "the file ends in the middle of a CDATA section",
    "XML_ERROR_TAG_MISMATCH": "a tag is closed that is not the one opened last",
    "XML_ERROR_JUNK_AFTER_DOC_ELEMENT": "something stands behind the end of the document",
    "XML_ERROR_INVALID_TOKEN": "a tag is not well formed",
    "XML_ERROR_DUPLICATE_ATTRIBUTE": "a tag says the same twice",
}
_REASONS = {getattr(expat.errors, name): why for name, why in _WHY.items()}


class Listener(Protocol):
    """Is told of each tag and text in order; names come without their prefixes, lines count from 1."""

    def start(self, name: str, attributes: dict[str, str], line: int, /) -> None:
        """A tag opens."""

    def text(self, text: str, line: int, /) -> None:
        """A piece of text, often less than what stands between two tags."""

    def end(self, name: str, /) -> None:
        """A tag closes, or the file breaks off inside it."""


def root_of(text: str) -> str | None:
    """The name of the first element of `text` without its prefix; None when no XML begins there."""
    head = text[:_HEAD]
    at = 0
    while True:
        at = _past_blanks(head, at, len(head))
        if head.startswith("<!--", at):
            stop = head.find("-->", at) + 3
        elif head.startswith("<?", at):
            stop = head.find("?>", at) + 2
        elif head[at : at + 9].upper() == "<!DOCTYPE":
            internal = head.find("[", at, head.find(">", at))
            stop = head.find("]>", internal) + 2 if internal >= 0 else head.find(">", at) + 1
        else:
            name = _NAME.match(head, at)
            return name[1] if name else None
        if stop <= at:
            return None
        at = stop


def walk(text: str, listener: Listener) -> list[SkippedLine]:
    """Tells `listener` what `text` holds; returns where it breaks, and what it was lenient about.

    Several documents in one text are read one after the other.
    """
    lenient = Leniencies()
    text = _mended(text, lenient)
    carries = not text.isascii() and _CARRIED.search(text) is not None
    skipped: list[SkippedLine] = []
    line, counted = 1, 0
    for begin, stop in _documents(text):
        line += text.count("\n", counted, begin)
        counted = begin
        broken = _Walk(listener, line, carries=carries).run(text, begin, stop)
        if broken:
            skipped.append(broken)
    return skipped + lenient.lines()


def _documents(text: str) -> Iterator[tuple[int, int]]:
    """Where each document stands without its declaration: the text is decoded, whatever encoding that names."""
    borders = [match.start() for match in islice(_DECLARATION.finditer(text), _MOST_DOCUMENTS)]
    for begin, stop in pairwise([0, *borders, len(text)]):
        at = begin
        if _DECLARATION.match(text, begin, stop):
            at = max(begin, text.find("?>", begin, stop) + 2)
        at = _past_blanks(text, at, stop)
        if at < stop:
            yield at, stop


def _past_blanks(text: str, at: int, stop: int) -> int:
    blanks = _BLANKS.match(text, at, stop)
    return blanks.end() if blanks else at


def _mended(text: str, lenient: Leniencies) -> str:
    """`text` with what XML forbids and a person can read written as XML wants it."""
    if _FORBIDDEN.search(text):
        # Not re.sub(), which keeps all that stands between in memory.
        text = text.translate(_INSTEAD)
    parts = _around_cdata(text) if "<![CDATA[" in text else [text]
    line = 1
    for number, part in enumerate(parts):
        if number % 2 == 0:
            parts[number] = _mended_markup(part, line, lenient)
        if len(parts) > 1:
            line += part.count("\n")
    return "".join(parts) if len(parts) > 1 else parts[0]


def _around_cdata(text: str) -> list[str]:
    """`text` in pieces, every second of them a CDATA section."""
    parts: list[str] = []
    at = 0
    while (begin := text.find("<![CDATA[", at)) >= 0:
        stop = text.find("]]>", begin)
        stop = len(text) if stop < 0 else stop + 3
        parts += (text[at:begin], text[begin:stop])
        at = stop
    return [*parts, text[at:]]


def _mended_markup(text: str, line: int, lenient: Leniencies) -> str:
    found = [match for bare in (_BARE_AND, _BARE_LESS) if (match := bare.search(text))]
    for match in found:
        lenient.add(f"{match[0]} that stands alone", line + text.count("\n", 0, match.start()))
    if found:
        # Both at once: each is a copy of a text that one strange letter makes four times as large.
        text = _BARE.sub(lambda match: "&amp;" if match[0] == "&" else "&lt;", text)
    return _without_forbidden_numbers(text) if "&#" in text else text


def _without_forbidden_numbers(text: str) -> str:
    """`text` with what carries a character in place of each reference that XML forbids."""
    pieces: list[str] = []
    done = 0
    for match in _NUMBERED.finditer(text):
        code = int(match[1]) if match[1] else int(match[2], 16)
        instead = "\ufffd" if code > 0x10FFFF else _INSTEAD.get(code)
        if instead:
            if done < match.start():
                pieces.append(text[done : match.start()])
            pieces.append(instead)
            done = match.end()
    pieces.append(text[done:])
    return "".join(pieces) if done else text


def _carried(code: int) -> str:
    return chr(_STAND_IN + code) if code < 32 else "\ufffd"


_INSTEAD = {
    code: _carried(code)
    for code in (*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
    if code not in (9, 10, 13)
}


class _BrokenOffError(Exception):
    """The file does what no caption file does; the message says what."""


class _Walk:
    """One document on its way through expat."""

    def __init__(self, listener: Listener, first_line: int, *, carries: bool) -> None:
        self._listener = listener
        self._carries = carries
        self._before = first_line - 1
        self._open: list[str] = []
        self._local: dict[str, str] = {}

    def run(self, text: str, begin: int, stop: int) -> SkippedLine | None:
        """Walks `text` from `begin` to `stop`; returns where and why it broke off, None at the good end."""
        # Each handler reads the line where the parser is, so it must reach it; the cycle is cut at the end.
        self._parser = parser = self._made_parser()
        try:
            chunk = max(_SMALLEST_CHUNK, (stop - begin) // _MOST_CHUNKS)
            for at in range(begin, stop, chunk):
                parser.Parse(text[at : min(at + chunk, stop)].encode("utf-8"), False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            why = _REASONS.get(expat.ErrorString(error.code) or "", expat.ErrorString(error.code))
            return self._broken(error.lineno, why)
        except _BrokenOffError as error:
            return self._broken(parser.CurrentLineNumber, str(error))
        finally:
            del self._parser
        return None

    def _made_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        # With a DTD that is never fetched, names that XML does not know, such as &nbsp;, are no errors.
        parser.UseForeignDTD(True)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._declared
        return parser

    def _broken(self, line: int, why: str) -> SkippedLine:
        while self._open:
            self._listener.end(self._open.pop())
        below = "" if "file ends" in why else "; what stands below is not read"
        return SkippedLine(self._before + line, f"the XML breaks off: {why}{below}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = self._local.get(name) or self._local.setdefault(name, name.rpartition(":")[2])
        if len(self._open) >= _DEEPEST:
            raise _BrokenOffError(f"its elements are nested more than {_DEEPEST} deep")
        self._open.append(name)
        if attributes and ":" in "".join(attributes):
            own = {key: value for key, value in attributes.items() if ":" not in key}
            attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()} | own
        self._listener.start(name, attributes, self._before + self._parser.CurrentLineNumber)

    def _end(self, _name: str) -> None:
        self._listener.end(self._open.pop())

    def _text(self, text: str) -> None:
        if self._carries:
            text = text.translate(_STAND_INS)
        self._listener.text(text, self._before + self._parser.CurrentLineNumber)

    def _entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter and self._open:
            self._text(html.unescape(f"&{name};"))

    def _declared(self, *_about: object) -> None:
        raise _BrokenOffError("it declares entities of its own, which are not followed")
