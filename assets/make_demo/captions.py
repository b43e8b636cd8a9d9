"""The transcript and the chapters as WebVTT."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from timeline import Moment, TimedWord


def stamp(millis: int) -> str:
    """`millis` as WebVTT writes a time."""
    seconds, rest = divmod(millis, 1000)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}.{rest:03}"


def transcript(words: Sequence[TimedWord]) -> str:
    """A cue for each caption, with a time before every word but the first, which begins with the cue."""
    cues = [list(group) for _, group in groupby(words, key=lambda word: word.caption)]
    return "WEBVTT\nKind: captions\nLanguage: en\n\n" + "\n".join(_cue(cue) for cue in cues)


def _cue(words: Sequence[TimedWord]) -> str:
    first, *others = words
    text = " ".join([first.text, *(f"<{stamp(word.start)}>{word.text}" for word in others)])
    return f"{stamp(first.start)} --> {stamp(words[-1].end)}\n{text}\n"


def chapter_list(chapters: Sequence[Moment], length: int) -> str:
    """A cue for each chapter; one ends where the next begins, the last at `length` milliseconds."""
    ends = [*(chapter.start for chapter in chapters[1:]), length]
    cues = (
        f"{stamp(chapter.start)} --> {stamp(end)}\n{chapter.name}\n"
        for chapter, end in zip(chapters, ends, strict=True)
    )
    return "WEBVTT\nKind: chapters\nLanguage: en\n\n" + "\n".join(cues)
