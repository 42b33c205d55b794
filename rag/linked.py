"""The links between clauses as answers need them: whatever keeps them, and none where nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from embeddings.link_store import ReadLink


class Links(Protocol):
    """What knows which clauses of two documents belong side by side."""

    def links_of(self, first: str, second: str) -> Sequence[ReadLink]:
        """Return the links of two documents, by their ids, seen from the first."""
