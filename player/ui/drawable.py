"""Text from outside as a terminal may be given it."""

from __future__ import annotations

import re

_ACTED_UPON = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL_PICTURES, _DELETE_PICTURE = 0x2400, "\u2421"


def drawable(text: str) -> str:
    """`text` with every character that a terminal would act upon as one sign of one cell.

    As long as `text`, so that places in the one are places in the other.
    """
    return text if text.isprintable() else _ACTED_UPON.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    character = found[0]
    if character < " ":
        return chr(_CONTROL_PICTURES + ord(character))
    return _DELETE_PICTURE if character == "\x7f" else "\ufffd"
