"""Dates and validity of a document, as its page states them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from corpus.preface import run_in, superseded_in
from corpus.signature import date_in
from corpus.types import Status
from corpus.validity import has_run_out
from rag.draft import say
from rag.page import Page, Read
from rag.types import Language

_REPLACED = re.compile(
    r"被(?P<by>《[^《》]+》(?:[(（][^()（）]*[)）])?)[^。;；\n]{0,8}?(?:废止|替代|代替|取代|废除)"
)


def read_issued(page: Page, language: Language) -> Read:
    on = page.document.issued_on
    if on is None:
        return Read()
    labelled, published = page.labelled("date"), page.labelled("published")
    if labelled and date_in(labelled[0]) == on:
        return Read(day(on, language), labelled[1])
    lines = [
        line for line in page.lines if date_in(line) == on and not (published and line in published)
    ]
    return Read(day(on, language), min(lines, key=len, default=None))


def read_published(page: Page, language: Language) -> Read:
    on = page.document.published_on
    if on is None:
        issued = read_issued(page, language)
        remark = say(language, f"(成文日期:{issued.words})", f" (date of issue: {issued.words})")
        return Read(None, issued.quote, remark if issued.words else "")
    labelled = page.labelled("published")
    return Read(day(on, language), labelled[1] if labelled else None)


def read_released(page: Page, language: Language) -> Read:
    """Return the day of publication, or that of issue with a word on the other."""
    issued = read_issued(page, language)
    if page.document.published_on or issued.words is None:
        return read_published(page, language)
    remark = say(
        language,
        "(发布日期没有写明)",
        " (that of publication is not stated)",
    )
    return replace(issued, remark=remark)


def read_both_dates(page: Page, language: Language) -> Read:
    """Return the days of issue and of publication; without either, the year in the title."""
    issued = read_issued(page, language)
    if page.document.published_on is None:
        return issued if issued.words else _year_of_title(page, language)
    if issued.words is None:
        return read_published(page, language)
    published = day(page.document.published_on, language)
    remark = say(language, f"(发布日期:{published})", f" (published {published})")
    return replace(issued, remark=remark)


def _year_of_title(page: Page, language: Language) -> Read:
    year = re.search(r"20\d{2}(?!\d)", page.document.title)
    if year is None:
        return Read()
    words = say(
        language, f"没有写明,标题写的是{year[0]}年", f"not stated; the title says {year[0]}"
    )
    return Read(words, page.sentence_with(page.document.title))


def day(on: date, language: Language) -> str:
    """Return a day as it is written in the language."""
    return say(
        language,
        f"{on.year}年{on.month}月{on.day}日",
        f"{on.day} {on:%B} {on.year} ({on.isoformat()})",
    )


def read_validity(page: Page, language: Language) -> Read:
    status, labelled = page.document.status, page.labelled("validity")
    words, line = labelled or (None, None)
    by = page.document.repealed_by
    if by is not None:
        number = f"({by.document_number})" if by.document_number else ""
        chinese, english = f"已被《{by.title}》{number}废止", f"repealed by 《{by.title}》{number}"
        return Read(say(language, chinese, english), line)
    if status is Status.REPEALED:
        on = _repeal_labelled(page, language)
        when = on[0] if on else say(language, "废止日期未写明", "the date of repeal is not stated")
        return Read(say(language, f"已失效({when})", f"repealed (失效; {when})"), line)
    if status is Status.IN_FORCE:
        return Read(say(language, "有效", "in force (有效)"), line)
    runs = run_in(clause.text for clause in page.clauses)
    if words or runs is None:
        return Read(words, line)
    remark = say(
        language,
        ",按此有效期已过" if has_run_out(page.document) else ",是否现行有效没有另外写明",
        "; by that its period of validity is over"
        if has_run_out(page.document)
        else "; whether it is in force today is not stated",
    )
    return Read(
        say(language, f"文件写明“{runs.words}”", f"it says “{runs.words}”"), runs.sentence, remark
    )


def _repeal_labelled(page: Page, language: Language) -> tuple[str, str] | None:
    """Return the day of repeal and its line, also from the line on validity: 失效(2022年3月15日宣布废止)."""
    validity = page.labelled("validity")
    on = date_in(validity[0]) if validity else None
    if validity and on and page.document.status is Status.REPEALED:
        return day(on, language), validity[1]
    return page.labelled("repealed_on")


def read_repealed_on(page: Page, language: Language) -> Read:
    labelled, validity = _repeal_labelled(page, language), page.labelled("validity")
    if labelled:
        return Read(*labelled)
    ends = run_in(clause.text for clause in page.clauses)
    if ends and page.document.status is not Status.REPEALED:
        return Read(ends.words, ends.sentence)
    return Read(None, validity[1] if validity else None)


def read_successor(page: Page, language: Language) -> Read:
    for line in page.lines:
        found = _REPLACED.search(line)
        if found:
            return Read(found["by"], line)
    by = page.document.repealed_by
    if by is not None:
        return Read(f"《{by.title}》{f'({by.document_number})' if by.document_number else ''}")
    return Read(None, read_validity(page, language).quote)


def read_superseded(page: Page, language: Language) -> Read:
    found = superseded_in(clause.text for clause in page.clauses)
    return Read(found.words, found.sentence) if found else Read()


def read_run(page: Page, language: Language) -> Read:
    """Return from when, or for how long, a document runs."""
    labelled = page.labelled("effective_on")
    if labelled:
        return Read(*labelled)
    found = run_in(clause.text for clause in page.clauses)
    return (
        Read(found.words, found.sentence)
        if found
        else Read(None, read_validity(page, language).quote)
    )
