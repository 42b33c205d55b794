"""A comparison as a table to download."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.library import Corpus
from corpus.types import Document
from rag.types import Language
from ui.pages.compare_table import Cell, Comparing, compared, documents_of, topics_of
from ui.pages.compare_words import CompareWords, compare_words
from ui.pages.query import PageQuery
from ui.words import PageLanguage, answer_words

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def comparison_table(
    comparing: Comparing, corpus: Corpus, query: PageQuery, language: PageLanguage
) -> Table:
    """Return a column for each document: its particulars, then what it says on each topic."""
    words = compare_words(language)
    table = compared(comparing, topics_of(query), documents_of(corpus, query))
    head = (words.topics, *(one.title for one in table.documents))
    rows = [(row.topic, *(_cell(cell, words) for cell in row.cells)) for row in table.rows]
    return head, [*particulars(table.documents, language), *rows]


def particulars(documents: Sequence[Document], language: PageLanguage) -> list[tuple[str, ...]]:
    """Return the level, the date and the validity of documents: a row each, named in its first cell."""
    words, labels = compare_words(language), answer_words(Language(language))
    return [
        (words.level, *(_level(one, language) for one in documents)),
        (words.date, *(_date(one, labels.not_stated) for one in documents)),
        (words.status, *(labels.statuses[one.status] for one in documents)),
    ]


def _level(document: Document, language: PageLanguage) -> str:
    labels = answer_words(Language(language))
    level = labels.levels[document.level] if document.level else labels.not_stated
    return f"{document.place} · {level}"


def _date(document: Document, not_stated: str) -> str:
    return document.issued_on.isoformat() if document.issued_on else not_stated


def _cell(cell: Cell | None, words: CompareWords) -> str:
    if cell is None:
        return words.not_stated
    bodies = "、".join(cell.side.agencies)
    cited = "\n".join(one.cite_as for one in cell.citations)
    duties = f"{words.bodies}: {bodies}" if bodies else ""
    return "\n".join(filter(None, (cell.side.summary, duties, cited)))
