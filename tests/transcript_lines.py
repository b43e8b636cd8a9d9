"""A transcript as lines that a person can read, check and compare."""

from __future__ import annotations

from player.model import Segment, Transcript


def transcript_lines(transcript: Transcript) -> str:
    """Everything `transcript` holds: its format, each segment with the words the file timed, what was skipped.

    A `~` stands behind an estimated word, a confidence in brackets; `lost` or `kept` tells of a skipped line
    whether something that a person could read is missing.
    """
    lines = [f"{transcript.format}, {transcript.language or 'no language'}"]
    for segment in transcript.segments:
        lines += _segment_lines(segment)
    for entry in transcript.skipped:
        lines.append(f"line {entry.line} ({'lost' if entry.is_lost else 'kept'}): {entry.reason}")
    return "\n".join(lines) + "\n"


def _segment_lines(segment: Segment) -> list[str]:
    speaker = f"{segment.speaker} | " if segment.speaker else ""
    lines = [f"{_seconds(segment.start)} - {_seconds(segment.end)}  {speaker}{segment.text}".rstrip()]
    for word in segment.words:
        mark = " ~" if word.estimated else ""
        sure = f" ({word.confidence:g})" if word.confidence is not None else ""
        lines.append(f"    {_seconds(word.start)} - {_seconds(word.end)}  {word.text}{mark}{sure}")
    return lines


def _seconds(moment: int) -> str:
    return f"{moment // 1000}.{moment % 1000:03d}"
