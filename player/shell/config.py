"""`lecture config`: the settings in force and where each came from."""

from __future__ import annotations

import json
from argparse import Namespace

from player import bootstrap
from player.shell.output import answer


def run(options: Namespace) -> int:
    """Print the path alone, JSON, or a line a setting."""
    file = bootstrap.paths().settings_file
    if options.path:
        answer(f"{file}\n")
        return 0
    loaded = bootstrap.settings()
    if options.json:
        shape = {
            key: {"value": value, "from": str(loaded.origins[key])} for key, value in loaded.values.items()
        }
        answer(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")
        return 0
    width = max(map(len, loaded.values))
    for key, value in loaded.values.items():
        shown = json.dumps(value, ensure_ascii=False)
        answer(f"{key:<{width}}  {shown:<20}  {loaded.origins[key]}\n")
    state = "" if file.exists() else " (not there yet)"
    answer(f"\nsettings file: {file}{state}\n")
    return 0
