"""Adapter: an encoder on sentence-transformers, for any model folder or hub name."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

import numpy as np
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from embeddings.encode import Vectors

_BATCH = 16  # larger batches gain nothing on two cores and wait longer for a progress line

Progress = Callable[[int, int], None]


def _no_progress(done: int, total: int) -> None:
    del done, total


class SentenceTransformerEncoder:
    """Encodes with the prompts the model states; a model named e5 without prompts gets E5's own."""

    def __init__(self, model: str, fingerprint: str, *, progress: Progress = _no_progress) -> None:
        _silence()
        self._model = SentenceTransformer(model, device="cpu")
        self._query_prompt, self._passage_prompt = _prompts(self._model, model)
        self._progress = progress
        self._busy = threading.Lock()  # the tokenizer refuses two threads at once
        self.fingerprint = fingerprint

    @property
    def dimension(self) -> int:
        dimension = self._model.get_embedding_dimension()
        assert dimension is not None
        return dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors in order; like lengths share a batch, so that little is padded."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        longest_first = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        for start in range(0, len(texts), _BATCH):
            places = longest_first[start : start + _BATCH]
            vectors[places] = self._encode([texts[place] for place in places], self._passage_prompt)
            self._progress(start + len(places), len(texts))
        return vectors

    def encode_query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([text], self._query_prompt)[0]
        return vector

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        with self._busy:
            vectors = self._model.encode(
                texts,
                prompt=prompt,
                batch_size=_BATCH,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.asarray(vectors, dtype=np.float32)


def _prompts(model: SentenceTransformer, name: str) -> tuple[str, str]:
    """Return the prompts before a query and before a passage."""
    query = model.prompts.get("query") or ""
    passage = model.prompts.get("document") or model.prompts.get("passage") or ""
    if not (query or passage) and "e5" in name.lower():
        return "query: ", "passage: "
    return query, passage


def _silence() -> None:
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
