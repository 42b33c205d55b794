"""Two whole documents side by side as a table to download."""

from __future__ import annotations

from rag.side_by_side import Entry
from ui.pages.compare_alignment import AlignedRow, Alignment, kind_of, quote_of
from ui.pages.compare_alignment_words import AlignmentWords, alignment_words
from ui.pages.compare_export import Table, particulars
from ui.pages.compare_link_html import link_facts
from ui.pages.compare_words import compare_words
from ui.pages.query import PageQuery
from ui.words import PageLanguage


def alignment_table(alignment: Alignment, query: PageQuery, language: PageLanguage) -> Table:
    """Return the rows of the kind asked for, of all pages: both documents, and what differs."""
    words = alignment_words(language)
    head = (words.topic, *(one.title for one in alignment.documents), words.kind, words.difference)
    facts = [(*row, "", "") for row in particulars(alignment.documents, language)]
    rows = [_row(one, alignment, language) for one in alignment.of_kind(kind_of(query))]
    return head, [*facts, *rows]


def _row(row: AlignedRow, alignment: Alignment, language: PageLanguage) -> tuple[str, ...]:
    words = alignment_words(language)
    not_stated = compare_words(language).not_stated
    beside = "\n".join(_cell(one, words) for one in (*row.linked, *row.cut)) or not_stated
    if not row.linked and row.cut:
        beside = f"{not_stated}\n{beside}"
    cells = (
        _cell(Entry(row.lead), words) if document.document_id == row.lead.document_id else beside
        for document in alignment.documents
    )
    differs = words.between.join(words.differs[one] for one in row.differs)
    topic = row.lead.heading or row.lead.reference
    return (topic, *cells, words.extents[row.extent], differs)


def _cell(entry: Entry, words: AlignmentWords) -> str:
    """Return the words of a clause and its number; of a linked one, how far and who decided."""
    facts = f" ({link_facts(entry.link, words)})" if entry.link else ""
    return f"{quote_of(entry)} [{entry.clause.reference}]{facts}"
