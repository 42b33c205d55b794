"""What every page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Protocol

from embeddings.state import pointer_stamp
from rag.assistant import Assistant
from rag.following import FollowingAssistant
from rag.knowledge import Knowledge
from rag.settings import Settings
from ui.note import CorpusState
from ui.store import Store


class Source(Protocol):
    """What answers and what it answers from, as both stand now."""

    @property
    def assistant(self) -> Assistant:
        """Return the assistant on the documents of now."""

    @property
    def knowledge(self) -> Knowledge:
        """Return the documents with look-ups."""


@dataclass(frozen=True)
class Opened:
    """An assistant and documents that stay as they are."""

    assistant: Assistant
    knowledge: Knowledge


@dataclass(frozen=True)
class Following:
    """An assistant and documents that change with what is added and removed."""

    following: FollowingAssistant

    @property
    def assistant(self) -> Assistant:
        return self.following.current()

    @property
    def knowledge(self) -> Knowledge:
        return self.following.current().knowledge


@dataclass(frozen=True)
class Parts:
    """The assistant that answers, the documents with look-ups, and where things are kept."""

    source: Source
    settings: Settings

    @property
    def assistant(self) -> Assistant:
        """Return the assistant on the documents of now."""
        return self.source.assistant

    @property
    def knowledge(self) -> Knowledge:
        """Return the documents with look-ups, as they are now."""
        return self.source.knowledge

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
