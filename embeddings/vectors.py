"""Vectors on disk under the hash of their text, so that nothing is embedded twice."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from embeddings.encode import Encoder, Vectors
from embeddings.errors import IndexDamagedError
from embeddings.progress import Progress

_PORTION: Final = 64  # texts between two reports


def read_vectors(path: Path) -> dict[str, Vectors]:
    """Return the vectors of a file by their text's hash, none where there is no file.

    Raises IndexDamagedError for a broken file.
    """
    if not path.exists():
        return {}
    try:
        with np.load(path) as stored:
            keys, vectors = stored["keys"], stored["vectors"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise IndexDamagedError(
            f"the vectors in {str(path)!r} cannot be read; run: zhengda index"
        ) from error
    return {str(key): vector for key, vector in zip(keys, vectors, strict=True)}


def write_vectors(path: Path, vectors: Mapping[str, Vectors]) -> None:
    """Put these vectors in the place of the old ones, all or none."""
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    stacked = np.stack([*vectors.values()]) if vectors else np.zeros((0, 0), dtype=np.float32)
    try:
        with unfinished.open("wb") as file:
            np.savez(file, keys=np.array(list(vectors), dtype=str), vectors=stacked)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def key_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def embed(
    texts: Iterable[str], known: Mapping[str, Vectors], encoder: Encoder, progress: Progress
) -> dict[str, Vectors]:
    """Return the vectors of all texts by hash; only those that are not known are encoded."""
    wanted = {key_of(text): text for text in texts}
    # Like lengths go together, so that little is padded; the longest first, so that time only falls.
    missing = sorted((key for key in wanted if key not in known), key=lambda k: -len(wanted[k]))
    vectors = {key: known[key] for key in wanted if key in known}
    for start in range(0, len(missing), _PORTION):
        progress("embedding", start, len(missing))
        keys = missing[start : start + _PORTION]
        made = encoder.encode_passages([wanted[key] for key in keys])
        vectors.update(zip(keys, made, strict=True))
    if missing:
        progress("embedding", len(missing), len(missing))
    return vectors
