"""Two whole documents side by side as HTML: pure, and everything from documents is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, groupby

from corpus.titles import english_title
from corpus.types import Document
from rag.cautions import Caution, caution_words
from rag.draft import validity_warning
from rag.side_by_side import Entry, Extent
from rag.types import Language
from ui.frame_words import Place
from ui.markup import attribute, marked_place, text
from ui.pages.compare_alignment import (
    AlignedRow,
    Alignment,
    Page,
    kind_of,
    page_of,
    quote_of,
)
from ui.pages.compare_alignment_words import AlignmentWords, alignment_words
from ui.pages.compare_html import render_column_head, render_exports
from ui.pages.compare_link_html import render_adding, render_choices, render_link
from ui.pages.compare_words import compare_words
from ui.pages.fields import select
from ui.pages.query import PageQuery, link_to, reader_link
from ui.words import PageLanguage

_CHOSEN = ("doc", "place")


def render_alignment(
    alignment: Alignment, query: PageQuery, language: PageLanguage, person: str | None
) -> str:
    """Return the totals, the warnings, and a page of the table; links with buttons for a `person`."""
    words = alignment_words(language)
    page = page_of(alignment.of_kind(kind_of(query)), query.one("page"))
    table = _table(alignment, page, language, person) if page.rows else f"<p>{text(words.none)}</p>"
    return (
        f'<h3 id="zd-alignment" data-result>{text(words.heading)}</h3>{_warnings(alignment, language)}'
        f'<p class="zd-totals">{_totals(alignment, language)}</p>'
        f'<p class="zd-note">{text(words.matched)}</p>{_kinds(query, words)}'
        f"{render_exports(query, compare_words(language))}{table}{_pages(page, query, words)}"
        f"{''.join(map(render_choices, alignment.clauses)) if person else ''}"
    )


def render_pairs(documents: Sequence[Document], language: PageLanguage) -> str:
    """Return a link to the alignment of each two of more than two documents."""
    words = alignment_words(language)
    links = "".join(_pair(one, other, language) for one, other in combinations(documents, 2))
    return f'<p class="zd-note">{text(words.choose_two)}</p><ul class="zd-pairs">{links}</ul>'


def _pair(one: Document, other: Document, language: PageLanguage) -> str:
    query = PageQuery(fields=(("doc", one.document_id), ("doc", other.document_id)))
    titles = [_title(document, language) for document in (one, other)]
    label = alignment_words(language).pair.format(first=titles[0], second=titles[1])
    return f'<li><a href="{attribute(link_to(Place.COMPARE, query))}">{text(label)}</a></li>'


def _title(document: Document, language: PageLanguage) -> str:
    return english_title(document) if language is PageLanguage.ENGLISH else document.title


def _warnings(alignment: Alignment, language: PageLanguage) -> str:
    """Return why the documents are not simply alike; a repealed one is named."""
    spoken = Language(language)
    lines = validity_warning(list(alignment.documents), spoken).split("\n\n")
    lines += [caution_words(o, spoken) for o in alignment.cautions if o is not Caution.REPEALED]
    return "".join(f'<p class="zd-alert">{text(line)}</p>' for line in lines if line)


def _totals(alignment: Alignment, language: PageLanguage) -> str:
    words, sentences = alignment_words(language), []
    for document in alignment.documents:
        counts = alignment.totals[document.document_id]
        by_kind = {one.value: counts[one] for one in Extent}
        sentences.append(
            words.totals.format(title=_title(document, language), clauses=counts.total(), **by_kind)
        )
    return text((" " if language is PageLanguage.ENGLISH else "").join(sentences))


def _kinds(query: PageQuery, words: AlignmentWords) -> str:
    """Return the choice of the kind of rows, which counts at once."""
    options = [("", words.every), *((one.value, words.extents[one]) for one in Extent)]
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{attribute(value)}">'
        for name in _CHOSEN
        for value in query.all(name)
    )
    chosen = kind_of(query)
    field = select("kind", words.choose_kind, options, chosen.value if chosen else "")
    return f'<form class="zd-filters" data-instant>{hidden}{field}</form>'


def _table(alignment: Alignment, page: Page, language: PageLanguage, person: str | None) -> str:
    words = alignment_words(language)
    heads = "".join(render_column_head(one, language) for one in alignment.documents)
    titles = {one.document_id: one.title for one in alignment.documents}
    groups = groupby(page.rows, key=lambda one: (one.lead.document_id, one.part))
    body = "".join(
        f'<tbody><tr class="zd-part"><th colspan="3" scope="rowgroup" lang="zh-Hans">'
        f"{text(' · '.join(filter(None, (titles[document], part))))}</th></tr>"
        f"{''.join(_row(one, alignment, language, person) for one in rows)}</tbody>"
        for (document, part), rows in groups
    )
    return (
        '<div class="zd-table zd-compare zd-alignment" role="region" tabindex="0" '
        'aria-labelledby="zd-alignment"><table><thead><tr>'
        f'<th scope="col">{text(words.topic)}</th>{heads}</tr></thead>{body}</table></div>'
    )


def _row(row: AlignedRow, alignment: Alignment, language: PageLanguage, person: str | None) -> str:
    words = alignment_words(language)
    differs = [words.differs[one] for one in row.differs]
    notes = text(" · ".join([words.extents[row.extent], *differs]))
    cells = "".join(
        _lead(row, language)
        if document.document_id == row.lead.document_id
        else _beside(row, document.document_id, language, person)
        for document in alignment.documents
    )
    return (
        f'<tr class="zd-extent-{row.extent}"><th scope="row">'
        f'<span lang="zh-Hans">{text(row.lead.heading or row.lead.reference)}</span>'
        f'<span class="zd-note">{notes}</span></th>{cells}</tr>'
    )


def _lead(row: AlignedRow, language: PageLanguage) -> str:
    return f"<td>{_cited(Entry(row.lead), language)}</td>"


def _beside(row: AlignedRow, other: str, language: PageLanguage, person: str | None) -> str:
    """Return what the document `other` has: linked clauses, or that it is silent; what was cut."""
    words = alignment_words(language)
    linked = "".join(
        f'<div class="zd-linked">{_cited(one, language)}{render_link(one.link, words, person)}</div>'
        for one in row.linked
        if one.link
    )
    cut = "".join(
        f'<div class="zd-unlinked">{_named(one)}{render_link(one.link, words, person)}</div>'
        for one in row.cut
        if one.link
    )
    silent = "" if linked else f"<p>{text(compare_words(language).not_stated)}</p>"
    kind = "" if linked else ' class="zd-silent"'
    adding = render_adding(row.lead.clause_id, other, words) if person else ""
    return f"<td{kind}>{linked}{silent}{cut}{adding}</td>"


def _cited(entry: Entry, language: PageLanguage) -> str:
    """Return the words of a clause with the link that marks them in the document."""
    english = entry.clause.rendering if language is PageLanguage.ENGLISH else None
    beside = (
        f'<span class="zd-title-en" lang="en">{text(english.heading)}</span>' if english else ""
    )
    return f'<p lang="zh-Hans">{text(quote_of(entry))} {_named(entry)}</p>{beside}'


def _named(entry: Entry) -> str:
    clause = entry.clause
    address = attribute(reader_link(clause.document_id, clause.reference, quote_of(entry)))
    title = attribute(clause.heading)
    link = f'<a lang="zh-Hans" href="{address}" title="{title}">[{text(clause.reference)}]</a>'
    return marked_place(clause.clause_id, link)


def _pages(page: Page, query: PageQuery, words: AlignmentWords) -> str:
    if len(page.rows) == page.count:
        return ""
    links = []
    if page.first:
        links.append(_page_link(words.earlier, page.number - 1, query))
    if page.end < page.count:
        links.append(_page_link(words.later, page.number + 1, query))
    shown = words.shown.format(first=page.first + 1, last=page.end, count=page.count)
    return f'<p class="zd-pages">{text(shown)} {" ".join(links)}</p>'


def _page_link(label: str, number: int, query: PageQuery) -> str:
    address = attribute(link_to(Place.COMPARE, query.changed(page=str(number))))
    return f'<a id="zd-page-{number}" href="{address}">{text(label)}</a>'
