"""Decisions kept as they are made, so that neither a crash nor a page that is closed loses any."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from lint.apps.review.decisions import Decision
from lint.errors import LintError

NAME = "reviews-1.sqlite"
"""The number is that of the layout: another one is another file."""
PATIENCE = 5.0
"""Seconds to wait for another review that writes."""
LAYOUT = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS made (
    id INTEGER PRIMARY KEY AUTOINCREMENT, action INTEGER NOT NULL, file TEXT NOT NULL, sentence TEXT NOT NULL,
    near TEXT NOT NULL, decision TEXT NOT NULL, said TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS by_file ON made (file);
"""
NEW = "action, file, sentence, near, decision, said"
COLUMNS = f"id, {NEW}, settled"


class JournalError(LintError):
    """A decision could not be kept, and so was not made."""


class ElsewhereError(LintError):
    """Another review decided on the same file meanwhile."""


class Made(msgspec.Struct, frozen=True):
    """A decision on a finding, which its fingerprints name, so that it holds where the text around it moved."""

    file: str
    """The whole path, without links."""
    sentence: str
    near: str
    decision: Decision | None
    """None where one before it is taken back."""
    said: str = ""
    """The text of an edit, or the reason for which a finding is left."""


class Entry(msgspec.Struct, frozen=True):
    """A decision in its place in the journal; those of one action are undone together."""

    id: int
    action: int
    made: Made
    settled: bool = False
    """Whether it was saved, and is not undone any more."""


class Journal:
    """A database that several reviews share."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._database() as database:
            database.executescript(LAYOUT)

    def read(self, files: Iterable[str]) -> tuple[Entry, ...]:
        """What was decided on files, in the order in which it was."""
        with self._database() as database:
            rows = [row for file in files for row in _rows(database, file)]
        return tuple(sorted(map(_entry, rows), key=lambda entry: entry.id))

    def add(self, made: Sequence[Made], known: Sequence[Entry]) -> tuple[Entry, ...]:
        """Keep the decisions of one action; ElsewhereError where not all that is in the journal is known."""
        with self._writing() as database:
            self._compare(database, {one.file for one in made}, known)
            action = int(database.execute("SELECT coalesce(max(action), 0) + 1 FROM made").fetchone()[0])
            entries = []
            for one in made:
                values = (action, one.file, one.sentence, one.near, one.decision or "", one.said)
                number = database.execute(f"INSERT INTO made ({NEW}) VALUES (?, ?, ?, ?, ?, ?)", values).lastrowid
                entries.append(Entry(number or 0, action, one))
        return tuple(entries)

    def remove(self, entries: Sequence[Entry], known: Sequence[Entry]) -> None:
        """Take out entries that are undone; ElsewhereError as with `add`."""
        with self._writing() as database:
            self._compare(database, {entry.made.file for entry in entries}, known)
            _delete(database, entries)

    def settle(self, done: Sequence[Entry], left: Sequence[Entry]) -> None:
        """Take out entries that are done, and keep for good those that leave findings as they are."""
        with self._writing() as database:
            _delete(database, done)
            database.executemany("UPDATE made SET settled = 1 WHERE id = ?", [(entry.id,) for entry in left])

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """The database, closed at once, since a review may lie open for days; JournalError where it fails."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)) as database:
                yield database
        except (sqlite3.Error, OSError) as error:
            cure = (
                "free some room" if "full" in str(error) else "check its access rights, or delete it if it is damaged"
            )
            raise JournalError(f"{self.path}: decisions cannot be kept: {error}; {cure}") from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The database for a change that is made whole or not at all, with no other review in between."""
        with self._database() as database, database:
            database.execute("BEGIN IMMEDIATE")
            yield database

    def _compare(self, database: sqlite3.Connection, files: set[str], known: Sequence[Entry]) -> None:
        for file in files:
            rows = database.execute("SELECT id FROM made WHERE file = ? ORDER BY id", (file,))
            if [row[0] for row in rows] != [entry.id for entry in known if entry.made.file == file]:
                raise ElsewhereError("another review decided on this text meanwhile; its decisions are shown now")


def _rows(database: sqlite3.Connection, file: str) -> list[tuple[Any, ...]]:
    return database.execute(f"SELECT {COLUMNS} FROM made WHERE file = ? ORDER BY id", (file,)).fetchall()


def _entry(row: tuple[Any, ...]) -> Entry:
    number, action, file, sentence, near, decision, said, settled = row
    return Entry(number, action, Made(file, sentence, near, decision or None, said), bool(settled))


def _delete(database: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    database.executemany("DELETE FROM made WHERE id = ?", [(entry.id,) for entry in entries])
