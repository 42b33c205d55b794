"""Documents side by side, clause by clause, from the links: what all have, what one alone has.

Nothing is searched: every clause of every document has its place, so what is not shown beside another
document is not linked with any of its clauses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from corpus.gazetteer import is_same_body, read_name
from corpus.substance import speaking_clauses
from corpus.types import Clause, Document
from embeddings.link_store import ReadLink
from embeddings.link_types import LinkKind
from rag.cautions import Caution, cautions_of
from rag.knowledge import Knowledge
from rag.linked import Links
from rag.targets import figures_of


class Difference(StrEnum):
    """In what clauses of one row differ; SCOPE: one is but a part of the other."""

    BODIES = "bodies"
    FIGURES = "figures"
    DATES = "dates"
    SCOPE = "scope"


class Extent(StrEnum):
    """How much of a clause the other documents have."""

    SAME = "same"
    PARTLY = "partly"
    ALONE = "alone"


@dataclass(frozen=True)
class Entry:
    """A clause in a cell; `link` joins it with the clause that leads the row, None for that one."""

    clause: Clause
    link: ReadLink | None = None

    @property
    def is_part(self) -> bool:
        return self.link is not None and self.link.kind is LinkKind.PARTLY

    @property
    def sentence(self) -> str | None:
        """Return the sentence that is nearest to the leading clause, where one is known."""
        sentences = self.link.sentences if self.link else None
        return sentences[1] if sentences else None


@dataclass(frozen=True)
class Row:
    """A clause that leads, and by document its entries; an empty cell is a document that is silent."""

    lead: Clause
    cells: Mapping[str, tuple[Entry, ...]]
    differs: frozenset[Difference] = frozenset()

    def extent(self, others: Iterable[str]) -> Extent:
        """Return how much of the leading clause stands in any of these documents."""
        entries = [one for document in others for one in self.cells.get(document, ())]
        if not entries:
            return Extent.ALONE
        return Extent.PARTLY if all(one.is_part for one in entries) else Extent.SAME


@dataclass(frozen=True)
class SideBySide:
    """Documents with their rows: each clause that says something leads one, in reading order."""

    documents: tuple[Document, ...]
    rows: tuple[Row, ...]
    cautions: tuple[Caution, ...]

    def led_by(self, document: str) -> tuple[Row, ...]:
        """Return the rows that the clauses of this document lead."""
        return tuple(row for row in self.rows if row.lead.document_id == document)

    def without_repeats(self) -> tuple[Row, ...]:
        """Return all rows of the first document, and those of the next with nothing shown before."""
        order = [one.document_id for one in self.documents]
        return tuple(
            row
            for row in self.rows
            if row.extent(order[: order.index(row.lead.document_id)]) is Extent.ALONE
        )


def compare_documents(
    first: str, second: str, *more: str, knowledge: Knowledge, links: Links
) -> SideBySide:
    """Return documents, by their ids, side by side, from the links of each two of them."""
    ids = (first, second, *more)
    beside = _links_by_clause(ids, knowledge, links)
    rows = tuple(
        _row(clause, ids, beside[clause.clause_id], knowledge)
        for document in ids
        for clause in clauses_compared(document, knowledge)
    )
    documents = tuple(knowledge.documents[one] for one in ids)
    return SideBySide(documents, rows, cautions_of(documents))


def clauses_compared(document: str, knowledge: Knowledge) -> tuple[Clause, ...]:
    """Return the clauses of a document that say something, in reading order."""
    return speaking_clauses(knowledge.in_scope([document]))


def _links_by_clause(
    ids: Sequence[str], knowledge: Knowledge, links: Links
) -> dict[str, list[ReadLink]]:
    """Return by clause the links that lead from it to clauses that are held."""
    found: dict[str, list[ReadLink]] = defaultdict(list)
    for one, other in combinations(ids, 2):
        for link in links.links_of(one, other):
            if link.first in knowledge.clauses and link.second in knowledge.clauses:
                found[link.first].append(link)
                found[link.second].append(link.turned())
    return found


def _row(lead: Clause, ids: Sequence[str], links: Sequence[ReadLink], knowledge: Knowledge) -> Row:
    cells: dict[str, list[Entry]] = {document: [] for document in ids}
    cells[lead.document_id].append(Entry(lead))
    for link in sorted(links, key=_strength):
        clause = knowledge.clauses[link.second]
        cells[clause.document_id].append(Entry(clause, link))
    entries = [one for cell in cells.values() for one in cell if one.link]
    differs = frozenset(found for one in entries for found in _differences(lead, one))
    return Row(lead, {name: tuple(cell) for name, cell in cells.items()}, differs)


def _strength(link: ReadLink) -> tuple[bool, bool, float]:
    """Return what orders links, the strongest first: a person's, then the same, then by score."""
    score = link.computed.score if link.computed else 1.0
    return (link.decision is None, link.kind is LinkKind.PARTLY, -score)


def _differences(lead: Clause, entry: Entry) -> Iterable[Difference]:
    if entry.is_part:
        yield Difference.SCOPE
    yield from differences(lead, entry.clause)


def differences(one: Clause, other: Clause) -> Iterable[Difference]:
    """Yield in what two clauses differ: kinds of bodies, figures, dates."""
    if not _same_bodies(one, other):
        yield Difference.BODIES
    if figures_of(one) != figures_of(other):
        yield Difference.FIGURES
    days = [{time.on for time in clause.deadlines if time.on} for clause in (one, other)]
    if days[0] != days[1]:
        yield Difference.DATES


def _same_bodies(one: Clause, other: Clause) -> bool:
    """Return whether both name the same kinds of bodies, under their names before or after reforms."""
    first, second = (
        [read_name(body.agency).key for body in clause.responsibilities] for clause in (one, other)
    )
    return all(
        any(is_same_body(key, beside) for beside in theirs)
        for keys, theirs in ((first, second), (second, first))
        for key in keys
    )
