"""How long a transcript takes to be read, beside the libraries; what memory that needs, and whom it keeps waiting."""

from __future__ import annotations

import json
import statistics
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

import pysubs2
import webvtt

from player.transcript.reading import read_transcript
from player.transcript.writers import write_transcript as written
from tests.benchmarks.lectures import write_rolling, write_transcript

RUNS = 9
HOLDS = 7
Row = tuple[str, str, str]


def measure() -> list[Row]:
    """Rows of what, budget, figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*side_by_side(folder), *memory_rows(folder), *hold_rows(folder)]


def side_by_side(folder: Path) -> list[Row]:
    """Three hours of YouTube's rolling captions, read by each in turn; the libraries do not collapse them."""
    path, timed = folder / "rolling.vtt", folder / "timed.vtt"
    write_rolling(path, 3)
    write_transcript(timed, 3, word_times=True)
    taken = alternating(
        {
            "ours": lambda: read_transcript(path),
            "webvtt-py": lambda: webvtt.read(path),
            "pysubs2": lambda: pysubs2.load(str(path)),
            "timed": lambda: read_transcript(timed),
        }
    )
    ours = taken["ours"]
    return [
        ("reading 3 h of rolling captions, each word once", "80 ms", ms(ours)),
        *(
            (f"  the same file, {library}", "", f"{ms(taken[library])}, {taken[library] / ours:.1f} x ours")
            for library in ("webvtt-py", "pysubs2")
        ),
        ("reading a 3 h transcript with word times", "150 ms", ms(taken["timed"])),
    ]


def alternating(readers: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds that each of `readers` takes, one run of each after the other."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(RUNS):
        for name, read in readers.items():
            begun = time.perf_counter()
            read()
            taken[name].append(time.perf_counter() - begun)
    return {name: statistics.median(times) for name, times in taken.items()}


def memory_rows(folder: Path) -> list[Row]:
    """The most memory that reading a megabyte takes at a time, the file's own bytes and the transcript included."""
    return [(f"memory to read 1 MB, {what}", "10 x", peak(path)) for what, path in megabytes(folder).items()]


def megabytes(folder: Path) -> dict[str, Path]:
    """Files of about a megabyte, by what is in them."""
    paths = {
        "rolling WebVTT": folder / "memory-rolling.vtt",
        "WebVTT with word times": folder / "memory-words.vtt",
        "WebVTT of short cues": folder / "memory-short.vtt",
        "plain SRT": folder / "memory.srt",
        "Whisper JSON with word times": folder / "memory.json",
    }
    write_rolling(paths["rolling WebVTT"], 2)
    write_transcript(paths["WebVTT with word times"], 6, word_times=True)
    short = (f"{clock(at)}.000 --> {clock(at)}.900\n{'low tide'[: at % 8 + 1]}\n" for at in range(24_000))
    paths["WebVTT of short cues"].write_text("\n".join(["WEBVTT\n", *short]), encoding="utf-8")
    write_transcript(folder / "long.vtt", 13)
    paths["plain SRT"].write_text(written(read_transcript(folder / "long.vtt"), "srt"), encoding="utf-8")
    paths["Whisper JSON with word times"].write_text(
        whisper(paths["WebVTT with word times"]), encoding="utf-8"
    )
    return paths


def clock(seconds: int) -> str:
    """HH:MM:SS."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def whisper(path: Path, share: float = 0.25) -> str:
    """The first part of the transcript in `path` as Whisper writes it."""
    segments = read_transcript(path).segments
    return json.dumps(
        {
            "segments": [
                {
                    "start": segment.start / 1000,
                    "end": segment.end / 1000,
                    "text": f" {segment.text}",
                    "words": [
                        {
                            "word": f" {word.text}",
                            "start": word.start / 1000,
                            "end": word.end / 1000,
                            "probability": 0.9,
                        }
                        for word in segment.words
                    ],
                }
                for segment in segments[: int(len(segments) * share)]
            ]
        }
    )


def peak(path: Path) -> str:
    """The most that reading `path` holds at a time, and what is left in the transcript, in sizes of the file."""
    read_transcript(path)
    tracemalloc.start()
    try:
        transcript = read_transcript(path)
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    size = path.stat().st_size
    return f"{most / size:.1f} x {size / 1e6:.2f} MB  ({kept / size:.1f} x kept, {len(transcript.segments)} segments)"


def hold_rows(folder: Path) -> list[Row]:
    """How long another thread has to wait while ten hours are read."""
    rolling, timed, srt = folder / "ten-rolling.vtt", folder / "ten.vtt", folder / "ten.srt"
    write_rolling(rolling, 10)
    write_transcript(timed, 10, word_times=True)
    srt.write_text(written(read_transcript(timed), "srt"), encoding="utf-8")
    rows = []
    for what, path in (("rolling WebVTT", rolling), ("WebVTT with word times", timed), ("SRT", srt)):
        holds = [longest_hold(path) for _ in range(HOLDS)]
        figure = f"{ms(statistics.median(holds))}  (worst {ms(max(holds))})"
        rows.append((f"longest hold of other threads, 10 h of {what} read", "20 ms", figure))
    return rows


def longest_hold(path: Path) -> float:
    """Seconds of the reading thread's own processor time between two moments of a thread that sleeps 1 ms.

    Its own time, for what other programs take of the machine is no hold.
    """
    reader = threading.Thread(target=read_transcript, args=(path,))
    reader.start()
    ticking = time.pthread_getcpuclockid(reader.ident or 0)
    longest = last = 0.0
    while reader.is_alive():
        time.sleep(0.001)
        try:
            used = time.clock_gettime(ticking)
        except OSError:
            break
        longest, last = max(longest, used - last), used
    reader.join()
    return longest


def ms(seconds: float) -> str:
    """Seconds as milliseconds."""
    return f"{seconds * 1000:.0f} ms"
