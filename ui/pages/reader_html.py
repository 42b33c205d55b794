"""A whole document as HTML: outline, clauses, the cited one with its quoted words marked.

The address gives `doc`, and where wanted `clause`, `quote` (several times) and `show` (text, source,
en; several times). Pure, and everything from documents and addresses is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.library import Corpus
from corpus.types import Clause, ParsedDocument, Status
from ui.markup import attribute, text
from ui.pages.documents_html import document_title, level_and_place, status_badge
from ui.pages.documents_words import documents_words
from ui.pages.query import PageQuery, reader_link
from ui.pages.reader_clause import Showing, render_clause, unfound
from ui.pages.reader_words import ReaderWords, reader_words
from ui.words import PageLanguage

_PARTS: Final = ("text", "source", "en")


def render_reader(corpus: Corpus, query: PageQuery, language: PageLanguage) -> str:
    """Return the document asked for, or a list to choose from where there is none."""
    name = query.one("doc")
    found = next((one for one in corpus.parsed if one.document.document_id == name), None)
    if found is None:
        return _choice(corpus, name, language)
    parts = frozenset(query.all("show")) & frozenset(_PARTS)
    show = Showing(language, parts or frozenset({"text"}), query.one("clause"), query.all("quote"))
    words = reader_words(language)
    anchors = {clause.reference: f"clause-{n}" for n, clause in enumerate(found.clauses, start=1)}
    depths = _depths(found.clauses)
    clauses = "".join(
        render_clause(clause, anchors[clause.reference], depths[clause.reference], found, show)
        for clause in found.clauses
    )
    return (
        f"{_head(found, query, show, words)}"
        f'<div class="zd-reader">{_outline(found, anchors, depths, show, words)}'
        f'<div class="zd-read">{clauses}</div></div>'
    )


def _choice(corpus: Corpus, name: str, language: PageLanguage) -> str:
    words = reader_words(language)
    entries = "".join(
        f'<li><a href="{attribute(reader_link(one.document_id))}">'
        f"{document_title(one, language)}</a> {status_badge(one, language)}</li>"
        for one in corpus.documents
    )
    problem = _alert(words.unknown_document.format(name=name)) if name else ""
    listed = f'<ul class="zd-choice">{entries}</ul>' if entries else f"<p>{text(words.none)}</p>"
    return f"<h2>{text(words.heading)}</h2>{problem}<p>{text(words.choose)}</p>{listed}"


def _head(of: ParsedDocument, query: PageQuery, show: Showing, words: ReaderWords) -> str:
    document, stated = of.document, documents_words(show.language)
    issued = document.issued_on.isoformat() if document.issued_on else None
    facts = [
        level_and_place(document, show.language, stated.nation),
        stated.between.join(document.issuers),
        document.document_number,
        f"{stated.issued} {issued or stated.not_stated}",
    ]
    line = " · ".join(filter(None, facts))
    repealed = _alert(words.repealed) if document.status is Status.REPEALED else ""
    note = f'<p class="zd-note">{text(words.source_note)}</p>' if "source" in show.parts else ""
    return (
        f"<h2>{document_title(document, show.language)}</h2>"
        f'<p class="zd-about">{text(line)} {status_badge(document, show.language)}</p>'
        f"{repealed}{_problems(of, show, words)}{_toggles(query, show, words)}{note}"
    )


def _problems(of: ParsedDocument, show: Showing, words: ReaderWords) -> str:
    """Return a line for each thing that the address asks for and the document has not."""
    if not show.cited:
        return ""
    cited = next((one for one in of.clauses if one.reference == show.cited), None)
    if cited is None:
        return _alert(words.unknown_clause.format(name=show.cited))
    missing = unfound(cited, show.quotes)
    return "".join(_alert(words.unfound_quote.format(name=quote)) for quote in missing)


def _toggles(query: PageQuery, show: Showing, words: ReaderWords) -> str:
    """Return the form that chooses what of each clause is shown; a change is shown at once."""
    kept = "".join(
        f'<input type="hidden" name="{attribute(name)}" value="{attribute(value)}">'
        for name, value in query.fields
        if name != "show"
    )
    labels = dict(zip(_PARTS, (words.text, words.source, words.english), strict=True))
    boxes = "".join(
        f'<label><input type="checkbox" id="zd-show-{part}" name="show" value="{part}"'
        f"{' checked' if part in show.parts else ''}> {text(label)}</label>"
        for part, label in labels.items()
    )
    return (
        f'<form class="zd-toggles" data-instant>{kept}<fieldset>'
        f"<legend>{text(words.shown)}</legend>{boxes}</fieldset></form>"
    )


def _outline(
    of: ParsedDocument,
    anchors: Mapping[str, str],
    depths: Mapping[str, int],
    show: Showing,
    words: ReaderWords,
) -> str:
    entries = "".join(
        f'<li class="zd-depth-{min(depths[one.reference], 4)}">'
        f"{_outline_link(one, anchors[one.reference], show)}</li>"
        for one in of.clauses
    )
    return (
        f'<nav class="zd-outline" aria-label="{attribute(words.outline)}">'
        f'<h3 lang="zh-Hans">{text(of.document.title)}</h3><ol>{entries}</ol></nav>'
    )


def _outline_link(clause: Clause, anchor: str, show: Showing) -> str:
    current = ' aria-current="location"' if clause.reference == show.cited else ""
    return (
        f'<a href="#{anchor}"{current}><span lang="zh-Hans">{text(_label(clause))}</span>'
        f"{_english_heading(clause, show)}</a>"
    )


def _label(clause: Clause) -> str:
    heading = clause.heading
    return (
        f"{clause.reference} {heading}"
        if heading not in {"", clause.reference}
        else clause.reference
    )


def _english_heading(clause: Clause, show: Showing) -> str:
    if show.language is not PageLanguage.ENGLISH or clause.rendering is None:
        return ""
    return f' <span class="zd-title-en" lang="en">{text(clause.rendering.heading)}</span>'


def _depths(clauses: tuple[Clause, ...]) -> dict[str, int]:
    """Return how many clauses each one stands under."""
    depths: dict[str, int] = {}
    for clause in clauses:
        above = depths.get(clause.parent) if clause.parent else None
        depths[clause.reference] = 0 if above is None else above + 1
    return depths


def _alert(line: str) -> str:
    return f'<p class="zd-alert" role="alert">{text(line)}</p>'
