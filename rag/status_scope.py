"""Which documents a question on particulars means, or why none of those held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Document
from rag.evidence import Reason, Refusal
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.page import page_of
from rag.particulars import left_over
from rag.query import Query
from rag.works import NamedWork, names_unknown_paper, works_asked, works_numbered

_SEVERAL = 2
_MOST = 0.8  # of the characters of a topic that is short for a title
_STRANGE = 3  # terms of a topic that stand in no title: a document that is not held
# 2019年那份, 2019版: a year that tells which document is meant.
_OF_YEAR = re.compile(
    r"(20\d{2})\s*年?(?:的)?(?:[那这][份个]|版)|\bthe (20\d{2}) (?:\w+ ){0,6}?(?:plan|document|notice)\b"
)


def documents_meant(query: Query, knowledge: Knowledge) -> tuple[Document, ...]:
    """Return the documents that a question on particulars is about; all of them if it names none."""
    named = _of_this_paper(query) or query.scope.documents or _of_last_answer(query)
    if named:
        return tuple(knowledge.documents[one] for one in named)
    works = _works(query, knowledge)
    if works:
        return tuple(dict.fromkeys(one.page.document for one in works))
    documents = knowledge.corpus.documents
    return titled_like(query, documents) or documents


# 这文, 该文件, the document: the one that was just answered from.
_THIS_PAPER = re.compile(
    r"[这该此]一?[份个]?(?:文件|文|方案|计划|规划|要点|通知|办法|意见|条例|措施)|它|\b(?:this|that|the) (?:plan|document|notice|paper|one)\b|\bit\b"
)


def _of_this_paper(query: Query) -> tuple[str, ...]:
    """Return the documents of the last answer, or of a title, where a place leaves several open."""
    scope, context = query.scope, query.context
    if len(scope.documents) < _SEVERAL or not set(scope.documents) <= {
        *scope.loose,
        *scope.preferred,
    }:
        return ()
    if context is None or not _THIS_PAPER.search(comparable(query.question)):
        return tuple(one for one in scope.documents if one in scope.preferred)
    last = {one.partition("#")[0] for one in context.last}
    return tuple(one for one in scope.documents if one in last)


def _of_last_answer(query: Query) -> tuple[str, ...]:
    return query.scope.preferred if query.in_context else ()


def _works(query: Query, knowledge: Knowledge) -> list[NamedWork]:
    pages = [page_of(one, knowledge) for one in knowledge.corpus.documents]
    return works_asked(query.question, pages) or works_numbered(query.question, pages)


def paper_not_held(query: Query, knowledge: Knowledge) -> Refusal | None:
    """Return a refusal where a question names a place, a number, a title or a year of no document held."""
    named = query.scope.documents
    if not named and _works(query, knowledge):
        return None
    if query.scope.outside and not named:
        places = [place.name for place in query.scope.outside]
        return Refusal(Reason.PLACE, "、".join(places), tuple(places))
    by_place_only = set(named) <= set(query.scope.loose)
    pages = [page_of(one, knowledge) for one in knowledge.corpus.documents]
    unknown = names_unknown_paper(query.question, pages) if by_place_only else None
    if unknown and not works_asked(query.question, pages):
        return Refusal(Reason.TOPIC, unknown, (unknown,))
    documents = [one for one in knowledge.corpus.documents if not named or one.document_id in named]
    topic = _unknown_topic(query, documents) if by_place_only else None
    return topic or _unknown_year(query, documents)


def _unknown_topic(query: Query, documents: Sequence[Document]) -> Refusal | None:
    """Return a refusal for words of a title that no document bears."""
    if query.in_context:
        return None
    topic = _topic(query)
    strange = [term for term in terms_of(topic) if re.match(r"[\u3400-\u9fff]{2}", term)]
    if len(strange) < _STRANGE or titled_like(query, documents) or _shortens(topic, documents):
        return None
    return Refusal(Reason.TOPIC, topic, tuple(strange))


def _shortens(topic: str, documents: Sequence[Document]) -> bool:
    """Return whether the characters of a topic stand in a title: 压钢铁产能 is 钢铁行业压减产能."""
    characters = set(re.findall(r"[\u3400-\u9fff]", topic))
    titles = (set(comparable(" ".join([one.title, *one.short_names]))) for one in documents)
    return any(len(characters & one) >= _MOST * len(characters) for one in titles)


def _unknown_year(query: Query, documents: Sequence[Document]) -> Refusal | None:
    """Return a refusal for a year by which a question names a document that is of another one."""
    found = _OF_YEAR.search(comparable(query.question))
    year = next(filter(None, found.groups()), None) if found else None
    years = [span for span in map(_years_of, documents) if span]
    if year is None or not years or any(min(one) <= int(year) <= max(one) for one in years):
        return None
    return Refusal(Reason.YEAR, year, (year,))


def _years_of(document: Document) -> list[int]:
    """Return the years in a document's title and those of its dates."""
    dates = [on.year for on in (document.issued_on, document.published_on) if on]
    return [*dates, *map(int, re.findall(r"20\d{2}", document.title))]


def _topic(query: Query) -> str:
    bodies = [body.written for body in query.bodies]
    return left_over(query.question, " ".join(query.scope.words), bodies)


def titled_like(query: Query, documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents in whose titles half or more of what a question is left with stands."""
    terms = set(terms_of(_topic(query)))
    shared = {
        one.document_id: len(terms & set(terms_of(" ".join([one.title, *one.short_names]))))
        for one in documents
    }
    most = max(shared.values(), default=0)
    if not terms or most < len(terms) / 2:
        return ()
    return tuple(one for one in documents if shared[one.document_id] == most)
