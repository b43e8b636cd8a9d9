"""YouTube json3."""

from __future__ import annotations

from typing import Any

from player.transcript.characters import excerpt
from player.transcript.cues import Reading
from player.transcript.readers.json_values import items, member, number_of, used_up
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

NAME = "json3"


def recognises(document: Any) -> bool:
    """Whether `document` has events that begin at a `tStartMs`, or says that it is this format."""
    events = member(document, "events")
    if not isinstance(events, list):
        return False
    return member(document, "wireMagic") == "pb3" or any(
        isinstance(event, dict) and "tStartMs" in event for event in events
    )


def read(document: Any) -> Reading:
    """The lines of `document`; events without words are windows, or span the whole video for its sake."""
    lines = CaptionLines()
    reading = Reading(NAME, [], markup=False, patience=None)
    strays = Strays()
    for number, entry in enumerate(used_up(items(member(document, "events"))), 1):
        pieces, unread = _pieces(entry)
        if unread:
            strays.add(1, f"event {number}: {unread}")
        if not pieces:
            continue
        start, duration = millis(member(entry, "tStartMs")), millis(member(entry, "dDurationMs"))
        if is_blank(pieces):
            strays.add(1, f"event {number}: it has no words", is_lost=False)
        elif start is not None:
            end = start + duration if duration else None
            window = _window(entry)
            lines.add(Event(1, start, end, pieces, bool(number_of(member(entry, "aAppend"))), window))
        elif any(piece.text.strip() for piece in pieces):
            shown = excerpt("".join([piece.text for piece in pieces]))
            strays.add(1, f"event {number}: it has no start: “{shown}”")
    reading.cues = lines.cues()
    reading.skipped += strays.lines()
    return reading


def _pieces(entry: Any) -> tuple[list[Piece], str]:
    """The pieces of an event, and what of them cannot be read, in words."""
    if not isinstance(entry, dict):
        return [], "it is no caption"
    listed = entry.get("segs")
    if listed is not None and not isinstance(listed, list):
        return [], "its words cannot be read"
    pieces: list[Piece] = []
    unread = ""
    for part in items(listed):
        text = part.get("utf8") if isinstance(part, dict) else None
        if isinstance(text, str):
            if text:
                offset, sure = whole_number(part.get("tOffsetMs")), confidence_of(part.get("acAsrConf"))
                pieces.append(Piece(text, offset, sure))
        elif part != {}:
            unread = "one of its words cannot be read"
    return pieces, unread


def _window(entry: Any) -> str | None:
    """Which window an event is shown in: its own number, or the place on the screen."""
    for name in ("wWinId", "wpWinPosId"):
        number = number_of(member(entry, name))
        if number is not None:
            return f"{name}{number:g}"
    return None
