"""Answer to HTML: pure functions, each returning one line of HTML that is safe to show.

Labels inside an answer are in the language of its question. `titles` gives the titles of documents
by id, for the documents that an answer names without citing them; an unknown one keeps its id.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import groupby

from corpus.types import Role, Status
from rag.types import (
    Absence,
    Answer,
    AnswerAgency,
    Citation,
    Comparison,
    Intent,
    Language,
    NearestClause,
)
from ui.markup import attribute, citation_id, marked, prose, reference, text, tool
from ui.pages.query import reader_link
from ui.table import body_name, render_comparison, tasks_button
from ui.words import AnswerWords, PageWords, answer_words

ROLE_ORDER = [Role.LEAD, Role.SOLE, Role.JOINT, Role.NAMED, Role.PARTICIPANT]


def render_question(question: str) -> str:
    return f'<div class="zd-question">{text(question)}</div>'


def render_waiting(searching: str) -> str:
    return f'<div class="zd-waiting" role="status">{text(searching)}</div>'


def render_failure(words: PageWords) -> str:
    return f'<div class="zd-failure" role="alert">{text(words.failed)}</div>'


def render_answer(answer: Answer, turn: int, titles: Mapping[str, str]) -> str:
    """Return the answer with everything it rests on; `turn` keeps its links apart from others'."""
    words = answer_words(answer.language)
    declined = answer.refused and answer.intent is not Intent.GREETING
    body = _declined if declined else _answered
    kind = "zd-answer zd-declined" if declined else "zd-answer"
    return (
        f'<article class="{kind}" lang="{answer.language}">'
        f"{_understood(answer, words)}"
        f"{body(_with_names_to_show(answer), turn, titles, words)}</article>"
    )


def _with_names_to_show(answer: Answer) -> Answer:
    """Return an answer in Chinese without the English names of bodies, which would crowd it."""
    if answer.language is Language.ENGLISH:
        return answer
    agencies = tuple(one.model_copy(update={"name_en": None}) for one in answer.agencies)
    return answer.model_copy(update={"agencies": agencies})


def _answered(answer: Answer, turn: int, titles: Mapping[str, str], words: AnswerWords) -> str:
    known = {**titles, **{citation.document: citation.title for citation in answer.citations}}
    return (
        _text(answer, turn)
        + _agencies(answer, turn, words)
        + (render_comparison(answer, turn, known, words) if answer.comparison else "")
        + _sources(answer.citations, turn, words)
    )


def _declined(answer: Answer, turn: int, titles: Mapping[str, str], words: AnswerWords) -> str:
    return (
        f'<p class="zd-declined-head">{text(words.refused)}</p>'
        + _text(answer, turn)
        + _searched(answer.absence, words)
        + _nearest(answer, turn, titles, words)
    )


def _understood(answer: Answer, words: AnswerWords) -> str:
    if bare(answer.question) == bare(answer.standalone_question):
        return ""
    return (
        f'<p class="zd-understood"><span>{text(words.understood)}</span>'
        f"{text(answer.standalone_question)}</p>"
    )


def bare(question: str) -> str:
    """Return the letters and digits of a question: what is left when only the dress changes."""
    plain = unicodedata.normalize("NFKC", question).casefold()
    return "".join(character for character in plain if character.isalnum())


def _text(answer: Answer, turn: int) -> str:
    numbers = {citation.n for citation in answer.citations}
    return f'<div class="zd-text">{prose(answer.text, numbers, turn)}</div>'


def _agencies(answer: Answer, turn: int, words: AnswerWords) -> str:
    """Return the agencies grouped by role; those of a comparison stand in its table."""
    shown = _outside_table(answer.agencies, answer.comparison)
    if not shown:
        return ""
    in_order = sorted(shown, key=lambda agency: ROLE_ORDER.index(agency.role))
    clauses = {agency.citation for agency in shown}
    groups = "".join(
        _role(role, list(agencies), turn, words, one_clause=len(clauses) == 1)
        for role, agencies in groupby(in_order, key=lambda agency: agency.role)
    )
    return f'<dl class="zd-agencies" title="{attribute(words.agencies)}">{groups}</dl>'


def _role(
    role: Role, agencies: list[AnswerAgency], turn: int, words: AnswerWords, *, one_clause: bool
) -> str:
    """Return the agencies of one role; a clause they all share is referred to once."""
    shared = f" {reference(agencies[0].citation, turn)}" if one_clause else ""
    chips = "".join(
        f'<span class="zd-chip">{tasks_button(agency.name, body_name(agency), words)}'
        f"{'' if one_clause else ' ' + reference(agency.citation, turn)}</span>"
        for agency in agencies
    )
    return (
        f'<div class="zd-role zd-role-{role}"><dt>{text(words.roles[role])}{shared}</dt>'
        f"<dd>{chips}</dd></div>"
    )


def _outside_table(
    agencies: tuple[AnswerAgency, ...], comparison: Comparison | None
) -> list[AnswerAgency]:
    if comparison is None:
        return list(agencies)
    in_table = {
        (n, name) for side in comparison.sides for n in side.citations for name in side.agencies
    }
    return [agency for agency in agencies if (agency.citation, agency.name) not in in_table]


def _sources(citations: tuple[Citation, ...], turn: int, words: AnswerWords) -> str:
    if not citations:
        return ""
    entries = "".join(render_citation(citation, turn, words) for citation in citations)
    return f'<section class="zd-sources"><p class="zd-label">{text(words.sources)}</p>{entries}</section>'


def render_citation(citation: Citation, turn: int, words: AnswerWords, why_not: str = "") -> str:
    """Return one citation, closed, in two lines; opening it shows the clause's full text.

    The second line is the quote or, of a clause that is no answer, `why_not`.
    """
    preview = why_not or citation.quote
    badge = _badge(words) if citation.status is Status.REPEALED else ""
    return (
        f'<details class="zd-citation" id="{citation_id(citation.n, turn)}"><summary>'
        f'<span class="zd-number">{citation.n}</span>'
        f'<span class="zd-where" lang="zh-Hans"><span class="zd-title">{_titled(citation.title)}</span> '
        f'<span class="zd-clause">{text(citation.clause)}</span> '
        f'<span class="zd-heading">{text(citation.heading)}</span>{badge}</span>'
        f'<span class="{"zd-why-not" if why_not else "zd-preview"}">{text(preview)}</span></summary>'
        f'<blockquote class="zd-clause-text" lang="zh-Hans">'
        f"{marked(citation.clause_text, citation.quote)}</blockquote>"
        f"{_facts(citation, words)}{_in_document(citation, words)}</details>"
    )


def _in_document(citation: Citation, words: AnswerWords) -> str:
    """Return the link to the whole document; in a page of its own, so that the chat stays."""
    address = attribute(reader_link(citation.document, citation.clause, citation.quote))
    return (
        f'<p class="zd-in-document"><a href="{address}" target="_blank" rel="noopener">'
        f"{text(words.in_document)}</a></p>"
    )


def _badge(words: AnswerWords) -> str:
    return f' <strong class="zd-badge">{text(words.statuses[Status.REPEALED])}</strong>'


def _facts(citation: Citation, words: AnswerWords) -> str:
    first, last = citation.source_lines
    lines = (words.line if first == last else words.lines).format(first=first, last=last)
    copy = tool("cite", words.copy_reference)
    facts = [
        (words.cite_as, f'<span class="zd-cite-as">{text(citation.cite_as)}</span>{copy}'),
        (words.clause, text(citation.clause)),
        (words.status, text(words.statuses[citation.status])),
        (words.source, f"{text(citation.source_file)} · {text(lines)}"),
    ]
    rows = "".join(f"<div><dt>{text(name)}</dt><dd>{value}</dd></div>" for name, value in facts)
    return f'<dl class="zd-facts">{rows}</dl>'


def _titled(title: str) -> str:
    return text(title if title.startswith("《") else f"《{title}》")


def _searched(absence: Absence | None, words: AnswerWords) -> str:
    if absence is None:
        return ""
    scope = words.searched_in.format(
        documents=absence.scope.get("documents", 0), clauses=absence.scope.get("clauses", 0)
    )
    terms = "".join(f"<span>{text(term)}</span>" for term in absence.searched)
    listed = f'<span class="zd-label">{text(words.searched)}</span>{terms}' if terms else ""
    return f'<p class="zd-searched">{text(scope)} {listed}</p>'


def _nearest(answer: Answer, turn: int, titles: Mapping[str, str], words: AnswerWords) -> str:
    """Return the clauses that came near: with full text where cited, else by name."""
    nearest = answer.absence.nearest if answer.absence else ()
    reasons = {(near.document, near.clause): near.why_not for near in nearest}
    cited = {(citation.document, citation.clause) for citation in answer.citations}
    entries = [
        render_citation(
            citation, turn, words, reasons.get((citation.document, citation.clause), "")
        )
        for citation in answer.citations
    ]
    entries += [
        _near(near, titles) for near in nearest if (near.document, near.clause) not in cited
    ]
    if not entries:
        return ""
    return (
        f'<section class="zd-sources zd-nearest"><p class="zd-label">{text(words.nearest)}</p>'
        f"{''.join(entries)}</section>"
    )


def _near(near: NearestClause, titles: Mapping[str, str]) -> str:
    title = titles.get(near.document)
    name = _titled(title) if title else text(near.document)
    return (
        f'<div class="zd-near"><span class="zd-where"><span class="zd-title">{name}</span> '
        f'<span class="zd-clause">{text(near.clause)}</span></span>'
        f'<span class="zd-why-not">{text(near.why_not)}</span></div>'
    )
