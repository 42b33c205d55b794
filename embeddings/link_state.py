"""What the links under a home folder were made from: `links/state.json`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from corpus.types import Frozen
from embeddings.errors import LinksNotWrittenError

_STATE: Final = "state.json"


class LinkState(Frozen):
    """What links were made from; when all of it is the same, there is nothing to do.

    `documents` are hashes of the index by id. Links with a document of `when_asked` are made when
    they are asked for.
    """

    encoder: str
    recipe: str
    documents: dict[str, str]
    when_asked: frozenset[str] = frozenset()


def read_state(folder: Path) -> LinkState | None:
    """Return the state of a folder of links; None where there is none that can be read."""
    try:
        return LinkState.model_validate_json((folder / _STATE).read_bytes())
    except (OSError, ValidationError):
        return None


def write_state(folder: Path, state: LinkState) -> None:
    """Put the state in the place of the one before; raises LinksNotWrittenError."""
    unfinished = folder / f"{_STATE}.unfinished"
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(state.model_dump_json(indent=2))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / _STATE)
    except OSError as error:
        raise LinksNotWrittenError(f"cannot write {str(unfinished)!r}: {error}") from error
