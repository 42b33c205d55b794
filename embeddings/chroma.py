"""Adapter: the vectors of an index in a Chroma collection, written through LangChain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from embeddings.encode import Vectors
from embeddings.errors import IndexDamagedError
from embeddings.vectors import key_of

_COLLECTION: Final = "clauses"
_PORTION: Final = 1000  # rows of one write; Chroma takes at most 5,461
# How many of the nearest rows the graph is asked for, all but exactly here; `embeddings/rows.py`
# completes the others. Of 1,260 rows Chroma returns 400 in 1.7 ms, and all of them in 6.2.
_EF: Final = 400

Metadata = dict[str, str | int | float | bool | list[str]]


class KnownVectors(Embeddings):
    """Hands LangChain the vectors that have been made already."""

    def __init__(self, vectors: Mapping[str, Vectors]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectors[key_of(text)].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def write_collection(
    folder: Path,
    ids: Sequence[str],
    texts: Sequence[str],
    metadatas: Sequence[Metadata],
    vectors: Mapping[str, Vectors],
) -> None:
    """Write a new collection into the folder; a text's vector stands under its `key_of`."""
    client = _client(folder)
    try:
        store = Chroma(
            client=client,
            collection_name=_COLLECTION,
            embedding_function=KnownVectors(vectors),
            collection_configuration={
                "hnsw": {"space": "cosine", "ef_construction": _EF, "ef_search": _EF}
            },
        )
        for start in range(0, len(ids), _PORTION):
            rows = slice(start, start + _PORTION)
            store.add_texts(list(texts[rows]), list(metadatas[rows]), list(ids[rows]))
    finally:
        client.close()


class StoredCollection:
    """A collection opened for search; its rows are in the order of their ids."""

    def __init__(self, folder: Path) -> None:
        """Open the collection; raises IndexDamagedError when that fails in any way."""
        try:
            self._client = _client(folder)
            # Our vectors are always passed: Chroma's own model would be fetched from the network.
            self._rows = self._client.get_collection(_COLLECTION, embedding_function=None)
            self._check_space()
            # The vectors stand in files of their own. Where those are missing, Chroma opens all the
            # same and finds a part of the rows; only asking for every vector brings it to light.
            stored = self._rows.get(include=["documents", "metadatas", "embeddings"])
            vectors = np.asarray(stored["embeddings"], dtype=np.float32)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # Chroma's core panics on a broken file, not an Exception
            raise IndexDamagedError(
                f"the index in {str(folder)!r} cannot be read ({_first_line(error)}); "
                "run: zhengda index"
            ) from error
        order = sorted(range(len(stored["ids"])), key=stored["ids"].__getitem__)
        self.ids: list[str] = [stored["ids"][place] for place in order]
        self.texts: list[str] = [(stored["documents"] or [])[place] for place in order]
        self.metadatas: list[Any] = [(stored["metadatas"] or [])[place] for place in order]
        self.vectors: Vectors = vectors[order]
        self._place = {row: place for place, row in enumerate(self.ids)}

    @property
    def has_graph(self) -> bool:
        """Return whether there are more rows than the graph is asked for.

        Of fewer it would be asked for all, and comparing them one by one takes less.
        """
        return len(self.ids) > _EF

    def nearest(self, query: Vectors) -> tuple[list[int], Vectors]:
        """Return the places in `ids` of the rows that the graph finds nearest, and their cosines."""
        found = self._rows.query(
            query_embeddings=[query.tolist()],
            n_results=min(len(self.ids), _EF),
            include=["distances"],
        )
        assert found["distances"] is not None
        places = [self._place[row] for row in found["ids"][0]]
        return places, 1 - np.asarray(found["distances"][0], dtype=np.float32)

    def close(self) -> None:
        self._client.close()

    def _check_space(self) -> None:
        space = (self._rows.configuration_json.get("hnsw") or {}).get("space")
        if space != "cosine":
            raise ValueError(f"its space is {space!r}, not 'cosine'")


def _client(folder: Path) -> Client:
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    assert isinstance(client, Client)  # the annotation of PersistentClient hides `close`
    return client


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
