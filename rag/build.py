"""The one place that picks concrete parts: corpus, model, index and the assistant on them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.library import Corpus, load_corpus
from embeddings.build import BuildReport, build_index
from embeddings.errors import IndexDamagedError, IndexMissingError
from embeddings.index import ClauseIndex
from embeddings.model import open_encoder
from embeddings.progress import Progress, silent
from rag.assistant import Assistant
from rag.knowledge import Knowledge
from rag.settings import Settings


@dataclass(frozen=True)
class IndexSummary:
    """What an index holds after a build."""

    report: BuildReport
    agencies: int


def open_corpus(settings: Settings) -> Corpus:
    """Return the documents that answers are made from."""
    return load_corpus()


def make_index(settings: Settings, progress: Progress = silent) -> IndexSummary:
    """Build or refresh the index; does nothing but check when nothing changed."""
    corpus = open_corpus(settings)
    encoder = open_encoder(settings.home, settings.model, progress=progress)
    report = build_index(corpus.parsed, settings.home, encoder, progress)
    agencies = {r.agency for clause in corpus.clauses for r in clause.responsibilities}
    return IndexSummary(report, len(agencies))


def open_assistant(settings: Settings, progress: Progress = silent) -> Assistant:
    """Return the assistant on the current index, which is built first when it is missing or stale."""
    corpus = open_corpus(settings)
    encoder = open_encoder(settings.home, settings.model, progress=progress)
    try:
        build_index(corpus.parsed, settings.home, encoder, progress)
        index = ClauseIndex(settings.home, encoder)
    except (IndexMissingError, IndexDamagedError):
        build_index(corpus.parsed, settings.home, encoder, progress, force=True)
        index = ClauseIndex(settings.home, encoder)
    return Assistant(Knowledge(corpus), index)
