"""The rows of a small document in one file, read as a whole and compared one by one.

Of fewer rows than `MOST_ROWS` Chroma's graph would be asked for all, and a database for each of a
thousand documents takes a minute to open. A file is read in 2 ms, and holds nothing but one
document's rows, so that it is written and removed without touching any other's.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from embeddings.encode import Vectors
from embeddings.errors import IndexDamagedError
from embeddings.vectors import key_of

MOST_ROWS: Final = 400


class RowFile:
    """The rows of a file in the order of their ids."""

    has_graph: Final = False

    def __init__(
        self, ids: list[str], texts: list[str], metadatas: list[Any], vectors: Vectors
    ) -> None:
        self.ids = ids
        self.texts = texts
        self.metadatas = metadatas
        self.vectors = vectors

    def nearest(self, query: Vectors) -> tuple[list[int], Vectors]:
        """Return nothing: without a graph each row is compared."""
        del query
        return [], np.zeros(0, dtype=np.float32)

    def close(self) -> None:
        """Do nothing: the file was read as a whole."""


def write_rows(
    path: Path,
    ids: Sequence[str],
    texts: Sequence[str],
    metadatas: Sequence[Any],
    vectors: Mapping[str, Vectors],
) -> str:
    """Put these rows in the place of those of the file; return the hash of what it holds now."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    words = [[column[place] for place in order] for column in (ids, texts, metadatas)]
    stacked = [vectors[key_of(text)] for text in words[1]]
    content = io.BytesIO()
    np.savez(
        content,
        words=np.frombuffer(json.dumps(words, ensure_ascii=False).encode(), dtype=np.uint8),
        vectors=np.stack(stacked) if stacked else np.zeros((0, 0), dtype=np.float32),
    )
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(content.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return hashlib.sha256(content.getbuffer()).hexdigest()


def check_rows(path: Path, seal: str) -> bytes:
    """Return what the file holds; raises IndexDamagedError unless that is what `seal` was made of."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IndexDamagedError(f"no index in {str(path)!r}; run: zhengda index") from error
    if hashlib.sha256(content).hexdigest() != seal:
        raise IndexDamagedError(
            f"the index in {str(path)!r} is not as it was written; run: zhengda index"
        )
    return content


def read_rows(path: Path, seal: str) -> RowFile:
    """Return the rows of a file; raises IndexDamagedError unless they are those that were sealed."""
    content = check_rows(path, seal)
    try:
        with np.load(io.BytesIO(content)) as stored:
            ids, texts, metadatas = json.loads(stored["words"].tobytes())
            return RowFile(ids, texts, metadatas, stored["vectors"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise IndexDamagedError(
            f"the index in {str(path)!r} cannot be read; run: zhengda index"
        ) from error
