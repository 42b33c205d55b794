"""The links of two documents of a home folder, made from what stands there; nothing is embedded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.library import load_corpus
from corpus.shelf import Shelf
from corpus.types import ParsedDocument
from embeddings.bags import Vocabulary
from embeddings.encode import Vectors
from embeddings.link_types import Link
from embeddings.linking import link_documents
from embeddings.segments import Segments
from embeddings.state import Pointer, read_pointer
from embeddings.traits import read_traits


@dataclass(frozen=True)
class LinkedPair:
    """The links of two documents, and by their ids the hashes in the index that they are made from."""

    links: tuple[Link, ...]
    made_from: Mapping[str, str]


def link_pair(home: Path, first: str, second: str) -> LinkedPair | None:
    """Return the links of two documents, the smaller id first; None while one of them is changing.

    Raises an AssistantError when documents or index cannot be read.
    """
    pointer = read_pointer(home / "index")
    made_from = {one.id: one.content for one in pointer.documents if one.id in (first, second)}
    documents = [_document(home, name) for name in (first, second)]
    vectors = _vectors(home / "index", pointer, frozenset(made_from))
    vocabulary = Vocabulary()
    try:
        one, other = (
            read_traits(document, vectors, vocabulary) if document else None
            for document in documents
        )
    except KeyError:  # the index does not hold yet what the shelf does
        return None
    links = link_documents(one, other, len(vocabulary)) if one and other else ()
    return LinkedPair(tuple(links), made_from)


def _document(home: Path, name: str) -> ParsedDocument | None:
    shelf = Shelf(home)
    shelved = shelf.read().get(name)
    return shelf.load(shelved) if shelved else _shipped().get(name)


@cache
def _shipped() -> Mapping[str, ParsedDocument]:
    return {one.document.document_id: one for one in load_corpus().parsed}


def _vectors(index: Path, pointer: Pointer, names: frozenset[str]) -> dict[str, Vectors]:
    segments = Segments(index, pointer.encoder)
    known: dict[str, Vectors] = {}
    for segment in pointer.segments:
        if any(one.id in names for one in segment.documents):
            known |= segments.vectors(segment.name)
    return known
