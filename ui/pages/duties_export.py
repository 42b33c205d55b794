"""Who does what as a table to download."""

from __future__ import annotations

from rag.knowledge import Knowledge
from rag.types import Language
from ui.marks import Mark, MarksById
from ui.pages.documents_words import documents_words
from ui.pages.duties_rows import duty_rows
from ui.pages.duties_words import duties_words
from ui.pages.query import PageQuery
from ui.words import PageLanguage, answer_words

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def duties_table(
    knowledge: Knowledge, query: PageQuery, language: PageLanguage, marks: MarksById
) -> Table:
    """Return the head and every row that fits the filters, not only those of one page.

    The last two columns say who has checked the roles of the clause, and when.
    """
    words, labels = duties_words(language), answer_words(Language(language))
    head = (
        words.agency, words.role, words.clause, labels.says, words.deadline, words.document,
        words.place, documents_words(language).issued, labels.status,
        words.checked_by, words.checked_on,
    )  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (
            row.duty.agency,
            labels.roles[row.duty.role],
            row.clause.reference,
            row.clause.text,
            row.deadline,
            row.document.title,
            row.document.place,
            row.document.issued_on.isoformat() if row.document.issued_on else labels.not_stated,
            labels.statuses[row.document.status],
            *_checked(marks.get(row.clause.clause_id)),
        )
        for row in duty_rows(knowledge, query)
    ]
    return head, rows


def _checked(mark: Mark | None) -> tuple[str, str]:
    return (mark.name, mark.checked_on.isoformat()) if mark else ("", "")
