"""Scores of different kinds made comparable: each in units of its own spread."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embeddings.encode import Vectors


def in_spreads(scores: Vectors, which: NDArray[np.bool_]) -> Vectors:
    """Return scores as standard deviations from the mean of those that count; 0 without a spread."""
    counted = scores[which]
    spread = counted.std() if counted.size else np.float32(0)
    if spread == 0:
        return np.zeros_like(scores)
    return np.asarray((scores - counted.mean()) / spread, dtype=np.float32)
