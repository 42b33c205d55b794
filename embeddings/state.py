"""What stands in the index: the pointer file that names its segments, and their records."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from corpus.types import Frozen
from embeddings.errors import IndexDamagedError, IndexMissingError

_POINTER: Final = "index.json"


class IndexedDocument(Frozen):
    """A document's id, the hash of all that was indexed of it, and how much that is."""

    id: str
    content: str
    clauses: int
    rows: int


class Segment(Frozen):
    """The documents of a segment that count; it may hold others, which do not."""

    name: str
    documents: tuple[IndexedDocument, ...]


class Pointer(Frozen):
    """The segments that are the index, the encoder and the recipe that made them."""

    encoder: str
    recipe: int
    segments: tuple[Segment, ...]

    @property
    def documents(self) -> frozenset[IndexedDocument]:
        return frozenset(one for segment in self.segments for one in segment.documents)

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.documents)

    def is_by(self, encoder: str, recipe: int) -> bool:
        return (self.encoder, self.recipe) == (encoder, recipe)

    def without(self, ids: frozenset[str]) -> Pointer:
        """Return the pointer without these documents, and without segments that hold no other."""
        left = [
            Segment(
                name=segment.name,
                documents=tuple(one for one in segment.documents if one.id not in ids),
            )
            for segment in self.segments
        ]
        return self.model_copy(update={"segments": tuple(one for one in left if one.documents)})

    def with_segment(self, segment: Segment) -> Pointer:
        """Return the pointer with a segment, which counts for its documents from now on."""
        others = self.without(frozenset(one.id for one in segment.documents)).segments
        same = next((one.documents for one in others if one.name == segment.name), ())
        joined = Segment(name=segment.name, documents=(*same, *segment.documents))
        kept = tuple(one for one in others if one.name != segment.name)
        return self.model_copy(update={"segments": (*kept, joined)})


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
    write_whole(index / _POINTER, pointer.model_dump_json(indent=2))


def write_whole(path: Path, words: str) -> None:
    """Put a file in the place of the old one in one step."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
