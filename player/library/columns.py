"""Values on their way into columns."""

from __future__ import annotations

from datetime import UTC, datetime


def now_utc() -> str:
    """The time of day in UTC, ISO 8601 with microseconds, so that text order is time order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def storable(text: str) -> str:
    """`text` with lone surrogates, which SQLite refuses, as replacement characters."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def source_bytes(source: str) -> bytes:
    """A source with the bytes its file has on disk; to be written with CAST(? AS TEXT)."""
    try:
        return source.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return storable(source).encode()
