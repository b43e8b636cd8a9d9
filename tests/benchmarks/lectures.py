"""Lectures to measure with: made here, of any length, and the seed's where it is at hand."""

from __future__ import annotations

import math
import random
import struct
import wave
from pathlib import Path

SPOKEN = """
so the gradient of this function tells us which way to go and how far a step may be before we overshoot
when you look at the second derivative the curvature explains why momentum helps in narrow valleys
remember that every model is wrong but some are useful and we measure that on data it has never seen
the matrix has rank two hence its null space is a line through the origin as we proved last week
"""
WORDS = SPOKEN.split()
WORDS_A_SECOND = 2.5


def stamp(seconds: float) -> str:
    """Seconds as WebVTT writes them."""
    ms = round(seconds * 1000)
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def write_transcript(path: Path, hours: float, *, word_times: bool = False) -> None:
    """A WebVTT of `hours`, a cue every few seconds, always the same for the same arguments."""
    chance = random.Random(7)
    cues, clock = ["WEBVTT\n"], 0.0
    while clock < hours * 3600:
        count = chance.randint(4, 12)
        spoken = [f"{chance.choice(WORDS)}{chance.choice(('', '', '', 's', 'ing'))}" for _ in range(count)]
        length = count / WORDS_A_SECOND
        text = " ".join(spoken)
        if word_times:
            times = (f"<{stamp(clock + n / WORDS_A_SECOND)}>" if n else "" for n in range(count))
            text = " ".join(time + word for time, word in zip(times, spoken, strict=True))
        cues.append(f"{stamp(clock)} --> {stamp(clock + length)}\n{text}\n")
        clock += length + chance.choice((0, 0, 0, 0.4, 2.4))
    path.write_text("\n".join(cues), encoding="utf-8")


def write_rolling(path: Path, hours: float) -> None:
    """A WebVTT of `hours` as YouTube's automatic captions roll, always the same for the same arguments.

    A cue in which a line is spoken below the one before, each word but the first with its time; then one of
    10 ms with the line alone. 3 hours are 9,800 cues and 1.6 MB.
    """
    chance = random.Random(11)
    cues = ["WEBVTT\nKind: captions\nLanguage: en\n"]
    clock, above = 0.16, " "
    while clock < hours * 3600:
        first, *others = chance.choices(WORDS, k=chance.randint(4, 8))
        steps = [chance.uniform(0.16, 0.57) for _ in range(len(others) + 1)]
        times = [clock + sum(steps[:number]) for number in range(1, len(steps) + 1)]
        timed = "".join(f"<{stamp(at)}><c> {word}</c>" for at, word in zip(times, others, strict=False))
        cues.append(_rolling_cue(clock, times[-1] - 0.01, above, first + timed))
        above = " ".join((first, *others))
        cues.append(_rolling_cue(times[-1] - 0.01, times[-1], above, " "))
        clock = times[-1]
    path.write_text("\n".join(cues), encoding="utf-8")


def _rolling_cue(start: float, end: float, above: str, below: str) -> str:
    return f"{stamp(start)} --> {stamp(end)} align:start position:0%\n{above}\n{below}\n"


def write_sound(path: Path, seconds: float) -> None:
    """A quiet tone as WAV, 8 kHz mono."""
    second = b"".join(struct.pack("<h", int(800 * math.sin(n / 8))) for n in range(8000))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        for _ in range(math.ceil(seconds)):
            file.writeframes(second)


def make_lecture(folder: Path, name: str, hours: float, sound_seconds: float) -> Path:
    """A lecture with sound for a part of its transcript's length; gives the sound's path."""
    write_transcript(folder / f"{name}.vtt", hours)
    media = folder / f"{name}.wav"
    write_sound(media, sound_seconds)
    return media
