"""What a media file says of itself."""

from __future__ import annotations

import logging
from pathlib import Path

from player.transcript.characters import plain

LONGEST_TITLE = 300
_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


def title_in(path: Path) -> str:
    """The title written into a media file, one line free of control characters; empty when there is none."""
    # Imported here because only opening a lecture needs it.
    from tinytag import TinyTag

    try:
        title = TinyTag.get(path, duration=False).title
    except Exception as error:
        # The file's own bytes lead the parser; whatever they make it raise, the lecture has its name.
        _log.info("no title in %s: %r", path, error)
        return ""
    return plain(title or "")[:LONGEST_TITLE].strip()
