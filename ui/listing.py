"""What the command line lists, as rows for JSON and as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from corpus.errors import AssistantError
from corpus.gazetteer import BodyName, read_name
from corpus.mentions import mentions_in
from corpus.repeals import with_repeals
from corpus.types import Relation
from rag.compose_tasks import tasks_of
from rag.knowledge import Knowledge
from rag.language import comparable, half_width, language_of, readable
from rag.types import Language

if TYPE_CHECKING:
    from datetime import date

    from corpus.library import Corpus
    from corpus.types import Clause
    from rag.assistant import Assistant

Row = dict[str, Any]

MAX_QUESTION = 2_000


def question_problem(question: str) -> str | None:
    """Return why a question cannot be asked, or None."""
    if not readable(question):
        return "there are no words; type some between quotation marks"
    if len(question) > MAX_QUESTION:
        return f"{len(question):,} characters are too many; at most {MAX_QUESTION:,} are read"
    return None


def hit_rows(assistant: Assistant, query: str, k: int) -> list[Row]:
    """Return the clauses nearest to a query, best first; none for an empty query."""
    clauses = assistant.knowledge.clauses
    if not readable(query):
        return []
    return [
        {
            "document": clauses[hit.clause_id].document_id,
            "clause": clauses[hit.clause_id].reference,
            "score": round(hit.score, 6),
            "heading": clauses[hit.clause_id].heading,
        }
        for hit in assistant.search(query, k)
        if hit.clause_id in clauses  # an index older than the documents may know others
    ]


def document_rows(corpus: Corpus) -> list[Row]:
    return [
        {
            "id": one.document.document_id,
            "title": one.document.title,
            "place": one.document.place,
            "issuers": list(one.document.issuers),
            "document_number": one.document.document_number,
            "date": _iso(one.document.issued_on),
            "published": _iso(one.document.published_on),
            "status": one.document.status.value,
            "source_file": one.document.source_file,
            "clauses": len(one.clauses),
            "level": one.document.level.value if one.document.level else None,
            "addressees": list(one.document.addressees),
            "title_source": one.document.title_source,
            "title_en": one.document.title_en,
            "found_at": one.document.found_at,
            "effective": _iso(one.document.effective_on),
            "valid_until": _iso(one.document.valid_until),
            "relations": [relation.model_dump(mode="json") for relation in one.document.relations],
            "repealed_by": one.document.repealed_by.model_dump(mode="json")
            if one.document.repealed_by
            else None,
            "own": one.document.document_id in corpus.own,
        }
        for one in with_repeals(corpus).parsed
    ]


def clause_rows(corpus: Corpus, document: str | None) -> list[Row]:
    """Return the clauses of a document, or all; raises DocumentError for an unknown id."""
    chosen = corpus.clauses if document is None else corpus.clauses_of(document)
    return [_clause_row(clause) for clause in chosen]


def agency_rows(corpus: Corpus, name: str, document: str | None) -> list[Row]:
    """Return every clause in which a body has a role.

    Raises:
        DocumentError: no document has the id `document`.
        AssistantError: no clause gives a body of this name a role.

    """
    knowledge = Knowledge(corpus)
    clauses = corpus.clauses if document is None else corpus.clauses_of(document)
    body = body_named(name, knowledge)
    rows = [
        {
            "document": task.clause.document_id,
            "clause": task.clause.reference,
            "heading": task.clause.heading,
            "name": task.duty.agency,
            "role": task.duty.role.value,
        }
        for task in tasks_of(body, clauses, knowledge)
    ]
    if not rows:
        raise AssistantError(_nothing_for(name, document, knowledge))
    return rows


def hit_table(rows: Sequence[Row]) -> Table:
    return _table(rows, ("document", "clause", "heading", "score"))


def document_table(rows: Sequence[Row]) -> Table:
    shown = [{**row, "relations": "\n".join(_relations(row))} for row in rows]
    return _table(shown, ("id", "title", "place", "date", "status", "relations", "clauses"))


def clause_table(rows: Sequence[Row]) -> Table:
    shown = [
        {
            **row,
            "responsibilities": "、".join(
                f"{one['name']}({one['role']})" for one in row["responsibilities"]
            ),
            "deadline": row["deadline"] or "、".join(one["words"] for one in row["deadlines"]),
            "corrections": str(len(row["corrections"]) or ""),
        }
        for row in rows
    ]
    columns = ("document", "clause", "heading", "responsibilities", "deadline", "corrections")
    return _table(shown, columns)


def agency_table(rows: Sequence[Row]) -> Table:
    return _table(rows, ("document", "clause", "heading", "name", "role"))


def _relations(row: Row) -> list[str]:
    """Return what a document does with others, and what another one does with it."""
    by = row["repealed_by"]
    found = [relation_words(Relation.model_validate(one)) for one in row["relations"]]
    return [f"repealed by {by['document_id']}", *found] if by else found


def relation_words(relation: Relation) -> str:
    """Return what a document does with another one: repeals 《办法》(甲政发〔2010〕5号)."""
    since = f" from {relation.on.isoformat()}" if relation.on else ""
    title = f"《{relation.title}》" if relation.title else ""
    number = f"({relation.number})" if relation.number and title else relation.number or ""
    return f"{relation.kind.value} {title}{number}{since}"


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _nothing_for(name: str, document: str | None, knowledge: Knowledge) -> str:
    where = f" of {document!r}" if document else ""
    like = get_close_matches(comparable(readable(name)), knowledge.library.agencies, cutoff=0.5)
    meant = f"; did you mean {', '.join(like)}?" if like else ""
    return (
        f"no clause{where} gives an agency named {name!r} a role{meant or ';'} "
        "see: zhengda clauses --json"
    )


def body_named(name: str, knowledge: Knowledge) -> BodyName:
    """Return the body that a name means; one that nothing knows means what is written."""
    words = readable(name)
    plain = half_width(words) if language_of(words) is Language.ENGLISH else comparable(words)
    mentioned = mentions_in(plain, knowledge.library.agencies)
    whole = [m for m in mentioned if m.end - m.start >= len(plain) - 2]
    return whole[0].name if whole else read_name(plain)


def _clause_row(clause: Clause) -> Row:
    return {
        "document": clause.document_id,
        "clause": clause.reference,
        "heading": clause.heading,
        "text": clause.text,
        "source_lines": list(clause.lines),
        "responsibilities": [
            {"name": one.agency, "role": one.role.value} for one in clause.responsibilities
        ],
        "also_involved": list(clause.also_involved),
        "deadline": clause.deadline,
        "corrections": [
            {"was": one.was, "is": one.now, "reason": one.reason, "line": one.line}
            for one in clause.corrections
        ],
        "headings": list(clause.headings),
        "parent": clause.parent,
        "deadlines": [{"words": one.words, "on": _iso(one.on)} for one in clause.deadlines],
    }


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Table:
    table = Table()
    for column in columns:
        table.add_column(column, overflow="fold")  # an id that is cut is no id
    for row in rows:
        table.add_row(
            *(escape(str(row[column] if row[column] is not None else "")) for column in columns)
        )
    return table
