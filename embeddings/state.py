"""The pointer file: which folder is the index, and what it was made from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from corpus.types import Frozen
from embeddings.errors import IndexDamagedError, IndexMissingError

_POINTER: Final = "index.json"


class IndexState(Frozen):
    """What an index was made from: when all of it is the same, there is nothing to do.

    `documents` holds each document's id and the hash of all that was indexed of it.
    """

    encoder: str
    recipe: int
    documents: tuple[tuple[str, str], ...]
    clauses: int
    rows: int


class Pointer(Frozen):
    """The folder that holds the index, by its number, the state it is in, and its seal."""

    version: int
    state: IndexState
    seal: str

    def folder(self, index: Path) -> Path:
        return version_folder(index, self.version)


def version_folder(index: Path, version: int) -> Path:
    return index / f"{version:06d}"


def read_pointer(index: Path) -> Pointer:
    """Return the pointer of the index folder.

    Raises IndexMissingError when nothing was built yet, IndexDamagedError when it cannot be read.
    """
    path = index / _POINTER
    try:
        return Pointer.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise IndexMissingError(f"no index in {str(index)!r}; run: zhengda index") from error
    except (OSError, ValidationError) as error:
        raise IndexDamagedError(f"{str(path)!r} cannot be read; run: zhengda index") from error


def pointer_stamp(index: Path) -> tuple[int, int, int]:
    """Return what changes when the pointer is replaced; zeros when there is none."""
    try:
        found = (index / _POINTER).stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def write_pointer(index: Path, pointer: Pointer) -> None:
    """Put the pointer in the place of the old one in one step."""
    unfinished = index / f"{_POINTER}.unfinished"
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(pointer.model_dump_json(indent=2))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(index / _POINTER)
