"""What is kept of earlier runs: bytes by what they depend on, in one database that several runs share."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from lint.apps.shelves import folder
from lint.errors import UsageError

T = TypeVar("T")
NAME = "results-1.sqlite"
"""The number is that of the layout: another one is another file."""
SIZE = "MTLINT_CACHE_SIZE"
MEGABYTE = 1_000_000
DEFAULT = 200
"""Megabytes. A short file takes a few hundred bytes, a thousand words with many findings some ten thousand."""
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
PATIENCE = 10.0
"""Seconds to wait for other runs that write."""
AT_ONCE = 500
DAY = 86_400
LAYOUT = """
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL, day INTEGER NOT NULL);
"""


class Store:
    """Values by key, those that nobody asked for longest thrown away where there are too many.

    A cache is no reason to fail: one that cannot be opened or written is done without, a damaged one is thrown away.
    """

    def __init__(self, path: Path, most: int) -> None:
        self.path, self.most = path, most
        self._database: sqlite3.Connection | None = None
        self._usable = True

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are kept under keys."""
        return self._attempt(lambda database: self._get(database, keys), {})

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values."""
        if values:
            self._attempt(lambda database: self._put(database, values), None)

    def clear(self) -> None:
        """Throw everything away; other runs may go on meanwhile."""
        self._attempt(_clear, None)

    def size(self) -> tuple[int, int]:
        """How many values are kept, and the bytes that they take."""
        return self._attempt(lambda database: (_number(database, "SELECT count(*) FROM kept"), _size(database)), (0, 0))

    def close(self) -> None:
        """Let go of the database, which is opened again when it is asked: no other process may inherit it."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _get(self, database: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        today = int(time.time()) // DAY
        found: dict[bytes, bytes] = {}
        seen: list[tuple[int, bytes]] = []
        for first in range(0, len(keys), AT_ONCE):
            some = keys[first : first + AT_ONCE]
            marks = ",".join("?" * len(some))
            for key, value, day in database.execute(f"SELECT key, value, day FROM kept WHERE key IN ({marks})", some):
                found[key] = _sound(value)
                if day != today:
                    seen.append((today, key))
        if seen:
            # Once a day is often enough to know what is used, and the other runs of the day write nothing.
            with database:
                database.executemany("UPDATE kept SET day = ? WHERE key = ?", seen)
        return found

    def _put(self, database: sqlite3.Connection, values: Mapping[bytes, bytes]) -> None:
        today = int(time.time()) // DAY
        rows = [(key, zlib.crc32(value).to_bytes(4) + value, today) for key, value in values.items()]
        with database:
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        while _size(database) > self.most and (count := _number(database, "SELECT count(*) FROM kept")):
            with database:
                oldest = "SELECT rowid FROM kept ORDER BY day, rowid LIMIT ?"
                database.execute(f"DELETE FROM kept WHERE rowid IN ({oldest})", (count // 4 + 1,))
            _shrink(database)

    def _attempt(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What comes of some work, or something else where the database does not allow it."""
        for _ in range(2):
            if not self._usable:
                break
            try:
                return work(self._opened())
            except (sqlite3.Error, OSError) as error:
                self._usable = isinstance(error, sqlite3.Error) and _is_damage(error) and self._discard()
        return otherwise

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=PATIENCE, check_same_thread=False)
            self._database.executescript(LAYOUT)
        return self._database

    def _discard(self) -> bool:
        """Throw the damaged database away; whether that could be done."""
        self.close()
        print(f"mtlint: {self.path}: the cache is damaged, so it was thrown away", file=sys.stderr)
        try:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        except OSError:
            return False
        return True


def open_store() -> Store | None:
    """The store of this user; None where there is no place for it, or none is wanted."""
    place, most = folder(), _most()
    return Store(place / NAME, most) if place is not None and most else None


def _most() -> int:
    """The bytes that the store may take."""
    asked = os.environ.get(SIZE, "").strip() or str(DEFAULT)
    if not asked.isdecimal():
        raise UsageError(f'{SIZE} must be a number of megabytes, 0 for no cache, and is "{asked}"')
    return int(asked) * MEGABYTE


def _sound(value: bytes) -> bytes:
    """A value without its checksum, which no database of this kind has."""
    if not isinstance(value, bytes) or zlib.crc32(value[4:]).to_bytes(4) != value[:4]:
        error = sqlite3.DatabaseError("wrong checksum")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
    return value[4:]


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED


def _size(database: sqlite3.Connection) -> int:
    """Bytes that are in use."""
    pages = _number(database, "PRAGMA page_count") - _number(database, "PRAGMA freelist_count")
    return pages * _number(database, "PRAGMA page_size")


def _number(database: sqlite3.Connection, question: str) -> int:
    return int(database.execute(question).fetchone()[0])


def _clear(database: sqlite3.Connection) -> None:
    with database:
        database.execute("DELETE FROM kept")
    _shrink(database)


def _shrink(database: sqlite3.Connection) -> None:
    """Give the room of what was thrown away back to the disk."""
    database.execute("PRAGMA incremental_vacuum").fetchall()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
