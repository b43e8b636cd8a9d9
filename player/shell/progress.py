"""How far a long reading is, on one line of the terminal that goes away again."""

from __future__ import annotations

import sys
from types import TracebackType

_CELLS = 24
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """A bar on stderr where that is a terminal, and nothing elsewhere; use it as a context."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._is_shown = sys.stderr.isatty()
        self._percent = -1

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._percent >= 0:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def show(self, share: float) -> None:
        """Draw the bar at `share`, 0 to 1."""
        percent = round(100 * min(max(share, 0.0), 1.0))
        if not self._is_shown or percent == self._percent:
            return
        self._percent = percent
        filled = "━" * (_CELLS * percent // 100)
        sys.stderr.write(f"{_CLEAR}{self._what}  {filled:╌<{_CELLS}} {percent:3d} %")
        sys.stderr.flush()
