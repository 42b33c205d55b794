"""Who does what as HTML: filters, counts, heat map, table. Pure, and everything is escaped."""

from __future__ import annotations

from difflib import get_close_matches

from corpus.types import Role
from rag.knowledge import Knowledge
from rag.language import comparable, readable
from rag.types import Language
from ui.frame_words import Place
from ui.marks import Mark, MarksById
from ui.markup import attribute, text
from ui.pages.duties_charts import render_chart, render_heat_map
from ui.pages.duties_rows import DutyRow, counts_of, day_of, duty_rows, heat_map_of
from ui.pages.duties_words import DutiesWords, duties_words
from ui.pages.fields import day_field, select, text_field
from ui.pages.query import PageQuery, export_link, link_to, reader_link
from ui.staff_words import mark_line
from ui.words import PageLanguage, answer_words

ROWS_ON_A_PAGE = 100
_MOST_BODIES = 15
EXPORTS = ("csv", "xlsx")


def render_duties(
    knowledge: Knowledge, query: PageQuery, language: PageLanguage, marks: MarksById
) -> str:
    """Return the page for the filters `place doc agency role deadline until words` and `page`.

    `marks` are shown with their clauses.
    """
    words = duties_words(language)
    rows = duty_rows(knowledge, query)
    head = (
        f'<h2>{text(words.heading)}</h2><p class="zd-about">{text(words.about)}</p>'
        f"{_filters(knowledge, query, words, language)}{_problems(knowledge, query, rows, words)}"
    )
    if not rows:
        return head
    counts = counts_of(rows)
    line = words.count.format(
        rows=len(rows), clauses=len({row.clause.clause_id for row in rows}), bodies=len(counts)
    )
    return (
        f'{head}<p class="zd-count" role="status">{text(line)}</p>'
        f"{_exports(query, words)}"
        f"{render_chart(counts[:_MOST_BODIES], query, words)}"
        f"{render_heat_map(heat_map_of(rows, knowledge, _MOST_BODIES), words)}"
        f"{_table(rows, query, language, marks)}"
    )


def _filters(
    knowledge: Knowledge, query: PageQuery, words: DutiesWords, language: PageLanguage
) -> str:
    documents = knowledge.corpus.documents
    places = dict.fromkeys(one.place for one in documents)
    roles = answer_words(Language(language)).roles
    every = ("", words.any)
    deadlines = [every, ("stated", words.deadline_stated), ("none", words.deadline_none)]
    fields = [
        text_field(
            "agency", words.agency, query.one("agency"),
            hint=words.agency_hint, known=knowledge.library.agencies,
        ),
        select("place", words.place, [every, *((one, one) for one in places)], query.one("place")),
        select(
            "doc", words.document,
            [every, *((one.document_id, one.title) for one in documents)], query.one("doc"),
        ),
        select("role", words.role, [every, *((one.value, roles[one]) for one in Role)], query.one("role")),
        select("deadline", words.deadline, deadlines, query.one("deadline")),
        day_field("until", words.until, query.one("until")),
        text_field("words", words.words, query.one("words")),
    ]  # fmt: skip
    return (
        f'<form class="zd-filters" role="search">{"".join(fields)}<p class="zd-buttons">'
        f'<button type="submit" id="zd-filter">{text(words.filter)}</button> '
        f'<a href="./{Place.DUTIES}">{text(words.clear)}</a></p></form>'
    )


def _problems(
    knowledge: Knowledge, query: PageQuery, rows: tuple[DutyRow, ...], words: DutiesWords
) -> str:
    """Return why there are fewer rows than expected: a day that is none, an unknown body."""
    until, name = query.one("until"), query.one("agency")
    lines = [words.bad_day.format(name=until)] if until and day_of(until) is None else []
    if not rows:
        lines.append(words.unknown.format(name=name) if name else words.none)
    alerts = "".join(f'<p class="zd-alert" role="alert">{text(line)}</p>' for line in lines)
    return alerts + ("" if rows or not name else _like(knowledge, query, words))


def _like(knowledge: Knowledge, query: PageQuery, words: DutiesWords) -> str:
    name = comparable(readable(query.one("agency")))
    like = get_close_matches(name, knowledge.library.agencies, cutoff=0.5)
    links = "".join(
        f'<li><a href="{attribute(link_to(Place.DUTIES, query.changed(agency=one)))}">'
        f"{text(words.like.format(name=one))}</a></li>"
        for one in like
    )
    return f'<ul class="zd-like">{links}</ul>' if links else ""


def _exports(query: PageQuery, words: DutiesWords) -> str:
    links = " ".join(
        f'<a href="{attribute(export_link(f"duties.{kind}", query))}" download="duties.{kind}">'
        f"{text(words.export)} {kind.upper()}</a>"
        for kind in EXPORTS
    )
    return f'<p class="zd-exports">{links}</p>'


def _table(
    rows: tuple[DutyRow, ...], query: PageQuery, language: PageLanguage, marks: MarksById
) -> str:
    words = duties_words(language)
    first = _first_row(query.one("page"), len(rows))
    shown = rows[first : first + ROWS_ON_A_PAGE]
    heads = (words.agency, words.role, words.clause, words.document, words.deadline)
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(_row(row, language, marks.get(row.clause.clause_id)) for row in shown)
    return (
        f'<h3 id="zd-duties-table">{text(words.table)}</h3>'
        f'<div class="zd-table zd-duties-table" role="region" tabindex="0" aria-labelledby="zd-duties-table">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{_pages(first, len(rows), query, words)}"
    )


def _row(row: DutyRow, language: PageLanguage, mark: Mark | None) -> str:
    role = answer_words(Language(language)).roles[row.duty.role]
    address = attribute(
        reader_link(row.document.document_id, row.clause.reference, row.duty.agency)
    )
    return (
        f'<tr><th scope="row" lang="zh-Hans">{text(row.duty.agency)}</th><td>{text(role)}</td>'
        f'<td lang="zh-Hans"><a href="{address}">{text(row.clause.reference)} '
        f'{text(row.clause.heading)}</a>{_checked(mark, language)}</td><td lang="zh-Hans">{text(row.document.title)}</td>'
        f'<td lang="zh-Hans">{text(row.deadline)}</td></tr>'
    )


def _checked(mark: Mark | None, language: PageLanguage) -> str:
    """Return who has checked the roles of the clause, and when; nothing where nobody has."""
    if mark is None:
        return ""
    line = text(mark_line(mark, Language(language)))
    return f' <span class="zd-mark" lang="{language}">{line}</span>'


def _first_row(page: str, rows: int) -> int:
    """Return the first row of a page, counted from 0; that of the last page at most."""
    wanted = int(page) if page.isdecimal() and len(page) < 6 else 1
    last = max(0, rows - 1) // ROWS_ON_A_PAGE
    return min(max(wanted - 1, 0), last) * ROWS_ON_A_PAGE


def _pages(first: int, rows: int, query: PageQuery, words: DutiesWords) -> str:
    if rows <= ROWS_ON_A_PAGE:
        return ""
    number = first // ROWS_ON_A_PAGE + 1
    last = min(first + ROWS_ON_A_PAGE, rows)
    links = []
    if first:
        links.append(_page_link(words.earlier, number - 1, query))
    if last < rows:
        links.append(_page_link(words.later, number + 1, query))
    shown = text(words.shown.format(first=first + 1, last=last))
    return f'<p class="zd-pages">{shown} {" ".join(links)}</p>'


def _page_link(label: str, number: int, query: PageQuery) -> str:
    address = attribute(link_to(Place.DUTIES, query.changed(page=str(number))))
    return f'<a id="zd-page-{number}" href="{address}">{text(label)}</a>'
