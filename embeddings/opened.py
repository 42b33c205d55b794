"""One version of the index in memory: the rows of its clauses and of their renderings."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.dictionary import glosses
from corpus.english import english_terms, english_words
from embeddings.encode import Vectors
from embeddings.fuse import blend
from embeddings.lexical import LexicalIndex
from embeddings.rows import StoredRows
from embeddings.segments import (
    ASKED_ENGLISH_ROW,
    ASKED_ROW,
    ENGLISH_ROW,
    PLAIN_ROW,
    WORDS,
)
from embeddings.terms import terms_of, terms_of_question
from embeddings.texts import sentence_of

Places: TypeAlias = NDArray[np.intp]
Terms: TypeAlias = Callable[[str], Sequence[str]]


class OpenIndex:
    """One version of the index, its clauses in the order of their ids."""

    def __init__(self, collection: StoredRows) -> None:
        self._collection = collection
        clause_of_row = [str(metadata["clause"]) for metadata in collection.metadatas]
        self.clause_ids = sorted(set(clause_of_row))
        place_of_clause = {clause: place for place, clause in enumerate(self.clause_ids)}
        places = np.array([place_of_clause[clause] for clause in clause_of_row], dtype=np.intp)
        is_passage = np.array(
            [row == clause for row, clause in zip(collection.ids, clause_of_row, strict=True)],
            dtype=bool,
        )
        is_english = np.array([row.endswith(ENGLISH_ROW) for row in collection.ids], dtype=bool)
        is_plain = np.array([row.endswith(PLAIN_ROW) for row in collection.ids], dtype=bool)
        is_asked = np.array([ASKED_ROW in row for row in collection.ids], dtype=bool)
        in_english = np.array([ASKED_ENGLISH_ROW in row for row in collection.ids], dtype=bool)
        is_asked |= in_english
        # Rows are sorted by id, and the passage's id is the clause's: its order is that of the ids.
        self._passages = np.flatnonzero(is_passage)
        self._sentences = np.flatnonzero(~(is_passage | is_english | is_plain | is_asked))
        self._clause_of_sentence = places[self._sentences]
        self._documents = [collection.metadatas[row]["document"] for row in self._passages]
        self.lexical = LexicalIndex([collection.texts[row] for row in self._passages])
        size = len(self.clause_ids)
        self.english = Renderings(
            collection, np.flatnonzero(is_english), places, size, english_words, english_terms
        )
        self.plain = Renderings(
            collection, np.flatnonzero(is_plain), places, size, terms_of, terms_of_question
        )

        self.asked = Asked(collection, np.flatnonzero(is_asked & ~in_english), places, size)
        self.asked_english = Asked(collection, np.flatnonzero(in_english), places, size)

    @functools.cached_property
    def everyday(self) -> LexicalIndex:
        """Return the lexical index of all that is said of each clause, officially and otherwise.

        That is its passage, its rendering in everyday Chinese and the questions it expects: a
        question may take some of its words from each.
        """
        passages = (self._collection.texts[row] for row in self._passages)
        return LexicalIndex(
            [f"{one}\n{other}" for one, other in zip(passages, self.plain.texts, strict=True)]
        )

    @functools.cached_property
    def glossed(self) -> LexicalIndex:
        """Return the lexical index of what the words of each passage may mean in English."""
        passages = [self._collection.texts[row] for row in self._passages]
        return LexicalIndex(passages, glosses, english_terms)

    def similarities(self, question: Vectors) -> Vectors:
        """Return the cosine of every clause: of its passage and its nearest sentence, blended."""
        rows = self._collection.similarities(question)
        passages = rows[self._passages]
        nearest = np.full_like(passages, -np.inf)
        np.maximum.at(nearest, self._clause_of_sentence, rows[self._sentences])
        return np.where(np.isinf(nearest), passages, blend(passages, nearest))

    def sentences_by_similarity(self, question: Vectors, clause_id: str) -> tuple[str, ...]:
        """Return the sentences of a clause, the nearest first."""
        rows = [
            row for row in self._sentences if self._collection.metadatas[row]["clause"] == clause_id
        ]
        similarities = self._collection.similarities(question)
        nearest = sorted(rows, key=lambda row: -float(similarities[row]))
        return tuple(sentence_of(self._collection.texts[row]) for row in nearest)

    def likeness(self, first: Sequence[str], second: Sequence[str]) -> NDArray[np.float64]:
        """Return how alike clauses are: a row for each of the first, a column for each of the second.

        It is the highest cosine between a sentence of one and a sentence of the other, without what
        all sentences have in common; a clause without sentences counts as a whole.
        """
        rows, columns = map(self._sentences_of, (first, second))
        return np.array(
            [[float((one @ other.T).max()) for other in columns] for one in rows], dtype=float
        ).reshape(len(first), len(second))

    def _sentences_of(self, clause_ids: Sequence[str]) -> list[Vectors]:
        return [self._distinct[self._rows_of_clause[one]] for one in clause_ids]

    @functools.cached_property
    def _rows_of_clause(self) -> dict[str, Places]:
        """Return the rows of a clause's sentences by its id, that of its passage if it has none."""
        rows = {
            clause: self._sentences[self._clause_of_sentence == place]
            for place, clause in enumerate(self.clause_ids)
        }
        return {
            clause: found if found.size else self._passages[[place]]
            for place, (clause, found) in enumerate(rows.items())
        }

    @functools.cached_property
    def _distinct(self) -> Vectors:
        """Return the rows' vectors without the mean of the clauses' sentences, of length 1."""
        vectors = self._collection.vectors
        used = np.concatenate(list(self._rows_of_clause.values()))
        distinct = vectors - vectors[used].mean(axis=0)
        lengths = np.linalg.norm(distinct, axis=1, keepdims=True)
        return np.asarray(distinct / np.maximum(lengths, 1e-9), dtype=np.float32)

    def places(self, documents: frozenset[str] | None) -> Places:
        """Return where the clauses of these documents stand in `clause_ids`, or those of all."""
        wanted = [documents is None or document in documents for document in self._documents]
        return np.flatnonzero(wanted)


class Renderings:
    """The rows of one kind of rendering: English, or everyday Chinese.

    `present` says of each clause whether it has one.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the rows, where they belong, and how their words are read
        self,
        collection: StoredRows,
        rows: Places,
        places: Places,
        size: int,
        of_passage: Terms,
        of_question: Terms,
    ) -> None:
        self._collection = collection
        self._rows = rows
        self._clauses = places[rows]
        self._terms = (of_passage, of_question)
        self.present = np.zeros(size, dtype=bool)
        self.present[self._clauses] = True

    def similarities(self, question: Vectors) -> Vectors:
        """Return the cosine of every clause's rendering, 0 where there is none."""
        cosines = np.zeros(len(self.present), dtype=np.float32)
        cosines[self._clauses] = self._collection.similarities(question)[self._rows]
        return cosines

    @functools.cached_property
    def words(self) -> LexicalIndex:
        """Return the lexical index of the renderings, of nothing where a clause has none.

        The questions that a clause is expected to be asked for count in its rendering.
        """
        return LexicalIndex(self.texts, *self._terms)

    @property
    def texts(self) -> list[str]:
        """Return what the renderings and the expected questions say of each clause."""
        texts = [""] * len(self.present)
        for row, place in zip(self._rows, self._clauses, strict=True):
            words = self._collection.metadatas[row].get(WORDS, "")
            texts[place] = f"{self._collection.texts[row]}\n{words}"
        return texts


class Asked:
    """The rows of the questions that clauses are expected to be asked for.

    `present` says of each clause whether it has any.
    """

    def __init__(self, collection: StoredRows, rows: Places, places: Places, size: int) -> None:
        self._collection = collection
        self._rows = rows
        self._clauses = places[rows]
        self.present = np.zeros(size, dtype=bool)
        self.present[self._clauses] = True

    def similarities(self, question: Vectors) -> Vectors:
        """Return the cosine of every clause's nearest question, 0 where it has none."""
        nearest = np.full(len(self.present), -1, dtype=np.float32)
        np.maximum.at(nearest, self._clauses, self._collection.similarities(question)[self._rows])
        return np.where(self.present, nearest, np.float32(0))
