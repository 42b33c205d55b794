"""The rows of all segments together, in the order of their ids, and their cosines with a question."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from embeddings.encode import Vectors
from embeddings.segments import SegmentRows, Segments
from embeddings.state import Pointer

_REMEMBERED: Final = 32  # queries; an answer makes about three


class StoredRows:
    """The rows of the documents that count; a segment without a graph is read and closed again."""

    def __init__(self, parts: Sequence[tuple[SegmentRows, frozenset[str]]]) -> None:
        """Join opened segments, each with the ids of its documents that count."""
        counted = sorted(
            (row, part, place)
            for part, (collection, documents) in enumerate(parts)
            for place, row in enumerate(collection.ids)
            if collection.metadatas[place]["document"] in documents
        )
        stored = [collection for collection, _ in parts]
        self.ids: list[str] = [row for row, _, _ in counted]
        self.texts: list[str] = [stored[part].texts[place] for _, part, place in counted]
        self.metadatas: list[Any] = [stored[part].metadatas[place] for _, part, place in counted]
        self.vectors = _stacked([stored[part].vectors[place] for _, part, place in counted])
        self._graphs = []
        for part, collection in enumerate(stored):
            if collection.has_graph:
                here = {place: at for at, (_, of, place) in enumerate(counted) if of == part}
                self._graphs.append((collection, here))
            else:
                collection.close()
        self._remembered = functools.lru_cache(_REMEMBERED)(self._search)

    def similarities(self, query: Vectors) -> Vectors:
        """Return the cosine of every row with the query's vector, in the order of `ids`.

        Those of the last queries are remembered: an answer comes back to its question's wordings.
        """
        return self._remembered(np.asarray(query, dtype=np.float32).tobytes())

    def _search(self, query_bytes: bytes) -> Vectors:
        query = np.frombuffer(query_bytes, dtype=np.float32)
        if not self.ids:
            return np.zeros(0, dtype=np.float32)
        cosines = self.vectors @ query  # what no graph reaches
        for collection, here in self._graphs:
            for place, cosine in zip(*collection.nearest(query), strict=True):
                if place in here:
                    cosines[here[place]] = cosine
        cosines.flags.writeable = False  # it is handed out again
        return cosines

    def close(self) -> None:
        for collection, _ in self._graphs:
            collection.close()


def open_rows(index: Path, pointer: Pointer) -> StoredRows:
    """Return the rows the pointer points at; raises IndexDamagedError when they are not whole."""
    segments = Segments(index, pointer.encoder)
    return StoredRows(
        [
            (segments.open(one), frozenset(document.id for document in one.documents))
            for one in pointer.segments
        ]
    )


def _stacked(vectors: Sequence[Vectors]) -> Vectors:
    return np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)
