"""Arrows between times that were written otherwise than `-->`, made what readers know."""

from __future__ import annotations

import re

from player.model import SkippedLine
from player.transcript.cues import Leniencies

_CLOCK = r"[0-9]{1,9}(?::[0-9]{1,3}){1,2}(?:[.,:][0-9]{1,9})?"
_ODD_ARROW = re.compile(
    rf"^([ \t]*{_CLOCK}[ \t]*)(?!-->[^>])(-{{1,3}}[ \t]?-?>{{1,2}}|[–—−=]{{1,2}}>|[→⟶➔⇒])(?=[ \t]*{_CLOCK})",
    re.MULTILINE,
)
_UNUSUAL = ("-- >", "–>", "—>", "−>", "→", "⟶", "➔", "⇒")


def straightened(text: str) -> tuple[str, list[SkippedLine]]:
    """`text` with an arrow of two hyphens in each line of times, and a note on those that had another."""
    # Counting is far quicker than looking at each line, and hardly any file needs more.
    is_usual = text.count("->") == text.count("-->") and not ("=" in text and "=>" in text)
    if is_usual and not any(arrow in text for arrow in _UNUSUAL):
        return text, []
    pieces: list[str] = []
    lenient = Leniencies()
    done = line = 0
    for match in _ODD_ARROW.finditer(text):
        line += text.count("\n", done, match.start(2))
        lenient.add("another arrow between the times", line + 1)
        pieces += (text[done : match.start(2)], "-->")
        done = match.end(2)
    return ("".join((*pieces, text[done:])), lenient.lines()) if pieces else (text, [])
