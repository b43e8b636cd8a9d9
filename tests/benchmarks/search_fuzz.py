"""Searches the longest seed for whatever can be typed: nothing may raise, nothing may take long.

    python -m tests.benchmarks.search_fuzz [--seconds N] [--source NUMBER]

Half of the queries go through `lecture find -` as well, many in one run.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from player.search.index import PhraseIndex
from player.search.phrases import find_phrase
from tests.benchmarks.search_bench import SEEDS, seed_index

_MOST_MS = 100
_A_RUN = 200
_LONGEST = 1200
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ",
    "the of and loss gradient descent 0123456789",
    "aeiou bcdfg'’-_./\\\"",
    "[/x] [red] \x1b[31m \x00\x07\t",
    "机器学习 かな ไทย עברית العربية हिन्दी",
    "👩‍🔬🎉\u200d\ufe0f\u0301\u0308 é ﬁ ß İ ı",
    "\ud7ff\ue000\uffff\U0010ffff\u2028\u202e",
)


def queries(source: random.Random, said: list[str]) -> Iterator[str]:
    """Without end: noise from each alphabet and any character, and words of the lecture mixed with noise."""
    while True:
        alphabet = source.choice(_ALPHABETS)
        length = source.choice((1, 2, 5, 20, 60, 300, _LONGEST))
        noise = "".join(source.choices(alphabet, k=source.randint(1, length)))
        wild = "".join(map(chr, _characters(source, source.randint(1, 40))))
        words = " ".join(source.choices(said, k=source.randint(1, 40)))
        yield source.choice((noise, wild, words, f"{words} {noise}", noise + words, words.replace(" ", "")))


def _characters(source: random.Random, count: int) -> Iterator[int]:
    """Any of Unicode but the surrogates, which no text holds."""
    while count:
        number = source.randrange(0x110000)
        if not 0xD800 <= number < 0xE000:
            count -= 1
            yield number


def by_hand(seconds: float, number: int) -> tuple[int, float, str]:
    """How many queries were answered, the longest time in milliseconds, and for which of them."""
    index = seed_index("003")
    count, longest, slowest = 0, 0.0, ""
    until = time.monotonic() + seconds
    for query in queries(random.Random(number), list(index.vocabulary)):
        took = _took(index, query)
        if took > longest:
            # What took long only once was another program's turn.
            took = sorted((took, _took(index, query), _took(index, query)))[1]
        count += 1
        if took > longest:
            longest, slowest = took, query
        if time.monotonic() > until:
            break
    return count, longest, slowest


def _took(index: PhraseIndex, query: str) -> float:
    begun = time.perf_counter()
    find_phrase(index, query)
    return (time.perf_counter() - begun) * 1000


def by_command(number: int) -> str:
    """ "Empty when `lecture find -` answered each query with one line, else what was wrong."""
    index = seed_index("003")
    made = queries(random.Random(number), list(index.vocabulary))
    lines = ["".join(c for c in next(made) if c not in "\r\n") for _ in range(_A_RUN)]
    seed = next(SEEDS.glob("003*"))
    with tempfile.TemporaryDirectory() as folder:
        transcript = Path(folder) / "lecture.vtt"
        transcript.write_bytes(seed.read_bytes())
        ran = subprocess.run(
            [sys.executable, "-m", "player", "find", "-", str(transcript)],
            input="\n".join(lines) + "\n",
            capture_output=True,
            encoding="utf-8",
            env={"LECTURE_HOME": folder, "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"},
            timeout=120,
            check=False,
        )
    answers = ran.stdout.split("\n")[:-1]
    if ran.returncode or len(answers) != len(lines):
        return f"status {ran.returncode}, {len(answers)} answers to {len(lines)}: {ran.stderr[-300:]}"
    wrong = [line for line, answer in zip(lines, answers, strict=True) if json.loads(answer)["query"] != line]
    return f"{len(wrong)} were read as something else, as {wrong[0]!r}" if wrong else ""


def measure(seconds: float = 20, number: int = 1) -> list[tuple[str, str, str]]:
    """Rows of (what, budget, figure)."""
    if not SEEDS.is_dir():
        return [("search, any text", f"{_MOST_MS} ms", "not measured: ../shared with its seeds is not here")]
    count, longest, slowest = by_hand(seconds, number)
    wrong = by_command(number)
    return [
        ("search, any text", f"{_MOST_MS} ms", f"{count} queries, worst {longest:.1f} ms: {slowest[:40]!r}"),
        (f"search, any text, {_A_RUN} through find -", "one line each", wrong or "one line each"),
    ]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--seconds", type=float, default=20, help="how long to go on")
    arguments.add_argument("--source", type=int, default=1, help="number of the random source")
    chosen = arguments.parse_args()
    for row in measure(chosen.seconds, chosen.source):
        sys.stdout.write("{:<44} {:>14}  {}\n".format(*row))
