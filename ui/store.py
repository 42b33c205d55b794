"""The SQLite file of what staff keep: conversations, opinions on answers, checked clauses."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock

from corpus.errors import AssistantError

_FILE: Final = "staff.sqlite3"
_PATIENCE_SECONDS: Final = 10.0

# One tuple of statements for each version of the schema; what stands here is never changed, only
# added to, because it says how a file of any earlier version becomes one of the present version.
_MIGRATIONS: Final[Sequence[Sequence[str]]] = (
    (
        """CREATE TABLE conversations (
            id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL,
            started TEXT NOT NULL, changed TEXT NOT NULL) STRICT""",
        "CREATE INDEX conversations_of_owner ON conversations (owner, changed DESC)",
        """CREATE TABLE turns (
            conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            place INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
            searched TEXT NOT NULL, PRIMARY KEY (conversation, place)) STRICT""",
        """CREATE TABLE opinions (
            owner TEXT NOT NULL, turns TEXT NOT NULL, answer TEXT NOT NULL,
            settings TEXT NOT NULL, opinion TEXT NOT NULL, words TEXT NOT NULL,
            given TEXT NOT NULL, PRIMARY KEY (owner, turns, answer)) STRICT""",
        """CREATE TABLE marks (
            clause TEXT PRIMARY KEY, digest TEXT NOT NULL, name TEXT NOT NULL,
            checked_on TEXT NOT NULL) STRICT""",
    ),
)


class StoreError(AssistantError):
    """The file of what staff keep cannot be used."""


class Store:
    """The file in `home`, made when it is missing; threads and processes may use it at once.

    Raises:
        StoreError: the file is no such file, cannot be written, or was written by a later version.

    """

    def __init__(self, home: Path) -> None:
        self.path = home / _FILE
        try:
            home.mkdir(parents=True, exist_ok=True)
            # What people ask is nobody else's business.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            # SQLite does not wait where two processes turn write-ahead logging on at once.
            with FileLock(f"{self.path}.lock"), closing(self._opened()) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                _migrate(connection, self.path)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"cannot use {str(self.path)!r}: {error}; move the file away to begin a new one"
            ) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection that sees one state of the file."""
        with closing(self._opened()) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection whose changes are kept together, or not at all after an exception."""
        with closing(self._opened()) as connection:
            # A transaction that begins as a reader fails at once where another one writes.
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_PATIENCE_SECONDS, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if version > len(_MIGRATIONS):
        raise StoreError(f"{str(path)!r} was written by a later version of Zhengda; use that one")
    connection.execute("BEGIN IMMEDIATE")
    for statements in _MIGRATIONS[version:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")
    connection.execute("COMMIT")
