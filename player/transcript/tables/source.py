"""A table's file as it is read: its text in any encoding, how far the reading is, what was passed over."""

from __future__ import annotations

import codecs
import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TextIO

LONGEST_LINE = 8 * 1024 * 1024
"""Characters; what is longer is no row, and is passed over without being kept in memory."""

_BROKEN = re.compile(
    rb"(?:(?!"
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\xc2-\xf4][\x80-\xbf]{0,2}\Z"
    rb")[\x80-\xff]){0,4096}+"
)
"""Bytes that make no letters in UTF-8 (RFC 3629), up to where one begins or may begin at the end."""

_SECONDS_BETWEEN_REPORTS = 0.05
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Meter:
    """Tells `report` the share of a file that was read, 0 to 1, at most twenty times a second."""

    def __init__(self, report: Callable[[float], None] | None, begin: float = 0.0, end: float = 1.0) -> None:
        self._report = report
        self._begin, self._span = begin, end - begin
        self._due = 0.0

    def at(self, share: float) -> None:
        """`share` of this part of the work is done."""
        if self._report is None:
            return
        now = time.monotonic()
        if now >= self._due:
            self._due = now + _SECONDS_BETWEEN_REPORTS
            self._report(self._begin + self._span * min(1.0, max(0.0, share)))


class TextLines:
    """The text of a file, line by line or in blocks, in bounded memory.

    Bytes that are no UTF-8 are read as Windows-1252, each for itself. Raises OSError as files do.
    """

    def __init__(self, path: Path, meter: Meter) -> None:
        raw = path.open("rb", buffering=0)
        self._raw = raw
        self._meter = meter
        self._size = max(1, path.stat().st_size)
        self._file: TextIO = io.TextIOWrapper(
            io.BufferedReader(raw, 1 << 18), _encoding(raw), errors="windows_rest"
        )
        self._read_line = self._file.readline
        self.number = 0
        """Of the line read last, from 1."""

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def line(self) -> str:
        """The next line with its line feed; empty at the end. Of one too long only the beginning comes."""
        line = self._read_line(LONGEST_LINE)
        self.number += 1
        if not self.number & 0x3FF:
            self._meter.at(self._raw.tell() / self._size)
        if len(line) >= LONGEST_LINE and not line.endswith("\n"):
            self._pass_to_the_next_line()
        return line.replace("\0", "") if "\0" in line else line

    def text(self, size: int) -> str:
        """The next `size` characters, all that are left where it is negative; empty at the end."""
        self._meter.at(self._raw.tell() / self._size)
        return self._file.read(size).replace("\0", "")

    def _pass_to_the_next_line(self) -> None:
        while (more := self._read_line(LONGEST_LINE)) and not more.endswith("\n"):
            pass


def head_text(path: Path, size: int) -> str:
    """The beginning of the file `path`: the text of its first `size` bytes. Raises OSError as files do."""
    with path.open("rb") as file:
        raw = file.read(size)
    decoder = codecs.getincrementaldecoder(_encoding(io.BytesIO(raw)))("replace")
    return decoder.decode(raw).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _encoding(file: BinaryIO | io.FileIO) -> str:
    """The name of the encoding of `file`, which is at its beginning and is left there."""
    head = file.read(4096) or b""
    file.seek(0)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    even, odd = head[::2].count(0), head[1::2].count(0)
    most, few = 0.4 * (len(head) // 2), 0.05 * (len(head) // 2)
    if odd > most and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd <= few else "utf-8"


def _windows_rest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding != "utf-8" or error.reason == "unexpected end of data":
        return "\ufffd", error.end
    # A run at a time: a call of Python code for each byte of a megabyte takes more than a second.
    run = _BROKEN.match(error.object, error.end)
    end = run.end() if run else error.end
    return error.object[error.start : end].decode("cp1252", "replace"), end


codecs.register_error("windows_rest", _windows_rest)
