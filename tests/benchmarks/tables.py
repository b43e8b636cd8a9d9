"""What a dataset table of a gigabyte costs: peak memory and seconds to list it and to read one lecture of it."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

MEGABYTES = int(os.environ.get("LECTURE_BENCH_TABLE_MB", "1024"))
ROWS_A_LECTURE = 160
SPOKEN = (
    "tide moon water harbour pull bulge spring neap shore current basin period wave gauge estuary friction "
    "phase gravity turns slowly because the of and a which then we measure it again every twelve hours so"
)
WORDS = SPOKEN.split()
NAMES = ("video_id", "text", "start_second", "end_second", "url", "title", "thumbnail")
CHILD = """
import json, resource, sys, time
from pathlib import Path
from player.transcript.tables.lectures import list_lectures, read_lecture
path, wanted = Path(sys.argv[1]), sys.argv[2]
calls = []
begun = time.perf_counter()
if wanted:
    count = len(read_lecture(path, wanted, calls.append).segments)
else:
    count = sum(lecture.segments for lecture in list_lectures(path, calls.append))
taken = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": taken, "megabytes": peak, "segments": count, "reports": len(calls)}))
"""


def lecture_id(number: int) -> str:
    """An id of eleven letters, as a video site gives them."""
    return f"tide{number:07d}"


def rows() -> Iterator[tuple[str, str, int, int, str, str, str]]:
    """Rows without end: lectures one after the other, made of random sentences."""
    chance = random.Random(7)
    sentences = [" ".join(chance.choices(WORDS, k=70))[:380] for _ in range(997)]
    number = lecture = 0
    while True:
        name, title = lecture_id(lecture), f"Tides, part {lecture}"
        for place in range(ROWS_A_LECTURE):
            start = place * 25
            link = f"https://example.org/watch?v={name}&t={start}s"
            yield name, sentences[number % 997], start, start + 25, link, title, ""
            number += 1
        lecture += 1


def write_csv(path: Path) -> int:
    """A table of MEGABYTES; returns its rows, as the other writers do."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(NAMES)
        for count, row in enumerate(rows(), 1):
            table.writerow(row)
            if not count & 0xFFF and file.tell() >= MEGABYTES << 20:
                break
    return count


def write_jsonl(path: Path) -> int:
    """One object a line."""
    with path.open("w", encoding="utf-8") as file:
        for count, row in enumerate(rows(), 1):
            file.write(json.dumps(dict(zip(NAMES, row, strict=True))) + "\n")
            if not count & 0xFFF and file.tell() >= MEGABYTES << 20:
                break
    return count


def write_json(path: Path) -> int:
    """One array of objects."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for count, row in enumerate(rows(), 1):
            file.write((",\n" if count > 1 else "") + json.dumps(dict(zip(NAMES, row, strict=True))))
            if not count & 0xFFF and file.tell() >= MEGABYTES << 20:
                break
        file.write("]")
    return count


def write_parquet(path: Path) -> int:
    """As many rows as make MEGABYTES of text, without compression."""
    import pyarrow
    import pyarrow.parquet

    kinds = [pyarrow.string()] * 2 + [pyarrow.int64()] * 2 + [pyarrow.string()] * 3
    schema = pyarrow.schema(list(zip(NAMES, kinds, strict=True)))
    count, source = 0, rows()
    with pyarrow.parquet.ParquetWriter(path, schema, compression="none", use_dictionary=["video_id"]) as file:
        while path.stat().st_size < MEGABYTES << 20:
            block = [next(source) for _ in range(100_000)]
            columns = [
                pyarrow.array(column, kind)
                for column, kind in zip(zip(*block, strict=True), kinds, strict=True)
            ]
            file.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
            count += len(block)
    return count


def written(path: Path, form: str) -> int:
    """Writes the table in a process of its own, for a child's peak memory counts from its parent's."""
    code = "import sys; from pathlib import Path; from tests.benchmarks.tables import WRITERS\n"
    code += "print(WRITERS[sys.argv[2]](Path(sys.argv[1])))"
    answer = subprocess.run(
        [sys.executable, "-c", code, path, form], capture_output=True, text=True, check=True, timeout=900
    )
    return int(answer.stdout)


def measured(path: Path, wanted: str) -> dict[str, float]:
    """What one process needs to list `path`, or to read the lecture `wanted`."""
    answer = subprocess.run(
        [sys.executable, "-c", CHILD, path, wanted], capture_output=True, text=True, check=True, timeout=900
    )
    figures: dict[str, float] = json.loads(answer.stdout)
    return figures


def figures_of(form: str) -> list[tuple[str, str, str]]:
    """Writes a table, measures listing and reading it, and deletes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tides"
        count = written(path, form)
        size = path.stat().st_size >> 20
        found = []
        for what, wanted, expected in (
            ("listing", "", count),
            ("reading one lecture by id", lecture_id(count // ROWS_A_LECTURE // 2), ROWS_A_LECTURE),
            ("reading one lecture by title", f"part {count // ROWS_A_LECTURE - 2}", ROWS_A_LECTURE),
        ):
            figures = measured(path, wanted)
            if figures["segments"] != expected:
                raise RuntimeError(f"{form}: {figures['segments']} segments of {expected}")
            figure = f"{figures['megabytes']:.0f} MB, {figures['seconds']:.1f} s"
            found.append((f"{what}, {size} MB of {form}", "200 MB", figure))
    return found


WRITERS: dict[str, Callable[[Path], int]] = {
    "CSV": write_csv,
    "JSONL": write_jsonl,
    "JSON": write_json,
    "Parquet": write_parquet,
}


def measure() -> list[tuple[str, str, str]]:
    """Rows of what, budget, figure."""
    return [row for form in WRITERS for row in figures_of(form)]
