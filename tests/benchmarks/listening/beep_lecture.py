"""A lecture of beeps: one at the start of each segment, and segments whose text is a number."""

from __future__ import annotations

import random
import subprocess
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

from player.model import Millis
from tests.benchmarks.lectures import stamp
from tests.benchmarks.listening.beeps import BEEP_MS, code_of, tone
from tests.benchmarks.listening.sound_server import SAMPLE_RATE

SPACING_MS = 420
UNEVEN = 0.2
FIRST_MS = 300
MAKE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class BeepLecture:
    """Media and its transcript; `starts` of the segments in ms, `texts` what is written there."""

    media: Path
    transcript: Path
    starts: tuple[Millis, ...]
    texts: tuple[str, ...]
    pace: float


def write_beep_lecture(folder: Path, *, seconds: float, pace: float = 1.0, kind: str = "m4a") -> BeepLecture:
    """Write `pace.m4a` and `.vtt`; played at the rate `pace`, beeps come about every 420 ms and last 60
    or more.

    Their distances vary by a fifth, always in the same way. `kind` is a container that ffmpeg can write.
    """
    starts = _starts(seconds, pace)
    media = folder / f"beeps-{pace:g}.{kind}"
    sound = folder / f"beeps-{pace:g}.sound.wav"
    _write_sound(sound, starts, seconds, beep_ms(pace))
    _encode(sound, media)
    texts = tuple(f"beep{number:04}" for number in range(len(starts)))
    transcript = media.with_suffix(".vtt")
    _write_transcript(transcript, starts, texts, seconds)
    return BeepLecture(media, transcript, starts, texts, pace)


def beep_ms(pace: float) -> float:
    """How long a beep made for `pace` lasts at rate 1; slowed down, a short one would come with an echo."""
    return BEEP_MS * max(1.0, pace)


def _starts(seconds: float, pace: float) -> tuple[Millis, ...]:
    chance = random.Random(4)
    starts, clock = [], FIRST_MS * pace
    while clock < (seconds - 1) * 1000:
        starts.append(round(clock))
        clock += SPACING_MS * pace * chance.uniform(1 - UNEVEN, 1 + UNEVEN)
    return tuple(starts)


def _write_sound(path: Path, starts: tuple[Millis, ...], seconds: float, length_ms: float) -> None:
    samples = array("h", bytes(2 * round(seconds * SAMPLE_RATE)))
    for number, start in enumerate(starts):
        beep = tone(code_of(number), length_ms)
        at = start * SAMPLE_RATE // 1000
        samples[at : at + len(beep)] = beep
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())


def _encode(sound: Path, media: Path) -> None:
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-i", sound, "-b:a", "128k", media],
        check=True,
        timeout=MAKE_SECONDS,
        stdin=subprocess.DEVNULL,
    )
    sound.unlink()


def _write_transcript(path: Path, starts: tuple[Millis, ...], texts: tuple[str, ...], seconds: float) -> None:
    ends = (*starts[1:], round(seconds * 1000))
    cues = (
        f"{stamp(start / 1000)} --> {stamp(end / 1000)}\n{text}\n"
        for start, end, text in zip(starts, ends, texts, strict=True)
    )
    path.write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
