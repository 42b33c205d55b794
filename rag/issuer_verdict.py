"""Whether bodies that a question proposes issued a document, or agreed to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.gazetteer import BodyName, agrees, is_same_body, read_name, successors
from corpus.places import place_of
from corpus.preface import approval_in
from corpus.types import Document, Level
from rag.claims import claims_of, share_of
from rag.language import comparable
from rag.numerals import value_of
from rag.page import Page
from rag.particular_words import ISSUE_VERB
from rag.particulars import Particular
from rag.query import Query
from rag.types import Verdict
from rag.wording import ALONE

_GOVERNMENT, _OFFICE = "government", "government-office"
_OF_OFFICE = re.compile(r"办公[厅室]$")
# 省府办印发的那份: a body that only tells which document is meant.
_TELLS_WHICH = re.compile(
    r"(?:印发|发布|下发|出台|制定|联合发|发|印|出)的(?!\W|吧|吗|么|对|是|没|呢|$)[\u3400-\u9fff]"
)
_CENTRAL = re.compile(r"国务院|国办|中央|state council", re.IGNORECASE)
_TWO = 2
_ASKS_WHICH = re.compile(
    r"哪(?:一|几)?[份些个](?!部门|单位|机关|机构)|有没有|有无|\bwhich\b|\bany\b"
)
_APPROVES = re.compile(r"同意|批准|点头|批|审定|approv|consent|agree|endors|sign")
_COUNT = re.compile(
    r"(\d+|[一二两三四五六七八九十])(?:个|家)?(?:部门|单位|部委|机关|家)|\b(\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?(?:departments|ministries|bodies|agencies|offices)\b"
)


def on_issuers(query: Query, text: str, document: Document) -> Verdict | None:
    """Return whether the bodies that a question proposes issued a document, all or some of them."""
    claims = [claim for claim in claims_of(text) if ISSUE_VERB.search(claim)]
    proposed = [
        body
        for body in query.bodies
        if any(comparable(body.written) in c and not _TELLS_WHICH.search(c) for c in claims)
    ]
    if not claims and query.in_context and Particular.ISSUERS in query.particulars:
        proposed = list(query.bodies)  # 乡村振兴局呢, after who issued it
    if not proposed or not document.issuers:
        return None
    holds = [any(_is_issuer(body, one, document) for one in document.issuers) for body in proposed]
    if any(holds) and ALONE.search(text) and len(document.issuers) > len(proposed):
        return Verdict.PARTLY
    return share_of(holds)


def picked_by_issuer(query: Query, pages: Sequence[Page]) -> list[Page] | None:
    """Return the documents of several that a body issued, where a question asks which; else None."""
    text = comparable(query.question)
    if len(pages) < _TWO or not query.bodies or not _ASKS_WHICH.search(text):
        return None
    return [
        page
        for page in pages
        if all(
            any(_is_issuer(body, one, page.document) for one in page.document.issuers)
            for body in query.bodies
        )
    ]


def _is_issuer(asked: BodyName, issuer: str, document: Document) -> bool:
    """Return whether a body asked about is an issuer.

    A ministry that signs by its general office has signed; a government and its general office are
    two issuers (川府发, 川办发).
    """
    body, named = _OF_OFFICE.sub("", issuer), _OF_OFFICE.sub("", asked.written)
    written, meant = read_name(body), read_name(named) if named != asked.written else asked
    if _is_central(asked.written) and document.level is not Level.NATION:
        return False
    if written.key == _GOVERNMENT:
        is_office = asked.key == _OFFICE or (meant is not asked and meant.key == _GOVERNMENT)
        is_one = is_office if body != issuer else asked.key == _GOVERNMENT
        return is_one and _is_of_place(asked, written, document)
    same = meant.key == written.key or _is_renamed(meant, written, document)
    return same and _is_of_place(meant, written, document)


def _is_renamed(asked: BodyName, written: BodyName, document: Document) -> bool:
    """Return whether a body goes by the name of another time: a later one, or one gone by then."""
    year = document.issued_on.year if document.issued_on else None
    if year is None:
        return is_same_body(asked.key, written.key)
    later = successors(written, document.level, document.place)
    before = successors(asked, document.level, document.place)
    return any(r.to_id == asked.key and r.year >= year for r in later) or any(
        r.to_id == written.key and r.year < year for r in before
    )


def _is_of_place(asked: BodyName, written: BodyName, document: Document) -> bool:
    place = written.place or place_of(document.place)
    same_place = asked.place is None or place is None or asked.place == place
    level = written.level or document.level
    if _is_central(asked.written):
        return level is Level.NATION or document.level is Level.NATION
    return same_place and (asked.level is None or level is None or asked.level is level)


def _is_central(name: str) -> bool:
    return _CENTRAL.search(name) is not None


def on_approval(query: Query, text: str, page: Page) -> Verdict | None:
    """Return whether the bodies that a question proposes agreed to a document, or anybody did."""
    found = approval_in("\n".join(page.lines))
    claims = [claim for claim in claims_of(text) if _APPROVES.search(claim)]
    if found is None or not claims:
        return None
    proposed = [b for b in query.bodies if any(comparable(b.written) in c for c in claims)]
    stated = read_name(found.words)
    return share_of(
        [
            _is_central(body.written) == _is_central(found.words)
            and agrees(body, stated, page.document.level)
            for body in proposed
        ]
    )


def on_count(text: str, document: Document) -> Verdict | None:
    """Return whether so many bodies issued a document: 是9个部门联合印发的吗."""
    counts = [
        value_of(n.replace("两", "二"))
        for c in claims_of(text)
        for m in _COUNT.finditer(c)
        for n in m.groups()
        if n
    ]
    if not counts or not document.issuers:
        return None
    return share_of([count == len(document.issuers) for count in counts])
