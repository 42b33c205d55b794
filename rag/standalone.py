"""A question of a conversation with the words that say what it left out, as it is shown."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.titles import english_title
from rag.language import comparable
from rag.query import Library, Query
from rag.types import Language

# What ends a question that is put in front of the next one.
_ENDING = re.compile(r"[\s??。.!!,,;;]+$")


def made_whole(query: Query, before: Query, library: Library) -> Query:
    """Return the question with the words that say what it left out."""
    same_topic = bool(before.topic) and query.topic == before.topic
    whole = replace(query, topic_from=(before.topic_from or before.question) if same_topic else "")
    return replace(whole, standalone=_standalone(whole, library))


def _standalone(query: Query, library: Library) -> str:
    """Return the question with what it left out put in front: documents, bodies, the question before."""
    titles = {d.document_id: d for d in library.documents}
    english = query.language is Language.ENGLISH
    added = []
    if query.scope.documents and not _names_scope(query):
        shown = [titles[i] for i in query.scope.documents[:3]]
        titles_shown = [english_title(d) if english else f"《{d.title}》" for d in shown]
        added.append((", " if english else "、").join(titles_shown))
    unsaid = [one.written for one in query.bodies if not _is_said(one.written, query)]
    if unsaid:
        added.append((", " if english else "、").join(unsaid))
    if query.topic_from:
        words = _ENDING.sub("", query.topic_from)
        added.append(f"“{words}”")
    if not added:
        return query.question
    return (
        f"{' · '.join(added)}: {query.question}"
        if english
        else f"关于{'、'.join(added)}:{query.question}"
    )


def _is_said(name: str, query: Query) -> bool:
    return comparable(name) in comparable(query.question)


def _names_scope(query: Query) -> bool:
    return bool(query.scope.words) and all(
        comparable(word) in comparable(query.question) for word in query.scope.words
    )
