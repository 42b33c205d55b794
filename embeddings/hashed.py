"""An encoder without a model: texts are near to each other when they share pairs of characters.

For tests, and to try the program where no model can be loaded. It knows no meaning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from embeddings.encode import Vectors

_DIMENSION: Final = 64


class HashedEncoder:
    """Counts each pair of characters in one of 64 places.

    It keeps the passages it was given in `encoded`, and the questions in `asked`, call by call.
    """

    def __init__(self, fingerprint: str = "hashed-64") -> None:
        self.fingerprint = fingerprint
        self.dimension = _DIMENSION
        self.encoded: list[str] = []
        self.asked: list[tuple[str, ...]] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        return _rows(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(tuple(texts))
        return _rows(texts)

    def count_tokens(self, texts: Sequence[str]) -> int:
        return sum(map(len, texts))


def _rows(texts: Sequence[str]) -> Vectors:
    return np.array([_row(text) for text in texts], dtype=np.float32).reshape(-1, _DIMENSION)


def _row(text: str) -> Vectors:
    vector = np.zeros(_DIMENSION, dtype=np.float32)
    vector[0] = 0.01  # an empty text has a direction, too
    for first, second in pairwise(text.lower()):
        digest = hashlib.sha256((first + second).encode()).digest()
        vector[digest[0] % _DIMENSION] += 1
    return vector / np.float32(np.linalg.norm(vector))
