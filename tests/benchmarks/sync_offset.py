"""How exactly `lecture sync` finds an offset and a drift, and what it refuses.

The sound is seed 003's lecture, spoken by espeak-ng at its cues' times; the transcript is moved and stretched. What
is refused: music, silence, noise, the transcripts of other lectures (seeds 000 to 002), and the lecture's own with
its pauses shuffled. As offset error / drift error / how sure; the largest error is that at any cue of the lecture.
"""

from __future__ import annotations

import math
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from player.playback.sound_decoding import decoded_sound
from player.sync.alignment import align
from player.sync.onsets import Onset, onsets_said
from player.sync.speech import SAMPLES_A_SECOND, find_speech, make_detector
from player.transcript.reading import read_transcript
from player.transcript.tables.lectures import list_lectures, read_lecture
from tests.benchmarks.lectures import write_sound

SHARED = Path(__file__).resolve().parents[3] / "shared"
MAKE_SECONDS = 600
MUSIC_SECONDS = 1_800
CUT_MS = 320_000
BUDGET = "100 ms / 0.02 %"


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to the transcript's times: each is multiplied by `rate`, then `offset_ms` is added."""

    name: str
    offset_ms: int = 0
    rate: float = 1.0

    def of(self, onsets: Iterable[Onset]) -> list[Onset]:
        """The onsets as the changed transcript has them."""
        return [
            Onset(max(0, round(onset.time * self.rate + self.offset_ms)), onset.weight) for onset in onsets
        ]


CHANGES = (
    Change("as it is"),
    Change("+1.7 s", 1_700),
    Change("+0.1 %", 0, 1.001),
    Change("+1.7 s and +0.1 %", 1_700, 1.001),
    Change("-12.3 s and -0.3 %", -12_300, 0.997),
)


def measure() -> list[tuple[str, str, str]]:
    """Rows of what, budget, figure."""
    seed = next((SHARED / "seeds").glob("003_*"), None)
    if seed is None or not all(map(shutil.which, ("ffmpeg", "espeak-ng"))):
        return [("sync", BUDGET, "not measured: ../shared, ffmpeg and espeak-ng are needed")]
    with tempfile.TemporaryDirectory() as folder:
        media = Path(folder) / "lecture.opus"
        maker = SHARED / "tools" / "make_lecture.py"
        command = [sys.executable, str(maker), str(seed), str(media)]
        subprocess.run(command, check=True, capture_output=True, timeout=MAKE_SECONDS)
        began = perf_counter()
        speech = _heard(media)
        listened = perf_counter() - began
        onsets = onsets_said(read_transcript(media.with_suffix(".vtt")).segments)
        rows = list(_found(speech, onsets))
        rows += _refused(speech, onsets, Path(folder))
        began = perf_counter()
        align(speech, onsets)
        took = f"{listened:.1f} + {perf_counter() - began:.1f} s"
    return [*rows, ("sync, 75 min: listening + aligning", "30 s", took)]


def _heard(media: Path) -> bytes:
    return find_speech(decoded_sound(media, SAMPLES_A_SECOND, lambda _: None), make_detector())


def _found(speech: bytes, onsets: Sequence[Onset]) -> Iterator[tuple[str, str, str]]:
    beginning = [onset for onset in onsets if onset.time < CUT_MS]
    parts = (("75 min", speech, onsets), ("320 s", speech[: CUT_MS // 20], beginning))
    for length, sound, said in parts:
        for change in CHANGES:
            yield f"sync, {length}, {change.name}", BUDGET, _errors(sound, said, change)


def _errors(speech: bytes, onsets: Sequence[Onset], change: Change) -> str:
    moved = change.of(onsets)
    found = align(speech, moved)
    if found is None:
        return "no answer"
    offset = found.offset + change.offset_ms / change.rate
    drift = found.drift - (1 / change.rate - 1)
    worst = max(abs(found.said(wrong.time) - right.time) for wrong, right in zip(moved, onsets, strict=True))
    return f"{offset:+.0f} ms / {100 * drift:+.4f} % / {found.sure:.2f}, at most {worst} ms"


def _refused(speech: bytes, onsets: Sequence[Onset], folder: Path) -> Iterator[tuple[str, str, str]]:
    sounds = {"music": _music(folder / "music.wav"), "silence": _silence(folder / "silence.wav")}
    tone = folder / "tone.wav"
    write_sound(tone, MUSIC_SECONDS)
    for name, media in (*sounds.items(), ("a tone", tone)):
        yield f"sync, {name}", "refused", _sure([(_heard(media), onsets)])
    others = [
        onsets_said(read_lecture(table, lecture.id).segments)
        for table in sorted((SHARED / "seeds").glob("00[012]_*"))
        for lecture in list_lectures(table)
    ]
    yield "sync, other lectures", "refused", _sure([(speech, other) for other in others])
    shuffles = [(speech, _shuffled(onsets, seed)) for seed in range(10)]
    yield "sync, pauses shuffled ten times", "refused", _sure(shuffles)


def _sure(cases: Sequence[tuple[bytes, Sequence[Onset]]]) -> str:
    found = [align(speech, onsets) for speech, onsets in cases]
    refused = sum(each is None or not each.is_sure_enough for each in found)
    surest = max((each.sure for each in found if each is not None), default=0.0)
    return f"{refused} of {len(cases)} refused, at most {surest:.2f} sure"


def _shuffled(onsets: Sequence[Onset], seed: int) -> list[Onset]:
    steps = [(after.time - onset.time, after.weight) for onset, after in pairwise(onsets)]
    random.Random(seed).shuffle(steps)
    shuffled = [onsets[0]]
    for step, weight in steps:
        shuffled.append(Onset(shuffled[-1].time + step, weight))
    return shuffled


def _silence(path: Path) -> Path:
    return _write(path, [0] * 8_000 * MUSIC_SECONDS)


def _music(path: Path) -> Path:
    """A melody of plucked tones with rests, which the detector takes for speech nine tenths of the time."""
    chance = random.Random(1)
    samples: list[int] = []
    while len(samples) < 8_000 * MUSIC_SECONDS:
        count = int(8_000 * chance.choice((0.25, 0.25, 0.5, 1.0, 1.5)))
        pitch = 2 * math.pi * 220 * 2 ** (chance.choice((0, 2, 4, 5, 7, 9, 11, 12)) / 12) / 8_000
        loud = 0 if chance.random() < 0.12 else 9_000
        samples += [
            int(loud * math.exp(-2.5 * n / count) * (math.sin(pitch * n) + math.sin(2 * pitch * n) / 2))
            for n in range(count)
        ]
    return _write(path, samples)


def _write(path: Path, samples: Sequence[int]) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


if __name__ == "__main__":
    for row in measure():
        print(*row, sep="  |  ")
