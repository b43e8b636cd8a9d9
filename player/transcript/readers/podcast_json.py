"""Podcasting 2.0 JSON: `{"segments": [{"speaker", "startTime", "endTime", "body"}]}`, often a word a segment."""

from __future__ import annotations

from typing import Any

from player.transcript.cues import Cue, Reading
from player.transcript.readers.json_values import items, member, millis_of, name_of, quoted, text_of, used_up
from player.transcript.readers.utterances import are_words, utterances
from player.transcript.strays import Strays

NAME = "podcast"


def recognises(document: Any) -> bool:
    """Whether `document` has a list of segments that have a body and a start."""
    return any(
        isinstance(entry, dict) and "body" in entry and "startTime" in entry for entry in _listed(document)
    )


def read(document: Any) -> Reading:
    """The segments of `document`, words put together; those without body or start are named by number."""
    reading = Reading(NAME, [], text_of(member(document, "language")), markup=False)
    strays = Strays()
    for number, entry in enumerate(used_up(_listed(document)), 1):
        body, start = text_of(member(entry, "body")), millis_of(member(entry, "startTime"))
        if body is None or start is None:
            missing = "no body" if body is None else f"no start{quoted(body)}"
            strays.add(1, f"segment {number}: it has {missing}")
            continue
        if not body.strip():
            strays.add(1, f"segment {number}: it has no words", is_lost=False)
        end, speaker = millis_of(member(entry, "endTime")), name_of(member(entry, "speaker"))
        reading.cues.append(Cue(1, start, end, [body], speaker))
    if are_words([cue.lines[0] for cue in reading.cues]):
        reading.cues = utterances(reading.cues)
    reading.skipped += strays.lines()
    return reading


def _listed(document: Any) -> list[Any]:
    return document if isinstance(document, list) else items(member(document, "segments"))
