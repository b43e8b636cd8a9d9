"""JSON as Whisper, faster-whisper, WhisperX, whisper.cpp and the OpenAI service write it."""

from __future__ import annotations

from typing import Any

from player.model import Millis, SkippedLine
from player.transcript.cues import Cue, Reading, TimedWords
from player.transcript.readers.json_values import items, member, millis_of, number_of, share_of, text_of

NAME = "whisper"
TITLE = "Whisper JSON"

_LANGUAGES = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "chinese": "zh",
}
"""The OpenAI service names languages in English words; those without a tag here are left out."""


def recognises(document: Any) -> bool:
    """Whether `document` has a list of segments with texts."""
    listed = _listed(document)
    return bool(listed) and any(text_of(member(entry, "text")) is not None for entry in listed)


def read(document: Any) -> Reading:
    """The segments of `document`; those without text or times are named in `skipped` by their number."""
    reading = Reading(NAME, [], _language(document), markup=False)
    loose = _words(document)
    for number, entry in enumerate(_listed(document), 1):
        text, start, end = text_of(member(entry, "text")), _start(entry), _end(entry)
        if text is None or start is None:
            missing = "text" if text is None else "start"
            reading.skipped.append(SkippedLine(1, f"segment {number}: it has no {missing}"))
            continue
        if not text.strip():
            reading.skipped.append(SkippedLine(1, f"segment {number}: it has no words"))
        words = _words(entry)
        if not words.texts and end is not None:
            words = loose.between(start, end)
        speaker = text_of(member(entry, "speaker"))
        reading.cues.append(Cue(1, start, end, [text], speaker, words))
    return reading


def _listed(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    return items(member(document, "segments")) or items(member(document, "transcription"))


def _start(entry: Any) -> Millis | None:
    return _offset(entry, "from") if member(entry, "offsets") else millis_of(member(entry, "start"))


def _end(entry: Any) -> Millis | None:
    return _offset(entry, "to") if member(entry, "offsets") else millis_of(member(entry, "end"))


def _offset(entry: Any, name: str) -> Millis | None:
    """whisper.cpp counts milliseconds."""
    offset = number_of(member(member(entry, "offsets"), name))
    return None if offset is None else millis_of(offset / 1000)


def _words(holder: Any) -> TimedWords:
    """The words of a segment or a document; WhisperX leaves out the times of some, and they are left out here."""
    words = TimedWords()
    for entry in items(member(holder, "words")):
        text = text_of(member(entry, "word")) or text_of(member(entry, "text"))
        start = millis_of(member(entry, "start"))
        if not text or start is None:
            continue
        confidence = share_of(member(entry, "probability"))
        if confidence is None:
            confidence = share_of(member(entry, "score"))
        words.add(text, start, millis_of(member(entry, "end")), confidence)
    return words


def _language(document: Any) -> str | None:
    language = text_of(member(document, "language")) or text_of(
        member(member(document, "result"), "language")
    )
    return _LANGUAGES.get(language.lower(), language if len(language) <= 3 else None) if language else None
