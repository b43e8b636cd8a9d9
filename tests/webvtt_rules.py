"""WebVTT read for the tests of the standard's rules."""

from __future__ import annotations

from player.model import Millis, Transcript
from player.transcript.reading import parse_transcript

TIMES = "00:01.000 --> 00:02.000"
LATER = "00:03.000 --> 00:04.000"


def parsed(text: str) -> Transcript:
    return parse_transcript(text, "x")


def texts(transcript: Transcript) -> list[str]:
    return [segment.text for segment in transcript.segments]


def reasons(transcript: Transcript) -> list[str]:
    return [entry.reason for entry in transcript.skipped]


def assert_conformant(text: str, *said: str) -> None:
    """`text` holds the cues `said`, and nothing in it has to be read leniently."""
    transcript = parsed(text)
    assert texts(transcript) == list(said)
    assert transcript.skipped == ()


def assert_lenient(text: str, kind: str, *said: str) -> None:
    """`text` holds `said`, nothing is lost, and one leniency of `kind` is told."""
    transcript = parsed(text)
    assert texts(transcript) == list(said)
    assert reasons(transcript) == [f"read leniently: {kind}"]
    assert not any(entry.is_lost for entry in transcript.skipped)


def times(line: str) -> tuple[Millis, Millis]:
    """Start and end of the one cue under the line of times `line`."""
    (segment,) = parsed(f"WEBVTT\n\n{line}\nOne.\n").segments
    assert segment.text == "One."
    return segment.start, segment.end


def cue_text(*lines: str) -> str:
    """What is read aloud of one cue with `lines`."""
    payload = "\n".join(lines)
    (segment,) = parsed(f"WEBVTT\n\n{TIMES}\n{payload}\n").segments
    return segment.text
