"""A document's own particulars: issuer, number, dates, validity, addressees, and what is not stated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.page import label_pattern
from rag.cite import Cited, shortened
from rag.compose_refusal import compose_refusal
from rag.draft import Draft, say, validity_warning
from rag.evidence import Reason, Refusal
from rag.issuer_verdict import picked_by_issuer
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.page import Page, page_of
from rag.particular_words import LABELS
from rag.particulars import Particular, asks_for_order, days_in
from rag.predecessors import compose_predecessor
from rag.query import Query
from rag.stated import DATES, Stated, stated
from rag.status_scope import documents_meant, paper_not_held
from rag.status_text import Said, in_order, written
from rag.status_verdict import first_words, verdict_on, verdict_on_works
from rag.types import Comparison, Intent, Side, Verdict
from rag.wording import COMPARE
from rag.works import NamedWork, stated_basis, stated_work, works_asked, works_numbered

# What is said of a document of which no particular is named.
_OF_ITSELF = (Particular.NUMBER, Particular.ISSUERS, Particular.DATE, Particular.VALIDITY)


def compose_status(query: Query, knowledge: Knowledge) -> Draft:
    """Return the particulars that a question asks for, and what is not stated."""
    predecessor = compose_predecessor(query, knowledge)
    if predecessor is not None:
        return predecessor
    not_held = paper_not_held(query, knowledge)
    if not_held is not None:
        return compose_refusal(query, not_held, knowledge)
    if Particular.COLLECTION in query.particulars:
        return _on_collection(query, knowledge)
    pages = [page_of(one, knowledge) for one in documents_meant(query, knowledge)]
    works = _works(query, pages)
    if works:
        return _drafted(query, _on_works(query, works), verdict_on_works(query.question, works))
    picked = picked_by_issuer(query, pages) if Particular.ISSUERS in query.particulars else None
    said = in_order([Said(page, _stated(query, page)) for page in picked or pages], query)
    return _drafted(query, said, verdict_on(query, pages, picked))


def _drafted(query: Query, said: Sequence[Said], verdict: Verdict | None) -> Draft:
    refusal = _refusal(said)
    verdict = None if refusal else verdict
    documents = [one.page.document for one in said if not one.is_silent or len(said) == 1]
    words = written(said, query)
    return Draft(
        text=validity_warning(documents, query.language)
        + first_words(verdict, query, documents)
        + words.text,
        verdict=verdict,
        cited=words.cited,
        comparison=_comparison(query, words.sides),
        refused=refusal is not None,
        refusal=refusal,
    )


def _on_collection(query: Query, knowledge: Knowledge) -> Draft:
    """Return how many documents are held, of a place if one is named, and which."""
    pages = [page_of(one, knowledge) for one in documents_meant(query, knowledge)]
    said = [Said(page, (stated(Particular.DATE, page, query.language),)) for page in pages]
    words = written(said, query)
    count = say(
        query.language, f"共有{len(pages)}份文件。\n\n", f"There are {len(pages)} documents.\n\n"
    )
    return Draft(text=count + words.text, cited=words.cited)


def _works(query: Query, pages: Sequence[Page]) -> list[NamedWork]:
    """Return the documents that a question means and these pages only name."""
    if Particular.BASIS in query.particulars:
        return []
    named = works_asked(query.question, pages)
    own_number = query.scope.is_explicit and Particular.NUMBER in query.particulars
    return named or ([] if own_number else works_numbered(query.question, pages))


def _on_works(query: Query, works: Sequence[NamedWork]) -> list[Said]:
    pages = {one.page.document.document_id: one.page for one in works}
    return [
        Said(
            page,
            tuple(
                stated_work(one, query.particulars, query.language)
                for one in works
                if one.page is page
            ),
        )
        for page in pages.values()
    ]


def _stated(query: Query, page: Page) -> tuple[Stated, ...]:
    labels = _labels_asked(query, page)
    asked = [*query.particulars, *_other_date(query, page)]
    # Beside the basis, the number is that of the basis.
    of_basis = Particular.BASIS in asked
    found = [
        stated_basis(page, query.question, query.language)
        if one is Particular.BASIS
        else stated(one, page, query.language)
        for one in asked
        if not (of_basis and one is Particular.NUMBER)
    ]
    if found or labels:
        return (*labels, *found)
    all_stated = [stated(one, page, query.language) for one in _OF_ITSELF]
    return tuple([one for one in all_stated if one.words] or all_stated)


def _other_date(query: Query, page: Page) -> tuple[Particular, ...]:
    """Return the date that is not asked for, where a question takes its day for the one that is."""
    asked = set(query.particulars)
    if not asked & DATES or Particular.DATE in asked:
        return ()
    proposed = days_in(comparable(query.question))
    dates = (
        (Particular.ISSUED, page.document.issued_on),
        (Particular.PUBLISHED, page.document.published_on),
    )
    return tuple(
        other
        for other, on in dates
        if on and other not in asked and any(day.is_of(on) for day in proposed)
    )


# A line of the metadata that a saved page carries: 索引号:123.
_LABELLED = re.compile(
    r"^(?P<label>[\u3400-\u9fff][\u3400-\u9fff\s\u3000]{1,10})[::](?P<value>.*)$"
)
_NO_FIELDS = frozenset({"index_number", "kind"})  # labels whose values no field of a document holds


def _labels_asked(query: Query, page: Page) -> list[Stated]:
    """Return what stands beside the labels that a question names and no particular covers."""
    text = comparable(query.question)
    found: dict[str, Stated] = {}
    for line in page.lines:
        labelled = _LABELLED.match(line.strip())
        kinds = {match.lastgroup for match in label_pattern().finditer(line)}
        if labelled is None or page.preface is None or not kinds <= _NO_FIELDS:
            continue
        label, value = re.sub(r"\s", "", labelled["label"]), labelled["value"].strip()
        named = label in text or (label in LABELS and LABELS[label].search(text))
        if named and (value or kinds):
            cited = (Cited(page.preface, shortened(line)),)
            found[label] = Stated(None, label, value or None, cited)
    absent = [name for name, words in LABELS.items() if words.search(text) and name not in found]
    return [*found.values(), *(Stated(None, name, None, page.opening()) for name in absent)]


def _comparison(query: Query, sides: Sequence[Side]) -> Comparison | None:
    text = comparable(query.question)
    compares = query.intent is Intent.COMPARE or COMPARE.search(text) or asks_for_order(text)
    each_named = query.scope.is_explicit and len(sides) == len(query.scope.documents)
    if len(sides) < 2 or not (compares or each_named):
        return None
    return Comparison(topic=query.topic or query.question, sides=tuple(sides))


def _refusal(said: Sequence[Said]) -> Refusal | None:
    """Return a refusal where none of the documents states anything of what is asked."""
    if not all(one.is_silent for one in said):
        return None
    missing = tuple(dict.fromkeys(item.label for one in said for item in one.stated))
    nearest = tuple(item.cited[0].clause for item in said[0].stated[:1] if item.cited)
    return Refusal(Reason.VALUE, "、".join(missing), missing, nearest)
