"""Mutated transcripts by the million over every reader: `python -m tests.fuzz [--runs N] [--seed N] [--large N]`.

What breaks a promise is kept as a file, with what it broke, in the folder that `--keep` names.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
import tempfile
import time
import traceback
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from player.errors import TranscriptError
from player.model import Transcript
from player.transcript.cues import Cue
from player.transcript.reading import read_cues, read_transcript
from tests.mutations import mutated, swollen

FIXTURES = Path(__file__).parent / "fixtures"
MEGABYTE = 1024 * 1024
LONGEST_SECONDS = 1.0
_LONGEST_ON_THE_SCALES = 30.0
"""Seconds: what is weighed takes up to ten times as long, and has been timed before."""

MOST_TIMES = 10
BYTES_A_PIECE = 640
"""What a cue or a word with a time of its own takes at the worst.

Objects of Python that hold its texts and times cannot be less, so where a file has such a piece in fewer than 64 bytes,
and nothing but such pieces, reading takes more than ten times its size. The result says how often that was and how
much.
"""

SMALL_ALLOWANCE = 2 * MEGABYTE
"""What reading needs whatever the size of the file: tables of the readers, the first use of a module."""

_CONTROLS = frozenset(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) | set(
    "\u202a\u202b\u202c\u202d\u202e\ufeff"
)


_INLINE_TIME = re.compile("<[0-9:]{1,12}[.,][0-9]{1,3}>")


class BrokenPromiseError(Exception):
    """A reader did what none may do."""


@dataclass(slots=True)
class Tally:
    """What became of the inputs."""

    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest_seconds: float = 0.0
    hungriest: float = 0.0
    weighed: int = 0
    dense: int = 0
    densest: float = 0.0
    heaviest_piece: float = 0.0

    def add(self, other: Tally) -> None:
        """Count another process's inputs too."""
        self.outcomes += other.outcomes
        self.broken += other.broken
        self.slowest_seconds = max(self.slowest_seconds, other.slowest_seconds)
        self.hungriest = max(self.hungriest, other.hungriest)
        self.weighed += other.weighed
        self.dense += other.dense
        self.densest = max(self.densest, other.densest)
        self.heaviest_piece = max(self.heaviest_piece, other.heaviest_piece)


def samples() -> list[bytes]:
    """Every fixture's bytes, in a steady order."""
    return [
        path.read_bytes()
        for path in sorted(FIXTURES.rglob("*"))
        if path.is_file() and "expected" not in path.parts
    ]


def check(transcript: Transcript) -> None:
    """Raises BrokenPromiseError when `transcript` holds what no transcript may."""
    last = 0
    for segment in transcript.segments:
        _check_text(segment.text)
        _check_text(segment.speaker or "")
        if not last <= segment.start <= segment.end:
            raise BrokenPromiseError(f"times out of order: {last}, {segment.start} to {segment.end}")
        last = at = segment.start
        for word in segment.words:
            _check_text(word.text)
            if not at <= word.start <= word.end <= segment.end:
                raise BrokenPromiseError(f"word times out of order in {segment}")
            at = word.start
    for entry in transcript.skipped:
        _check_text(entry.reason)
    _check_text(transcript.format + (transcript.language or ""))


def _check_text(text: str) -> None:
    if not text.isprintable() and _CONTROLS & set(text):
        raise BrokenPromiseError(f"a control character comes out: {text[:80]!r}")


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises BrokenPromiseError in what takes more than `seconds` of processor time."""

    def stop(_number: int, _frame: object) -> None:
        raise BrokenPromiseError(f"more than {seconds} s of processor time")

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def read(raw: bytes, path: Path) -> str:
    """Read `raw` through the file `path`; gives the format or `refused`. Raises BrokenPromiseError."""
    path.write_bytes(raw)
    try:
        transcript = read_transcript(path)
    except TranscriptError as error:
        _check_text(str(error))
        return "refused"
    check(transcript)
    return transcript.format


def try_one(raw: bytes, path: Path, tally: Tally, keep: Path, *, weigh: bool) -> None:
    """Read one input under the clock and, when `weigh`, once more on the scales."""
    begun = time.process_time()
    try:
        with limited(max(LONGEST_SECONDS, LONGEST_SECONDS * len(raw) / MEGABYTE)):
            tally.outcomes[read(raw, path)] += 1
        tally.slowest_seconds = max(tally.slowest_seconds, time.process_time() - begun)
        if weigh:
            with limited(_LONGEST_ON_THE_SCALES):
                weigh_in(most_memory(raw, path), raw, path, tally)
    except Exception:
        _keep(raw, traceback.format_exc(), tally, keep)


def most_memory(raw: bytes, path: Path) -> int:
    """The most bytes that reading `raw` through the file `path` holds at a time."""
    tracemalloc.start()
    try:
        read(raw, path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def weigh_in(peak: int, raw: bytes, path: Path, tally: Tally) -> None:
    """Judge the most memory that reading `raw` took. Raises BrokenPromiseError when it is too much."""
    size = len(raw)
    tally.weighed += 1
    if peak <= MOST_TIMES * size + SMALL_ALLOWANCE:
        tally.hungriest = max(tally.hungriest, peak / size if size >= MEGABYTE // 2 else 0.0)
        return
    # Where parts of a file meet, cues are left out that were read: lines of times count for themselves.
    pieces = max(pieces_in(path), raw.count(b"-->"))
    if peak > BYTES_A_PIECE * pieces + SMALL_ALLOWANCE:
        raise BrokenPromiseError(f"{peak} bytes of memory for {size} bytes of input in {pieces} pieces")
    tally.dense += 1
    tally.densest = max(tally.densest, peak / size)
    tally.heaviest_piece = max(tally.heaviest_piece, peak / pieces)


def pieces_in(path: Path) -> int:
    """How many cues and words with times of their own are read of the file, or come out of it if that is more."""
    try:
        transcript = read_transcript(path)
        cues = read_cues(path).cues
    except TranscriptError:
        return 0
    come_out = sum(1 + len(segment.words) for segment in transcript.segments)
    return max(come_out, sum(1 + _timed_words_in(cue) for cue in cues))


def _timed_words_in(cue: Cue) -> int:
    words = len(cue.words.texts) if cue.words else 0
    return words + sum(map(_timed_words, cue.lines))


def _timed_words(line: str) -> int:
    times = len(_INLINE_TIME.findall(line))
    return times + 1 if times else 0


def _keep(raw: bytes, why: str, tally: Tally, keep: Path) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    name = f"{abs(hash(raw)):x}"
    (keep / name).write_bytes(raw)
    (keep / f"{name}.why").write_text(why)
    tally.broken.append(f"{name}: {why.strip().splitlines()[-1][:200]}")


def run_part(seed: int, runs: int, large: int, keep: Path) -> Tally:
    """`runs` mutated inputs, then `large` ones of a megabyte."""
    chance, tally, known = random.Random(seed), Tally(), samples()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "transcript"
        for _ in range(runs):
            try_one(mutated(chance, known), path, tally, keep, weigh=False)
        for number in range(large):
            raw = swollen(chance, known, MEGABYTE)
            try_one(raw, path, tally, keep, weigh=number % 4 == 0)
    return tally


def main() -> int:
    """Run in as many processes as asked for, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    options = parser.parse_args()
    parts = options.processes * 20
    whole = Tally()
    with ProcessPoolExecutor(options.processes) as pool:
        jobs = [
            pool.submit(
                run_part,
                options.seed * 1000 + part,
                options.runs // parts,
                options.large // parts,
                options.keep,
            )
            for part in range(parts)
        ]
        for job in jobs:
            whole.add(job.result())
            print(
                f"\r{sum(whole.outcomes.values()):,} read, {len(whole.broken)} broken",
                end="",
                file=sys.stderr,
            )
    print(file=sys.stderr)
    for outcome, times in whole.outcomes.most_common():
        print(f"{times:>10,}  {outcome}")
    print(
        f"slowest {whole.slowest_seconds:.3f} s; most memory for a megabyte {whole.hungriest:.1f} times the input"
    )
    print(
        f"{whole.dense} of {whole.weighed} weighed are denser than that: at most {whole.densest:.1f} times the input, "
        f"and {whole.heaviest_piece:.0f} bytes a cue or timed word"
    )
    print("\n".join(whole.broken[:40]) or "no promise broken")
    return 1 if whole.broken else 0


if __name__ == "__main__":
    sys.exit(main())
