"""A seal on the folder of a Chroma index: whether it still holds what was written, without Chroma.

Chroma reads files that are shorter than they were without a check, and ends the process or finds a
part of the rows. So the seal is looked at before Chroma is. It also spares a run that only checks
the index the second that importing Chroma takes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Final

from embeddings.errors import IndexDamagedError

_DATABASE: Final = "chroma.sqlite3"
_NAMES_OF_VECTORS: Final = "index_metadata.pickle"
_LOCK_TABLE: Final = "acquire_write"  # gains a row whenever Chroma opens the folder


def seal_of(folder: Path) -> str:
    """Return a hash of all that the folder holds and of Chroma's version, which has to read it.

    Raises IndexDamagedError when something cannot be read.
    """
    digest = hashlib.sha256(version("chromadb").encode())
    try:
        for part in (*_files(folder), *_rows(folder / _DATABASE)):
            digest.update(part)
    except (OSError, sqlite3.Error) as error:
        raise IndexDamagedError(
            f"the index in {str(folder)!r} cannot be read ({error}); run: zhengda index"
        ) from error
    return digest.hexdigest()


def check_seal(folder: Path, seal: str) -> None:
    """Raise IndexDamagedError unless the folder holds what it held when `seal` was made."""
    if not folder.is_dir():
        raise IndexDamagedError(f"no index in {str(folder)!r}; run: zhengda index")
    if seal_of(folder) != seal:
        raise IndexDamagedError(
            f"the index in {str(folder)!r} is not as it was written; run: zhengda index"
        )


def _files(folder: Path) -> Iterator[bytes]:
    """Yield the name and the hash of each file that holds vectors.

    Of fewer than a thousand Chroma keeps all in the database; the files that stand beside it then
    have no list of names with them, mean nothing, and are made anew whenever it opens the folder.
    """
    for names in sorted(folder.glob(f"*/{_NAMES_OF_VECTORS}")):
        for path in sorted(names.parent.iterdir()):
            yield path.relative_to(folder).as_posix().encode()
            with path.open("rb") as file:
                yield hashlib.file_digest(file, "sha256").digest()


def _rows(database: Path) -> Iterator[bytes]:
    """Yield what SQLite says of the database's soundness, and each table's definition and rows."""
    # Not read-only: SQLite may have to roll back what a killed process has begun.
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as rows:
        yield repr(rows.execute("PRAGMA integrity_check").fetchall()).encode()
        tables = rows.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name <> ? ORDER BY name",
            (_LOCK_TABLE,),
        ).fetchall()
        for name, definition in tables:
            yield repr((name, definition)).encode()
            if not definition.startswith("CREATE VIRTUAL"):  # its rows stand in tables beside it
                yield from (repr(row).encode() for row in rows.execute(f'SELECT * FROM "{name}"'))
