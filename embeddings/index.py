"""The search: every clause gets a dense and a lexical score, and one ranking comes from both."""

from __future__ import annotations

import functools
import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.types import Frozen
from embeddings.build import open_version
from embeddings.chroma import StoredCollection
from embeddings.encode import Encoder, Vectors
from embeddings.errors import IndexMissingError
from embeddings.fuse import blend, fuse
from embeddings.lexical import LexicalIndex
from embeddings.state import pointer_stamp, read_pointer

_REMEMBERED_QUESTIONS = 256


class Hit(Frozen):
    """A clause and how near it is to the question; ranks count from 1 within the documents searched.

    `score` is the fused score: a cosine plus a lexical bonus, comparable within one search only.
    `lexical_rank` is None when the clause shares no term with the question.
    """

    clause_id: str
    score: float
    dense_similarity: float
    dense_rank: int
    lexical_score: float
    lexical_rank: int | None


class ClauseIndex:
    """The index under `home`, searched with the encoder that made it.

    A new version that another process has built is taken up at the next search.
    """

    def __init__(self, home: Path, encoder: Encoder) -> None:
        """Open the index; raises IndexMissingError or IndexDamagedError. Loads no model."""
        self._index = home / "index"
        self._encoder = encoder
        self._encode = functools.lru_cache(_REMEMBERED_QUESTIONS)(encoder.encode_query)
        self._reopening = threading.Lock()
        self._stamp = pointer_stamp(self._index)
        self._opened = self._open()

    def search(
        self,
        query: str,
        k: int,
        *,
        documents: frozenset[str] | None = None,
        lexical_query: str | None = None,
    ) -> list[Hit]:
        """Return the `k` nearest clauses of these documents, or of all; equal ones by `clause_id`.

        Every clause has its place in the ranking, whether or not it shares a term with the
        question. `lexical_query` replaces the question for the lexical score, as when a question
        in English comes with its terms in Chinese.
        """
        if k < 1:
            raise ValueError(f"k is {k!r}; it must be at least 1")
        opened = self._current()
        dense = opened.similarities(self._encode(query))
        lexical = opened.lexical.scores(query if lexical_query is None else lexical_query)
        scores = fuse(dense, lexical)
        scope = opened.places(documents)
        dense_ranks, lexical_ranks = _ranks(dense[scope]), _ranks(lexical[scope])
        best = np.argsort(-scores[scope], kind="stable")[:k]
        return [
            Hit(
                clause_id=opened.clause_ids[scope[place]],
                score=float(scores[scope[place]]),
                dense_similarity=float(dense[scope[place]]),
                dense_rank=int(dense_ranks[place]),
                lexical_score=float(lexical[scope[place]]),
                lexical_rank=int(lexical_ranks[place]) if lexical[scope[place]] > 0 else None,
            )
            for place in best
        ]

    def dense_similarities(self, query: str) -> dict[str, float]:
        """Return the dense similarity of every clause by its id."""
        opened = self._current()
        similarities = opened.similarities(self._encode(query))
        return dict(zip(opened.clause_ids, similarities.tolist(), strict=True))

    def _current(self) -> _OpenIndex:
        """Return the opened index, reopened first when the pointer has changed."""
        with self._reopening:
            stamp = pointer_stamp(self._index)
            if stamp != self._stamp:
                self._opened = self._open()
                self._stamp = stamp
            return self._opened

    def _open(self) -> _OpenIndex:
        pointer = read_pointer(self._index)
        if pointer.state.encoder != self._encoder.fingerprint:
            raise IndexMissingError(
                f"the index in {str(self._index)!r} was built with the model "
                f"{pointer.state.encoder!r}, not {self._encoder.fingerprint!r}; run: zhengda index"
            )
        return _OpenIndex(open_version(self._index, pointer))


class _OpenIndex:
    """One version of the index in memory, its clauses in the order of their ids."""

    def __init__(self, collection: StoredCollection) -> None:
        self._collection = collection
        clauses = [str(metadata["clause"]) for metadata in collection.metadatas]
        is_passage = np.array(
            [row == clause for row, clause in zip(collection.ids, clauses, strict=True)], dtype=bool
        )
        self.clause_ids = sorted(set(clauses))
        place = {clause: number for number, clause in enumerate(self.clause_ids)}
        self._clause_of_row = np.array([place[clause] for clause in clauses], dtype=np.intp)
        self._passages = np.flatnonzero(is_passage)
        self._sentences = np.flatnonzero(~is_passage)
        self._documents = np.array(
            [collection.metadatas[row]["document"] for row in self._passages]
        )
        self.lexical = LexicalIndex([collection.texts[row] for row in self._passages])

    def similarities(self, query: Vectors) -> Vectors:
        """Return the dense similarity of every clause, in the order of `clause_ids`."""
        rows = self._collection.similarities(query)
        passage = rows[self._passages]
        best_sentence = np.full_like(passage, -1)
        np.maximum.at(best_sentence, self._clause_of_row[self._sentences], rows[self._sentences])
        has_sentence = np.isin(np.arange(len(passage)), self._clause_of_row[self._sentences])
        return np.where(has_sentence, blend(passage, best_sentence), passage)

    def places(self, documents: frozenset[str] | None) -> NDArray[np.intp]:
        """Return the places of the clauses of these documents, or of all."""
        if documents is None:
            return np.arange(len(self.clause_ids))
        return np.flatnonzero(np.isin(self._documents, sorted(documents)))


def _ranks(scores: Vectors) -> NDArray[np.intp]:
    """Return each score's rank from 1, the highest first, equal ones in their order."""
    ranks = np.empty(len(scores), dtype=np.intp)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return ranks
