"""The lecture on its clock: the spoken sentences with their pauses, and what happens when."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import sounds
from script import Mark, Sentence, Step
from voice import Voice

LEAD_IN, AFTER_SENTENCE, AFTER_BREATH, AFTER_CHAPTER, LEAD_OUT = 0.8, 0.36, 0.8, 1.5, 2.2
BEFORE_SOUND, AFTER_SOUND = 0.45, 0.5
# A slide or chapter begins this long before the first word it belongs to.
AHEAD_SECONDS = 0.4
FRAMES_A_SECOND = 5


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word with its times in milliseconds, and the number of the caption it stands in."""

    text: str
    caption: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A slide, chapter or sound by name, from `start` milliseconds on."""

    start: int
    name: str


@dataclass(slots=True)
class Timeline:
    """The voice's samples at `rate`, silent where a sound goes, and everything that has a time."""

    rate: int
    samples: array[int] = field(default_factory=lambda: array("h"))
    words: list[TimedWord] = field(default_factory=list)
    slides: list[Moment] = field(default_factory=list)
    chapters: list[Moment] = field(default_factory=list)
    sounds: list[Moment] = field(default_factory=list)

    @property
    def length(self) -> int:
        return self.millis(len(self.samples))

    def millis(self, sample: int) -> int:
        return round(sample * 1000 / self.rate)

    def silence(self, duration_seconds: float) -> None:
        self.samples.extend(array("h", bytes(2 * round(duration_seconds * self.rate))))


def lay_out(steps: Sequence[Step], voice: Voice) -> Timeline:
    """Speak every sentence and put it on the clock."""
    line = Timeline(voice.rate)
    pause = LEAD_IN
    waiting: list[Mark] = []
    for step in steps:
        if isinstance(step, Sentence):
            line.silence(pause)
            _open(line, waiting)
            _speak(line, step, voice)
            pause, waiting = AFTER_SENTENCE, []
        elif step.kind == "sound":
            _leave_room(line, step.name)
            pause = AFTER_SOUND
        else:
            pause = max(pause, {"breath": AFTER_BREATH, "chapter": AFTER_CHAPTER, "slide": 0}[step.kind])
            waiting.append(step)
    line.silence(LEAD_OUT)
    frame = line.rate // FRAMES_A_SECOND
    line.silence((-len(line.samples) % frame) / line.rate)
    return line


def _open(line: Timeline, marks: Sequence[Mark]) -> None:
    start = max(0, line.millis(len(line.samples)) - round(1000 * AHEAD_SECONDS)) if line.words else 0
    for mark in marks:
        if mark.kind == "chapter":
            line.chapters.append(Moment(start, mark.name))
        elif mark.kind == "slide":
            frames = round(start * FRAMES_A_SECOND / 1000)
            line.slides.append(Moment(frames * 1000 // FRAMES_A_SECOND, mark.name))


def _speak(line: Timeline, sentence: Sentence, voice: Voice) -> None:
    offset = len(line.samples)
    spoken = voice.say(sentence.words)
    for text, caption, (first, last) in zip(sentence.words, sentence.captions, spoken.words, strict=True):
        line.words.append(TimedWord(text, caption, line.millis(offset + first), line.millis(offset + last)))
    line.samples.extend(spoken.samples)


def _leave_room(line: Timeline, name: str) -> None:
    line.silence(BEFORE_SOUND)
    line.sounds.append(Moment(line.millis(len(line.samples)), name))
    line.silence(sounds.seconds(name))
