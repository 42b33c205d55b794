"""The clauses that a question points at itself: by reference, by heading, or beside the last answer."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.types import Clause
from rag.knowledge import Knowledge
from rag.query import Query
from rag.resolve import resolve
from rag.types import Intent


def named_clauses(query: Query, knowledge: Knowledge) -> tuple[Clause, ...]:
    """Return the clauses that a question points at, best first: by number, heading or place."""
    if query.step and query.follows:
        return _beside(knowledge.clauses[query.follows[0]], query.step, knowledge)
    if query.reference is None and query.heading and query.intent is Intent.LOOKUP:
        in_scope = knowledge.in_scope(query.scope.documents)
        return tuple(clause for clause in in_scope if clause.heading == query.heading)
    if query.reference is None:
        return ()
    resolved = resolve(query.reference, knowledge.in_scope(query.scope.documents))
    preferred = [clause for clause in resolved if clause.document_id in query.scope.preferred]
    meant = preferred or resolved
    named = _saying(_near_last_answer(meant, query, knowledge), knowledge)
    move = query.reference.move
    if not move:
        return tuple(named)
    return tuple(one for clause in named for one in _beside(clause, move, knowledge))


def _saying(clauses: Sequence[Clause], knowledge: Knowledge) -> list[Clause]:
    """Leave out bare headings where their document has more: 第2条 is the item 2., not the part 二、."""
    saying = [clause for clause in clauses if not knowledge.is_heading_only(clause)]
    speaking = {clause.document_id for clause in saying}
    return [c for c in clauses if c in saying or c.document_id not in speaking]


def _near_last_answer(
    clauses: Sequence[Clause], query: Query, knowledge: Knowledge
) -> Sequence[Clause]:
    """Of several clauses with a number keep those nearest the last answer: 第2点呢 after 三(四)1."""
    last = knowledge.clauses.get(query.last_clause or "")
    if last is None or len(clauses) < 2:
        return clauses
    around = {one.clause_id for one in (*knowledge.above(last), last)}
    shared = [sum(a.clause_id in around for a in knowledge.above(clause)) for clause in clauses]
    return [c for c, n in zip(clauses, shared, strict=True) if n == max(shared)]


def _beside(clause: Clause, step: int, knowledge: Knowledge) -> tuple[Clause, ...]:
    """Return the clause before or after one, if any: in reading order, for a bare heading its like."""
    if knowledge.is_heading_only(clause):
        order = knowledge.siblings(clause)
    else:
        in_document = knowledge.in_scope((clause.document_id,))
        order = [one for one in in_document if not knowledge.is_heading_only(one)]
    place = order.index(clause) + step
    return (order[place],) if 0 <= place < len(order) else ()
