"""The main path, read first: from a conversation to answers with cited clauses."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import cast

from langchain_core.runnables import Runnable, RunnableLambda

from corpus.outline import PREFACE
from corpus.types import Role
from embeddings.index import ClauseIndex, Hit
from rag.choose import Chosen, choose
from rag.cite import numbered
from rag.compose import compose
from rag.compose_refusal import absence_of
from rag.compose_tasks import tasks_of
from rag.compose_whole import compose_whole
from rag.conversation import in_conversation
from rag.described import on_described
from rag.draft import Draft
from rag.due import on_due
from rag.knowledge import Knowledge, terms_of
from rag.language import in_language, readable
from rag.linked import Links
from rag.on_topic import TopicRule, is_strange
from rag.query import Query, Turn
from rag.replacement import replacement
from rag.retrieve import ClauseRetriever, Found, retrieve
from rag.scope import Scope
from rag.two_things import on_two_things
from rag.types import Answer, Intent
from rag.understand import understand
from rag.validator import problems_of
from rag.whole_comparison import with_whole

_log = logging.getLogger(__name__)
_OF_LINKS = 0.8  # 0.86 of what belongs together is linked, 0.84 of what is linked belongs


class Assistant:
    """Answers conversations from one corpus and its index.

    It keeps nothing between calls but a count: `replaced` are the answers that did not hold, and in
    whose place their clauses were shown.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        index: ClauseIndex,
        *,
        topic_rule: TopicRule | None = None,
        links: Links | None = None,
    ) -> None:
        """Make an assistant; without `links` documents are not compared as wholes."""
        self.knowledge = knowledge
        self.links = links
        self.index = index
        self.replaced = 0
        self._topic_rule = topic_rule or TopicRule()
        self._retriever = ClauseRetriever(index=index, knowledge=knowledge)
        self._chain = self._answering_chain()

    def answer(self, turns: Sequence[str]) -> list[Answer]:
        """Return one answer per question of a conversation, each with the earlier ones in mind."""
        return self.answer_timed(turns)[0]

    def answer_timed(self, turns: Sequence[str]) -> tuple[list[Answer], list[float]]:
        """Return the answers of a conversation, and the seconds that each of them took."""
        answers: list[Answer] = []
        seconds: list[float] = []
        earlier: Turn | None = None
        for question in turns:
            start = perf_counter()
            query, answer = self._answered(question, earlier)
            answers.append(answer.model_copy(update={"question": question}))
            earlier = _remembered(query, answer, earlier)
            seconds.append(round(perf_counter() - start, 4))
        return answers, seconds

    def found(self, turns: Sequence[str]) -> Found:
        """Return what is found for the last question of a conversation, and how it was understood."""
        earlier: Turn | None = None
        for question in turns[:-1]:
            query, answer = self._answered(question, earlier)
            earlier = _remembered(query, answer, earlier)
        query, _ = self._answered(turns[-1], earlier)
        return self._retrieve(query)

    def compare(self, topic: str, documents: Sequence[str]) -> Answer:
        """Return what the documents with these ids say on a topic, side by side in its language.

        The topic is taken as it is: unlike a question, it is not searched for names of documents.
        """
        asked = understand(readable(topic), None, self.knowledge.library)
        scope = Scope(documents=tuple(documents))
        return self._chain.invoke(replace(asked, intent=Intent.COMPARE, scope=scope))

    def _answered(self, question: str, earlier: Turn | None) -> tuple[Query, Answer]:
        """Return the question as it was understood after the turn before, and its answer."""
        query = understand(readable(question), earlier, self.knowledge.library)
        if self.links is not None:
            query = with_whole(query, earlier, self.knowledge.library)
        answer = self._chain.invoke(query)
        if answer.refused and earlier and self._may_lean(query, earlier):
            return self._leaning(query, answer, earlier)
        return query, answer

    def _may_lean(self, query: Query, earlier: Turn) -> bool:
        """Return whether a question that found nothing by itself can be about the answer before.

        It names no other document, and it asks for the wording, has no topic, or one of which terms
        stand in the corpus: what a change to a topic of no document lacks.
        """
        if not earlier.clauses or query.in_context:
            return False
        if query.scope.is_explicit or query.scope.outside or query.intent is Intent.GREETING:
            return False
        terms = terms_of(query.topic)
        if not terms or query.intent is Intent.LOOKUP:
            return True
        if is_strange(query, self.knowledge):
            return False
        return any(map(self.knowledge.occurs, terms))

    def _leaning(self, query: Query, answer: Answer, earlier: Turn) -> tuple[Query, Answer]:
        """Return the question read as one on the last answer, and its answer if that is none, too."""
        leaning = in_conversation(query, earlier, self.knowledge.library, leans=True)
        again = self._chain.invoke(leaning)
        return (query, answer) if again.refused else (leaning, again)

    def search(self, query: str, k: int) -> list[Hit]:
        """Return the clauses nearest to a query, best first; retrieval alone.

        Places, documents, clause numbers and bodies in the query count as they do for an answer:
        what they name comes first, and all other clauses follow.
        """
        understood = understand(readable(query), None, self.knowledge.library)
        found = retrieve(understood, self._retriever, self.knowledge)
        words = understood.search_text or query
        hits = {hit.clause_id: hit for hit in self.index.search(words, len(self.knowledge.clauses))}
        first = [clause.clause_id for clause in found.named]
        first += sorted(self._asked_for_whole(understood), key=lambda one: -hits[one].score)
        first += [scored.clause.clause_id for scored in found.near]
        order = dict.fromkeys([*first, *hits])
        ranked = [hits[clause_id] for clause_id in order if clause_id in hits][:k]
        return _with_falling_scores(ranked)

    def _asked_for_whole(self, query: Query) -> list[str]:
        """Return the clauses that a question wants all of: a body's tasks, a document's particulars."""
        clauses = self.knowledge.in_scope(query.scope.documents)
        if query.intent is Intent.TASKS:
            tasks = [t for body in query.bodies for t in tasks_of(body, clauses, self.knowledge)]
            return list(dict.fromkeys(task.clause.clause_id for task in tasks))
        if query.intent is Intent.STATUS:
            return [clause.clause_id for clause in clauses if clause.reference == PREFACE]
        return []

    def _answering_chain(self) -> Runnable[Query, Answer]:
        """Return the path of a question: retrieve, choose, compose, cite, check."""
        steps = (
            RunnableLambda(self._retrieve)
            | RunnableLambda(self._choose)
            | RunnableLambda(self._compose)
            | RunnableLambda(self._cite)
            | RunnableLambda(self._check)
        )
        return cast("Runnable[Query, Answer]", steps)

    def _retrieve(self, query: Query) -> Found:
        if query.whole:
            return Found(query)
        query = on_described(query, self._retriever, self.knowledge, self._topic_rule)
        query = on_due(query, self.knowledge)
        query = on_two_things(query, self._retriever, self.knowledge)
        return retrieve(query, self._retriever, self.knowledge)

    def _choose(self, found: Found) -> Chosen:
        if found.query.whole:
            return Chosen(found.query, confidence=_OF_LINKS)
        return choose(found, self.knowledge, self.index, self._topic_rule)

    def _compose(self, chosen: Chosen) -> Composed:
        query = chosen.query
        if query.whole and self.links is not None:
            draft = compose_whole(query, query.whole, self.knowledge, self.links)
            return Composed(chosen, draft)
        return Composed(chosen, compose(chosen, self.knowledge))

    def _cite(self, composed: Composed) -> Answer:
        return _cited(composed.chosen, composed.draft, self.knowledge)

    def _check(self, answer: Answer) -> Answer:
        """Return an answer that holds: this one, or its clauses word for word in place of it."""
        problems = problems_of(answer, self.knowledge)
        if not problems:
            return answer
        self.replaced += 1
        _log.info("an answer did not hold and was replaced: %s", problems)
        return replacement(answer, problems, self.knowledge)


def _with_falling_scores(ranked: Sequence[Hit]) -> list[Hit]:
    """Return the hits with scores that follow their order: what was put first scores no less."""
    floor = -math.inf
    shown: list[Hit] = []
    for hit in reversed(ranked):
        floor = max(floor, hit.score)
        shown.append(hit.model_copy(update={"score": floor}))
    return shown[::-1]


@dataclass(frozen=True)
class Composed:
    """A draft and what it was composed from."""

    chosen: Chosen
    draft: Draft


def _cited(chosen: Chosen, draft: Draft, knowledge: Knowledge) -> Answer:
    """Return the answer a draft becomes when its quotes are found verbatim in their clauses."""
    query = chosen.query
    refusal = draft.refusal
    return Answer(
        question=query.question,
        standalone_question=_as_typed(query),
        language=query.language,
        intent=query.intent,
        refused=draft.refused,
        verdict=draft.verdict,
        text=in_language(draft.text, query.language),
        agencies=() if draft.refused else draft.agencies,
        citations=numbered(draft.cited, knowledge),
        comparison=draft.comparison,
        absence=absence_of(query, refusal, knowledge) if refusal else None,
        clarify=draft.clarify,
        confidence=draft.confidence if draft.refused else chosen.confidence,
    )


def _as_typed(query: Query) -> str:
    """Return the question made whole: what it left out in its script, its own words as they were typed."""
    left_out = query.standalone.removesuffix(query.question)
    if left_out == query.standalone:
        return in_language(query.standalone, query.language)
    return f"{in_language(left_out, query.language)}{query.question}"


def _remembered(query: Query, answer: Answer, earlier: Turn | None) -> Turn | None:
    """Return what the next question may lean on; a greeting or an empty question leaves it as it was."""
    if not query.question or query.intent is Intent.GREETING:
        return earlier
    if answer.refused and not query.topic:
        return earlier
    clauses = tuple(f"{c.document}#{c.clause}" for c in answer.citations[:1])
    history = earlier.history if earlier else ()
    compared = tuple(f"{c.document}#{c.clause}" for c in answer.citations)
    return Turn(
        query=query,
        clauses=clauses,
        agencies=tuple(dict.fromkeys(one.name for one in answer.agencies)),
        leads=tuple(dict.fromkeys(o.name for o in answer.agencies if o.role is Role.LEAD)),
        agencies_before=earlier.agencies if earlier else (),
        history=history if answer.refused else (*history, *clauses),
        compared=compared if query.intent is Intent.COMPARE else clauses,
        asked_for_bodies=query.intent is Intent.AGENCY
        or query.asks_for_bodies
        or (earlier is not None and earlier.asked_for_bodies),
    )
