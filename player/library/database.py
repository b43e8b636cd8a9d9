"""The one SQLite file: its connection, its schema, and its errors as sentences.

Threads: a Database may be used from any thread. It holds one connection behind a lock, so threads
wait for each other; every use is a few milliseconds. Other processes may have the same file open:
readers never wait (WAL), a writer waits for another up to BUSY_SECONDS.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from player.errors import LibraryError
from player.files import reason, shown
from player.library.migrations import MIGRATIONS
from player.paths import make_private_folder

BUSY_SECONDS = 3.0
_BETWEEN_TRIES_SECONDS = 0.01

_RESULT_CODE = 0xFF
_WAYS_OUT = {
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again.",
    sqlite3.SQLITE_READONLY: "it is read-only; make it writable, or set LECTURE_HOME to another folder.",
    sqlite3.SQLITE_PERM: "there is no permission; make it yours, or set LECTURE_HOME to another folder.",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; make it and its folder readable and writable, "
    "or set LECTURE_HOME to another folder.",
    sqlite3.SQLITE_BUSY: "another program keeps it locked; close the other player and try again.",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked; close the other player and try again.",
    sqlite3.SQLITE_IOERR: "the disk reports an error; check the disk and whether there is room on it.",
    sqlite3.SQLITE_TOOBIG: "a text is too long to be kept; shorten it.",
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """The open library file; every failure is a LibraryError sentence that names the file."""

    def __init__(self, path: Path) -> None:
        """Open or make the library at `path` and bring its schema up to date."""
        make_private_folder(path.parent)
        self.path = path
        self._lock = threading.RLock()
        with self._sentences():
            self._connection = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for statements that change nothing."""
        with self._lock, self._sentences():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction: all of it is on disk when the block is left, or none."""
        with self._lock, self._sentences():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # After some errors (a full disk) SQLite has rolled back on its own.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Give the file back; safe to call twice."""
        with self._lock, self._sentences():
            self._connection.close()

    def _prepare(self) -> None:
        # Names of files may be bytes that are no UTF-8; they come back as they went in.
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        with self._sentences():
            version = self._version()
        if version < len(MIGRATIONS):
            self._migrate()
        with self._sentences():
            self._use_wal()
            # FULL: in WAL mode NORMAL may lose the last notes to a power cut.
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA foreign_keys = ON")

    def _use_wal(self) -> None:
        # Two players that turn a new file to WAL at once get SQLITE_BUSY without the usual wait.
        give_up = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & _RESULT_CODE != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            time.sleep(_BETWEEN_TRIES_SECONDS)

    def _version(self) -> int:
        """The schema's number, 0 in a new file; raises LibraryError when it is one not known yet."""
        version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise LibraryError(
                f"The library {shown(self.path)} was written by a newer version of this program "
                f"(schema {version}, known up to {len(MIGRATIONS)}); update lecture-player."
            )
        return version

    def _migrate(self) -> None:
        with self.writing() as connection:
            # Read again under the lock: another player may have migrated in between.
            version = self._version()
            self._refuse_strangers(version)
            if 0 < version < len(MIGRATIONS):
                self._keep_copy(version)
            for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")

    def _refuse_strangers(self, version: int) -> None:
        tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version < 0 or (version == 0 and tables):
            raise LibraryError(
                f"{shown(self.path)} is the database of another program; move it away, "
                "or set LECTURE_HOME to another folder."
            )

    def _keep_copy(self, version: int) -> None:
        """Copy the file as it was committed last, under its schema's number, before the schema changes."""
        backup = self._backup(version)
        unfinished = backup.with_name(backup.name + ".tmp")
        try:
            unfinished.unlink(missing_ok=True)
            # A connection of its own: it reads what is committed while this one holds the write lock.
            source, target = sqlite3.connect(self.path), sqlite3.connect(unfinished)
            try:
                source.backup(target)
            finally:
                source.close()
                target.close()
            unfinished.replace(backup)
        except OSError as error:
            raise LibraryError(
                f"The library {shown(self.path)} was not updated, because the copy {shown(backup)} "
                f"cannot be made: {reason(error)}."
            ) from error

    def _backup(self, version: int) -> Path:
        return self.path.with_name(f"{self.path.name}.v{version}-backup")

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(self._sentence(error)) from error

    def _sentence(self, error: sqlite3.Error) -> str:
        extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        code = extended & _RESULT_CODE
        name = f"The library {shown(self.path)}"
        if code in _DAMAGED:
            return f"{name} is damaged or is no library ({error}); {self._way_out_of_damage()}"
        if extended == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            return (
                f"{name} does not have the lecture that this belongs to; open the lecture once and try again."
            )
        if code == sqlite3.SQLITE_CONSTRAINT:
            return f"{name} has this already, or cannot hold it ({error})."
        return f"{name} cannot be used: {_WAYS_OUT.get(code) or f'{error}; start the program again.'}"

    def _way_out_of_damage(self) -> str:
        backups = sorted(
            self.path.parent.glob(f"{self.path.name}.v*-backup"), key=lambda copy: copy.stat().st_mtime
        )
        if backups:
            return f"move it away and put {shown(backups[-1])} in its place."
        return "move it away, and a new one is made (there is no backup copy yet)."
