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
# High enough to be all but exact here; what the graph does not reach is completed in `similarities`.
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
            stored = self._rows.get(include=["documents", "metadatas"])
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
        self._place = {row: place for place, row in enumerate(self.ids)}

    def similarities(self, query: Vectors) -> Vectors:
        """Return the cosine of every row with the query's vector, in the order of `ids`."""
        cosines = np.full(len(self.ids), np.nan, dtype=np.float32)
        if not self.ids:
            return cosines
        found = self._rows.query(
            query_embeddings=[query.tolist()], n_results=len(self.ids), include=["distances"]
        )
        assert found["distances"] is not None
        places = [self._place[row] for row in found["ids"][0]]
        cosines[places] = 1 - np.asarray(found["distances"][0], dtype=np.float32)
        return self._completed(cosines, query)

    def close(self) -> None:
        self._client.close()

    def _completed(self, cosines: Vectors, query: Vectors) -> Vectors:
        """Fill in the rows that the approximate search did not reach."""
        missed = [self.ids[place] for place in np.flatnonzero(np.isnan(cosines))]
        if missed:
            stored = self._rows.get(ids=missed, include=["embeddings"])
            vectors = np.asarray(stored["embeddings"], dtype=np.float32)
            cosines[[self._place[row] for row in stored["ids"]]] = vectors @ query
        return cosines

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
