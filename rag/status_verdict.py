"""Whether what a question proposes of a document's particulars is so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.cited_works import can_be_named, is_named
from corpus.metadata import NUMBER
from corpus.preface import years_in
from corpus.types import Document, Status
from corpus.validity import has_run_out
from rag.claims import claims_of, share_of
from rag.issuer_verdict import on_approval, on_count, on_issuers
from rag.language import comparable
from rag.page import Page
from rag.particular_words import ADDRESSEES, APPROVAL
from rag.particulars import Particular, days_in
from rag.query import Query
from rag.scope import read_scope
from rag.types import Language, Verdict
from rag.wording import PROPOSES
from rag.works import NamedWork, basis_of, is_number, names_quoted, works_asked

_DATES = (Particular.PUBLISHED, Particular.RELEASED, Particular.ISSUED, Particular.DATE)
_COMPARED = re.compile(r"(?P<one>.+?)(?:比(?P<other>.+?)(?:要|更|还)?(?:(?P<earlier>早|先)|晚|后))")
_TWO = 2
_ENDS_WITH_DAY = re.compile(
    r"(?:[日号]|印发|发布|公布|成文|挂网|挂出|出台|落款|发|印|签)(?:的|了)?\W*$|\d{4}\W*$"
)
ASKS_IF_REPEALED = re.compile(
    r"失效|废止|作废|过期|废了|停用|停止执行|\b(?:repealed|expired?|invalid|void|lapsed|abolished|superseded)\b"
)
ASKS_IF_IN_FORCE = re.compile(
    r"有效(?!性)|生效|管用|作数|算数|现行|还(?:能|可以)?用|还(?:能|可以)(?:当|作|引|执行|参照)|引用|\b(?:in force|in effect|valid|apply|applies|applicable|holds?|stands?|current|operative|in use)\b"
)
# 还有没有效, 管不管用: what leaves both open proposes neither; 管用不 asks whether it holds.
_LEAVES_OPEN = re.compile(
    r"(?<!是不)(?<!对不)(?P<verb>[\u3400-\u9fff])[不没](?P=verb)(?<!是不是)(?<!对不对)|是否|\bwhether\b|\bor not\b"
)
_LEVELS = {
    "省": r"省级|\bprovincial",
    "市": r"市级|市政府|地市|市一级|\bcit(?:y|ies)\b|\bmunicipal|\bprefecture",
    "县": r"县|区县|\bcount(?:y|ies)\b",
    "乡": r"乡|镇|\btownships?\b|\btowns?\b",
    "部门": r"部门|厅局|\bdepartments?\b",
}


def verdict_on(
    query: Query, pages: Sequence[Page], picked: Sequence[Page] | None = None
) -> Verdict | None:
    """Return whether the documents are as the question proposes; None where it proposes nothing.

    `picked` are those of them that a body issued, where the question asks for these.
    """
    text = comparable(query.question)
    if picked is not None:
        return (Verdict.YES if picked else Verdict.NO) if PROPOSES.search(text) else None
    votes = [vote for page in pages for vote in _votes(query, text, page)]
    same = _on_same(text, query.particulars, [page.document for page in pages])
    if same is not None:
        return same
    votes += _on_order(text, [page.document for page in pages])
    if len(pages) == 1:
        votes += _on_validity(text, pages[0].document)
    return _together(votes)


_SAME = re.compile(
    r"同一[家个年天批套]|一样|相同|同(?:年|天|月)(?:发|印|出)|\bthe same\b|\bidentical\b"
)


def _on_same(
    text: str, asked: Sequence[Particular], documents: Sequence[Document]
) -> Verdict | None:
    """Return whether several documents have the same issuers or dates, as a question proposes it."""
    if len(documents) < _TWO or not any(_SAME.search(claim) for claim in claims_of(text)):
        return None
    if Particular.ISSUERS in asked:
        stated: list[object] = [frozenset(one.issuers) or None for one in documents]
    elif any(one in asked for one in _DATES):
        years = re.search(r"年|\byear\b", text) is not None
        dates = [one.issued_on or one.published_on for one in documents]
        stated = [on and (on.year if years else on) for on in dates]
    else:
        return None
    if None in stated:
        return None
    return Verdict.YES if len(set(stated)) == 1 else Verdict.NO


def _together(votes: Iterable[Verdict]) -> Verdict | None:
    found = set(votes)
    if len(found) > 1:
        return Verdict.PARTLY
    return next(iter(found), None)


def verdict_on_works(question: str, works: Sequence[NamedWork]) -> Verdict | None:
    """Return whether the documents that are only named have the number that a question proposes."""
    claims = claims_of(comparable(question))
    numbers = [match[0] for claim in claims for match in NUMBER.finditer(claim)]
    own = [one.work.number for one in works if one.work.number]
    if not numbers or not own or not works_asked(question, [one.page for one in works]):
        return None
    return share_of([any(is_number(one, given) for one in own) for given in numbers])


def _votes(query: Query, text: str, page: Page) -> list[Verdict]:
    asked = query.particulars
    found: list[Verdict | None] = []
    if Particular.ISSUERS in asked:
        found.append(on_issuers(query, APPROVAL.sub(" ", text), page.document))
        found.append(on_count(text, page.document))
    if Particular.APPROVAL in asked:
        found.append(on_approval(query, text, page))
    if any(one in asked for one in _DATES):
        found.append(_on_dates(text, asked, page.document))
    if Particular.NUMBER in asked and Particular.BASIS not in asked:
        found.append(_on_number(text, page.document))
    if Particular.ADDRESSEES in asked:
        found.append(_on_addressees(text, page.document))
    if Particular.BASIS in asked:
        found.append(_on_basis(text, page))
    if Particular.YEARS in asked:
        found.append(_on_years(text, page))
    return [vote for vote in found if vote is not None]


def _on_dates(text: str, asked: Sequence[Particular], document: Document) -> Verdict | None:
    """Return whether a proposed day is that of publication or of issue, whichever is asked for."""
    claims = [c for c in claims_of(text) if PROPOSES.search(c) or _ENDS_WITH_DAY.search(c)]
    proposed = [day for claim in claims for day in days_in(claim)]
    issued, published = document.issued_on, document.published_on
    fitting = {
        Particular.PUBLISHED: (published,),
        Particular.RELEASED: (published or issued,),
        Particular.ISSUED: (issued,),
        Particular.DATE: (issued, published),
    }
    stated = [on for one in asked if one in fitting for on in fitting[one] if on]
    if not proposed or not stated:
        return None
    return share_of([any(day.is_of(on) for on in stated) for day in proposed])


def _on_number(text: str, document: Document) -> Verdict | None:
    own = document.document_number
    claims = claims_of(text)
    whole = [match[0] for claim in claims for match in NUMBER.finditer(claim)]
    bare = [match[1] for c in claims for match in re.finditer(r"(?<!\d)(\d{1,4})号文", c)]
    if own is None or not (whole or bare):
        return None
    last = re.findall(r"\d+", own)[-1]
    return share_of([is_number(own, one) for one in whole] or [one == last for one in bare])


def _on_addressees(text: str, document: Document) -> Verdict | None:
    claims = [claim for claim in claims_of(text) if ADDRESSEES.search(claim)]
    there = "、".join(document.addressees)
    wanted = [level for level, words in _LEVELS.items() if any(re.search(words, c) for c in claims)]
    if not wanted or not there:
        return None
    return share_of([level in there for level in wanted])


def _on_basis(text: str, page: Page) -> Verdict | None:
    works = basis_of(page)
    claims = claims_of(text)
    numbers = [match[0] for claim in claims for match in NUMBER.finditer(claim)]
    titles = [name for claim in claims for name in names_quoted(claim)]
    titles = [
        name
        for name in titles
        if comparable(name) not in comparable(page.document.title) or not numbers
    ]
    if not works or not (numbers or titles):
        return None
    holds = [any(w.number and is_number(w.number, n) for w in works) for n in numbers]
    holds += [any(is_named(w, t) or can_be_named(w, t) for w in works) for t in titles]
    return share_of(holds)


def _on_order(text: str, documents: Sequence[Document]) -> list[Verdict]:
    """Return whether one of two documents is earlier than the other, as a question proposes it."""
    compared = next((m for m in map(_COMPARED.search, claims_of(text)) if m), None)
    if compared is None or len(documents) != _TWO:
        return []
    sides = [read_scope(compared[part], documents).documents for part in ("one", "other")]
    dates = {d.document_id: d.issued_on or d.published_on for d in documents}
    if any(len(side) != 1 for side in sides) or sides[0] == sides[1]:
        return []
    one, other = (dates[side[0]] for side in sides)
    if one is None or other is None:
        return []
    is_earlier = one < other
    return [Verdict.YES if is_earlier is (compared["earlier"] is not None) else Verdict.NO]


def _on_years(text: str, page: Page) -> Verdict | None:
    found = years_in(page.document.title, "\n".join(page.lines))
    proposed = [
        span for c in claims_of(text) for span in re.findall(r"(20\d{2})年?[-—~到至](20\d{2})", c)
    ]
    if found is None or not proposed:
        return None
    stated = re.findall(r"20\d{2}", found.words)
    return share_of([list(span) == stated for span in proposed]) if stated else None


def _on_validity(text: str, document: Document) -> list[Verdict]:
    """Return whether one document is in force, or is repealed, as a question proposes it."""
    claims = [c for c in claims_of(text) if not _LEAVES_OPEN.search(c)]
    asks_if_in_force = any(ASKS_IF_IN_FORCE.search(claim) for claim in claims)
    asks = asks_if_in_force or any(ASKS_IF_REPEALED.search(claim) for claim in claims)
    run_out = has_run_out(document)
    if not asks or (document.status is Status.NOT_STATED and not run_out):
        return []
    in_force = document.status is Status.IN_FORCE and not run_out
    return [Verdict.YES if in_force is asks_if_in_force else Verdict.NO]


def first_words(verdict: Verdict | None, query: Query, documents: Sequence[Document]) -> str:
    """Return the first words of an answer to a yes-or-no question; empty without a verdict."""
    text = comparable(query.question)
    english = query.language is Language.ENGLISH
    on_validity = len(documents) == 1 and _on_validity(text, documents[0]) == [verdict]
    no = "不是。"
    if on_validity and ASKS_IF_IN_FORCE.search(text):
        no = "不,有效期已过。" if has_run_out(documents[0]) else "不,已经失效。"
    words = {
        Verdict.YES: ("是的。", "Yes. "),
        Verdict.NO: (
            no,
            "No. ",
        ),
        Verdict.PARTLY: ("不完全是。", "Only in part. "),
    }
    return words[verdict][english] if verdict else ""
