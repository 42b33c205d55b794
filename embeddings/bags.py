"""Bags of words over one vocabulary, weighed by how rare each word is in two documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Scores: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]

# A CSR matrix of scipy, which has no types: a row for each text, a column for each word.
Matrix: TypeAlias = Any


class Vocabulary:
    """Gives each word a column; nothing that is measured depends on which."""

    def __init__(self) -> None:
        self._columns: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._columns)

    def bag(self, words: Iterable[str]) -> Counter[int]:
        """Return how often each word stands in a text, by its column."""
        return Counter(self._columns.setdefault(word, len(self._columns)) for word in words)


@dataclass(frozen=True)
class Bags:
    """The words of several texts in order: `counts[i]` is how often `columns[i]` stands in its text.

    The words of text n are those from `starts[n]` to `starts[n + 1]`.
    """

    columns: Counts
    counts: Counts
    starts: Counts

    @classmethod
    def of(cls, texts: Sequence[Iterable[str]], vocabulary: Vocabulary) -> Bags:
        bags = [vocabulary.bag(words) for words in texts]
        return cls(
            columns=np.array([column for bag in bags for column in bag], dtype=np.int64),
            counts=np.array([count for bag in bags for count in bag.values()], dtype=np.int64),
            starts=np.cumsum([0, *map(len, bags)]),
        )

    def weighed(self, weights: Scores) -> Matrix:
        """Return each word's weight times one and the logarithm of its count."""
        return self._matrix((1 + np.log(self.counts)) * weights[self.columns], len(weights))

    def present(self, width: int) -> Matrix:
        """Return 1 where a word stands in a text."""
        return self._matrix(np.ones(len(self.columns)), width)

    def _matrix(self, values: Scores, width: int) -> Matrix:
        shape = (len(self.starts) - 1, width)
        return sparse.csr_matrix((values, self.columns, self.starts), shape=shape)


def rarity(first: Bags, second: Bags, width: int) -> Scores:
    """Return the inverse document frequency of every word over the texts of both; never below 0."""
    texts = len(first.starts) + len(second.starts) - 2
    columns = np.concatenate([first.columns, second.columns])
    frequency = np.bincount(columns, minlength=width)
    return np.maximum(np.log((texts + 1) / (frequency + 0.5)), 0.0)


def cosines(first: Matrix, second: Matrix) -> Scores:
    """Return the cosine of each row of the first with each of the second; 0 for an empty one."""
    lengths = np.outer(_lengths(first), _lengths(second))
    return np.asarray((first @ second.T).toarray() / np.maximum(lengths, 1e-9), dtype=float)


def shares_held(first: Matrix, second: Matrix) -> Scores:
    """Return how much of the weight of each row of the first are words present in each of the second."""
    held = (first @ second.T).toarray()
    total = np.asarray(first.sum(axis=1)).reshape(-1, 1)
    return np.asarray(held / np.maximum(total, 1e-9), dtype=float)


def _lengths(rows: Matrix) -> Scores:
    squares = np.asarray(rows.multiply(rows).sum(axis=1), dtype=float).ravel()
    return np.asarray(np.sqrt(squares), dtype=float)
