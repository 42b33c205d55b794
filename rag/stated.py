"""What a document states of one of its particulars: the words, and the line that says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from corpus.gazetteer import english_name, read_name
from corpus.places import place_of
from corpus.preface import approval_in, years_in
from corpus.signature import date_in
from corpus.types import Document, Level
from rag import stated_dates as dates
from rag.cite import MAX_QUOTE, Cited, shortened
from rag.draft import say
from rag.page import Page, Read
from rag.particulars import Particular
from rag.types import Language

_LABELS = {
    Particular.TITLE: ("标题", "title"),
    Particular.NUMBER: ("文号", "document number"),
    Particular.ISSUERS: ("发文机关", "issued by"),
    Particular.DATE: ("成文日期", "date"),
    Particular.ISSUED: ("成文日期", "date of issue"),
    Particular.RELEASED: ("发布日期", "date of publication"),
    Particular.PUBLISHED: ("发布日期", "date of publication"),
    Particular.VALIDITY: ("效力", "validity"),
    Particular.REPEALED_ON: ("废止日期", "date of repeal"),
    Particular.SUCCESSOR: ("替代它的文件", "the document that replaces it"),
    Particular.SUPERSEDED: ("同时废止的文件", "documents that it repeals"),
    Particular.RUN: ("施行", "in force from"),
    Particular.YEARS: ("期限", "period"),
    Particular.ADDRESSEES: ("主送", "addressed to"),
    Particular.APPROVAL: ("同意印发的机关", "issued with the consent of"),
}


DATES = frozenset({Particular.DATE, Particular.ISSUED, Particular.RELEASED, Particular.PUBLISHED})
_IN_ENGLISH = DATES | {Particular.VALIDITY, Particular.YEARS}


@dataclass(frozen=True)
class Stated:
    """A particular of a document: its label, its words (None where not stated) and their place.

    `particular` is None for a line of the page that no field of a document holds.
    """

    particular: Particular | None
    label: str
    words: str | None
    cited: tuple[Cited, ...] = ()
    remark: str = ""

    @property
    def needs_rendering(self) -> bool:
        """Return whether an English answer should have English beside the words."""
        in_english = re.search(r"[a-z]{3}", self.words or "") is not None
        return self.words is not None and self.particular not in _IN_ENGLISH and not in_english


def stated(particular: Particular, page: Page, language: Language) -> Stated:
    """Return what the page states of a particular; its words are None where it does not."""
    if particular is Particular.RELEASED and page.document.published_on is None:
        label = say(language, *_LABELS[Particular.ISSUED])
    else:
        label = say(language, *_LABELS[particular])
    read = _READERS[particular](page, language)
    clause = page.clause_with(read.quote) if read.quote else None
    cited = (Cited(clause, shortened(read.quote)),) if clause and read.quote else page.opening()
    return Stated(particular, label, read.words, cited, read.remark)


def _title(page: Page, language: Language) -> Read:
    title = page.document.title
    line = page.sentence_with(title)
    if line is None:
        note = say(
            language,
            f"《{title}》(文本中没有标题,这是收录时的标题)",
            f"《{title}》 (not in the text itself; it is the title under which it was found)",
        )
        return Read(note)
    return Read(f"《{title}》", line)


def _number(page: Page, language: Language) -> Read:
    number = page.document.document_number
    if number is None:
        return Read()
    # 公告 and 令 have their number on a line of its own below their name.
    pairs = ["\n".join(pair) for pair in pairwise(page.lines)]
    found = (one for one in [*page.lines, *pairs] if number in re.sub(r"\s", "", one))
    return Read(number, next(found, None))


def _issuers(page: Page, language: Language) -> Read:
    issuers = page.document.issuers
    if not issuers:
        return Read()
    count = say(language, f"(共{len(issuers)}家)", f" ({len(issuers)} bodies)")
    names = [_with_english(one, page.document, language) for one in issuers]
    return Read("、".join(names) + (count if len(issuers) > 1 else ""), _signature(page))


def _with_english(issuer: str, document: Document, language: Language) -> str:
    english = english_issuer(issuer, document) if language is Language.ENGLISH else None
    return f"{issuer} ({english})" if english else issuer


def english_issuer(issuer: str, document: Document) -> str | None:
    """Return the English name of an issuing body, its general office included."""
    body = re.sub(r"办公[厅室]$", "", issuer)
    name = read_name(body)
    english = english_name(name, name.place or place_of(document.place), document.level)
    if english is None:
        return None
    if document.level is Level.PROVINCE and name.key == "government":
        english = english.replace("People's Government", "Provincial People's Government")
    return f"General Office of the {english}" if body != issuer else english


def _signature(page: Page) -> str | None:
    """Return the lines that hold the issuers, and the day below them, as they stand."""
    named = [any(_holds(line, one) for one in page.document.issuers) for line in page.lines]
    best: tuple[int, int, int] = (0, 0, 0)
    start = 0
    while start < len(named):
        end = start
        while end < len(named) and named[end]:
            end += 1
        block = "\n".join(page.lines[start:end])
        count = sum(_holds(block, one) for one in page.document.issuers)
        dated = end < len(named) and _is_day(page.lines[end])
        best = max(best, (2 * count + dated, start, end + dated))
        start = end + 1
    lines = page.lines[best[1] : best[2]]
    while len(lines) > 1 and len("\n".join(lines)) > MAX_QUOTE:
        lines = lines[:-1]
    return "\n".join(lines) or None


def _holds(line: str, name: str) -> bool:
    return name in re.sub(r"[^\S\n]|(?<=[\u3400-\u9fff])\n", "", line)


def _is_day(line: str) -> bool:
    return date_in(line) is not None and len(line) <= 20


def _years(page: Page, language: Language) -> Read:
    found = years_in(page.document.title, "\n".join(page.lines))
    if found is None:
        return Read()
    words = say(language, found.words, found.words.rstrip("年"))
    quote = page.sentence_with(found.sentence)
    return Read(words, quote, _of_five_year_plan(found.words, language))


FIVE_YEAR_PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}


def _of_five_year_plan(words: str, language: Language) -> str:
    first = next((year for name, year in FIVE_YEAR_PLANS.items() if name in words), None)
    if first is None:
        return ""
    return say(
        language,
        f"(即{first}—{first + 4}年;年份不出自文件)",
        f" ({first} to {first + 4}; the years are not from the document)",
    )


def _addressees(page: Page, language: Language) -> Read:
    addressees = page.document.addressees
    if not addressees:
        return Read()
    line = next((one for one in page.lines if all(name in one for name in addressees)), None)
    return Read("、".join(addressees), line)


def _approval(page: Page, language: Language) -> Read:
    found = approval_in("\n".join(page.lines))
    return Read(found.words, found.sentence) if found else Read()


_READERS: dict[Particular, Callable[[Page, Language], Read]] = {
    Particular.TITLE: _title,
    Particular.NUMBER: _number,
    Particular.ISSUERS: _issuers,
    Particular.DATE: dates.read_both_dates,
    Particular.ISSUED: dates.read_issued,
    Particular.RELEASED: dates.read_released,
    Particular.PUBLISHED: dates.read_published,
    Particular.VALIDITY: dates.read_validity,
    Particular.REPEALED_ON: dates.read_repealed_on,
    Particular.SUCCESSOR: dates.read_successor,
    Particular.SUPERSEDED: dates.read_superseded,
    Particular.RUN: dates.read_run,
    Particular.YEARS: _years,
    Particular.ADDRESSEES: _addressees,
    Particular.APPROVAL: _approval,
}
