"""The document that a question on particulars describes, where it names none: by what it is about.

补农村快递末端短板那个部委通知 has no title's words; the clauses nearest to them stand in one document.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

from rag.knowledge import Knowledge, terms_of
from rag.on_topic import TopicRule, is_on_topic
from rag.particulars import left_over
from rag.query import Query
from rag.retrieve import ClauseRetriever, retrieve
from rag.status_scope import titled_like
from rag.types import Intent

_LEAST_TERMS: Final = 3  # fewer words describe nothing
_LOOKED_AT: Final = 10
_MOST_OF_IT: Final = 0.6  # of what the nearest clauses score above the others


def describes(query: Query, knowledge: Knowledge) -> str:
    """Return the words by which a question on particulars describes its document; empty if it names it."""
    if query.intent is not Intent.STATUS or query.in_context or len(knowledge.documents) < 2:
        return ""
    named = query.scope.documents
    if set(named) - set(query.scope.loose) or len(named) == 1:
        return ""
    documents = [one for one in knowledge.corpus.documents if not named or one.document_id in named]
    words = left_over(
        query.question, " ".join(query.scope.words), [body.written for body in query.bodies]
    )
    if len(terms_of(words)) < _LEAST_TERMS or titled_like(query, documents):
        return ""
    return words


def on_described(
    query: Query, retriever: ClauseRetriever, knowledge: Knowledge, rule: TopicRule
) -> Query:
    """Return a query on particulars limited to the document that it describes, if it describes one.

    That is the one in which most of what is nearest to the description stands.
    """
    words = describes(query, knowledge)
    if not words:
        return query
    asked = replace(query, intent=Intent.FACT, topic=words, search_text=words, as_asked=words)
    found = retrieve(asked, retriever, knowledge)
    near, rest = found.near[:_LOOKED_AT], found.near[_LOOKED_AT:]
    if not near or not (query.scope.documents or is_on_topic(found, knowledge, rule)):
        return query
    weight: defaultdict[str, float] = defaultdict(float)
    for one in near:
        weight[one.clause.document_id] += one.score - (rest[0].score if rest else 0.0)
    best = max(weight, key=weight.__getitem__)
    if weight[best] <= _MOST_OF_IT * sum(weight.values()):
        return query
    return replace(query, scope=replace(query.scope, documents=(best,), loose=()))
