"""Link the clauses of all documents after the index is built; only what changed is linked anew.

`links/state.json` says of which documents, by their hash in the index, the links were made. It is
written last: a build that is killed leaves every pair of documents as it was or as it is to be, and
the next one finishes it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

from corpus.glossary import data_hash
from corpus.types import Frozen, ParsedDocument
from embeddings.bags import Vocabulary
from embeddings.build import vectors_of
from embeddings.encode import Encoder, Vectors
from embeddings.link_state import LinkState, read_state, write_state
from embeddings.link_store import LinkStore
from embeddings.linking import RECIPE, link_documents
from embeddings.progress import Progress
from embeddings.state import read_pointer
from embeddings.texts import entries_of
from embeddings.traits import read_traits

# Linking two documents takes some 10 ms; who adds hundreds should not wait for each with each.
MOST_PAIRS: Final = 100


class LinkReport(Frozen):
    """What a build of links did: pairs of documents linked anew, and the time it took."""

    pairs: int
    seconds: float


def build_links(
    parsed: Sequence[ParsedDocument], home: Path, encoder: Encoder, progress: Progress
) -> LinkReport:
    """Make the links under `home` those of these documents, as the index there holds them.

    Links of two documents that both are as they were stay. Where more than `MOST_PAIRS` pairs are to
    be linked, those are linked when they are asked for. Raises IndexMissingError or
    IndexDamagedError where there is no index, LinksNotWrittenError where links cannot be written.
    """
    started = time.perf_counter()
    store = LinkStore(home)
    indexed = read_pointer(home / "index")
    here = {one.document.document_id for one in parsed}
    wanted = LinkState(
        encoder=indexed.encoder,
        recipe=f"{RECIPE}-{data_hash()}",
        documents={one.id: one.content for one in indexed.documents if one.id in here},
    )
    before = read_state(store.folder)
    pairs = 0
    if before is None or before.model_copy(update={"when_asked": frozenset()}) != wanted:
        with store.locked():
            changed = _changed(before, wanted)
            later = frozenset(before.when_asked if before else ()).difference(changed)
            if _count_pairs(len(changed & here), len(here)) > MOST_PAIRS:
                later |= changed & here
                _remove(store, changed)
            else:
                _remove(store, changed - here)
                entries = [entry for one in parsed for entry in entries_of(one)]
                vectors = vectors_of(home / "index", entries, encoder, progress)
                pairs = _link(parsed, vectors, store, changed, progress)
            write_state(store.folder, wanted.model_copy(update={"when_asked": later}))
    return LinkReport(pairs=pairs, seconds=time.perf_counter() - started)


def _count_pairs(changed: int, documents: int) -> int:
    """Return how many pairs of documents hold one that changed."""
    return changed * (documents - changed) + changed * (changed - 1) // 2


def _changed(before: LinkState | None, wanted: LinkState) -> frozenset[str]:
    """Return the documents whose links are to be made anew, those that are gone among them."""
    known: Mapping[str, str] = {}
    if before and (before.encoder, before.recipe) == (wanted.encoder, wanted.recipe):
        known = before.documents
    gone = set(before.documents) - set(wanted.documents) if before else set[str]()
    return frozenset(gone | {n for n, h in wanted.documents.items() if known.get(n) != h})


def _link(
    parsed: Sequence[ParsedDocument],
    vectors: Mapping[str, Vectors],
    store: LinkStore,
    changed: frozenset[str],
    progress: Progress,
) -> int:
    """Return how many pairs of documents were linked."""
    vocabulary = Vocabulary()
    ordered = sorted(parsed, key=lambda one: one.document.document_id)
    traits = [read_traits(one, vectors, vocabulary) for one in ordered]
    pairs = [
        (one, other)
        for one, other in combinations([one for one in traits if one], 2)
        if {one.document_id, other.document_id} & changed
    ]
    for done, (one, other) in enumerate(pairs):
        progress("linking clauses", done, len(pairs))
        links = link_documents(one, other, len(vocabulary))
        store.replace(one.document_id, other.document_id, links)
    if pairs:
        progress("linked clauses", len(pairs), len(pairs))
    return len(pairs)


def _remove(store: LinkStore, names: frozenset[str]) -> None:
    """Remove the computed links of documents that are gone, or are linked when asked for."""
    if not names:
        return
    for file in (store.folder / "computed").glob("*/*.jsonl"):
        if file.stem in names or file.parent.name in names:
            file.unlink(missing_ok=True)
