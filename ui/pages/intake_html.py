"""The place where documents are added, and what was understood of one, as HTML: all escaped."""

from __future__ import annotations

import json
from typing import Final

from corpus.own_document import OwnDocument
from corpus.types import Clause
from rag.types import Language
from ui.doubts import doubt_on_page
from ui.markup import attribute, text
from ui.pages.documents_html import day, document_title, fact, level_and_place
from ui.pages.documents_words import documents_words
from ui.pages.intake_words import IntakeWords, intake_words
from ui.staff_words import staff_words
from ui.words import PageLanguage

_FIRST_CLAUSES: Final = 5
_MAX_CHARACTERS: Final = 300
_ENDINGS: Final = ".txt,.md,.html,.htm,.docx,.pdf"
MEGABYTE: Final = 1_000_000
MOST_FILES: Final = 30  # each is sent twice, and a user may send 120 requests a minute


def render_drop_zone(max_bytes: int, language: PageLanguage) -> str:
    """Return the input for a file of at most `max_bytes`, with the words its script says."""
    words = intake_words(language)
    limit = f"{max_bytes / MEGABYTE:.3g}"
    said = words.model_dump(
        include={
            "reading", "saving", "read", "files", "same_id", "save_chosen",
            "none_chosen", "all_saved", "many_saved", "close", "cancel", "failed", "remove", "removing",
            "removed", "confirm", "remove_now", "cancel_removal", "of_status",
        }
    )  # fmt: skip
    said["too_large"] = words.too_large.format(limit=limit)
    said["too_many"] = words.too_many.format(limit=MOST_FILES)
    data = attribute(json.dumps(said, ensure_ascii=False))
    return (
        f'<section class="zd-intake" aria-label="{attribute(words.section)}" '
        f'data-max-bytes="{max_bytes}" data-most-files="{MOST_FILES}" data-words="{data}"><div class="zd-drop">'
        f'<p id="zd-drop-head">{text(words.choose)}</p>'
        f'<input type="file" id="zd-file" multiple accept="{_ENDINGS}" '
        'aria-labelledby="zd-drop-head" aria-describedby="zd-file-hint">'
        f'<label class="zd-pick" for="zd-file">{text(words.pick)}</label>'
        f'<p id="zd-file-hint">{text(words.hint.format(limit=limit))}</p></div>'
        '<p class="zd-state" role="status"></p>'
        f'<progress hidden aria-label="{attribute(words.saving)}"></progress>'
        '<p class="zd-alert" role="alert" hidden></p><div class="zd-understood"></div></section>'
    )


def render_understood(document: OwnDocument, language: PageLanguage, *, replaces: bool) -> str:
    """Return what a person checks before a document is saved, with fields to correct it."""
    words = intake_words(language)
    return (
        f'<h2 tabindex="-1">{text(words.understood)}</h2>'
        f'<p class="zd-title">{document_title(document.parsed.document, language)}</p>'
        f"{_facts(document, words, language)}{_doubts(document, words, language)}"
        f"{_replacing(document, words) if replaces else ''}{_fields(document, words)}{_first_clauses(document, words, language)}"
    )


def render_in_list(document: OwnDocument, language: PageLanguage, *, replaces: bool) -> str:
    """Return what a person checks of one of several documents, most of it closed at first."""
    words = intake_words(language)
    return (
        f'<div data-id="{attribute(document.document_id)}">'
        f'<p class="zd-title">{document_title(document.parsed.document, language)}</p>'
        f"{_doubts(document, words, language)}"
        f"{_replacing(document, words) if replaces else ''}"
        f"<details><summary>{text(words.understood)}</summary>{_facts(document, words, language)}"
        f"{_first_clauses(document, words, language)}</details></div>"
    )


def _replacing(document: OwnDocument, words: IntakeWords) -> str:
    note = text(words.replaces.format(id=document.document_id))
    return f'<p class="zd-replaces">{note}</p>'


def _facts(document: OwnDocument, words: IntakeWords, language: PageLanguage) -> str:
    found, clauses = document.parsed.document, document.parsed.clauses
    labels = documents_words(language)
    stated = [
        (labels.number, found.document_number),
        (labels.issuers, labels.between.join(found.issuers)),
        (labels.place, level_and_place(found, language, labels.nation)),
        (labels.issued, day(found.issued_on)),
        (labels.published, day(found.published_on)),
        (labels.effective, day(found.effective_on)),
        (labels.until, day(found.valid_until)),
        (labels.clauses, str(len(clauses))),
        (words.responsible, str(sum(bool(one.responsibilities) for one in clauses))),
    ]
    rows = "".join(fact(name, value or labels.not_stated) for name, value in stated)
    return f"<dl>{rows}</dl>"


def _doubts(document: OwnDocument, words: IntakeWords, language: PageLanguage) -> str:
    if not document.doubts:
        return ""
    items = "".join(f"<li>{text(doubt_on_page(one, language))}</li>" for one in document.doubts)
    return f'<div class="zd-doubts"><h3>{text(words.look_at)}</h3><ul>{items}</ul></div>'


def _fields(document: OwnDocument, words: IntakeWords) -> str:
    found = document.parsed.document
    given = [
        ("id", words.id, found.document_id, 120),
        ("title", words.title, found.title, 300),
        ("place", words.place, found.place, 60),
    ]
    fields = "".join(
        f'<label>{text(label)} <input type="text" name="{name}" maxlength="{most}" '
        f'value="{attribute(value)}"></label>'
        for name, label, value, most in given
    )
    return (
        f'<form class="zd-wishes">{fields}<div class="zd-buttons">'
        f'<button type="button" class="zd-save">{text(words.save)}</button>'
        f'<button type="submit">{text(words.again)}</button>'
        f'<button type="button" class="zd-cancel">{text(words.cancel)}</button></div></form>'
    )


def _first_clauses(document: OwnDocument, words: IntakeWords, language: PageLanguage) -> str:
    clauses = document.parsed.clauses
    items = "".join(_clause(one, language) for one in clauses[:_FIRST_CLAUSES])
    left = len(clauses) - _FIRST_CLAUSES
    more = f"<p>{text(words.more.format(count=left))}</p>" if left > 0 else ""
    return f'<h3>{text(words.first_clauses)}</h3><ul class="zd-first">{items}</ul>{more}'


def _clause(clause: Clause, language: PageLanguage) -> str:
    roles = staff_words(Language(language)).roles
    shown = clause.text[:_MAX_CHARACTERS] + "……" * (len(clause.text) > _MAX_CHARACTERS)
    duties = "".join(
        f'<li>{text(roles[one.role])}: <span lang="zh-Hans">{text(one.agency)}</span></li>'
        for one in clause.responsibilities
    )
    return (
        f'<li><b lang="zh-Hans">{text(clause.reference)}</b> '
        f'<span lang="zh-Hans">{text(shown)}</span>{f"<ul>{duties}</ul>" if duties else ""}</li>'
    )
