"""Which documents of a corpus are repealed by others of it: known from all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.library import Corpus
from corpus.types import (
    Document,
    ParsedDocument,
    Relation,
    RelationKind,
    RepealedBy,
    Status,
)
from corpus.validity import today_in_china

_MARKS = re.compile(r"[\s《》〈〉“”\"‘’'、,，·•—–\-_()（）\[\]〔〕]")
_ISSUED = re.compile(r"关于(?:印发|发布|公布|转发)(?P<title>.+?)的?(?:通知|公告|通告|决定|函)?$")


@dataclass(frozen=True)
class _Repeal:
    """A document that says that it ends another one."""

    by: ParsedDocument
    relation: Relation


def with_repeals(corpus: Corpus, today: date | None = None) -> Corpus:
    """Return the corpus with those documents repealed of which another one says that it does so.

    A repeal counts from the day that its sentence states, else from that on which the document that
    states it takes effect; `today` is the day in China unless it is given.
    """
    now = today or today_in_china()
    repeals = [one for one in _repeals(corpus.parsed) if _holds(one, now)]
    if not repeals:
        return corpus
    by_name: dict[str, list[_Repeal]] = {}
    for one in repeals:
        for name in _names(one.relation.title, one.relation.number):
            by_name.setdefault(name, []).append(one)
    return replace(corpus, parsed=tuple(_marked(one, by_name) for one in corpus.parsed))


def _repeals(parsed: Sequence[ParsedDocument]) -> Iterator[_Repeal]:
    for one in parsed:
        for relation in one.document.relations:
            if relation.kind is RelationKind.REPEALS:
                yield _Repeal(one, relation)


def _holds(repeal: _Repeal, now: date) -> bool:
    """Return whether the day from which a repeal counts has come, as far as one is stated."""
    day = repeal.relation.on or repeal.by.document.effective_on
    return day is None or day <= now


def _marked(parsed: ParsedDocument, by_name: Mapping[str, Sequence[_Repeal]]) -> ParsedDocument:
    document = parsed.document
    for name in _names(document.title, document.document_number):
        for one in by_name.get(name, ()):
            if (
                one.by is not parsed
                and _is_meant(document, one.relation)
                and _can_repeal(one.by.document, document)
            ):
                said = _repealed_by(one.by, one.relation)
                changed = {"status": Status.REPEALED, "repealed_by": said}
                marked = document.model_copy(update=changed)
                return parsed.model_copy(update={"document": marked})
    return parsed


def _is_meant(document: Document, relation: Relation) -> bool:
    """Return whether a relation names a document; numbers decide where both have one."""
    if relation.number and document.document_number:
        return _bare(relation.number) == _bare(document.document_number)
    if relation.title is None:
        return False
    return not set(_names(relation.title, None)).isdisjoint(_names(document.title, None))


def _names(title: str | None, number: str | None) -> tuple[str, ...]:
    """Return by what a document can be named: number, title, what it issues."""
    titles = (title, _issued(title)) if title else ()
    return tuple(dict.fromkeys(_bare(one) for one in (number, *titles) if one))


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
