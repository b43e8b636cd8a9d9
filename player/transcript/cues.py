"""What a reader hands to the cleaning: cues as the file has them."""

from __future__ import annotations

from dataclasses import dataclass, field

from player.model import Millis, SkippedLine


@dataclass(slots=True)
class TimedWords:
    """Words or pieces of words with times of their own, as the file has them, a column each.

    An end of None is the next start. Columns, because a lecture has tens of thousands.
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
        confidence: float | None = None,
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
        columns = (self.texts, self.starts, self.ends, self.confidences, self.estimated)
        return TimedWords(*([column[number] for number in within] for column in columns))  # type: ignore[arg-type]


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

    `markup`: the texts carry tags and character references. `labels`: a name before a colon may be a speaker.
    """

    format: str
    cues: list[Cue]
    language: str | None = None
    skipped: list[SkippedLine] = field(default_factory=list)
    markup: bool = True
    labels: bool = True


class Leniencies:
    """What was read although its format forbids it: each kind once, with its first line and how often."""

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[int, int]] = {}

    def add(self, kind: str, line: int) -> None:
        """Count one more `kind`, seen in `line`."""
        first, times = self._kinds.get(kind, (line, 0))
        self._kinds[kind] = (first, times + 1)

    def lines(self) -> list[SkippedLine]:
        """One entry a kind."""
        return [
            SkippedLine(line, f"read leniently: {kind}" + (f" ({times} times)" if times > 1 else ""))
            for kind, (line, times) in self._kinds.items()
        ]
