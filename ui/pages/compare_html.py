"""Documents side by side as HTML. Pure but for the comparing itself; everything is escaped."""

from __future__ import annotations

from corpus.library import Corpus
from corpus.types import Document
from rag.types import Citation, Language
from ui.frame_words import Place
from ui.markup import attribute, marked_place, text
from ui.pages.compare_table import (
    MAX_DOCUMENTS,
    MAX_TOPICS,
    Cell,
    Comparing,
    ComparisonTable,
    TopicRow,
    compared,
    documents_of,
    topics_of,
    values_in,
)
from ui.pages.compare_words import CompareWords, compare_words
from ui.pages.documents_html import document_title, status_badge
from ui.pages.fields import checkboxes, text_field
from ui.pages.query import PageQuery, export_link, reader_link
from ui.words import PageLanguage, answer_words

EXPORTS = ("xlsx", "docx")
_ONLY_HERE = "△"


def render_compare(
    comparing: Comparing, corpus: Corpus, query: PageQuery, language: PageLanguage
) -> str:
    """Return the page for `topic`, `doc` and `place`; the latter two may come several times."""
    words = compare_words(language)
    head = render_head(corpus, query, language)
    topics, documents = topics_of(query), documents_of(corpus, query)
    chosen = query.all("doc") or query.all("place")
    if not topics and (len(documents) > 1 or not chosen):
        return head
    if len(documents) < 2:
        return f'{head}<p class="zd-alert" role="alert">{text(words.too_few)}</p>'
    table = compared(comparing, topics, documents)
    return f"{head}{render_exports(query, words)}{render_table(table, language)}"


def render_head(corpus: Corpus, query: PageQuery, language: PageLanguage) -> str:
    """Return the heading and the form in which topics and documents are chosen."""
    words = compare_words(language)
    return (
        f'<h2>{text(words.heading)}</h2><p class="zd-about">{text(words.about)}</p>'
        f"{_form(corpus, query, words)}"
    )


def render_table(table: ComparisonTable, language: PageLanguage) -> str:
    """Return a column for each document, headed by level, date and validity; a row for each topic."""
    words = compare_words(language)
    heads = "".join(render_column_head(one, language) for one in table.documents)
    body = "".join(_row(row, table.documents, words) for row in table.rows)
    marked = any(
        cell and (cell.own_bodies or cell.own_values) for row in table.rows for cell in row.cells
    )
    note = f'<p class="zd-note">{text(words.only_here)}</p>' if marked else ""
    return (
        f'<h3 id="zd-comparison" data-result>{text(words.table)}</h3>{note}'
        '<div class="zd-table zd-compare" role="region" tabindex="0" aria-labelledby="zd-comparison">'
        f'<table><thead><tr><th scope="col">{text(words.topics)}</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _form(corpus: Corpus, query: PageQuery, words: CompareWords) -> str:
    places = dict.fromkeys(one.place for one in corpus.documents)
    documents = [(one.document_id, one.title) for one in corpus.documents]
    limits = words.limits.format(topics=MAX_TOPICS, documents=MAX_DOCUMENTS)
    topic = query.one("topic")
    return (
        '<form class="zd-filters zd-compare-form">'
        f"{text_field('topic', words.topic, topic, hint=words.topic_hint)}"
        f"{checkboxes('place', words.places, [(one, one) for one in places], query.all('place'))}"
        f"{checkboxes('doc', words.documents, documents, query.all('doc'))}"
        f'<p class="zd-note">{text(limits)}</p>'
        f'<p class="zd-buttons"><button type="submit" id="zd-compare">{text(words.compare)}</button> '
        f'<a href="./{Place.COMPARE}">{text(words.clear)}</a></p></form>'
    )


def render_exports(query: PageQuery, words: CompareWords) -> str:
    """Return the links that save as files what an address asks for."""
    links = " ".join(
        f'<a href="{attribute(export_link(f"comparison.{kind}", query))}" '
        f'download="comparison.{kind}">{text(words.export)} {kind.upper()}</a>'
        for kind in EXPORTS
    )
    return f'<p class="zd-exports">{links}</p>'


def render_column_head(document: Document, language: PageLanguage) -> str:
    """Return the head of a document's column: its place, title, level, date and validity."""
    words, labels = compare_words(language), answer_words(Language(language))
    level = labels.levels[document.level] if document.level else labels.not_stated
    issued = document.issued_on.isoformat() if document.issued_on else labels.not_stated
    address = attribute(reader_link(document.document_id))
    return (
        f'<th scope="col"><span class="zd-place" lang="zh-Hans">{text(document.place)}</span> '
        f'<a href="{address}">{document_title(document, language)}</a>'
        f'<span class="zd-column-facts">{text(words.level)}: {text(level)}<br>'
        f"{text(words.date)}: {text(issued)}</span>{status_badge(document, language)}</th>"
    )


def _row(row: TopicRow, documents: tuple[Document, ...], words: CompareWords) -> str:
    said = words.covered.format(
        covered=sum(cell is not None for cell in row.cells), documents=len(documents)
    )
    cells = "".join(_cell(cell, words) for cell in row.cells)
    return (
        f'<tr><th scope="row">{text(row.topic)}<span class="zd-note">{text(said)}</span></th>'
        f"{cells}</tr>"
    )


def _cell(cell: Cell | None, words: CompareWords) -> str:
    if cell is None:
        return f'<td class="zd-silent">{text(words.not_stated)}</td>'
    links = " ".join(_citation(one) for one in cell.citations)
    bodies = "".join(_body(name, name in cell.own_bodies) for name in cell.side.agencies)
    listed = (
        f'<span class="zd-note">{text(words.bodies)}</span><ul lang="zh-Hans">{bodies}</ul>'
        if bodies
        else ""
    )
    return f"<td><p>{_with_own_values(cell)} {links}</p>{listed}</td>"


def _citation(citation: Citation) -> str:
    address = attribute(reader_link(citation.document, citation.clause, citation.quote))
    name = attribute(citation.cite_as)
    link = f'<a lang="zh-Hans" href="{address}" title="{name}">[{text(citation.clause)}]</a>'
    return marked_place(f"{citation.document}#{citation.clause}", link)


def _body(name: str, only_here: bool) -> str:
    return f"<li>{_marked(name) if only_here else text(name)}</li>"


def _with_own_values(cell: Cell) -> str:
    """Return the summary with the figures marked that no other document has."""
    pieces, rest = [], cell.side.summary
    for value in values_in(cell.side.summary):
        before, _, rest = rest.partition(value)
        shown = _marked(value) if value in cell.own_values else text(value)
        pieces.append(f"{text(before)}{shown}")
    return "".join(pieces) + text(rest)


def _marked(words: str) -> str:
    return f'<b class="zd-differs">{_ONLY_HERE}{text(words)}</b>'
