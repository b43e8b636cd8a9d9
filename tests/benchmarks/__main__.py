"""Every benchmark, one table: `python -m tests.benchmarks [name ...]`; `endurance`, two hours, by name only."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "startup",
    "response",
    "ui_thread",
    "load",
    "reading",
    "word_times",
    "tables",
    "search_bench",
    "sync_offset",
    "sync",
)


def main() -> None:
    rows = []
    for name in sys.argv[1:] or NAMES:
        print(f"measuring {name} …", file=sys.stderr)
        rows += import_module(f"tests.benchmarks.{name}").measure()
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    print(f"{'what':<{widths[0]}}  {'budget':<{widths[1]}}  figure")
    for what, budget, figure in rows:
        print(f"{what:<{widths[0]}}  {budget:<{widths[1]}}  {figure}")


main()
