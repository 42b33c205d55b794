"""Two or more documents side by side on one topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.types import Clause, Document, Level, Status
from rag.cite import Cited, duty_quote, shortened
from rag.compose_fact import answering_sentences
from rag.draft import Draft, answer_agency, say, shown_name, validity_warning
from rag.evidence import Reason, Refusal
from rag.knowledge import Knowledge, terms_of
from rag.query import Query
from rag.types import AnswerAgency, Comparison, Language, Side
from rag.wording import AGENCY

_LEVEL_WORDS = {
    Level.NATION: ("国家", "national"),
    Level.PROVINCE: ("省级", "province"),
    Level.CITY: ("市级", "city"),
    Level.COUNTY: ("县级", "county"),
}
_STATUS_WORDS = {
    Status.IN_FORCE: ("有效", "in force"),
    Status.REPEALED: ("已失效", "repealed"),
    Status.NOT_STATED: ("效力未写明", "validity not stated"),
}


@dataclass(frozen=True)
class Covered:
    """A side of a comparison: its document and the clause on the topic, None where it is silent."""

    document: Document
    clause: Clause | None
    nearest: tuple[str, ...] = ()


def compose_compare(query: Query, sides: Sequence[Covered], knowledge: Knowledge) -> Draft:
    """Return what each side says on the topic, by whom it is done, and how the sides differ."""
    cited: list[Cited] = []
    agencies: list[AnswerAgency] = []
    shown: list[Side] = []
    for side in sides:
        numbers: tuple[int, ...] = ()
        summary = ""
        if side.clause is not None:
            sentences = answering_sentences(query, side.clause, knowledge, side.nearest)
            summary = shortened("".join(sentences))
            if _asks_for_bodies(query) and side.clause.responsibilities:
                duties = duty_quote(side.clause)
                cited.append(Cited(side.clause, duties))
            else:
                quote = summary if summary in side.clause.text else shortened(sentences[0])
                cited.append(Cited(side.clause, quote))
            numbers = (len(cited),)
            if _asks_for_bodies(query):
                agencies += [
                    answer_agency(one, side.document, len(cited))
                    for one in side.clause.responsibilities
                ]
        shown.append(_side(side, numbers, summary))
    documents = [side.document for side in sides if side.clause is not None]
    text = "\n\n".join(
        part
        for part in (
            validity_warning(documents, query.language).strip(),
            _table(query, shown, sides),
            _remarks(query, sides),
        )
        if part
    )
    silent = not documents
    return Draft(
        text=text,
        cited=tuple(cited),
        agencies=tuple(agencies),
        comparison=Comparison(topic=query.topic or query.question, sides=tuple(shown)),
        refused=silent,
        refusal=Refusal(Reason.TOPIC, query.topic, tuple(terms_of(query.topic)))
        if silent
        else None,
    )


def _asks_for_bodies(query: Query) -> bool:
    from_question = AGENCY.search(query.question.lower()) is not None
    return from_question or AGENCY.search(query.search_text.lower()) is not None


def _side(side: Covered, numbers: tuple[int, ...], summary: str) -> Side:
    clause = side.clause
    return Side(
        document=side.document.document_id,
        place=side.document.place,
        level=side.document.level,
        date=side.document.issued_on.isoformat() if side.document.issued_on else None,
        status=side.document.status,
        covered=clause is not None,
        citations=numbers,
        agencies=tuple(one.agency for one in clause.responsibilities) if clause else (),
        summary=summary,
    )


def _table(query: Query, shown: Sequence[Side], sides: Sequence[Covered]) -> str:
    """Return a Markdown table with a column per document; an empty cell says so."""
    language = query.language
    header = [_column_head(side.document, language) for side in sides]
    said = [
        f"{side.summary.replace('|', '/')}[{side.citations[0]}]"
        if side.covered
        else say(language, "未作规定", "not stated")
        for side in shown
    ]
    bodies = [_bodies_cell(side, language, one) for side, one in zip(sides, shown, strict=True)]
    rows = [
        ["", *header],
        ["---"] * (len(header) + 1),
        [say(language, "内容", "What"), *said],
        [say(language, "单位", "Bodies"), *bodies],
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _column_head(document: Document, language: Language) -> str:
    level = say(language, *_LEVEL_WORDS[document.level]) if document.level else ""
    year = (
        str(document.issued_on.year)
        if document.issued_on
        else say(language, "日期未写明", "undated")
    )
    status = say(language, *_STATUS_WORDS[document.status])
    name = (
        document.title_en or document.title
        if language is Language.ENGLISH
        else f"《{document.title}》"
    )
    return f"{name}<br>{document.place} · {level} · {year} · {status}"


def _bodies_cell(side: Covered, language: Language, shown: Side) -> str:
    if side.clause is None:
        return say(language, "未作规定", "not stated")
    if not side.clause.responsibilities:
        return say(language, "未写明单位", "no body named") + f"[{shown.citations[0]}]"
    names = [
        f"{shown_name(one.agency, side.document, language)}({_role(one.role.value, language)})"
        for one in side.clause.responsibilities
    ]
    return "、".join(names) + f"[{shown.citations[0]}]"


def _role(role: str, language: Language) -> str:
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
    for side in sides:
        if side.clause is None:
            remarks.append(
                say(
                    language,
                    f"《{side.document.title}》没有写到这一内容。",
                    f"{side.document.title_en or side.document.title} says nothing on this.",
                )
            )
    if query.scope.outside:
        places = "、".join(place.name for place in query.scope.outside)
        english = ", ".join(place.english.split("|")[0] for place in query.scope.outside)
        remarks.append(
            say(language, f"馆藏没有{places}的文件。", f"There is no document of {english}.")
        )
    levels = {side.document.level for side in sides}
    if len(levels) > 1:
        remarks.append(
            say(
                language,
                "各文件层级不同,不能直接等同。",
                "The documents are of different levels and not directly alike.",
            )
        )
    statuses = {side.document.status for side in sides}
    if Status.REPEALED in statuses and len(statuses) > 1:
        remarks.append(
            say(language, "其中有文件已失效。", "One of the documents is no longer in force.")
        )
    return say(language, "", " ").join(remarks)
