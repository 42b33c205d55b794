"""Whether an answer holds: each sentence has its citation, each value stands in what is cited.

A number, a date, a body or a quoted phrase must stand in the clauses behind its sentence, in their
headings, bodies and renderings, or in what their documents state of themselves; and nobody is said to
lead where no clause names a lead. Free are

- words of the question, where a sentence asserts nothing with them: it denies or quotes them;
- notes marked as not from the documents, word for word as the data give them with their sources;
- counts of what the answer lists;
- the same value in the other language or spelling: 三年 and three years, 2025年底 and the end of 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.types import Clause
from rag.answer_grounds import AnswerGrounds
from rag.draft import name_in_english
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.notes import is_note, unsourced
from rag.own_words import is_own, said_to_be_repealed, said_to_have_run_out, said_to_repeal
from rag.problem import Problem, ProblemKind
from rag.statements import Statement, statements_of
from rag.types import Answer, AnswerAgency, ComparisonCell, Side
from rag.unfounded import unfounded


def problems_of(answer: Answer, knowledge: Knowledge) -> tuple[Problem, ...]:
    """Return what of an answer does not stand in its citations, in the order of its text."""
    behind = AnswerGrounds(answer, knowledge)
    found = [one for statement in statements_of(answer.text) for one in _of(statement, behind)]
    return tuple(dict.fromkeys([*found, *_beside_the_text(behind)]))


def _of(statement: Statement, behind: AnswerGrounds) -> Iterator[Problem]:
    if is_note(statement.words):
        left = unsourced(statement.words, behind.renamings())
        if left:
            yield Problem(kind=ProblemKind.AGENCY, words=left, sentence=statement.sentence)
        return
    if not statement.marks and behind.names_clause_below(statement.words):
        return
    if not _is_traced(statement, behind):
        yield Problem(kind=ProblemKind.UNCITED, words=statement.words, sentence=statement.sentence)
    yield from unfounded(statement, behind)


def _is_traced(statement: Statement, behind: AnswerGrounds) -> bool:
    """Return whether a statement has its citation.

    Without a mark of its own stand only the assistant's own words, a clause's very words before the
    mark that closes them, and its title alone.
    """
    if any(n in behind.clauses for n in statement.marks):
        return True
    words = comparable(statement.words)
    repeal = said_to_repeal(words)
    if repeal is not None:
        return behind.is_repealed_by(*repeal)
    titles = said_to_be_repealed(words)
    if titles is not None:
        return behind.are_repealed(titles)
    run_out = said_to_have_run_out(words)
    if run_out is not None:
        return behind.have_run_out(run_out)
    following = behind.of(statement.following)
    if not following.parts:
        return is_own(words)
    # Parts of a clause that stand apart there are said one after the other.
    said = behind.without_lead(statement.words)
    return is_own(words) or all(map(following.hold, filter(None, re.split("[;。]", said))))


def _beside_the_text(behind: AnswerGrounds) -> Iterator[Problem]:
    """Yield what does not hold of the quotes, the list of bodies and the sides of a comparison."""
    for citation in behind.answer.citations:
        clause = behind.clauses.get(citation.n)
        if clause is None or citation.quote not in clause.text:
            yield Problem(kind=ProblemKind.QUOTE, words=citation.quote, sentence=citation.quote)
    for agency in behind.answer.agencies:
        if not is_listed(agency, behind.clauses.get(agency.citation), behind.knowledge):
            yield Problem(kind=ProblemKind.AGENCY, words=agency.name, sentence="")
    comparison = behind.answer.comparison
    for side in comparison.sides if comparison else ():
        yield from _of_side(side, behind)
    for row in comparison.rows if comparison else ():
        for cell in row.cells:
            yield from _of_cell(cell, row.heading, behind)


def is_listed(agency: AnswerAgency, clause: Clause | None, knowledge: Knowledge) -> bool:
    """Return whether a clause gives a body this role, and the gazetteer this English name."""
    if clause is None:
        return False
    english = (None, name_in_english(agency.name, knowledge.document_of(clause)))
    listed = ((one.agency, one.role) for one in clause.responsibilities)
    return (agency.name, agency.role) in listed and agency.name_en in english


def _of_cell(cell: ComparisonCell, heading: str, behind: AnswerGrounds) -> Iterator[Problem]:
    """Yield the bodies and values of a cell that its clauses do not have."""
    clauses = [behind.clauses[n] for n in cell.citations if n in behind.clauses]
    named = {one.agency for clause in clauses for one in clause.responsibilities}
    for name in cell.agencies:
        if name not in named:
            yield Problem(kind=ProblemKind.AGENCY, words=name, sentence=heading)
    for words in (*cell.targets, *cell.deadlines):
        if not any(words in clause.text for clause in clauses):
            yield Problem(kind=ProblemKind.QUOTE, words=words, sentence=heading)


def _of_side(side: Side, behind: AnswerGrounds) -> Iterator[Problem]:
    named = {
        one.agency
        for n in side.citations
        if n in behind.clauses
        for one in behind.clauses[n].responsibilities
    }
    for name in side.agencies:
        if name not in named:
            yield Problem(kind=ProblemKind.AGENCY, words=name, sentence=side.summary)
    document = behind.knowledge.documents.get(side.document)
    day = document.issued_on.isoformat() if document and document.issued_on else None
    if side.date != day:
        yield Problem(kind=ProblemKind.DATE, words=side.date or "", sentence=side.summary)
    if side.summary:
        yield from unfounded(Statement(side.summary, side.citations, side.summary), behind)
