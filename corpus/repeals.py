"""Which documents of a corpus are repealed by others of it: known from all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.library import Corpus
from corpus.types import (
    Document,
    ParsedDocument,
    Relation,
    RelationKind,
    RepealedBy,
    Status,
)

_MARKS = re.compile(r"[\s《》〈〉“”\"‘’'、,，·•—–\-_()（）\[\]〔〕]")
_ISSUED = re.compile(r"关于(?:印发|发布|公布|转发)(?P<title>.+?)的?(?:通知|公告|通告|决定|函)?$")


def with_repeals(corpus: Corpus) -> Corpus:
    """Return the corpus with those documents repealed of which another one says that it does so."""
    repeals = list(_repeals(corpus.parsed))
    if not repeals:
        return corpus
    return replace(corpus, parsed=tuple(_marked(one, repeals) for one in corpus.parsed))


def _repeals(parsed: Sequence[ParsedDocument]) -> Iterator[tuple[ParsedDocument, Relation]]:
    for one in parsed:
        for relation in one.document.relations:
            if relation.kind is RelationKind.REPEALS:
                yield one, relation


def _marked(
    parsed: ParsedDocument, repeals: Sequence[tuple[ParsedDocument, Relation]]
) -> ParsedDocument:
    document = parsed.document
    for by, relation in repeals:
        if (
            by is not parsed
            and _is_meant(document, relation)
            and _can_repeal(by.document, document)
        ):
            changed = {"status": Status.REPEALED, "repealed_by": _repealed_by(by, relation)}
            return parsed.model_copy(update={"document": document.model_copy(update=changed)})
    return parsed


def _is_meant(document: Document, relation: Relation) -> bool:
    """Return whether a relation names a document; numbers decide where both have one."""
    if relation.number and document.document_number:
        return _bare(relation.number) == _bare(document.document_number)
    if relation.title is None:
        return False
    titles = {_bare(relation.title), _bare(_issued(relation.title))}
    return bool(titles & {_bare(document.title), _bare(_issued(document.title))})


def _can_repeal(by: Document, document: Document) -> bool:
    """Return whether one is not older than the other, as far as both state a date."""
    return not (by.issued_on and document.issued_on and by.issued_on < document.issued_on)


def _repealed_by(by: ParsedDocument, relation: Relation) -> RepealedBy:
    clause = next((c.reference for c in by.clauses if relation.words in c.text), "")
    return RepealedBy(
        document_id=by.document.document_id,
        title=by.document.title,
        document_number=by.document.document_number,
        reference=clause,
        words=relation.words,
    )


def _issued(title: str) -> str:
    """Return what a notice issues: 关于印发X的通知 is a notice of X."""
    found = _ISSUED.search(title)
    return found["title"] if found else title


def _bare(words: str) -> str:
    return _MARKS.sub("", words)
