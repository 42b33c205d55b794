"""Two whole documents side by side: a row for each topic, with the links that a person cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from corpus.library import Corpus
from corpus.types import Clause, Document
from embeddings.link_store import ReadLink
from rag.cautions import Caution
from rag.cite import sentences_of, shortened
from rag.knowledge import Knowledge
from rag.linked import Links
from rag.side_by_side import Difference, Entry, Extent, Row, compare_documents
from ui.pages.compare_table import documents_of, topics_of
from ui.pages.query import PageQuery

ROWS_ON_A_PAGE: Final = 30
_MAX_PAGE_DIGITS: Final = 5


class KeptLinks(Links, Protocol):
    """Links, with those that do not count any more."""

    def cut_of(self, first: str, second: str) -> Sequence[ReadLink]:
        """Return the links of two documents that a person cut, seen from the first."""


@dataclass(frozen=True)
class AlignedRow:
    """A clause that leads a row; `linked` and `cut` are clauses of the other document."""

    row: Row
    extent: Extent
    linked: tuple[Entry, ...]
    cut: tuple[Entry, ...]

    @property
    def lead(self) -> Clause:
        return self.row.lead

    @property
    def differs(self) -> tuple[Difference, ...]:
        """Return in what its clauses differ, but for their scope, which each link tells."""
        return tuple(
            one for one in Difference if one in self.row.differs and one is not Difference.SCOPE
        )

    @property
    def part(self) -> str:
        """Return the heading of the part of the document; empty for a clause that has none above."""
        return self.lead.headings[0] if self.lead.headings else ""


@dataclass(frozen=True)
class Alignment:
    """All rows of the first document, then those of the second that stand in it alone.

    `totals` count by document, by its id, all its clauses by what the other one has of them;
    `clauses` are those of both in reading order.
    """

    documents: tuple[Document, Document]
    cautions: tuple[Caution, ...]
    rows: tuple[AlignedRow, ...]
    totals: Mapping[str, Counter[Extent]]
    clauses: tuple[tuple[Clause, ...], tuple[Clause, ...]]

    def of_kind(self, extent: Extent | None) -> tuple[AlignedRow, ...]:
        """Return the rows of one kind, or all."""
        return tuple(one for one in self.rows if extent in {None, one.extent})


@dataclass(frozen=True)
class Page:
    """Some of `count` rows; `first` is the place of the first of them, from 0."""

    rows: tuple[AlignedRow, ...]
    first: int
    count: int

    @property
    def number(self) -> int:
        """Return which page it is, from 1."""
        return self.first // ROWS_ON_A_PAGE + 1

    @property
    def end(self) -> int:
        return self.first + len(self.rows)


def documents_to_align(corpus: Corpus, query: PageQuery) -> tuple[Document, ...]:
    """Return the documents chosen without a topic, as the address orders them; none unless chosen."""
    ids = query.all("doc")
    if topics_of(query) or not (ids or query.all("place")):
        return ()
    order = {name: place for place, name in enumerate(dict.fromkeys(ids))}
    chosen = documents_of(corpus, query)
    return tuple(sorted(chosen, key=lambda one: order.get(one.document_id, len(order))))


def aligned(first: str, second: str, knowledge: Knowledge, links: KeptLinks) -> Alignment:
    """Return two documents, by their ids, side by side.

    Raises LinksDamagedError for links that cannot be read.
    """
    found = compare_documents(first, second, knowledge=knowledge, links=links)
    cut = [one for one in links.cut_of(first, second) if one.second in knowledge.clauses]
    other = {first: second, second: first}
    rows = [
        AlignedRow(
            row=row,
            extent=row.extent([other[row.lead.document_id]]),
            linked=row.cells[other[row.lead.document_id]],
            cut=tuple(
                Entry(knowledge.clauses[one.second], one)
                for one in cut
                if one.first == row.lead.clause_id
            ),
        )
        for row in found.without_repeats()
    ]
    totals = {
        name: Counter(row.extent([other[name]]) for row in found.led_by(name)) for name in other
    }
    one, beside = found.documents
    clauses = (knowledge.corpus.clauses_of(first), knowledge.corpus.clauses_of(second))
    return Alignment((one, beside), found.cautions, tuple(rows), totals, clauses)


def kind_of(query: PageQuery) -> Extent | None:
    """Return the kind of rows that an address asks for, None for all."""
    wanted = query.one("kind")
    return Extent(wanted) if wanted in list(Extent) else None


def page_of(rows: Sequence[AlignedRow], wanted: str) -> Page:
    """Return a page by its number as an address writes it: the first where it is none, or the last."""
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) <= _MAX_PAGE_DIGITS
    last = max(0, len(rows) - 1) // ROWS_ON_A_PAGE
    number = min(max(int(wanted) - 1, 0) if is_number else 0, last)
    first = number * ROWS_ON_A_PAGE
    return Page(tuple(rows[first : first + ROWS_ON_A_PAGE]), first, len(rows))


def quote_of(entry: Entry) -> str:
    """Return verbatim words of a clause: those nearest to what leads the row, else its first."""
    near = entry.sentence
    if near and near in entry.clause.text:
        return shortened(near)
    return shortened(next(iter(sentences_of(entry.clause)), entry.clause.text))
