"""JSON as Whisper and its kin write it.

openai-whisper, faster-whisper, WhisperX, stable-ts, whisper-timestamped, whisper.cpp, the pipelines of transformers
(`chunks`), and the OpenAI service (`verbose_json`, with or without segments).
"""

from __future__ import annotations

import re
from typing import Any

from player.transcript.cues import Cue, Reading
from player.transcript.readers.json_values import items, member, name_of, quoted, text_of, used_up
from player.transcript.readers.utterances import are_words, utterances
from player.transcript.readers.whisper_languages import language_tag
from player.transcript.readers.whisper_loose_words import LooseWords, cues_of_words, loose_words
from player.transcript.readers.whisper_words import span_of, split_by_speaker, without_specials, words_of
from player.transcript.repetition import WHISPER
from player.transcript.strays import Strays

NAME = "whisper"

_LANGUAGE_TOKEN = re.compile(r"\s*(?:<\|startoftranscript\|>)?<\|([a-z]{2,3})\|>")


def recognises(document: Any) -> bool:
    """Whether `document` has segments with texts, or the words that stand for them; a bare list needs times."""
    bare = isinstance(document, list)
    return bool(loose_words(document)) or any(
        _text(entry) is not None and not (bare and span_of(entry)[0] is None) for entry in _listed(document)
    )


def read(document: Any) -> Reading:
    """The segments of `document`; those without text or times are named in `skipped` by their number."""
    reading = Reading(NAME, [], _language(document), markup=False, patience=WHISPER)
    loose = LooseWords(loose_words(document))
    strays = Strays()
    for number, entry in enumerate(used_up(_listed(document)), 1):
        cue = _cue(entry, loose)
        if isinstance(cue, str):
            strays.add(1, f"segment {number}: {cue}")
            continue
        if not cue.lines[0].strip():
            strays.add(1, f"segment {number}: it has no words", is_lost=False)
        reading.cues += split_by_speaker(cue, items(entry.get("words")))
    if not reading.cues:
        reading.cues = cues_of_words(document)
    elif are_words([cue.lines[0] for cue in reading.cues]):
        reading.cues = utterances(reading.cues)
    reading.skipped += strays.lines()
    return reading


def _listed(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    return next(
        (
            found
            for name in ("segments", "transcription", "chunks")
            if (found := items(member(document, name)))
        ),
        [],
    )


def _text(entry: Any) -> str | None:
    """A segment's text; where it has none, that of its words."""
    text = text_of(member(entry, "text"))
    if text is None and (words := words_of(entry).texts):
        text = "".join(words) if any(word[:1] == " " for word in words) else " ".join(words)
    return text


def _cue(entry: Any, loose: LooseWords) -> Cue | str:
    """The cue that a segment is, or what it lacks."""
    text = _text(entry)
    if text is None:
        return f"it has no text{quoted(entry)}"
    words = words_of(entry)
    start, end = span_of(entry)
    if start is None and words.starts:
        start = words.starts[0]
    if start is None:
        return f"it has no start{quoted(text)}"
    if not words.texts and end is not None:
        words = loose.between(start, end)
    return Cue(
        1,
        start,
        end,
        [without_specials(text)],
        name_of(member(entry, "speaker")),
        words if words.texts else None,
    )


def _language(document: Any) -> str | None:
    language = text_of(member(document, "language")) or text_of(
        member(member(document, "result"), "language")
    )
    if language:
        return language_tag(language)
    first = next(iter(_listed(document)), None)
    token = _LANGUAGE_TOKEN.match(text_of(member(first, "text")) or "")
    return token[1] if token else None
