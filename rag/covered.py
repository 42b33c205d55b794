"""A side of a comparison on a topic."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.types import Clause, Document


@dataclass(frozen=True)
class Covered:
    """A side of a comparison: its document and the clause on the topic, None where it is silent."""

    document: Document
    clause: Clause | None
    nearest: tuple[str, ...] = ()
