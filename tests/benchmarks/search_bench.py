"""What search costs for each key typed: `measure()` gives rows of (what, budget, figure).

Run by itself it prints them; the seeds must stand in ../shared beside the repository.
"""

from __future__ import annotations

import random
import re
import sys
import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

from player.model import Segment
from player.search.index import PhraseIndex
from player.search.phrases import find_phrase
from player.transcript.word_times import spoken_words

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
_CUE = re.compile(r"(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)")
_ROW = re.compile(r"[\w-]{11} \| (.*) \| ([\d,]+) \| ([\d,]+) \| http\S+ \|")

QUERIES = """
stochastic gradient descent
stocastic gradiant decent
the of and
you and the
back propagation
backpropagation
multi layer perceptron
what is a neural network
image net challenge
imagenet
linear logistic regressor
learning rate
lerning rate shedule
local minima
so if you have
the way that you optimize it
vanishing gradients
skip connections
residual network
quantum chromodynamics
asdfgh qwerty
support vector machine
suport vecter machines
activation function
sigmoid or relu
chain rule
it is a lot of work to do that
cross entropy loss
weight decay
batch of data
data augmentation
object detection
midterm exam next week
homework due
that that that that
a b c d
overfitting
fully conected layer
universal approximation theorem
stride and padding
""".strip().splitlines()

WEIRD = {
    "500 letters pasted": "",
    "only punctuation": "?!… -- ' .,;" * 20,
    "emoji": "👩‍🔬🎉 🙃" * 10,
    "markup": "[/x] [red]",
    "NULs": "\x00" * 50 + "loss\x00function",
    "10,000 letters": "a" * 10_000,
    "10,000 short words": "the of and " * 1000,
}


def seed_segments(name: str) -> list[Segment]:
    """The segments of the seed whose file name begins with `name`."""
    text = next(SEEDS.glob(f"{name}*")).read_text(encoding="utf-8")
    lines = text.splitlines()
    if "-->" in text:
        return _cues(lines)
    rows = [row.groups() for line in lines if (row := _ROW.match(line))]
    if not rows:
        body = lines[28:]
        rows = [(body[i + 1], body[i + 2], body[i + 3]) for i in range(0, len(body) - 6, 7)]
    return [Segment(_seconds(start), _seconds(end), said) for said, start, end in rows]


def _cues(lines: Sequence[str]) -> list[Segment]:
    segments: list[Segment] = []
    start = end = 0
    for line in lines:
        if found := _CUE.match(line):
            h1, m1, s1, h2, m2, s2 = (float(part) for part in found.groups())
            start, end = round(1000 * (h1 * 3600 + m1 * 60 + s1)), round(1000 * (h2 * 3600 + m2 * 60 + s2))
        elif end and line.strip():
            segments.append(Segment(start, end, line.strip()))
    return segments


def _seconds(number: str) -> int:
    return 1000 * int(number.replace(",", ""))


def seed_index(name: str) -> PhraseIndex:
    """A seed, ready for search."""
    return lecture_index(seed_segments(name))


def lecture_index(segments: Sequence[Segment]) -> PhraseIndex:
    """The segments with worked-out word times, ready for search."""
    return PhraseIndex([segment.text for segment in segments], spoken_words(segments))


def long_lecture(words: int = 90_000) -> list[Segment]:
    """Ten hours of sentences from all seeds, with some words made up so that the vocabulary grows."""
    source = random.Random(10)
    sentences = [s.text for name in ("000", "001", "002", "003") for s in seed_segments(name)]
    segments: list[Segment] = []
    said = 0
    while said < words:
        parts = source.choice(sentences).split()
        for i, part in enumerate(parts):
            if len(part) > 4 and source.random() < 0.04:
                parts[i] = part[:3] + source.choice(parts)[-4:] + source.choice("aeiou")
        said += len(parts)
        segments.append(Segment(len(segments) * 6000, len(segments) * 6000 + 5900, " ".join(parts)))
    return segments


def typed(index: PhraseIndex, queries: Sequence[str]) -> list[float]:
    """Milliseconds that each prefix of each query took, the middle one of three tries."""
    return [_took(index, query[:stop]) for query in queries for stop in range(1, len(query) + 1)]


def _took(index: PhraseIndex, query: str, tries: int = 3) -> float:
    times = []
    for _ in range(tries):
        begun = time.perf_counter()
        find_phrase(index, query)
        times.append(time.perf_counter() - begun)
    return sorted(times)[tries // 2] * 1000


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"median {middle:.1f}, p95 {high:.1f}, worst {ordered[-1]:.1f} ms"


def _built(segments: Sequence[Segment]) -> tuple[str, str]:
    texts, words = [segment.text for segment in segments], spoken_words(segments)
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        PhraseIndex(texts, words)
        times.append(time.perf_counter() - begun)
    tracemalloc.start()
    kept = PhraseIndex(texts, words)
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return f"{sorted(times)[2] * 1000:.0f} ms", f"{size:.1f} MB ({len(kept.vocabulary)} distinct words)"


def measure() -> list[tuple[str, str, str]]:
    """Rows of (what, budget, figure)."""
    if not SEEDS.is_dir():
        return [("search", "5 ms / 16 ms", "not measured: ../shared with its seeds is not here")]
    rows = []
    for what, segments, budget in (
        ("75 min lecture", seed_segments("003"), "5 ms"),
        ("10 h lecture", long_lecture(), "16 ms"),
    ):
        index = lecture_index(segments)
        rows.append((f"search, per keystroke, {what}", budget, _spread(typed(index, QUERIES))))
        pasted = " ".join(segment.text for segment in segments[100:200])[:500]
        weird = {name: _took(index, query or pasted) for name, query in WEIRD.items()}
        worst = max(weird, key=weird.__getitem__)
        rows.append(
            (f"search, pasted and odd queries, {what}", budget, f"worst {weird[worst]:.1f} ms ({worst})")
        )
    took, size = _built(long_lecture())
    return [
        *rows,
        ("search index built, 10 h lecture", "150 ms", took),
        ("search index kept, 10 h", "50 MB", size),
    ]


if __name__ == "__main__":
    for row in measure():
        sys.stdout.write("{:<48} {:>6}  {}\n".format(*row))
