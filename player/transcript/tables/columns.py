"""Which column of a table holds what, told by the columns' names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

Cells: TypeAlias = tuple[Any, ...]
"""The values of one row that matter, one a Role, None where the table or the row has none."""


class Role(IntEnum):
    """What a column holds, and its place in Cells."""

    ID = 0
    TITLE = 1
    TEXT = 2
    START = 3
    END = 4
    DURATION = 5
    SPEAKER = 6
    LANGUAGE = 7
    WORDS = 8


_OF_A_LECTURE = ("video", "lecture", "episode", "talk", "recording", "meeting", "session", "podcast", "media")
_NAMES: dict[Role, tuple[str, ...]] = {
    Role.ID: (
        *(f"{kind}id" for kind in _OF_A_LECTURE),
        *("youtubeid", "ytid", "vid", "docid", "documentid", "fileid", "audioid"),
        *_OF_A_LECTURE,
        *("episodename", "filename", "file", "audiofile", "id", "uid"),
    ),
    Role.TITLE: ("title", "videotitle", "lecturetitle", "episodetitle", "talktitle"),
    Role.TEXT: (
        *("text", "sentence", "caption", "transcript", "content", "transcription", "subtitle", "utterance"),
        *("captiontext", "segmenttext", "transcripttext"),
    ),
    Role.START: (
        *("start", "starttime", "begin", "begintime", "offset", "startoffset", "segmentstart", "timestart"),
        *("startat", "starttimestamp", "from", "timestamp", "time"),
    ),
    Role.END: (
        *("end", "endtime", "stop", "stoptime", "finish", "endoffset", "segmentend", "timeend", "endat"),
        *("endtimestamp", "to"),
    ),
    Role.DURATION: ("duration", "dur", "segmentduration"),
    Role.SPEAKER: ("speaker", "speakername", "speakerid", "speakerlabel"),
    Role.LANGUAGE: ("language", "lang", "languagecode", "locale"),
    Role.WORDS: ("words",),
}
"""By role, the best first; written without case, blanks and underscores."""

_TIMES = (Role.START, Role.END, Role.DURATION)
_UNIT = re.compile(r"(?:in)?(?:(milliseconds?|millis|msecs?|ms)|(seconds?|secs?|s))$")
_RANKS = {name: (role, rank) for role, names in _NAMES.items() for rank, name in enumerate(names)}
_NUMBERS_OF_ROWS = frozenset({"id", "uid"})
"""Columns that count rows as often as they name lectures."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by Role.

    `places` are indices into a row, -1 where there is no such column; `names` are the names there; `scales`
    are the milliseconds in one of START, END, DURATION, None where the name does not say.
    """

    width: int
    places: tuple[int, ...]
    names: tuple[str | None, ...]
    scales: tuple[int | None, int | None, int | None]

    def has(self, role: Role) -> bool:
        """Whether the table has a column for `role`."""
        return self.places[role] >= 0

    @property
    def counts_rows(self) -> bool:
        """Whether the column of ids may as well number the rows."""
        name = self.names[Role.ID]
        return name is not None and _bare(name) in _NUMBERS_OF_ROWS

    @property
    def holds_segments(self) -> bool:
        """Whether there are texts, and with them times or the names of lectures."""
        return self.has(Role.TEXT) and (
            self.has(Role.START) or self.has(Role.ID) or (self.has(Role.TITLE) and self.width > 1)
        )


def written(cell: Any) -> str:
    """A cell as text; empty for what is none: nothing, bytes, lists and objects, which may be nested deep."""
    if isinstance(cell, str):
        return cell.strip()
    return "" if cell is None or isinstance(cell, list | dict | tuple | bytes) else str(cell)


def find_columns(names: Sequence[str]) -> Columns:
    """The columns that `names`, in the order of the table, stand for."""
    places, ranks = [-1] * len(Role), [1_000] * len(Role)
    scales: list[int | None] = [None] * len(Role)
    for place, name in enumerate(names):
        found = _role_of(name)
        if found is not None and found[1] < ranks[found[0]]:
            role, ranks[found[0]], scales[found[0]] = found
            places[role] = place
    return Columns(
        len(names),
        tuple(places),
        tuple(names[place] if place >= 0 else None for place in places),
        (scales[Role.START], scales[Role.END], scales[Role.DURATION]),
    )


def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", name[:100]).lower()


def _role_of(name: str) -> tuple[Role, int, int | None] | None:
    """The role of a column, its rank among the names for it, and the milliseconds in its unit."""
    bare = _bare(name)
    if bare in _RANKS:
        return (*_RANKS[bare], None)
    if (unit := _UNIT.search(bare)) and (found := _RANKS.get(bare[: unit.start()])) and found[0] in _TIMES:
        return (*found, 1 if unit[1] else 1000)
    return None
