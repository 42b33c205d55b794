"""The vectors of the questions asked last, so that a wording is encoded once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Final

from embeddings.encode import Encoder, Vectors

_REMEMBERED: Final = 256


class QuestionVectors:
    """Remembers vectors by their text; threads may share it."""

    def __init__(self, encoder: Encoder, size: int = _REMEMBERED) -> None:
        self._encoder = encoder
        self._size = size
        self._vectors: dict[str, Vectors] = {}
        self._changing = threading.Lock()

    def of(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the vectors of these texts in order; those not remembered are encoded together."""
        with self._changing:
            found = {text: self._vectors[text] for text in texts if text in self._vectors}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing:
            found.update(zip(missing, self._encoder.encode_queries(missing), strict=True))
        with self._changing:
            for text, vector in found.items():
                self._vectors.pop(text, None)
                self._vectors[text] = vector  # the one asked last stands last
            while len(self._vectors) > self._size:
                del self._vectors[next(iter(self._vectors))]
        return [found[text] for text in texts]
