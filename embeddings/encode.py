"""What an encoder promises: unit vectors of passages and queries, and a name for how it makes them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns text into vectors of length 1, so that their product is the cosine."""

    @property
    def fingerprint(self) -> str:
        """Return a text that differs when the vectors could differ; must not load a model."""

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, in order; no rows for no texts."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row per question, in order; no rows for no questions."""

    def count_tokens(self, texts: Sequence[str]) -> int:
        """Return how many tokens the texts have together; 0 where the encoder knows none."""


class DeferredEncoder:
    """An encoder that is loaded when its first text comes.

    Loading takes seconds, and a run that only checks the index has no text to encode.
    """

    def __init__(self, fingerprint: str, load: Callable[[], Encoder]) -> None:
        self._fingerprint = fingerprint
        self._load = load
        self._loading = threading.Lock()
        self._loaded: Encoder | None = None

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimension(self) -> int:
        return self._encoder().dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encoder().encode_passages(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoder().encode_queries(texts)

    def count_tokens(self, texts: Sequence[str]) -> int:
        return self._encoder().count_tokens(texts)

    def _encoder(self) -> Encoder:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded
