"""This project's own JSON, as the writer writes it."""

from __future__ import annotations

from typing import Any

from player.model import SkippedLine
from player.transcript.characters import excerpt
from player.transcript.cues import Cue, Reading, TimedWords
from player.transcript.readers.json_values import items, member, millis_of, quoted, share_of, text_of, used_up
from player.transcript.strays import Strays

NAME = "json"


def recognises(document: Any) -> bool:
    """Whether `document` has the members that only this project writes together."""
    named = isinstance(member(document, "format"), str)
    return (
        named
        and isinstance(member(document, "segments"), list)
        and isinstance(member(document, "skipped"), list)
    )


def read(document: Any) -> Reading:
    """The segments of `document`; words that were all estimated are left out, to be worked out again."""
    reading = Reading(
        text_of(member(document, "format")) or NAME,
        [],
        text_of(member(document, "language")),
        [entry for each in items(member(document, "skipped")) if (entry := _skipped(each))],
        markup=False,
        labels=False,
        patience=None,
    )
    strays = Strays()
    for number, entry in enumerate(used_up(items(member(document, "segments"))), 1):
        text, start = text_of(member(entry, "text")), millis_of(member(entry, "start"))
        if text is None or start is None:
            missing = "no text" if text is None else f"no start{quoted(text)}"
            strays.add(1, f"segment {number}: it has {missing}")
            continue
        end, speaker = millis_of(member(entry, "end")), text_of(member(entry, "speaker"))
        reading.cues.append(Cue(1, start, end, [text], speaker, _words(entry)))
    reading.skipped += strays.lines()
    return reading


def _words(segment: Any) -> TimedWords | None:
    words = TimedWords()
    for entry in items(member(segment, "words")):
        text, start = text_of(member(entry, "text")), millis_of(member(entry, "start"))
        if text and start is not None:
            end, confidence = millis_of(member(entry, "end")), share_of(member(entry, "confidence"))
            words.add(text, start, end, confidence, estimated=member(entry, "estimated") is True)
    return words if words.texts else None


def _skipped(entry: Any) -> SkippedLine | None:
    line, reason = member(entry, "line"), text_of(member(entry, "reason"))
    if isinstance(line, bool) or not isinstance(line, int) or reason is None:
        return None
    return SkippedLine(max(1, line), excerpt(reason, 300))
