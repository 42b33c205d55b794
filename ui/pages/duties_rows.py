"""Who does what as rows: a body, its role, the clause; filtered, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.types import Clause, Document, Responsibility, Role
from rag.compose_tasks import tasks_of
from rag.knowledge import Knowledge
from rag.language import comparable
from ui.listing import body_named
from ui.pages.query import PageQuery

LEADING = frozenset({Role.LEAD, Role.SOLE})
_FEW_PARTS = 3  # a document whose tasks stand in fewer parts is shown by the parts of these


@dataclass(frozen=True)
class DutyRow:
    """A body with a role in a clause."""

    document: Document
    clause: Clause
    duty: Responsibility

    @property
    def deadline(self) -> str:
        return "、".join(dict.fromkeys(one.words for one in self.clause.deadlines))

    @property
    def body(self) -> tuple[str, str]:
        """Return the name with the document's place: 商务厅 is another body in each province."""
        return self.duty.agency, self.document.place


@dataclass(frozen=True)
class Count:
    """How many rows a body has, and in how many of them it leads or is alone responsible."""

    name: str
    place: str
    rows: int
    leading: int


@dataclass(frozen=True)
class HeatMap:
    """How many rows each body has in each part of a document: `cells[body][part]`."""

    document: Document
    parts: tuple[Clause, ...]
    bodies: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]


def duty_rows(knowledge: Knowledge, query: PageQuery) -> tuple[DutyRow, ...]:
    """Return the rows that fit every filter of the query, in reading order."""
    clauses = [one for one in knowledge.corpus.clauses if _fits(one, knowledge, query)]
    name, role = query.one("agency"), query.one("role")
    if name:
        tasks = [
            (t.clause, t.duty) for t in tasks_of(body_named(name, knowledge), clauses, knowledge)
        ]
    else:
        tasks = [(clause, duty) for clause in clauses for duty in clause.responsibilities]
    return tuple(
        DutyRow(knowledge.document_of(clause), clause, duty)
        for clause, duty in tasks
        if role in {"", duty.role}
    )


def counts_of(rows: Sequence[DutyRow]) -> tuple[Count, ...]:
    """Return the bodies of the rows, the one with the most rows first."""
    all_of = Counter(row.body for row in rows)
    leading = Counter(row.body for row in rows if row.duty.role in LEADING)
    ranked = sorted(all_of.items(), key=lambda one: -one[1])
    return tuple(Count(*body, rows=n, leading=leading[body]) for body, n in ranked)


def heat_map_of(rows: Sequence[DutyRow], knowledge: Knowledge, most: int) -> HeatMap | None:
    """Return at most `most` bodies against the parts of a document; None where rows are of several."""
    documents = {row.document.document_id for row in rows}
    if len(documents) != 1:
        return None
    depth = 0 if len({_part(r.clause, knowledge, 0).reference for r in rows}) >= _FEW_PARTS else 1
    placed = [(_part(row.clause, knowledge, depth), row.duty.agency) for row in rows]
    parts = tuple({part.reference: part for part, _ in placed}.values())
    bodies = tuple(name for name, _ in Counter(name for _, name in placed).most_common(most))
    counted = Counter((name, part.reference) for part, name in placed)
    cells = tuple(tuple(counted[name, part.reference] for part in parts) for name in bodies)
    return HeatMap(rows[0].document, parts, bodies, cells)


def _fits(clause: Clause, knowledge: Knowledge, query: PageQuery) -> bool:
    document = knowledge.document_of(clause)
    return (
        query.one("doc") in {"", document.document_id}
        and query.one("place") in {"", document.place}
        and _fits_deadline(clause, query)
        and _fits_words(clause, query.one("words"))
    )


def _fits_deadline(clause: Clause, query: PageQuery) -> bool:
    wanted, until = query.one("deadline"), day_of(query.one("until"))
    if (wanted == "stated" and not clause.deadlines) or (wanted == "none" and clause.deadlines):
        return False
    days = [one.on for one in clause.deadlines if one.on is not None]
    return until is None or any(day <= until for day in days)


def _fits_words(clause: Clause, words: str) -> bool:
    rendering = clause.rendering.text if clause.rendering else ""
    searched = comparable(f"{clause.heading} {clause.text} {rendering}").casefold()
    return all(comparable(word).casefold() in searched for word in words.split())


def day_of(words: str) -> date | None:
    """Return the day that an address gives as YYYY-MM-DD; None for anything else."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _part(clause: Clause, knowledge: Knowledge, depth: int) -> Clause:
    """Return the clause above this one, or itself, that stands `depth` steps below the document."""
    path = [*reversed(knowledge.above(clause)), clause]
    return path[min(depth, len(path) - 1)]
