"""Which of the clauses found the answer rests on, and whether they can carry one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.sentences import is_row
from corpus.types import Clause, Status
from embeddings.index import ClauseIndex
from rag.asked_bodies import asks_for_bodies
from rag.bands import item_in_band
from rag.context import standardised
from rag.covered import Covered
from rag.evidence import Reason, Refusal, missing_evidence, share_not_given
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.on_topic import TopicRule
from rag.quantities import years_in
from rag.query import Query, ValueKind
from rag.retrieve import Found, ScoredClause
from rag.sides import of_side, side_words
from rag.types import Intent
from rag.value_beside import value_beside
from rag.values_held import gives_value
from rag.wording import value_kind_of


@dataclass(frozen=True)
class Chosen:
    """The clauses an answer rests on, main one first; or why there are none."""

    query: Query
    clauses: tuple[Clause, ...] = ()
    sides: tuple[Covered, ...] = ()
    nearest_sentences: tuple[str, ...] = ()
    refusal: Refusal | None = None
    confidence: float = 0.5


def choose(found: Found, knowledge: Knowledge, index: ClauseIndex, topic_rule: TopicRule) -> Chosen:
    """Return the clauses that answer, or the reason why none does."""
    query = found.query
    if query.intent in (Intent.GREETING, Intent.STATUS) or not query.question:
        return Chosen(query, confidence=1.0)
    clauses = _with_duties(query, _clauses(found, knowledge), found, knowledge, index)
    named = _holding_what_is_named(found, knowledge, index)
    if named is not None:
        clauses = (named, *(one for one in clauses if one is not named))
    nearest: tuple[str, ...] = ()
    if clauses and query.intent is Intent.FACT:
        nearest = index.nearest_sentences(query.search_text, clauses[0].clause_id)
    beside = value_beside(query)
    if clauses and beside is not None:
        nearest = index.nearest_sentences(beside.search_text, clauses[0].clause_id)
    refusal = missing_evidence(found, clauses, knowledge, topic_rule, nearest)
    if refusal is not None and refusal.reason is Reason.VALUE:
        holder = _holding_the_value(found, knowledge, index)
        if holder is not None:
            refusal = None
            clauses = (holder, *(one for one in clauses if one is not holder))
            nearest = index.nearest_sentences(query.search_text, holder.clause_id)
    if query.intent is Intent.COMPARE and refusal is None:
        return Chosen(
            query, clauses, sides=_sides(found, knowledge, index), confidence=_confidence(found)
        )
    if query.intent is Intent.LOOKUP and not found.named:
        clauses = clauses[:1]
    return Chosen(
        query,
        clauses,
        nearest_sentences=nearest,
        refusal=refusal,
        confidence=_confidence(found),
    )


# A row is on the task of a clause when they are so alike; of one table the likest row is meant. Not
# fitted: tried on the tables of the made-up documents alone, the shipped ones have none.
_SAME_TASK = 0.45


def _with_duties(
    query: Query,
    clauses: tuple[Clause, ...],
    found: Found,
    knowledge: Knowledge,
    index: ClauseIndex,
) -> tuple[Clause, ...]:
    """Put the row of a table of tasks first that says who does what a clause without bodies sets down."""
    if query.intent is not Intent.AGENCY or found.named or not clauses:
        return clauses
    row = _row_of(clauses[0], knowledge, index) or _naming_bodies(found)
    return clauses if row is None else (row, *(one for one in clauses if one is not row))


# A clause as near as this share of the distance between the first and the tenth.
_ALMOST_FIRST = 0.35


def _naming_bodies(found: Found) -> Clause | None:
    """Return a clause that names bodies, almost as near as the first that names none.

    Targets and tasks are set down apart: 高速公路服务区全覆盖 among the targets, with its bodies among the tasks.
    """
    query = found.query
    if query.context is not None or len(found.near) <= _RUNNERS_UP:
        return None
    first, *others = found.near[: _RUNNERS_UP + 1]
    if first.clause.responsibilities or first.clause.also_involved:
        return None
    spread = first.score - found.near[min(9, len(found.near) - 1)].score
    return next(
        (
            one.clause
            for one in others
            if one.clause.responsibilities
            and one.clause.document_id == first.clause.document_id
            and one.score >= first.score - _ALMOST_FIRST * spread
            and one.everyday >= _AS_MUCH * first.everyday
        ),
        None,
    )


def _row_of(clause: Clause, knowledge: Knowledge, index: ClauseIndex) -> Clause | None:
    """Return the row of a table of tasks that says who does what a clause sets down; None if it says it."""
    if clause.responsibilities or clause.also_involved:
        return None
    rows = [
        one
        for one in knowledge.in_scope((clause.document_id,))
        if is_row(one.reference) and one.responsibilities
    ]
    if not rows:
        return None
    alike = index.likeness([clause.clause_id], [one.clause_id for one in rows])[0]
    best = int(alike.argmax())
    return rows[best] if alike[best] >= _SAME_TASK else None


# A clause as near as this share of the distance between the first and the tenth may be meant instead
# of the first where that does not give what is asked for, if it holds as much of the question's words.
_NEARLY_FIRST = 0.5
_RUNNERS_UP = 4
_AS_MUCH = 0.9
# Amounts of money, persons and the like stand in few clauses: another one that gives some is on another thing.
_OFTEN_GIVEN = frozenset(
    {
        ValueKind.COUNT,
        ValueKind.PENALTY,
        ValueKind.PERCENT,
        ValueKind.DATE,
        ValueKind.PLACE,
        ValueKind.NAME,
    }
)


def _holding_the_value(found: Found, knowledge: Knowledge, index: ClauseIndex) -> Clause | None:
    """Return a clause nearly as near as the first that holds a value of the kind asked for."""
    query = found.query
    if found.named or query.context is not None or len(found.near) <= _RUNNERS_UP:
        return None
    if query.value_kind not in _OFTEN_GIVEN:
        return None
    first, *others = found.near[: _RUNNERS_UP + 1]
    spread = first.score - found.near[min(9, len(found.near) - 1)].score
    for one in others:
        near = one.score >= first.score - _NEARLY_FIRST * spread
        if not near or one.everyday < _AS_MUCH * first.everyday:
            continue
        nearest = index.nearest_sentences(query.search_text, one.clause.clause_id)
        given = gives_value(query, one.clause, knowledge, nearest)
        if given and share_not_given(query, (one.clause,)) is None:
            return one.clause
    return None


def _holding_what_is_named(found: Found, knowledge: Knowledge, index: ClauseIndex) -> Clause | None:
    """Return a clause nearly as near as the first that has a year or a band asked for, which that lacks.

    2025年治理多少条 is not told by what is done by the end of 2026, nor 80岁的补多少 by what holds for all.
    """
    query = found.query
    if query.intent is not Intent.FACT or query.context is not None or found.named:
        return None
    if len(found.near) <= _RUNNERS_UP or query.value_kind is None:
        return None
    question = comparable(query.question)
    years = years_in(question) - {word.rstrip("年") for word in query.scope.words}
    first, *others = found.near[: _RUNNERS_UP + 1]
    spread = first.score - found.near[min(9, len(found.near) - 1)].score

    def holds(clause: Clause) -> bool:
        if item_in_band(question, clause) is not None:
            return True
        return bool(years) and years <= years_in(comparable(f"{clause.heading}{clause.text}"))

    if holds(first.clause):
        return None
    for one in others:
        near = one.score >= first.score - _NEARLY_FIRST * spread
        if not near or one.everyday < _AS_MUCH * first.everyday or not holds(one.clause):
            continue
        nearest = index.nearest_sentences(query.search_text, one.clause.clause_id)
        if gives_value(query, one.clause, knowledge, nearest):
            return one.clause
    return None


def _clauses(found: Found, knowledge: Knowledge) -> tuple[Clause, ...]:
    query = found.query
    if found.named:
        return found.named
    if query.follows and not query.step:
        followed = [knowledge.clauses[i] for i in query.follows if i in knowledge.clauses]
        if followed:
            return tuple(followed)
    return tuple(scored.clause for scored in found.near)


# Whether a side speaks of the topic: the logistic regression of 510 judged sides of the tuning and
# development questions, 46 of them silent, on how much of the topic its best clause holds in its own
# or in everyday words, how much less than the best side's, how like it is to what the other sides
# say, how far it stands out among the clauses of its document, and the rarest word of the topic
# that another side has and its whole document lacks (无人机). Held out in eighths, 95 in 100 are
# told right (AUROC 0.96; without that word 93 and 0.95); 73 in 100 silent sides are seen.
_COVERED_BIAS = -2.38  # fitted -1.78; below odds of 0.6 more sides are silent than speak
_COVERED_WORDS = 3.30
_COVERED_FEWER_WORDS = -1.06
_COVERED_LIKENESS = 3.67
_COVERED_STANDING = 1.04
_COVERED_MISSED = -0.46
# Chosen with the weights above held: from 0.5 to 1 at most one of 786 sides is told otherwise, and two
# more of the 88 on the made-up documents are told right (tried by hand during development).
_COVERED_NO_VALUE = -0.7
_PLAINLY = 1.5


def _sides(found: Found, knowledge: Knowledge, index: ClauseIndex) -> tuple[Covered, ...]:
    query = found.query
    if query.compares_clauses:
        return tuple(
            _said_before(knowledge.clauses[one], query, knowledge, index) for one in query.sides
        )
    odds = _odds(found, knowledge, index)
    said_before = {i.partition("#")[0]: knowledge.clauses[i] for i in query.sides}
    best = {
        document: _giving_the_value(document, scored, query, knowledge, index)
        for document, scored in found.per_document
        if scored
    }
    # A side that plainly speaks of the topic comes before one that may not, and so does its citation.
    order = sorted(
        (document for document, _ in found.per_document),
        key=lambda one: odds.get(one, -math.inf) < _PLAINLY,
    )
    sides = []
    for document in order:
        clause = best[document] if odds.get(document, -math.inf) >= 0 else None
        clause = said_before.get(document, clause)
        if clause is not None and asks_for_bodies(query):
            clause = _row_of(clause, knowledge, index) or clause
        asked = side_words(query, document) or query.search_text
        sentences = index.nearest_sentences(asked, clause.clause_id) if clause else ()
        sides.append(Covered(knowledge.documents[document], clause, sentences))
    return tuple(_without_doubles(sides, query, odds))


def _said_before(clause: Clause, query: Query, knowledge: Knowledge, index: ClauseIndex) -> Covered:
    asked = query.side_words.get(clause.clause_id) or query.search_text
    sentences = index.nearest_sentences(asked, clause.clause_id)
    return Covered(knowledge.document_of(clause), clause, sentences)


def _odds(found: Found, knowledge: Knowledge, index: ClauseIndex) -> dict[str, float]:
    """Return by document the log-odds that a side speaks of the topic."""
    query = found.query
    sides = {document: scored for document, scored in found.per_document if scored}
    answering = {document: scored[0].clause.clause_id for document, scored in sides.items()}
    answering |= {clause.partition("#")[0]: clause for clause in found.query.sides}
    most_words = max((scored[0].everyday for scored in sides.values()), default=0.0)
    odds = {}
    for document, scored in sides.items():
        others = [clause for one, clause in answering.items() if one != document]
        alike = index.likeness([answering[document]], others).max(initial=0.0)
        standing = standardised(np.array([one.score for one in scored])).max()
        odds[document] = (
            _COVERED_BIAS
            + _COVERED_WORDS * scored[0].everyday
            + _COVERED_FEWER_WORDS * (most_words - scored[0].everyday)
            + _COVERED_LIKENESS * float(alike)
            + _COVERED_STANDING * float(standing)
            + _COVERED_MISSED
            * knowledge.rarest_missed(query.topic, query.language, others, document)
            + _COVERED_NO_VALUE * _lacks_value(document, scored[0].clause, query, knowledge, index)
        )
    return odds


# These stand in few clauses, so that of two alike the one with such a value is meant.
_SELDOM_GIVEN = frozenset({ValueKind.MONEY, ValueKind.PENALTY, ValueKind.PERCENT, ValueKind.DATE})


def _giving_the_value(
    document: str,
    scored: Sequence[ScoredClause],
    query: Query,
    knowledge: Knowledge,
    index: ClauseIndex,
) -> Clause:
    """Return the first clause of a side, or the second one if that alone gives the value asked for."""
    question = comparable(query.question)
    banded = [one.clause for one in scored[:3] if item_in_band(question, one.clause) is not None]
    if banded:
        return banded[0]
    first, *others = [one.clause for one in scored[:2]]
    kind = value_kind_of(comparable(query.question))
    if asks_for_bodies(query):  # of a clause with bodies only its row has a deadline beside them
        others = [one for one in others if one.responsibilities and kind is ValueKind.DATE]
    if kind not in _SELDOM_GIVEN:
        return first
    if _side_gives(document, first, query, knowledge, index):
        return first
    return next(
        (one for one in others if _side_gives(document, one, query, knowledge, index)), first
    )


def _lacks_value(
    document: str, clause: Clause, query: Query, knowledge: Knowledge, index: ClauseIndex
) -> bool:
    """Return whether a side lacks the value asked for; beside bodies one may be asked of one side alone."""
    return not (asks_for_bodies(query) or _side_gives(document, clause, query, knowledge, index))


def _side_gives(
    document: str, clause: Clause, query: Query, knowledge: Knowledge, index: ClauseIndex
) -> bool:
    """Return whether the clause of a side gives a value of the kind asked for; so where none is asked."""
    asked = of_side(query, document)
    asked = replace(asked, value_kind=value_kind_of(comparable(query.question)))
    words = side_words(query, document) or query.search_text
    nearest = index.nearest_sentences(words, clause.clause_id)
    return gives_value(asked, clause, knowledge, nearest)


# Of two documents of a place, the one in force is meant unless the other speaks much more plainly.
_REPEALED = 1.0


def _without_doubles(
    sides: Sequence[Covered], query: Query, odds: Mapping[str, float]
) -> list[Covered]:
    """Return one side for each place alone (四川怎么做), even if it brought in several documents."""

    def speaks(side: Covered) -> float:
        repealed = _REPEALED * (side.document.status is Status.REPEALED)
        return odds.get(side.document.document_id, -math.inf) - repealed

    kept = []
    for side in sides:
        rivals = [
            one
            for one in sides
            if one.document.place == side.document.place and one.clause is not None
        ]
        loose = side.document.document_id in query.scope.loose
        if loose and rivals and side is not max(rivals, key=speaks):
            continue
        kept.append(side)
    if not query.scope.is_explicit:
        kept = [side for side in kept if side.clause is not None] or kept
    return kept


def _confidence(found: Found) -> float:
    if found.named:
        return 0.99
    if found.query.follows and not found.query.step:
        return 0.8
    best = found.best
    if best is None:
        return 0.05
    second = found.near[1].score if len(found.near) > 1 else best.score
    margin = max(0.0, min(1.0, (best.score - second) / 0.02))  # a clause put first may score less
    return round(min(0.98, 0.45 + 0.3 * best.coverage + 0.25 * margin), 2)
