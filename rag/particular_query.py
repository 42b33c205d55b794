"""A question that speaks of nothing but a document's particulars, read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.mentions import mentions_in
from rag.language import comparable
from rag.particulars import (
    Particular,
    asked_particulars,
    asks_for_particulars,
    names_only_documents,
    words_on_basis,
)
from rag.query import Focus, Library, Query, Turn
from rag.scope import Scope, read_scope
from rag.types import Intent, Language
from rag.wording import ASKS_FOR_CITED

# One document beside the one spoken of: 和山西那份比谁在前.
_BESIDE = re.compile(
    r"(?:和|跟|与|同)[^,。;?]{1,16}?(?:比|(?:谁|哪[个份边])[^,。;?]{0,3}[早晚先后前新老旧])|比[^,。;?]{1,16}?[早晚先后]|(?:它|[这那]份|这个|那个)(?:和|跟|与|同)[^,。;?]{1,20}?(?:各|分别|都|两)|\bthan\b|\bcompared (?:to|with)\b"
)


def on_particulars(query: Query, earlier: Turn | None, library: Library) -> Query:
    """Return the query as one on particulars, if its question asks for nothing else.

    After an answer on particulars, a question that only names another document asks for the same.
    """
    names_a_clause = query.reference is not None or query.step != 0
    of_cited = ASKS_FOR_CITED.search(comparable(query.question)) is not None
    if query.intent is Intent.GREETING or not query.question or names_a_clause or of_cited:
        return query
    in_chinese = query.language is not Language.ENGLISH
    words = comparable(query.question) if in_chinese else query.question
    bodies = tuple(mention.name for mention in mentions_in(words, library.agencies))
    written = [body.written for body in bodies]
    titles = _titles(query.scope, library)
    spoken = _without_titles(query.question, library)
    asked = asked_particulars(spoken, written)
    if asks_for_particulars(spoken, titles, written):
        query = _read_as(query, _scope(query, asked, library))
    elif _asks_the_same(query, asked, titles, earlier, written):
        query = _read_as(query, query.scope)
        asked = asked or (earlier.query.particulars if earlier else ())
    elif query.intent is not Intent.STATUS:
        return query
    return replace(query, bodies=bodies, particulars=asked)


def _without_titles(question: str, library: Library) -> str:
    """Return a question without the whole titles in it, whose words ask for nothing: 《贯彻落实…工作方案》是哪天印发的."""
    text = comparable(question)
    for title in sorted(
        (comparable(one.title) for one in library.documents), key=len, reverse=True
    ):
        text = text.replace(title, " ")
    return text


def _asks_the_same(
    query: Query,
    asked: tuple[Particular, ...],
    titles: str,
    earlier: Turn | None,
    written: Sequence[str],
) -> bool:
    if earlier is None or not (earlier.query.intent is Intent.STATUS or earlier.query.particulars):
        return False
    names_other = query.scope.is_explicit or bool(asked)
    if names_other and names_only_documents(query.question, titles):
        return True
    # 工信部在不在里头, 乡村振兴局呢 after the issuers: whether they issued it, too.
    of_issuers = Particular.ISSUERS in earlier.query.particulars and bool(written)
    return of_issuers and names_only_documents(query.question, titles, written)


def _read_as(query: Query, scope: Scope) -> Query:
    beside = len(scope.documents) == 1 and _BESIDE.search(comparable(query.question))
    return replace(
        query,
        intent=Intent.COMPARE if beside else Intent.STATUS,
        scope=scope,
        topic="",
        focus=Focus.ALL,
        proposes=False,
        takes_part=False,
        whether_any=False,
        value_kind=None,
        side_words={},
    )


def _scope(query: Query, asked: tuple[Particular, ...], library: Library) -> Scope:
    """Return the scope without what only describes another document: which national plan it rests on."""
    if Particular.BASIS not in asked:
        return query.scope
    taken = words_on_basis(query.question)
    return read_scope(query.question, library.documents, taken, library.own_words)


def _titles(scope: Scope, library: Library) -> str:
    """Return the titles and names that a question can use for the documents it can mean."""
    meant = [
        d for d in library.documents if d.document_id in scope.documents or not scope.documents
    ]
    names = [name for d in meant for name in (d.title, d.title_en or "", *d.short_names)]
    return " ".join([*names, *scope.words])
