"""Adapter: an encoder on sentence-transformers, for any model folder or hub name."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from embeddings.encode import Vectors
from embeddings.errors import ModelMissingError

_BATCH: Final = 16  # larger batches gain nothing on two cores
# The wordings of a question are too short for two threads to gain much, and when another process
# wants a core the threads wait for each other: three wordings took 49 ms with one thread and 37 with
# two on a quiet machine, 61 and 74 beside one busy process.
_QUERY_THREADS: Final = 1
# Processors with one of these multiply half-width floats (bfloat16) natively: 32 passages took 1.1 s
# in place of 2.4, and the cosine to the full-width vector was never under 0.99999. Elsewhere torch
# would imitate them, slower. Questions are too short to gain.
_NATIVE_BFLOAT16: Final = ("amx_bf16", "avx512_bf16")


class SentenceTransformerEncoder:
    """Encodes with the prompts the model states; a model named e5 without prompts gets E5's own."""

    def __init__(self, model: str, fingerprint: str) -> None:
        """Load a model folder or hub name; raises ModelMissingError when there is none."""
        _silence()
        try:
            self._model = _load(model)
        except (OSError, ValueError) as error:
            raise ModelMissingError(
                f"cannot load the embedding model {model!r}: {_first_line(error)}; "
                "set another model, or none for the default one"
            ) from error
        self._query_prompt, self._passage_prompt = _prompts(self._model, model)
        self._all_threads = torch.get_num_threads()
        self._narrow = _multiplies_bfloat16()
        self._busy = threading.Lock()  # the tokenizer refuses two threads at once
        self.fingerprint = fingerprint

    @property
    def dimension(self) -> int:
        dimension = self._model.get_embedding_dimension()
        assert dimension is not None
        return dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        with torch.autocast("cpu", torch.bfloat16, enabled=self._narrow):
            return self._encode(texts, self._passage_prompt, self._all_threads)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._query_prompt, _QUERY_THREADS)

    def count_tokens(self, texts: Sequence[str]) -> int:
        with self._busy:
            found = self._model.tokenizer(
                list(texts), truncation=True, max_length=self._model.get_max_seq_length()
            )
        return sum(map(len, found["input_ids"]))

    def _encode(self, texts: Sequence[str], prompt: str, threads: int) -> Vectors:
        """Return unit vectors in order; like lengths share a batch, so that little is padded."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        longest_first = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        for start in range(0, len(texts), _BATCH):
            places = longest_first[start : start + _BATCH]
            batch = [texts[place] for place in places]
            vectors[places] = self._encode_batch(batch, prompt, threads)
        return vectors

    def _encode_batch(self, texts: list[str], prompt: str, threads: int) -> Vectors:
        with self._busy:
            torch.set_num_threads(threads)
            vectors = self._model.encode(
                texts,
                prompt=prompt,
                batch_size=_BATCH,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.asarray(vectors, dtype=np.float32)


def _load(model: str) -> SentenceTransformer:
    """Load from the disk if possible: asking the hub without a network takes more than a minute."""
    try:
        return SentenceTransformer(model, device="cpu", local_files_only=True)
    except (OSError, ValueError):
        return SentenceTransformer(model, device="cpu")


def _multiplies_bfloat16() -> bool:
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name) for name in _NATIVE_BFLOAT16)


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


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
