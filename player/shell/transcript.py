"""`lecture transcript`: read any transcript, say what was skipped, write it in another format."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from player.files import write_atomically
from player.model import Transcript
from player.sources.local import find_local
from player.transcript.reading import read_transcript
from player.transcript.writers import write_transcript

REPORTED_LINES = 20


def run(options: Namespace) -> int:
    """Write the transcript where it was asked for, and a report on stderr."""
    transcript = read_transcript(_transcript_file(options.source))
    text = write_transcript(transcript, options.to)
    _report(transcript)
    if options.output is not None:
        write_atomically(options.output, text)
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    return 0


def _transcript_file(source: str) -> Path:
    """The transcript itself, or the one beside a media file."""
    path = Path(source)
    if path.suffix.lower() in (".vtt", ".srt", ".json", ".txt") or not path.exists():
        return path
    found = find_local(source).transcript
    return found if found is not None else path


def _report(transcript: Transcript) -> None:
    words = sum(len(segment.words) for segment in transcript.segments)
    language = transcript.language or "language unknown"
    lines = [
        f"{transcript.format}, {language}: {len(transcript.segments)} segments, {words} words with times"
    ]
    lines += [f"line {skipped.line}: {skipped.reason}" for skipped in transcript.skipped[:REPORTED_LINES]]
    if len(transcript.skipped) > REPORTED_LINES:
        lines.append(f"and {len(transcript.skipped) - REPORTED_LINES} more lines")
    sys.stderr.write("".join(f"{line}\n" for line in lines))
