"""Documents side by side: a row for each topic, a cell for what each document says on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from corpus.gazetteer import is_same_body, read_name
from corpus.library import Corpus
from corpus.types import Document
from rag.language import readable
from rag.types import Answer, Citation, Side
from ui.pages.query import PageQuery

MAX_TOPICS: Final = 8
MAX_DOCUMENTS: Final = 8
_BETWEEN_TOPICS = re.compile(r"[;;\n]+")
_VALUE = re.compile(r"\d[\d,.]*(?:\s?(?:%|%|[万亿]?[个家项条处所座户人元吨天日月年])|(?=\D|$))")


class Comparing(Protocol):
    """Compares documents, by their ids, on a topic; several threads may call it at once."""

    def compare(self, topic: str, documents: Sequence[str]) -> Answer:
        """Return an answer with a comparison, or a refusal where all documents are silent."""


@dataclass(frozen=True)
class Cell:
    """What a document says on a topic, and which bodies and values of it no other one has."""

    side: Side
    citations: tuple[Citation, ...]
    own_bodies: frozenset[str]
    own_values: frozenset[str]


@dataclass(frozen=True)
class TopicRow:
    """A cell for each document, None where the document does not speak of the topic."""

    topic: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class ComparisonTable:
    documents: tuple[Document, ...]
    rows: tuple[TopicRow, ...]


def topics_of(query: PageQuery) -> tuple[str, ...]:
    """Return the topics asked for, several of them parted by semicolons."""
    topics = (readable(part) for part in _BETWEEN_TOPICS.split(query.one("topic")))
    return tuple(dict.fromkeys(filter(None, topics)))[:MAX_TOPICS]


def documents_of(corpus: Corpus, query: PageQuery) -> tuple[Document, ...]:
    """Return the documents chosen by `doc` or `place`; all where nothing is chosen."""
    ids, places = set(query.all("doc")), set(query.all("place"))
    chosen = tuple(
        one
        for one in corpus.documents
        if one.document_id in ids or one.place in places or not (ids or places)
    )
    return chosen[:MAX_DOCUMENTS]


def compared(
    comparing: Comparing, topics: Sequence[str], documents: tuple[Document, ...]
) -> ComparisonTable:
    """Return the table of what each document says on each topic."""
    ids = [one.document_id for one in documents]
    rows = tuple(_row(topic, comparing.compare(topic, ids), documents) for topic in topics)
    return ComparisonTable(documents, rows)


def values_in(words: str) -> list[str]:
    """Return the numbers of a text, each with the unit behind it."""
    return [match[0] for match in _VALUE.finditer(words)]


def _row(topic: str, answer: Answer, documents: tuple[Document, ...]) -> TopicRow:
    sides = answer.comparison.sides if answer.comparison else ()
    covered = {side.document: side for side in sides if side.covered}
    cited = {one.n: one for one in answer.citations}
    cells = (_cell(covered, document.document_id, cited) for document in documents)
    return TopicRow(topic, tuple(cells))


def _cell(covered: dict[str, Side], document: str, cited: dict[int, Citation]) -> Cell | None:
    side = covered.get(document)
    if side is None:
        return None
    others = [other for name, other in covered.items() if name != document]
    elsewhere = {value for other in others for value in values_in(other.summary)}
    own_values = frozenset(values_in(side.summary)) - elsewhere
    citations = tuple(cited[n] for n in side.citations)
    if not others:  # nothing to differ from
        return Cell(side, citations, frozenset(), frozenset())
    return Cell(side, citations, _own_bodies(side, others), own_values)


def _own_bodies(side: Side, others: Sequence[Side]) -> frozenset[str]:
    """Return the bodies whose kind no other side names: 省商务厅 and 商务部 are of one kind."""
    elsewhere = {read_name(name).key for other in others for name in other.agencies}
    return frozenset(
        name
        for name in side.agencies
        if not any(is_same_body(read_name(name).key, key) for key in elsewhere)
    )
