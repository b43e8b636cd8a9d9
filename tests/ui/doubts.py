"""A lecture of which the transcript doubts some words."""

from __future__ import annotations

from player.model import Segment, Word

TEXTS = (
    "The keeper trims the wick before the *vesper bell and fills the *cistern with *colza oil.",
    "Every *quarter of an hour he winds the weight that turns the lens.",
    "In fog he fires the *mortar and notes the *barometer in his book.",
)
STEP_MS = 6_000


def doubted() -> list[Segment]:
    """Six seconds a segment, half a second a word; a star stands before the doubtful ones."""
    return [_segment(number * STEP_MS, text) for number, text in enumerate(TEXTS)]


def _segment(start: int, text: str) -> Segment:
    words = tuple(
        Word(start + n * 400, start + n * 400 + 350, word.lstrip("*"), 0.2 if word.startswith("*") else 0.9)
        for n, word in enumerate(text.split())
    )
    return Segment(start, start + STEP_MS, text.replace("*", ""), words=words)
