"""Transcripts written in other formats, so that reading them again gives the same segments."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from webvtt import Caption, WebVTT

from player.errors import UsageError
from player.model import Millis, Segment, Transcript, Word
from player.times import clock_text
from player.transcript.characters import plain, would_decode
from player.transcript.markup import plain_line, timed_line
from player.transcript.speaking_pace import Pace, pace_of
from player.transcript.word_times import words_of

_FORMULA = ("=", "+", "-", "@")


def write_transcript(transcript: Transcript, form: str) -> str:
    """`transcript` as the text of a `vtt`, `srt`, `json`, `text` or `csv` file; raises UsageError for others."""
    writer = _WRITERS.get(form)
    if writer is None:
        raise UsageError(f"“{form}” is no format that can be written: choose one of {', '.join(_WRITERS)}.")
    return writer(transcript)


def _vtt(transcript: Transcript) -> str:
    captions = [
        Caption(_clock(segment.start, "."), _clock(segment.end, "."), _vtt_text(segment))
        for segment in transcript.segments
    ]
    metadata = [f"Language: {transcript.language}"] if transcript.language else None
    return WebVTT(captions=captions, metadata=metadata).content + "\n"


def _vtt_text(segment: Segment) -> str:
    # Two hyphens at the end of a name would make an arrow with the tag's own end.
    voice = f"<v {_escaped(segment.speaker).replace('--', '-&#45;')}>" if segment.speaker else ""
    return voice + (_timed_text(segment) if segment.words else _escaped(segment.text))


def _timed_text(segment: Segment) -> str:
    """The text with the time before each word that the file timed, and before each silence."""
    text = segment.text
    pieces: list[str] = []
    stop, ended = 0, segment.start
    for word in words_of(segment, 0):
        gap, stop_before = text[stop : word.begin], stop
        if ended != word.start and not word.estimated and stop_before:
            pieces.append(_inline(ended))
        pieces.append(gap)
        if not word.estimated and (stop_before or ended != word.start):
            pieces.append(_inline(word.start))
        pieces.append(_escaped(text[word.begin : word.stop]))
        stop, ended = word.stop, word.end
    if ended != segment.end:
        pieces.append(_inline(ended))
    timed = "".join(pieces)
    # A lone word that fills its segment has no time between words that could tell that it was timed.
    return timed if timed_line(timed)[1] else _inline(segment.start) + timed


def _inline(moment: Millis) -> str:
    return f"<{_clock(moment, '.')}>"


def _escaped(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if ("{" in text or "\\" in text) and plain_line(escaped) != plain(text):
        return escaped.replace("{", "&#123;").replace("\\", "&#92;")
    return escaped


def _srt(transcript: Transcript) -> str:
    return "\n".join(
        f"{number}\n{_clock(segment.start, ',')} --> {_clock(segment.end, ',')}\n{_srt_text(segment)}\n"
        for number, segment in enumerate(transcript.segments, 1)
    )


def _srt_text(segment: Segment) -> str:
    """SRT knows no escapes, so they stand only where a reader would take words for markup."""
    text = f"{segment.speaker}: {segment.text}" if segment.speaker else segment.text
    if would_decode(text) or plain_line(text) != text or "-->" in text:
        return _escaped(text)
    return text


def _text(transcript: Transcript) -> str:
    """The form of Whisper's console; two spaces before a text without speaker, whatever name it begins with."""
    return "".join(
        f"[{clock_text(segment.start, millis=True, hours=True)} --> "
        f"{clock_text(segment.end, millis=True, hours=True)}] "
        + (f"{segment.speaker}: {segment.text}".rstrip() if segment.speaker else f" {segment.text}".rstrip())
        + "\n"
        for segment in transcript.segments
    )


def _csv(transcript: Transcript) -> str:
    """A table with the names of columns that datasets use; times are seconds."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("start", "end", "speaker", "text"))
    for segment in transcript.segments:
        times = f"{segment.start / 1000:.3f}", f"{segment.end / 1000:.3f}"
        rows.writerow((*times, _cell(segment.speaker or ""), _cell(segment.text)))
    return table.getvalue()


def _cell(text: str) -> str:
    """A space in front keeps spreadsheets from running what begins like a formula; readers strip it."""
    return f" {text}" if text.startswith(_FORMULA) else text


def _json(transcript: Transcript) -> str:
    """One line a segment: a file that a person can look into and a difference that can be read."""
    pace = pace_of(transcript.segments)
    segments = ",\n".join(
        json.dumps(_segment_shape(segment, pace), ensure_ascii=False) for segment in transcript.segments
    )
    skipped = [{"line": entry.line, "reason": entry.reason} for entry in transcript.skipped]
    about = json.dumps({"format": transcript.format, "language": transcript.language}, ensure_ascii=False)
    missed = json.dumps(skipped, ensure_ascii=False)
    return f'{about[:-1]}, "segments": [\n{segments}\n], "skipped": {missed}}}\n'


def _segment_shape(segment: Segment, pace: Pace) -> dict[str, object]:
    return {
        "start": segment.start / 1000,
        "end": segment.end / 1000,
        "text": segment.text,
        "speaker": segment.speaker,
        "words": [_word_shape(word) for word in _words(segment, pace)],
    }


def _words(segment: Segment, pace: Pace) -> list[Word]:
    if segment.words:
        return list(segment.words)
    return [
        Word(word.start, word.end, segment.text[word.begin : word.stop], None, word.estimated)
        for word in words_of(segment, 0, pace)
    ]


def _word_shape(word: Word) -> dict[str, object]:
    return {
        "start": word.start / 1000,
        "end": word.end / 1000,
        "text": word.text,
        "confidence": word.confidence,
        "estimated": word.estimated,
    }


def _clock(moment: Millis, mark: str) -> str:
    seconds, fraction = divmod(moment, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{fraction:03d}"


_WRITERS: dict[str, Callable[[Transcript], str]] = {
    "vtt": _vtt,
    "srt": _srt,
    "json": _json,
    "text": _text,
    "csv": _csv,
}
FORMS = tuple(_WRITERS)
"""The names of the formats that can be written."""
