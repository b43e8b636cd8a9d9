"""What a reader hands to the cleaning: cues as the file has them."""

from __future__ import annotations

from dataclasses import dataclass, field

from player.model import Millis, SkippedLine
from player.transcript.repetition import OTHERS, Patience


@dataclass(slots=True)
class TimedWords:
    """Words or pieces of words with times of their own, as the file has them, a column each.

    An end of None is the next start. Columns, because a lecture has tens of thousands; the last three are empty
    where no end is known, nothing of confidence, and nothing is estimated.
    """

    texts: list[str] = field(default_factory=list)
    starts: list[Millis] = field(default_factory=list)
    ends: list[Millis | None] = field(default_factory=list)
    confidences: list[float | None] = field(default_factory=list)
    estimated: list[bool] = field(default_factory=list)

    def add(
        self,
        text: str,
        start: Millis,
        end: Millis | None,
        confidence: float | None,
        *,
        estimated: bool = False,
    ) -> None:
        """Append one word."""
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)
        self.confidences.append(confidence)
        self.estimated.append(estimated)

    def between(self, start: Millis, end: Millis) -> TimedWords:
        """Those that start from `start` on and before `end`."""
        within = [number for number, at in enumerate(self.starts) if start <= at < end]
        found = TimedWords()
        for number in within:
            confidence = self.confidences[number] if self.confidences else None
            stop = self.ends[number] if self.ends else None
            found.add(self.texts[number], self.starts[number], stop, confidence)
        return found


@dataclass(slots=True)
class Cue:
    """A timed piece of a file, its text untouched.

    `line` counts from 1; `end` is None where the file has none.
    """

    line: int
    start: Millis
    end: Millis | None
    lines: list[str]
    speaker: str | None = None
    words: TimedWords | None = None


@dataclass(slots=True)
class Reading:
    """A file as its reader understood it.

    `markup`: the texts carry tags and character references. `voices`: some of the tags name who speaks.
    `labels`: a name before a colon may be a speaker. `has_ends`: the format has a place for a cue's end.
    `patience`: how often something is said in it before it is a loop, None where nothing is one.
    """

    format: str
    cues: list[Cue]
    language: str | None = None
    skipped: list[SkippedLine] = field(default_factory=list)
    markup: bool = True
    voices: bool = False
    labels: bool = True
    has_ends: bool = True
    patience: Patience | None = OTHERS


class Leniencies:
    """What was read although its format forbids it: each kind once, with its first line and how often."""

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[int, int]] = {}

    def add(self, kind: str, line: int) -> None:
        """Count one more `kind`, seen in `line`."""
        first, times = self._kinds.get(kind, (line, 0))
        self._kinds[kind] = (min(first, line), times + 1)

    def lines(self) -> list[SkippedLine]:
        """One entry a kind."""
        return [
            SkippedLine(
                line, f"read leniently: {kind}" + (f" ({times} times)" if times > 1 else ""), is_lost=False
            )
            for kind, (line, times) in self._kinds.items()
        ]
