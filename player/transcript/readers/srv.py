"""YouTube's XML: srv1 (seconds), srv2 (milliseconds) and srv3 (paragraphs with words), told apart by its tags."""

from __future__ import annotations

from player.model import Millis
from player.transcript.characters import excerpt
from player.transcript.cues import Reading
from player.transcript.lines import add_part
from player.transcript.markup import plain_line
from player.transcript.readers.json_values import millis_of
from player.transcript.readers.xml_events import root_of, walk
from player.transcript.readers.youtube_events import (
    CaptionLines,
    Event,
    Piece,
    confidence_of,
    is_blank,
    millis,
    whole_number,
)
from player.transcript.strays import Strays

NAME = "srv"

_CAPTIONS = ("p", "text")


def recognises(text: str) -> bool:
    """Whether the first element of `text` is `timedtext`, or a `transcript` whose texts have a `start`."""
    root = root_of(text)
    if root == "transcript":
        return "<text" in text and "start=" in text
    return root == "timedtext"


def read(text: str) -> Reading:
    """The lines of `text`; where they roll, each word once and with its own time."""
    captions = _Captions()
    broken = walk(text, captions)
    return Reading(
        captions.format,
        captions.lines.cues(),
        captions.language,
        captions.strays.lines() + broken,
        markup=False,
        patience=None,
    )


class _Captions:
    """Makes events of the captions as they come by."""

    def __init__(self) -> None:
        self.format = "srv2"
        self.language: str | None = None
        self.lines = CaptionLines()
        self.strays = Strays()
        self._event: tuple[str, dict[str, str], int] | None = None
        self._pieces: list[Piece] = []
        self._texts: list[str] = []

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        """A caption opens, or a word in one; windows and pens are passed over."""
        if name == "s" and self._event:
            self._finish_piece()
            offset, sure = whole_number(attributes.get("t")), confidence_of(attributes.get("ac"))
            self._pieces.append(Piece("", offset, sure))
        elif name in _CAPTIONS:
            self._finish()
            self._event = name, attributes, line
        elif self._event and name == "br":
            add_part(self._texts, "\n")
        elif name in ("timedtext", "transcript"):
            self._take_root(name, attributes)

    def text(self, text: str, line: int) -> None:
        """Words of a caption; elsewhere nothing is said."""
        if self._event:
            add_part(self._texts, text)
        elif text.strip():
            self.strays.add(line, f"text outside any caption: “{excerpt(text)}”")

    def end(self, name: str) -> None:
        """A caption is whole, or a word of it."""
        if name == "s":
            self._finish_piece()
        elif name in _CAPTIONS:
            self._finish()

    def _take_root(self, name: str, attributes: dict[str, str]) -> None:
        self.language = attributes.get("lang") or attributes.get("lang_code")
        if name == "transcript":
            self.format = "srv1"
        elif attributes.get("format") == "3":
            self.format = "srv3"

    def _finish_piece(self) -> None:
        """Gives the open piece the text that was read since; text between words belongs to the one before."""
        if self._texts and self._event:
            text = "".join(self._texts)
            self._texts.clear()
            text = _unescaped(text) if self._event[0] == "text" else text
            if self._pieces:
                self._pieces[-1].text += text
            else:
                self._pieces.append(Piece(text))

    def _finish(self) -> None:
        self._finish_piece()
        if self._event is None:
            return
        (name, attributes, line), pieces = self._event, [piece for piece in self._pieces if piece.text]
        self._event, self._pieces = None, []
        if name == "p":
            self.format = "srv3"
        start, end = _times(attributes)
        if not pieces or is_blank(pieces):
            self.strays.add(line, "a caption without words", is_lost=False)
        elif start is not None:
            appends = "1" in (attributes.get("a"), attributes.get("append"))
            window = attributes.get("w") or attributes.get("wp")
            self.lines.add(Event(line, start, end, pieces, appends, window))
        elif shown := excerpt("".join([piece.text for piece in pieces])):
            self.strays.add(line, f"a caption without a start: “{shown}”")


def _times(attributes: dict[str, str]) -> tuple[Millis | None, Millis | None]:
    """When a caption starts and ends: `start` and `dur` count seconds, `t` and `d` milliseconds."""
    if "start" in attributes:
        start, duration = millis_of(attributes["start"]), millis_of(attributes.get("dur"))
    else:
        start, duration = millis(attributes.get("t")), millis(attributes.get("d"))
    return start, start + duration if start is not None and duration else None


def _unescaped(text: str) -> str:
    """The words of srv1 and srv2, which hold HTML that was escaped once more; blanks at both ends are kept."""
    if "&" not in text and "<" not in text:
        return text
    words = "\n".join([plain_line(line) for line in text.split("\n")])
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}{words.strip()}{after}"
