"""Two or more documents side by side on one topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.english import english_of_all
from corpus.types import Clause, Responsibility, Role
from rag.answering_sentences import answering_sentences
from rag.asked_bodies import asks_for_bodies
from rag.cautions import Caution, caution_words, cautions_of
from rag.cite import Cited, duty_quote, shortened, unmarked
from rag.compare_verdict import verdict_on_sides
from rag.covered import Covered
from rag.draft import (
    Draft,
    answer_agency,
    described,
    described_at,
    listed,
    say,
    shown_name,
    side_of,
    titled,
    validity_warning,
    verdict_words,
)
from rag.english_values import values_in_english
from rag.evidence import Reason, Refusal
from rag.fact_verdict import verdict_on_fact
from rag.knowledge import Knowledge, terms_of
from rag.language import comparable
from rag.query import Focus, Query
from rag.series import item_asked
from rag.side_row import row_of_sides
from rag.sides import of_side
from rag.types import AnswerAgency, Comparison, Language, Side, Verdict
from rag.wording import value_kind_of


def compose_compare(query: Query, sides: Sequence[Covered], knowledge: Knowledge) -> Draft:
    """Return what each side says on the topic, by whom it is done, and how the sides differ."""
    cited: list[Cited] = []
    agencies: list[AnswerAgency] = []
    shown: list[Side] = []
    said: list[Sequence[str]] = []
    verdicts: list[Verdict | None] = []
    for side in sides:
        numbers: tuple[int, ...] = ()
        summary = ""
        sentences: Sequence[str] = ()
        if side.clause is not None:
            own = side.clause.clause_id in query.side_words
            asked = of_side(query, side.clause.clause_id if own else side.document.document_id)
            asked = replace(asked, value_kind=value_kind_of(comparable(query.question)))
            item = None if asks_for_bodies(query) else item_asked(asked, side.clause)
            if item is not None:
                sentences, summary = [item.sentence], item.words
            else:
                sentences = answering_sentences(
                    asked, side.clause, knowledge, side.nearest, wide=True
                )
                summary = shortened("".join(sentences))
            if asks_for_bodies(query) and side.clause.responsibilities:
                duties = duty_quote(side.clause)
                cited.append(Cited(side.clause, duties))
            else:
                quote = summary if summary in side.clause.text else shortened(sentences[0])
                cited.append(Cited(side.clause, quote))
            if query.language is Language.ENGLISH:
                summary = english_of_all(side.clause, sentences) or summary
            numbers = (len(cited),)
            if asks_for_bodies(query):
                agencies += [
                    answer_agency(one, side.document, len(cited)) for one in _answering(query, side)
                ]
            verdicts.append(_on_fact(asked, side.clause, sentences, knowledge))
        said.append(sentences)
        shown.append(_side(side, numbers, summary))
    documents = [side.document for side in sides if side.clause is not None]
    verdict = verdict_on_sides(query, sides, said) if documents else None
    if verdict is None and query.compares_clauses and not query.bodies:
        verdict = _of_all(verdicts)
    text = "\n\n".join(
        part
        for part in (
            validity_warning(documents, query.language).strip(),
            verdict_words(verdict, query.language).strip(),
            _lines(query, shown, sides),
            _remarks(query, sides),
        )
        if part
    )
    silent = not documents
    return Draft(
        text=text,
        cited=tuple(cited),
        agencies=tuple(agencies),
        verdict=verdict,
        comparison=_comparison(query.topic or query.question, sides, shown),
        refused=silent,
        refusal=Refusal(Reason.TOPIC, query.topic, tuple(terms_of(query.topic)))
        if silent
        else None,
    )


def _on_fact(
    asked: Query, clause: Clause, sentences: Sequence[str], knowledge: Knowledge
) -> Verdict | None:
    """Return whether what a question proposes of one of two things stands in its clause."""
    return verdict_on_fact(
        replace(asked, question=f"{asked.as_asked}?"), clause, sentences, knowledge
    )


def _of_all(verdicts: Sequence[Verdict | None]) -> Verdict | None:
    """Return yes or no where it is so of all, partly of some; None where nothing tells of one."""
    if not verdicts or None in verdicts:
        return None
    return verdicts[0] if len(set(verdicts)) == 1 else Verdict.PARTLY


def _comparison(topic: str, sides: Sequence[Covered], shown: Sequence[Side]) -> Comparison:
    """Return the sides, and all of them as one row where any of them speaks."""
    speaks = any(one.covered for one in shown)
    rows = (row_of_sides(topic, sides, shown),) if speaks else ()
    return Comparison(topic=topic, sides=tuple(shown), rows=rows)


def _answering(query: Query, side: Covered) -> Sequence[Responsibility]:
    """Return the bodies of a side that are asked for: the leads, where it has some, or all."""
    duties = side.clause.responsibilities if side.clause else ()
    if query.bodies_of and side.document.document_id not in query.bodies_of:
        return ()
    if query.focus is Focus.LEAD:
        leads = [one for one in duties if one.role is Role.LEAD]
        return leads or [one for one in duties if one.role is not Role.PARTICIPANT]
    return duties


def _side(side: Covered, numbers: tuple[int, ...], summary: str) -> Side:
    clause = side.clause
    return side_of(
        side.document,
        covered=clause is not None,
        citations=numbers,
        agencies=tuple(one.agency for one in clause.responsibilities) if clause else (),
        summary=summary,
    )


def _lines(query: Query, shown: Sequence[Side], sides: Sequence[Covered]) -> str:
    """Return a list item per side: what it says and by whom it is done, or that it is silent."""
    return "\n".join(
        f"- {_opening(side, query)}{_said(side, one, query)}"
        for side, one in zip(sides, shown, strict=True)
    )


def _opening(side: Covered, query: Query) -> str:
    """Return what a side begins with: its document, or its clause where the sides share theirs."""
    if query.compares_clauses and side.clause is not None:
        clause = titled(side.clause, side.document, query.language)
        return f"{clause}{say(query.language, ':', ': ')}"
    if side.clause is not None:
        return described_at(side.clause, side.document, query.language)
    return described(side.document, query.language)


def _said(side: Covered, shown: Side, query: Query) -> str:
    language = query.language
    if side.clause is None:
        return say(language, "没有写到这一内容。", "says nothing on this.")
    n = shown.citations[0]
    words = f"{unmarked(shown.summary)}[{n}]"
    if language is Language.ENGLISH and side.clause.rendering is None:
        values = values_in_english(shown.summary)
        words += f" Figures and dates in it: {'; '.join(values)} [{n}]." if values else ""
    if not side.clause.responsibilities:
        nobody = say(language, "没有写明责任单位。", " No body is named.")
        return f"{words} {nobody}[{n}]" if asks_for_bodies(query) else words
    names = [
        f"{shown_name(one.agency, side.document, language)}({role_words(one.role.value, language)})"
        for one in side.clause.responsibilities
    ]
    label = say(language, "责任单位:", "Bodies: ")
    stop = say(language, "。", ". ")
    return f"{words} {label}{listed(names, language)}{stop}[{n}]"


def role_words(role: str, language: Language) -> str:
    """Return what a role is called beside a body."""
    words = {
        "lead": ("牵头", "lead"),
        "sole": ("负责", "sole"),
        "joint": ("共同负责", "joint"),
        "participant": ("参与", "participant"),
        "named": ("正文写明", "named"),
    }
    return say(language, *words[role])


def _remarks(query: Query, sides: Sequence[Covered]) -> str:
    """Say which sides are silent, and that level, validity or date make them unlike."""
    language = query.language
    remarks = []
    if query.scope.outside:
        places = "、".join(place.name for place in query.scope.outside)
        english = ", ".join(place.english.split("|")[0] for place in query.scope.outside)
        remarks.append(
            say(language, f"馆藏没有{places}的文件。", f"There is no document of {english}.")
        )
    cautions = cautions_of([side.document for side in sides])
    # Each side says its year.
    remarks += [caution_words(one, language) for one in cautions if one is not Caution.YEARS]
    return say(language, "", " ").join(remarks)
