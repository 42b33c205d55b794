"""What every page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from embeddings.state import pointer_stamp
from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.settings import Settings
from ui.note import CorpusState
from ui.store import Store


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

    @cached_property
    def store(self) -> Store:
        """Return the file of what staff keep; raises StoreError where it cannot be used."""
        return Store(self.settings.home)

    @property
    def corpus_state(self) -> CorpusState:
        """Return how much there is to answer from, and since when it is so."""
        corpus = self.knowledge.corpus
        _, nanoseconds, _ = pointer_stamp(self.settings.home / "index")
        built = datetime.fromtimestamp(nanoseconds / 1e9, UTC) if nanoseconds else datetime.now(UTC)
        return CorpusState(
            documents=len(corpus.documents),
            clauses=len(corpus.clauses),
            as_of=built.astimezone().date(),
            titles=self.titles,
        )
