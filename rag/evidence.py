"""Whether the clauses found can answer at all, and if not, why not and how we know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.places import Place, places_in, speaks_of
from corpus.types import Clause
from rag.answering_sentences import answering_sentences
from rag.context import Context
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.on_topic import TopicRule, is_on_topic
from rag.premise import (
    lacks_amount,
    lacks_inner_unit,
    lacks_kind,
    lacks_one_in_order,
    lacks_premise,
)
from rag.proposed_facts import proposed_in
from rag.quantities import years_in
from rag.query import Focus, Query
from rag.series import item_asked
from rag.several_values import asks_values
from rag.types import Intent, Language
from rag.values_held import gives_value, sentences_on, shows_value
from rag.wording import NEXT_CLAUSE, PREVIOUS_CLAUSE

if TYPE_CHECKING:  # listing a body's tasks should not wait for Chroma
    from rag.retrieve import Found

# A clause that holds half of a question's words, weighed by rarity, is on its topic.
_WORDS_ENOUGH = 0.5


class Reason(StrEnum):
    """Why the documents do not answer."""

    PLACE = "place"
    ELSEWHERE = "elsewhere"
    TOPIC = "topic"
    VALUE = "value"
    REFERENCE = "reference"
    YEAR = "year"
    PREMISE = "premise"


_CERTAINTY = {
    Reason.PLACE: 0.95,
    Reason.ELSEWHERE: 0.8,
    Reason.REFERENCE: 0.95,
    Reason.YEAR: 0.9,
    Reason.VALUE: 0.8,
    Reason.PREMISE: 0.8,
    Reason.TOPIC: 0.7,
}


@dataclass(frozen=True)
class Refusal:
    """That the documents do not answer, why, with what was looked for and what comes nearest."""

    reason: Reason
    detail: str
    searched: tuple[str, ...]
    nearest: tuple[Clause, ...] = ()

    @property
    def certainty(self) -> float:
        """Return how sure such a refusal is, 0 to 1: a missing place more than a missing topic."""
        return _CERTAINTY[self.reason]


def missing_evidence(
    found: Found,
    chosen: Sequence[Clause],
    knowledge: Knowledge,
    rule: TopicRule,
    nearest: Sequence[str] = (),
) -> Refusal | None:
    """Return why the documents cannot answer, or None when nothing speaks against it.

    `nearest` are the sentences of the first clause chosen, the nearest to the question first.
    """
    query = found.query
    if query.intent is Intent.TASKS:
        return _outside_place(query, chosen[:1], knowledge)
    return (
        _outside_place(query, chosen[:1], knowledge)
        or _outside_year(query, chosen[:1], knowledge)
        or _unknown_reference(found)
        or _silent_elsewhere(found, knowledge)
        or _said_elsewhere(found)
        or _off_topic(found, knowledge, rule)
        or _not_so(query, chosen, knowledge)
        or share_not_given(query, chosen)
        or _value_not_given(found, chosen, knowledge, nearest)
    )


def _outside_place(query: Query, chosen: Sequence[Clause], knowledge: Knowledge) -> Refusal | None:
    """Return a refusal for a place no document speaks for, nor the clause found."""
    if query.intent is Intent.COMPARE and query.scope.is_explicit:
        return None  # one side has no document; the others have
    for place in query.scope.outside:
        if query.scope.places and _is_where_to(place, query):
            continue
        if _asks_for_document_of(place, query):
            return Refusal(Reason.PLACE, place.name, (place.name, place.full_name))
        of_place = any(speaks_of(knowledge.searchable(clause), place) for clause in chosen)
        if not of_place:
            return Refusal(
                Reason.PLACE, place.name, (place.name, place.full_name), tuple(chosen[:1])
            )
    return _city_not_spoken_of(query, chosen, knowledge)


def _city_not_spoken_of(
    query: Query, chosen: Sequence[Clause], knowledge: Knowledge
) -> Refusal | None:
    """Return a refusal for a fact on a city that no clause of its province's documents speaks of."""
    if query.intent is not Intent.FACT or not query.scope.hinted or query.in_context:
        return None
    clauses = knowledge.in_scope(query.scope.hinted)
    for mention in places_in(comparable(query.question)):
        place = mention.place
        if place in query.scope.places:
            continue
        is_inside = any(
            knowledge.documents[one].place == place.parent for one in query.scope.hinted
        )
        if is_inside and not any(speaks_of(one.text, place) for one in clauses):
            names = (place.name, place.full_name)
            return Refusal(Reason.PREMISE, place.name, names, tuple(chosen[:1]))
    return None


def _is_where_to(place: Place, query: Query) -> bool:
    """Return whether a place is only where something goes: 从秭归发到沈阳, shipped to Shenyang."""
    names = "|".join(filter(None, (place.full_name, place.name, place.english)))
    to = rf"(?:到|往|去|至|寄给|\bto )(?:{names.lower()})"
    return re.search(to, comparable(query.question)) is not None


def _asks_for_document_of(place: Place, query: Query) -> bool:
    """Return whether a document of a place is asked for: 河南落实中部崛起的方案里."""
    names = "|".join(filter(None, (place.name, place.full_name)))
    of_place = (
        f"(?:{names})[^,,。;;、和与跟]{{0,16}}(?:方案|文件|计划|要点|规定|政策|通知|意见|办法)"
    )
    return re.search(of_place, comparable(query.question)) is not None


def _outside_year(query: Query, chosen: Sequence[Clause], knowledge: Knowledge) -> Refusal | None:
    """Return a refusal for a year that neither a document of the scope nor its date names.

    None where the year is a guess at one that the clause found does give: it is to be set right.
    """
    if query.intent is Intent.COMPARE:
        return None
    if query.in_context:
        return _another_year(query, chosen)
    proposed = proposed_in(comparable(query.question)) if query.intent is Intent.FACT else None
    if proposed and years_in(proposed) and any(years_in(one.text) for one in chosen):
        return None
    clauses = knowledge.in_scope(query.scope.documents)
    words = " ".join(knowledge.searchable(clause) for clause in clauses)
    documents = [knowledge.documents[one] for one in query.scope.documents]
    documents = documents or list(knowledge.documents.values())
    dates = {str(d.issued_on.year) for d in documents if d.issued_on}
    text = comparable(query.question)
    for period in re.findall(
        r"十[一二三四五六七八九]五(?=[\"”’》]|规划|期间|时期|[\u3400-\u9fff]{0,8}(?:规划|方案|计划))",
        text,
    ):
        if period not in comparable(words):
            return Refusal(Reason.YEAR, f"“{period}”", (period,))
    for year in re.findall(r"(?<!\d)(20\d{2})(?!\d)", text):
        if year not in dates and year not in words:
            return Refusal(Reason.YEAR, year, (year,))
    return None


# What may be left of a question that puts another year in the place of the last one: 那到2025年呢.
_SHORT_OF_YEAR = 8


def _another_year(query: Query, chosen: Sequence[Clause]) -> Refusal | None:
    """Return a refusal where the last question is put for another year, of which its clause says nothing."""
    question = comparable(query.question)
    years = years_in(question) - {word.rstrip("年") for word in query.scope.words}
    rest = re.sub(r"20\d{2}年?|[^\w]", "", question)
    if not years or len(rest) > _SHORT_OF_YEAR or not chosen:
        return None
    there = years_in(comparable(f"{chosen[0].heading}{chosen[0].text}"))
    if not there or years <= there:
        return None
    year = min(years - there)
    return Refusal(Reason.YEAR, year, (year,), tuple(chosen[:1]))


def _unknown_reference(found: Found) -> Refusal | None:
    reference = found.query.reference
    if found.query.step and not found.named:  # 下一条 after the last one
        text = comparable(found.query.question)
        said = (NEXT_CLAUSE if found.query.step > 0 else PREVIOUS_CLAUSE).search(text)
        words = said[0] if said else text
        return Refusal(Reason.REFERENCE, words, (words,))
    if reference is None or found.named or reference.is_stage:
        return None
    return Refusal(Reason.REFERENCE, reference.words, (reference.words,))


def _silent_elsewhere(found: Found, knowledge: Knowledge) -> Refusal | None:
    """Return a refusal where a topic is taken to another document that lacks its words (那山西呢).

    Only words that the last answer's clause did hold can be missed.
    """
    query = found.query
    if query.last_clause is None or query.follows or not query.scope.is_explicit or found.named:
        return None
    last = knowledge.clauses[query.last_clause]
    in_english = query.language is Language.ENGLISH
    held = (
        knowledge.english_clause_coverage(query.topic, last)
        if in_english
        else knowledge.coverage(query.topic, knowledge.searchable(last))
    )
    holds = max((scored.coverage for scored in found.near[:5]), default=0.0)
    if held < _WORDS_ENOUGH or holds >= _WORDS_ENOUGH * held:
        return None
    nearest = tuple(scored.clause for scored in found.near[:1])
    return Refusal(Reason.TOPIC, query.topic, tuple(terms_of(query.topic)), nearest)


def _said_elsewhere(found: Found) -> Refusal | None:
    """Return a refusal where another place's documents deal with what is asked of one."""
    if found.elsewhere is None or found.named:
        return None
    query = found.query
    places = "、".join(one.name for one in query.scope.places)
    return Refusal(Reason.ELSEWHERE, places, tuple(terms_of(query.topic)), (found.elsewhere,))


def _off_topic(found: Found, knowledge: Knowledge, rule: TopicRule) -> Refusal | None:
    query = found.query
    if found.named or query.sides or query.follows or not query.topic:
        return None
    if query.in_context and query.context is None:
        return None
    if query.context is not None and _asks_for_the_rest(query, query.context):
        return None
    best = found.best
    if best is None:
        return Refusal(Reason.TOPIC, query.topic, tuple(terms_of(query.topic)))
    if not is_on_topic(found, knowledge, rule):
        absent = tuple(term for term in terms_of(query.topic) if not knowledge.occurs(term))
        searched = absent or tuple(terms_of(query.topic))
        return Refusal(Reason.TOPIC, query.topic, searched, (best.clause,))
    return None


def _asks_for_the_rest(query: Query, context: Context) -> bool:
    """Return whether the other bodies of the last answer are asked for, and little else."""
    of_bodies = query.intent is Intent.AGENCY and query.focus in (Focus.OTHERS, Focus.SUPPORT)
    return of_bodies and context.is_short and not context.explicit


def _not_so(query: Query, chosen: Sequence[Clause], knowledge: Knowledge) -> Refusal | None:
    """Return a refusal when a question takes something for granted that the clause does not hold."""
    if query.intent not in (Intent.FACT, Intent.LOOKUP, Intent.AGENCY):
        return None
    if query.reference or not chosen:
        return None
    clause = chosen[0]
    renderings = [one.text for one in (clause.rendering, clause.plain) if one]
    words = comparable("\n".join([clause.heading, clause.text, *renderings]))
    question = comparable(query.question)
    document = "\n".join(one.text for one in knowledge.in_scope((clause.document_id,)))
    missing = lacks_one_in_order(question, comparable(document))
    if query.intent is Intent.AGENCY:
        missing = missing or lacks_inner_unit(question, words) or lacks_amount(question, words)
    else:
        missing = missing or lacks_premise(question, words)
    if missing is None:
        return None
    return Refusal(Reason.PREMISE, missing, (missing,), (clause,))


_SHARE_OF = re.compile(
    r"(?:分给|摊到|摊给|分到|划给|拨给|落到|轮到|分配给)|\b(?:allotted|allocated|given) to\b"
)


def share_not_given(query: Query, chosen: Sequence[Clause]) -> Refusal | None:
    """Return a refusal when the share of a place is asked of which the clause says nothing: 分给四川几个."""
    question = comparable(query.question)
    share = _SHARE_OF.search(question)
    if share is None or not chosen or query.value_kind is None:
        return None
    place = next((m.place for m in places_in(question) if m.start >= share.end()), None)
    if place is None or speaks_of(chosen[0].text, place):
        return None
    return Refusal(Reason.VALUE, place.name, (place.name,), (chosen[0],))


def _value_not_given(
    found: Found, chosen: Sequence[Clause], knowledge: Knowledge, nearest: Sequence[str]
) -> Refusal | None:
    """Return a refusal when no sentence on the question holds a value of the kind asked for."""
    query = found.query
    if query.intent is not Intent.FACT or query.value_kind is None or not chosen:
        return None
    clause, question = chosen[0], comparable(query.question)
    if item_asked(query, clause) is not None:
        return None
    on_it = sentences_on(query, clause, knowledge, nearest)[1:2]
    other = lacks_kind(question, comparable("".join(on_it)), comparable(clause.text))
    if other is None and gives_value(query, clause, knowledge, nearest):
        # Which sentence answers an English question is told less surely.
        unsure = query.language is Language.ENGLISH or asks_values(question) or clause.deadline
        shown = () if unsure else answering_sentences(query, clause, knowledge, nearest)
        if unsure or any(shows_value(query, sentence) for sentence in shown):
            return None
    kind = query.value_kind.value
    return Refusal(Reason.VALUE, kind, (kind,), (chosen[0],))
