"""From a query to clauses worth reading, best first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever

from corpus.gazetteer import BodyName, is_same_body, read_name
from corpus.outline import PREFACE
from corpus.places import speaks_of
from corpus.types import Clause
from embeddings.foreign import is_foreign
from embeddings.index import ClauseIndex, WeightedText
from rag.alignment import aligned, in_conversation
from rag.context import Context, Scores, Searched, features, standardised, weighed
from rag.elsewhere import documents_elsewhere, suits_better
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.named_clauses import named_clauses
from rag.quantities import years_in
from rag.query import Focus, Query
from rag.sides import of_side, side_words
from rag.types import Intent, Language

_DEPTH = 40
# A title named without 《》 is a hint, not a filter: it lifts its document's clauses by this share of
# the distance between the first and the tenth hit.
_PREFERENCE = 0.5
# "Who else beside X" says that X has a role there; a body that is only guessed says nothing.
_BODY_PREFERENCE = 0.2
# A stage of the work has its year in its heading (2024年1月-12月); a clause headed so is meant by a year
# that names no document.
_YEAR_PREFERENCE = 0.5


# What a preface says and no other clause: on what grounds, by whose leave, to what end.
_ASKS_FOR_GROUNDS = re.compile(
    r"依据|根据(?:什么|哪)|目的|为了什么|为什么(?:要)?(?:制定|出台)|按照(?:什么|哪)|经谁|谁同意|指导思想|贯彻(?:落实)?(?:什么|哪)|"
    r"basis|on the strength of|purpose|preamble|why was|under which|in line with which",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ScoredClause:
    """A clause that search found; `coverage` is the share of the topic's terms that stand in it.

    `everyday` is the same share with the clause's everyday rendering beside it. In a conversation
    `speaks_for` is by name what its score is the weighted sum of.
    """

    clause: Clause
    score: float
    similarity: float
    coverage: float
    everyday: float = 0.0
    speaks_for: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What was found for a query: clauses it names by reference, and clauses near its words.

    `alone` are those near a question in a conversation that can stand alone, as if it did; `own` are
    those near the topic that a question in a conversation has of its own; `elsewhere` is a clause of
    another place that suits a question better than any of the place it names.
    """

    query: Query
    named: tuple[Clause, ...] = ()
    near: tuple[ScoredClause, ...] = ()
    alone: tuple[ScoredClause, ...] = ()
    own: tuple[ScoredClause, ...] = ()
    elsewhere: Clause | None = None
    per_document: tuple[tuple[str, tuple[ScoredClause, ...]], ...] = ()

    @property
    def best(self) -> ScoredClause | None:
        return self.near[0] if self.near else None


class ClauseRetriever(BaseRetriever):
    """The clause index as LangChain knows a retriever: ids are clause ids, best first."""

    index: Any  # ClauseIndex; pydantic fields of BaseRetriever cannot hold a Protocol
    knowledge: Any

    def _get_relevant_documents(  # noqa: PLR0913 - the options of one search, each by its name
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        topic: str = "",
        terms: str = "",
        documents: Sequence[str] = (),
        k: int = _DEPTH,
    ) -> list[LangChainDocument]:
        index: ClauseIndex = self.index
        knowledge: Knowledge = self.knowledge
        hits = index.search_weighted(
            _in_meaning(query, topic or query, terms),
            _in_words(query, terms),
            k,
            documents=frozenset(documents) or None,
        )
        return [
            LangChainDocument(
                id=hit.clause_id,
                page_content=knowledge.clauses[hit.clause_id].text,
                metadata={"score": hit.score},
            )
            for hit in hits
            if hit.clause_id in knowledge.clauses
        ]


# Weights of the wordings, chosen and measured on the 135 single questions kept for tuning, so a new
# set will do worse. hit@1 in Chinese: 0.80 for the question without place and bodies, 0.80 with its
# bare topic beside it, 0.85 with the official terms for its everyday words. In English: 0.53 for the
# question as asked, 0.73 without place and bodies; the official terms then add nothing at rank 1.
_TOPIC_SHARE = 0.3
_TERMS_WEIGHT = 0.5
_TERMS_WEIGHT_ENGLISH = 1.0


def _in_meaning(question: str, topic: str, terms: str) -> list[WeightedText]:
    second = topic if is_foreign(topic) else f"{topic} {terms}".strip()
    return [
        WeightedText(text=question, weight=1 - _TOPIC_SHARE),
        WeightedText(text=second, weight=_TOPIC_SHARE),
    ]


def _in_words(question: str, terms: str) -> list[WeightedText]:
    if is_foreign(question):
        return [WeightedText(text=terms, weight=_TERMS_WEIGHT_ENGLISH)]
    return [WeightedText(text=question), WeightedText(text=terms, weight=_TERMS_WEIGHT)]


def retrieve(query: Query, retriever: ClauseRetriever, knowledge: Knowledge) -> Found:
    """Return the clauses for a query: by reference where it says one, by search otherwise."""
    named = named_clauses(query, knowledge)
    if query.intent in (Intent.GREETING, Intent.STATUS) or (
        named and query.intent is Intent.LOOKUP
    ):
        return Found(query, named=named)
    if query.intent is Intent.COMPARE:
        return _side_by_side(query, named, retriever, knowledge)
    words = _search_words(query)
    # Documents that were only spoken of before are preferred, not the only ones.
    named_now = query.context is None or query.context.explicit
    documents = query.scope.documents if named_now else ()
    if query.context is not None and query.context.same_thing:
        documents = tuple(dict.fromkeys(one.partition("#")[0] for one in query.context.last))
    nearest = _search(query, documents, words, retriever, knowledge)
    alone: tuple[ScoredClause, ...] = ()
    if query.context is not None and not query.in_context:
        by_itself = replace(query, context=None)
        alone = _search(by_itself, documents, words, retriever, knowledge)
    own = _near_own_topic(query, documents, retriever, knowledge)
    elsewhere = _better_elsewhere(query, nearest, retriever, knowledge)
    # 跟重庆搞的那个联盟 is a task of whoever does it with Chongqing.
    if elsewhere and any(speaks_of(elsewhere[0].clause.text, one) for one in query.scope.places):
        return Found(query, named=named, near=(*elsewhere, *nearest), alone=alone, own=own)
    apart = elsewhere[0].clause if elsewhere else None
    return Found(query, named=named, near=nearest, alone=alone, own=own, elsewhere=apart)


_AMONG = 5


def _better_elsewhere(
    query: Query,
    near: Sequence[ScoredClause],
    retriever: ClauseRetriever,
    knowledge: Knowledge,
) -> tuple[ScoredClause, ...]:
    """Return the nearest clauses of other places, if they suit a question much better than its own."""
    others = documents_elsewhere(query, knowledge) if near else ()
    found = _search(query, others, _search_words(query), retriever, knowledge) if others else ()
    found = found[:_AMONG]
    return found if found and suits_better(query, found, near[:_AMONG], knowledge) else ()


def _near_own_topic(
    query: Query, documents: Sequence[str], retriever: ClauseRetriever, knowledge: Knowledge
) -> tuple[ScoredClause, ...]:
    """Return the clauses near the topic that a question in a conversation has of its own."""
    context = query.context
    if context is None or not context.own_topic or query.topic != context.own_topic:
        return ()
    topic = replace(query, context=None, as_asked=context.own_topic)
    return _search(topic, documents, context.own_words, retriever, knowledge)


def _side_by_side(
    query: Query, named: tuple[Clause, ...], retriever: ClauseRetriever, knowledge: Knowledge
) -> Found:
    """Return the clauses of each side of a comparison, those first that suit the other sides."""
    wanted = query.scope.documents or tuple(knowledge.documents)
    # The question names every side; each side is searched for the topic they share.
    topic = query.topic if query.topic and query.scope.is_explicit else _search_words(query)
    sides = {
        one: _search(
            of_side(query, one), [one], side_words(query, one) or topic, retriever, knowledge
        )
        for one in wanted
    }
    if query.context is not None and query.in_context:
        sides = _after_what_was_said(query.context, query, sides, retriever, knowledge)
    orders = aligned(
        {one: {s.clause.clause_id: s.score for s in found} for one, found in sides.items()},
        {clause.partition("#")[0]: clause for clause in query.sides},
        retriever.index.likeness,
        {s.clause.clause_id: s.everyday for found in sides.values() for s in found},
    )
    per_document = []
    for one, found in sides.items():
        by_id = {scored.clause.clause_id: scored for scored in found}
        per_document.append((one, tuple(by_id[clause] for clause in orders[one])))
    whole = _search(query, wanted, _search_words(query), retriever, knowledge)
    return Found(query, named=named, near=whole, per_document=tuple(per_document))


def _after_what_was_said(
    context: Context,
    query: Query,
    sides: Mapping[str, tuple[ScoredClause, ...]],
    retriever: ClauseRetriever,
    knowledge: Knowledge,
) -> dict[str, tuple[ScoredClause, ...]]:
    """Return the sides' clauses scored with the words before the question beside its own."""
    clause_ids, searched = _searched(context, query, retriever, knowledge)
    score_of = dict(zip(clause_ids, in_conversation(context, searched).tolist(), strict=True))
    topic = context.earlier_topic

    def heard(one: ScoredClause) -> ScoredClause:
        held = _coverage_of(topic, one.clause, knowledge)
        return replace(
            one,
            score=score_of[one.clause.clause_id],
            coverage=max(one.coverage, held),
            everyday=max(one.everyday, held, knowledge.everyday_coverage(topic, one.clause)),
        )

    return {
        document: tuple(sorted(map(heard, found), key=lambda one: -one.score))
        for document, found in sides.items()
    }


def conversation_scores(
    context: Context, query: Query, retriever: ClauseRetriever, knowledge: Knowledge
) -> tuple[tuple[str, ...], Mapping[str, Scores]]:
    """Return all clause ids and what speaks for each of them as the one the question is about."""
    clause_ids, searched = _searched(context, query, retriever, knowledge)
    return clause_ids, features(context, clause_ids, searched)


def _searched(
    context: Context, query: Query, retriever: ClauseRetriever, knowledge: Knowledge
) -> tuple[tuple[str, ...], Searched]:
    """Return all clause ids and their scores for a question alone and with what went before it."""
    clause_ids = tuple(knowledge.clauses)
    retriever.index.prepare([context.own_words, context.joined_words, context.earlier_words])

    def scores(words: str, topic: str = "", terms: str = "") -> Scores:
        if not words.strip():
            return np.zeros(len(clause_ids))
        found = retriever.invoke(words, topic=topic, terms=terms, k=len(clause_ids))
        by_id = {str(one.id): float(one.metadata["score"]) for one in found}
        return standardised(np.array([by_id.get(one, 0.0) for one in clause_ids]))

    own = scores(context.own_words, context.own_topic, " ".join(query.official_terms))
    held = [_coverage_of(context.own_topic, one, knowledge) for one in knowledge.clauses.values()]
    searched = Searched(
        own=own,
        joined=scores(context.joined_words),
        earlier=scores(context.earlier_words),
        words=np.array(held),
    )
    return clause_ids, searched


def _coverage_of(topic: str, clause: Clause, knowledge: Knowledge) -> float:
    """Return the share of a topic's words, Chinese or English, that a clause holds."""
    if re.search(r"[\u3400-\u9fff]", topic):
        return knowledge.clause_coverage(topic, clause)
    return knowledge.english_clause_coverage(topic, clause)


def _search(
    query: Query,
    documents: Sequence[str],
    words: str,
    retriever: ClauseRetriever,
    knowledge: Knowledge,
) -> tuple[ScoredClause, ...]:
    if not words.strip():
        return ()
    full_words = knowledge.spelled_out(query.topic)
    words = " ".join([words, *full_words])
    topic = " ".join([query.topic, *full_words])
    # An English question may quote Chinese words, which no English ones can say.
    english = query.language is Language.ENGLISH
    covering = " ".join(re.findall(r"[\u3400-\u9fff]+", topic)) if english else topic
    wordings = _in_meaning(words, topic.strip() or words, " ".join(query.official_terms))
    alone = query.context is None and query.intent is not Intent.COMPARE
    retriever.index.prepare([*(one.text for one in wordings), query.as_asked])
    found = retriever.invoke(
        words,
        topic=topic.strip(),
        terms=" ".join(query.official_terms),
        documents=tuple(documents),
        k=_DEPTH if alone else len(knowledge.clauses),
    )
    # Whether a question is on any clause's topic shows best in the whole of it, as it was asked.
    similarities = retriever.index.dense_similarities(query.as_asked)
    scored = [
        ScoredClause(
            clause=knowledge.clauses[str(one.id)],
            score=one.metadata["score"],
            similarity=similarities.get(str(one.id), 0.0),
            coverage=_coverage(query, covering, knowledge.clauses[str(one.id)], knowledge),
            everyday=_everyday_coverage(query, covering, knowledge.clauses[str(one.id)], knowledge),
        )
        for one in found
    ]
    readable = [s for s in scored if _can_answer(s.clause, query, knowledge)]
    if query.context is not None and query.intent is not Intent.COMPARE:
        return _in_conversation(query.context, readable, query, retriever, knowledge)
    return tuple(_with_preference(readable, query))


def _in_conversation(
    context: Context,
    scored: Sequence[ScoredClause],
    query: Query,
    retriever: ClauseRetriever,
    knowledge: Knowledge,
) -> tuple[ScoredClause, ...]:
    """Return the clauses in the order in which the question can be about them."""
    clause_ids, given = conversation_scores(context, query, retriever, knowledge)
    scores = weighed(given)
    place_of = {clause_id: place for place, clause_id in enumerate(clause_ids)}

    def rescored(one: ScoredClause) -> ScoredClause:
        place = place_of[one.clause.clause_id]
        speaks_for = {name: float(values[place]) for name, values in given.items()}
        return replace(one, score=float(scores[place]), speaks_for=speaks_for)

    ranked = sorted(map(rescored, scored), key=lambda one: -one.score)
    stayed = in_documents_spoken_of(ranked, context)
    return tuple(_without_what_was_left(stayed, context, knowledge))


# A clause of the documents spoken of that holds this share of what the nearest of another holds.
_AS_MUCH_THERE = 0.6


def in_documents_spoken_of(
    ranked: Sequence[ScoredClause], context: Context
) -> Sequence[ScoredClause]:
    """Put a clause of the documents spoken of first before one of others that holds little more.

    Two places may have a document on the same topic; a question that names none is on the one named before.
    """
    if context.explicit or context.returns or not context.documents or not ranked:
        return ranked
    if ranked[0].clause.document_id in context.documents:
        return ranked
    near = ranked[:_NEAREST_IN_CONVERSATION]
    there = [one for one in near if one.clause.document_id in context.documents]
    if not there or there[0].everyday < _AS_MUCH_THERE * ranked[0].everyday:
        return ranked
    return [there[0], *(one for one in ranked if one is not there[0])]


# Another thing is named (那接水接电呢, 我是要问快递点) that the last answer's clause hardly speaks of and one
# of the nearest does: that clause is not meant again.
_LEAST_NAMED = 4  # Han characters
_HARDLY = 0.3
_MORE = 0.4
_NEAREST_IN_CONVERSATION = 10


def _without_what_was_left(
    ranked: Sequence[ScoredClause], context: Context, knowledge: Knowledge
) -> Sequence[ScoredClause]:
    """Put the clauses of the last answer behind the others where the question leaves them."""
    leaves = (context.swaps or context.corrects) and not context.same_thing
    if not leaves or context.pronoun or context.topic_size < _LEAST_NAMED:
        return ranked
    if years_in(context.own_topic):  # 那到2025年呢 asks the same of another year
        return ranked
    near = ranked[:_NEAREST_IN_CONVERSATION]
    held = {
        one.clause.clause_id: knowledge.everyday_coverage(context.own_topic, one.clause)
        for one in near
    }
    last = max((held.get(one, 0.0) for one in context.last), default=0.0)
    if last >= _HARDLY or max(held.values(), default=0.0) < last + _MORE:
        return ranked
    kept = [one for one in ranked if one.clause.clause_id not in context.last]
    return [*kept, *(one for one in ranked if one.clause.clause_id in context.last)]


def _coverage(query: Query, chinese: str, clause: Clause, knowledge: Knowledge) -> float:
    """Return how much of the topic a clause holds, in the language of the question."""
    if query.language is Language.ENGLISH:
        in_english = knowledge.english_clause_coverage(query.topic, clause)
        quoted = knowledge.clause_coverage(chinese, clause) if chinese else 0.0
        return max(in_english, quoted)
    return knowledge.clause_coverage(chinese, clause)


def _everyday_coverage(query: Query, chinese: str, clause: Clause, knowledge: Knowledge) -> float:
    """Return how much of the topic a clause holds with its everyday rendering, where that can help."""
    if query.language is Language.ENGLISH:
        return _coverage(query, chinese, clause, knowledge)
    return knowledge.everyday_coverage(chinese, clause)


def _search_words(query: Query) -> str:
    if query.language is Language.ENGLISH:
        return query.search_text
    return comparable(query.search_text)


def _can_answer(clause: Clause, query: Query, knowledge: Knowledge) -> bool:
    if knowledge.is_heading_only(clause):
        return False
    return clause.reference != PREFACE or _ASKS_FOR_GROUNDS.search(query.question) is not None


def _with_preference(scored: Sequence[ScoredClause], query: Query) -> list[ScoredClause]:
    """Lift clauses of documents whose title the question comes near, and of bodies it knows."""
    if not scored:
        return []
    spread = scored[0].score - scored[min(9, len(scored) - 1)].score

    years = {f"{year}年" for year in years_in(comparable(query.question))} - set(query.scope.words)

    def lifted(one: ScoredClause) -> float:
        preferred = one.clause.document_id in query.scope.preferred
        dated = any(year in one.clause.heading for year in years)
        known = query.bodies if query.focus is Focus.OTHERS else ()
        named = any(_has_role(body, one.clause) for body in known)
        return one.score + spread * (
            _PREFERENCE * preferred + _BODY_PREFERENCE * named + _YEAR_PREFERENCE * dated
        )

    return sorted(scored, key=lambda one: -lifted(one))


def _has_role(body: BodyName, clause: Clause) -> bool:
    names = [n for one in clause.responsibilities for n in (one.agency, *one.also_called)]
    return any(is_same_body(body.key, read_name(name).key) for name in names)
