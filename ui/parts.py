"""What every page is made from."""

from __future__ import annotations

from dataclasses import dataclass

from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.settings import Settings


@dataclass(frozen=True)
class Parts:
    """The assistant that answers, the documents with look-ups, and where things are kept."""

    assistant: Assistant
    knowledge: Knowledge
    settings: Settings

    @property
    def titles(self) -> dict[str, str]:
        """Return the titles of the documents by id."""
        return {one.document_id: one.title for one in self.knowledge.corpus.documents}
