"""Choose the encoder: the default model, or the folder or hub name of a setting."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from embeddings.default_model import default_fingerprint, unpack_default_model
from embeddings.encode import DeferredEncoder, Encoder
from embeddings.progress import Progress, silent

_SAMPLE: Final = 65_536


def open_encoder(
    home: Path, model: str | None = None, *, progress: Progress = silent
) -> DeferredEncoder:
    """Return the encoder of `model`, or the default one, unpacked under `home`.

    Nothing is unpacked, imported or loaded before the first text is encoded.
    """
    if model is None:
        fingerprint = default_fingerprint()
        return DeferredEncoder(
            fingerprint,
            lambda: _load(str(unpack_default_model(home, progress)), fingerprint, progress),
        )
    fingerprint = _folder_fingerprint(Path(model)) if Path(model).is_dir() else model
    return DeferredEncoder(fingerprint, lambda: _load(model, fingerprint, progress))


def _load(model: str, fingerprint: str, progress: Progress) -> Encoder:
    # Threads that wait must sleep, not spin: beside another busy process torch took 31 s for what
    # then took 10. Its thread library reads this once, when torch is imported.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # Importing torch takes seconds, and a run that only checks the index needs none of it.
    from embeddings.sentence_transformer import SentenceTransformerEncoder  # noqa: PLC0415

    progress("loading the embedding model", 0, 1)
    encoder = SentenceTransformerEncoder(model, fingerprint)
    progress("loaded the embedding model", 1, 1)
    return encoder


def _folder_fingerprint(folder: Path) -> str:
    """Return a name made from the size and both ends of every file; all of it would take seconds."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            digest.update(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE))
            digest.update(file.read())
    return f"{folder.resolve().name}:{digest.hexdigest()[:12]}"
