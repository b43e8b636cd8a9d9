"""What an endurance run is judged by: its rows, and the table they come to."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

CPU_BUDGET = 3.0
DRIFT_BUDGET_MS = 25.0
GROWTH_BUDGET_KB_AN_HOUR = 1024.0
WARM_SECONDS = 300.0
SETTLED_SHARE = 0.5
"""Memory is told from WARM_SECONDS on and judged over this last share of the rows; caches fill before."""

HEADER = (
    "  minute   position  drift ms (least, most)  wrong/looks  silent  RSS MB  CPU %  bare %"
    "  block ms  noise ms  threads  files"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What plays, how fast, and for how long at most."""

    engine: str
    rate: float
    hours: float
    minutes: float
    every: float


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch: what the witness saw, and what the machine counted; CPU in % of a core.

    `noise_ms` is the longest that an idle thread of another process was kept waiting meanwhile.
    """

    seen: dict[str, Any]
    kilobytes: float
    cpu: float
    bare_cpu: float | None
    noise_ms: float
    threads: int
    files: int


def row_text(row: Row, first: Row) -> str:
    """A line under HEADER; drift is counted from the first row's."""
    seen, base = row.seen, first.seen["drift"]
    hours, minutes = divmod(seen["position"] // 60_000, 60)
    clock = f"{hours}:{minutes:02}:{seen['position'] / 1000 % 60:04.1f}"
    drift = (
        f"{seen['drift'] - base:+.1f} ({seen['least_drift'] - base:+.1f}, {seen['most_drift'] - base:+.1f})"
    )
    bare = "-" if row.bare_cpu is None else f"{row.bare_cpu:.2f}"
    return (
        f"{seen['seconds'] / 60:8.1f} {clock:>10}  {drift:>22}  {seen['wrong']:>5}/{seen['looks']:<5}"
        f"  {seen['interrupted']:>6}  {row.kilobytes / 1024:6.1f}  {row.cpu:5.2f}  {bare:>6}"
        f"  {seen['longest_block_ms']:8.1f}  {row.noise_ms:8.1f}  {row.threads:>7}  {row.files:>5}"
    )


def slope_an_hour(rows: Sequence[Row]) -> float:
    """Kilobytes of memory an hour, by least squares."""
    if len(rows) < 2:
        return 0.0
    hours = [row.seen["seconds"] / 3600 for row in rows]
    return statistics.linear_regression(hours, [row.kilobytes for row in rows]).slope


def report_of(run: Run, rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    """What, budget, figure."""
    base = rows[0].seen["drift"]
    drift = max((row.seen["drift"] - base for row in rows), key=abs)
    wrong, looks = (sum(row.seen[key] for row in rows) for key in ("wrong", "looks"))
    settled = rows[int(len(rows) * (1 - SETTLED_SHARE)) :]
    gaps = sum(row.seen["interrupted"] for row in rows)
    # The first stretch has the start in it.
    cpu = statistics.median(row.cpu for row in rows[1:] or rows)
    what = f"{run.engine} at {run.rate:g}x, {rows[-1].seen['seconds'] / 60:.0f} min"
    threads, files = ([getattr(row, name) for row in rows] for name in ("threads", "files"))
    return [
        (f"{what}: drift, furthest stretch", f"{DRIFT_BUDGET_MS:.0f} ms", f"{drift:+.1f} ms"),
        (
            f"{what}: another word or segment lit",
            "0",
            f"{wrong} of {looks} looks, {gaps} without sound running",
        ),
        _memory(what, f"after {WARM_SECONDS / 60:.0f} min", "", _warm(rows)),
        _memory(what, "in the last half", f"{GROWTH_BUDGET_KB_AN_HOUR:.0f} kB/h", settled),
        (f"{what}: CPU", *_cpu(run, rows[1:] or rows, cpu)),
        (
            f"{what}: threads, open files",
            "as at first",
            f"{threads[0]} to {threads[-1]}, {files[0]} to {files[-1]}",
        ),
        (
            f"{what}: verdict",
            "",
            verdict(
                run,
                drift=drift,
                wrong=wrong + gaps,
                slope=slope_an_hour(settled),
                cpu=cpu - _bare(rows[1:] or rows),
            ),
        ),
    ]


def _warm(rows: Sequence[Row]) -> Sequence[Row]:
    return [row for row in rows if row.seen["seconds"] >= WARM_SECONDS] or rows


def _memory(what: str, when: str, budget: str, rows: Sequence[Row]) -> tuple[str, str, str]:
    growth, megabytes = rows[-1].kilobytes - rows[0].kilobytes, rows[-1].kilobytes / 1024
    figure = f"{slope_an_hour(rows):+.0f} kB/h ({growth:+.0f} kB, to {megabytes:.1f} MB)"
    return (f"{what}: growth of memory {when}", budget, figure)


def _bare(rows: Sequence[Row]) -> float:
    return statistics.median(row.bare_cpu or 0.0 for row in rows)


def _cpu(run: Run, rows: Sequence[Row], cpu: float) -> tuple[str, str]:
    if run.engine == "silent":
        return ("(at 1x: 3 %)", f"{cpu:.1f} % of a core, median")
    bare = _bare(rows)
    return (
        f"{CPU_BUDGET:.0f} % above bare",
        f"{cpu - bare:.1f} %  ({cpu:.1f} % against {bare:.1f} %), median",
    )


def verdict(run: Run, *, drift: float, wrong: int, slope: float, cpu: float) -> str:
    """`holds`, or what does not."""
    broken = [
        name
        for name, is_broken in (
            ("it drifts", abs(drift) > DRIFT_BUDGET_MS),
            ("the light was wrong", wrong > 0),
            ("memory grows", slope > GROWTH_BUDGET_KB_AN_HOUR),
            ("too much CPU", run.rate == 1.0 and cpu > CPU_BUDGET),
        )
        if is_broken
    ]
    return ", ".join(broken) or "holds"
