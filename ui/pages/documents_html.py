"""The list of documents as HTML: pure, and everything from documents is escaped."""

from __future__ import annotations

from datetime import date

from corpus.library import Corpus
from corpus.places import NATION
from corpus.types import Document, ParsedDocument, Status
from corpus.validity import has_run_out
from rag.types import Language
from ui.markup import attribute, text
from ui.pages.documents_words import DocumentsWords, documents_words
from ui.pages.query import reader_link
from ui.words import PageLanguage, answer_words

_MOST_IN_A_CELL = 16  # characters that stand beside other facts without making them tall
_OWN_TITLE = "the text"  # what the parser says of a title that the document itself gives


def render_documents(corpus: Corpus, language: PageLanguage) -> str:
    """Return the documents in their order, each with what it states and a link to the reader."""
    words = documents_words(language)
    entries = "".join(
        _entry(one, _kind(one.document, corpus), words, language) for one in corpus.parsed
    )
    count = words.count.format(documents=len(corpus.parsed), clauses=len(corpus.clauses))
    listed = f'<ul class="zd-documents">{entries}</ul>' if entries else f"<p>{text(words.none)}</p>"
    return (
        f"<h2>{text(words.heading)}</h2>"
        f'<p class="zd-about">{text(words.about)}</p><p class="zd-count">{text(count)}</p>{listed}'
    )


def document_title(document: Document, language: PageLanguage) -> str:
    """Return the title as HTML, in English with the English one beside it where there is one."""
    chinese = f'<span lang="zh-Hans">{text(document.title)}</span>'
    if language is not PageLanguage.ENGLISH or not document.title_en:
        return chinese
    return f'{chinese} <span class="zd-title-en" lang="en">{text(document.title_en)}</span>'


def status_badge(document: Document, language: PageLanguage) -> str:
    """Return the status in words, or that its period of validity is over; colour only repeats it."""
    words = answer_words(Language(language))
    over = has_run_out(document)
    said = documents_words(language).run_out if over else words.statuses[document.status]
    status = Status.REPEALED if over else document.status
    return f'<span class="zd-status zd-status-{status}">{text(words.status)} {text(said)}</span>'


def level_and_place(document: Document, language: PageLanguage, nation: str) -> str:
    if document.place == NATION:
        return nation
    level = answer_words(Language(language)).levels[document.level] if document.level else ""
    return f"{document.place} · {level}" if level else document.place


def _entry(parsed: ParsedDocument, kind: str, words: DocumentsWords, language: PageLanguage) -> str:
    document = parsed.document
    address = reader_link(document.document_id)
    always = [
        (words.place, level_and_place(document, language, words.nation)),
        (words.number, document.document_number),
        (words.issued, day(document.issued_on)),
        (words.published, day(document.published_on)),
        (words.clauses, str(len(parsed.clauses))),
    ]
    # Few documents state these, and a gap would tell nothing.
    where_stated = [
        (words.effective, day(document.effective_on), ""),
        (words.until, day(document.valid_until), ""),
        (words.found_at, _spoken(document.found_at, language), "zd-long"),
        (words.title_source, _spoken(_foreign_title(document), language), "zd-long"),
    ]
    issuers = words.between.join(document.issuers) or words.not_stated
    rows = fact(words.issuers, issuers, "zd-long" if len(issuers) > _MOST_IN_A_CELL else "")
    rows += "".join(fact(name, value or words.not_stated) for name, value in always)
    rows += "".join(fact(name, value, size) for name, value, size in where_stated if value)
    data = f'data-document="{attribute(document.document_id)}" data-kind="{kind}"'
    return (
        f'<li {data}><h3><a href="{attribute(address)}">{document_title(document, language)}</a> '
        f"{status_badge(document, language)}</h3><dl>{rows}</dl></li>"
    )


def _kind(document: Document, corpus: Corpus) -> str:
    """Return what `assets/intake.js` goes by when it asks before removing a document."""
    return "own" if document.document_id in corpus.own else "shipped"


def fact(name: str, value: str, kind: str = "") -> str:
    return f'<div class="{kind}"><dt>{text(name)}</dt><dd>{text(value)}</dd></div>'


def _foreign_title(document: Document) -> str | None:
    return None if document.title_source == _OWN_TITLE else document.title_source


def _spoken(where: str | None, language: PageLanguage) -> str | None:
    """Return what is said of a source in the language of the page.

    The catalogue gives both with a slash between, English first; a file name has none.
    """
    if where is None:
        return None
    english, _, chinese = where.partition(" / ")
    if language is PageLanguage.ENGLISH:
        return english
    return chinese or documents_words(language).sources.get(english, english)


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None
