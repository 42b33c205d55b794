"""The one place that picks concrete parts: corpus, model, index and the assistant on them.

The parts are imported where they are picked: listing documents should not wait for Chroma.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from embeddings.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexNotWrittenError,
    LinksNotWrittenError,
)
from embeddings.progress import Progress, silent

if TYPE_CHECKING:
    from corpus.library import Corpus
    from embeddings.build import BuildReport
    from embeddings.encode import Encoder
    from embeddings.index import ClauseIndex
    from embeddings.link_store import LinkStore
    from rag.assistant import Assistant
    from rag.settings import Settings

# Checking an index takes another process about a second; one that takes longer is building.
_PATIENCE_SECONDS = 5.0


@dataclass(frozen=True)
class IndexSummary:
    """What an index holds after a build."""

    report: BuildReport
    agencies: int


def open_corpus(settings: Settings) -> Corpus:
    """Return the documents that answers are made from: the shipped ones, then those added.

    Raises DocumentError when an added document cannot be read.
    """
    from corpus.library import Corpus
    from corpus.shelf import Shelf

    listed, own = Shelf(settings.home).load_all()
    shipped = [one for one in _shipped().parsed if one.document.document_id not in listed.hidden]
    names = frozenset(one.document.document_id for one in own)
    return Corpus((*shipped, *own), own=names)


@cache
def _shipped() -> Corpus:
    """Return the shipped documents, which a process parses once."""
    from corpus.library import load_corpus

    return load_corpus()


def open_encoder(settings: Settings, progress: Progress = silent) -> Encoder:
    """Return the encoder of the settings; nothing is loaded before its first text."""
    from embeddings import model

    return model.open_encoder(settings.home, settings.model, progress=progress)


def make_index(settings: Settings, progress: Progress = silent) -> IndexSummary:
    """Build or refresh the index; does nothing but check when nothing changed.

    Waits, and says so by `progress`, while another process builds it. Raises IndexBusyError when
    that takes too long, and IndexNotWrittenError when the index cannot be written.
    """
    encoder = open_encoder(settings, progress)
    corpus, report = _refresh(settings, encoder, progress)
    _refresh_links(corpus, settings, encoder, progress)
    agencies = {r.agency for clause in corpus.clauses for r in clause.responsibilities}
    return IndexSummary(report, len(agencies))


def open_assistant(settings: Settings, progress: Progress = silent) -> Assistant:
    """Return the assistant on the current index, which is built first when it is missing or stale.

    Where it cannot be built now, for want of room or because another process builds it, the index
    before it answers, and `progress` says so.
    """
    return assistant_with(open_encoder(settings, progress), settings, progress)


def assistant_with(encoder: Encoder, settings: Settings, progress: Progress = silent) -> Assistant:
    """Return what `open_assistant` does, with an encoder that is open already."""
    from rag.assistant import Assistant
    from rag.knowledge import Knowledge

    corpus, index = _open_index(settings, encoder, progress)
    _refresh_links(corpus, settings, encoder, progress)
    return Assistant(Knowledge(corpus), index, links=open_links(settings))


def open_links(settings: Settings) -> LinkStore:
    """Return the links between clauses, as `make_index` and `open_assistant` keep them."""
    from embeddings.link_store import LinkStore

    return LinkStore(settings.home)


def _refresh_links(
    corpus: Corpus, settings: Settings, encoder: Encoder, progress: Progress
) -> None:
    """Link the clauses of documents that changed; where that cannot be kept, say so and go on."""
    from embeddings.link_build import build_links

    try:
        build_links(corpus.parsed, settings.home, encoder, progress)
    except LinksNotWrittenError as error:
        progress(f"links between clauses are as they were: {error}", 0, 0)


def _open_index(
    settings: Settings, encoder: Encoder, progress: Progress
) -> tuple[Corpus, ClauseIndex]:
    from embeddings.index import ClauseIndex

    try:
        with current_index(settings, encoder, progress, _PATIENCE_SECONDS) as (corpus, _):
            return corpus, ClauseIndex(settings.home, encoder)
    except (IndexBusyError, IndexNotWrittenError) as error:
        before = _index_before(settings, encoder)
        if before is not None:
            progress(f"answering from the index as it was: {error}", 0, 0)
            return open_corpus(settings), before
        if isinstance(error, IndexNotWrittenError):
            raise
        corpus, _ = _refresh(settings, encoder, progress)
    return corpus, ClauseIndex(settings.home, encoder)


@contextmanager
def current_index(
    settings: Settings, encoder: Encoder, progress: Progress, wait_seconds: float
) -> Iterator[tuple[Corpus, BuildReport]]:
    """Yield the documents, with the index that is built on them; nobody changes either meanwhile."""
    from corpus.shelf import Shelf
    from embeddings.build import build_index, sole_builder

    shelf = Shelf(settings.home)
    stamp = shelf.stamp()
    corpus = open_corpus(settings)  # read before others have to wait
    with sole_builder(settings.home / "index", wait_seconds):
        if shelf.stamp() != stamp:
            corpus = open_corpus(settings)
        yield (
            corpus,
            build_index(corpus.parsed, settings.home, encoder, progress, apart=corpus.own),
        )


def _index_before(settings: Settings, encoder: Encoder) -> ClauseIndex | None:
    """Return the index that stands, whatever documents it was made from; None if none can be read."""
    from embeddings.index import ClauseIndex

    try:
        return ClauseIndex(settings.home, encoder)
    except (IndexMissingError, IndexDamagedError):
        return None


def _refresh(
    settings: Settings, encoder: Encoder, progress: Progress
) -> tuple[Corpus, BuildReport]:
    """Build the index where it is not current, after another process that builds it."""
    from embeddings.build import WAIT_SECONDS

    try:
        with current_index(settings, encoder, progress, _PATIENCE_SECONDS) as built:
            return built
    except IndexBusyError:
        progress(
            f"waiting for another process that builds the index in {str(settings.home)!r}", 0, 0
        )
        with current_index(settings, encoder, progress, WAIT_SECONDS) as built:
            return built
