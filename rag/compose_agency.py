"""Which body: who leads, who is responsible, who else, is it really X."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Clause, Document, Responsibility, Role
from rag.cite import Cited, duty_quote, sentences_of, shortened
from rag.compose_fact import value_words
from rag.draft import Draft, answer_agency, listed, say, shown_name, titled, validity_warning
from rag.duty_asked import duties_asked
from rag.knowledge import Knowledge
from rag.language import comparable
from rag.notes import note_on, renaming
from rag.proposals import Proposal, among, is_every_local, proposal_of, verdict_on
from rag.query import Focus, Query
from rag.types import Language, Verdict
from rag.value_beside import value_beside
from rag.wording import OPEN_QUESTION, PROPOSES, TAKES_PART, TERRITORIES

_MINISTRY = re.compile(r"哪[个家些]?部委|部委(?=[这那]|一[头边方])|\b(?:which|what) ministr")


def compose_agency(
    query: Query, clause: Clause, knowledge: Knowledge, nearest: Sequence[str] = ()
) -> Draft:
    """Return who is responsible for what a clause sets down, as the question asks it.

    `nearest` are the clause's sentences nearest to a value that is asked for beside.
    """
    document = knowledge.document_of(clause)
    duties = duties_asked(query, clause, knowledge)
    proposals = [among(duties, proposal_of(body, clause, document)) for body in query.bodies]
    verdict = verdict_on(query, duties, proposals) if query.proposes else None
    if not query.proposes and query.whether_any:
        asked = [one for one in duties if query.focus is not Focus.LEAD or one.role is Role.LEAD]
        verdict = Verdict.YES if asked else Verdict.NO
    elif not query.proposes and _asks_whether_territories(query):
        local = any(
            is_every_local(one.agency) or _is_territory(one.agency)
            for one in clause.responsibilities
        )
        verdict = Verdict.YES if clause.also_involved or local else Verdict.NO
    answered = _answered(query, duties, proposals, verdict)
    quote = duty_quote(clause, answered[0].words if answered else "")
    if not duties:
        sentences = sentences_of(clause)
        quote = shortened(sentences[0]) if sentences else quote
    cited = [Cited(clause, quote), *_note_clauses(query, clause, proposals, knowledge)]
    also, beside = "", value_beside(query)
    value = beside and value_words(beside, clause, knowledge, nearest, len(cited) + 1)
    if value:
        also, said = f"\n\n{value[0]}", value[1]
        cited.append(Cited(clause, said))
    parts = [
        validity_warning([document], query.language),
        _verdict_words(query, verdict, duties, proposals, document),
        _who_words(query, clause, document, answered),
        _also_words(query, clause, len(cited) - bool(also)),
        also,
        _rename_words(query, answered, document),
    ]
    return Draft(
        text="".join(part for part in parts if part).strip(),
        cited=tuple(cited),
        agencies=tuple(answer_agency(one, document, 1) for one in answered),
        verdict=verdict,
    )


def _is_territory(agency: str) -> bool:
    """Return whether a unit is the governments of several places: 沿江各乡镇人民政府."""
    name = comparable(agency)
    return "各" in name and TERRITORIES.search(name) is not None


def _asks_whether_territories(query: Query) -> bool:
    """Return whether it is asked if the places below take part: do the cities come in as well."""
    text = comparable(query.question)
    named = TERRITORIES.search(text)
    if named is None:
        return False
    behind = re.split("[?!。;]", text[named.start() :])[0].replace("on the list", "")
    wants_verdict = query.wants_verdict or TAKES_PART.search(text) or PROPOSES.search(text)
    return bool(wants_verdict) and not OPEN_QUESTION.search(behind)


def _answered(
    query: Query,
    duties: Sequence[Responsibility],
    proposals: Sequence[Proposal],
    verdict: Verdict | None,
) -> list[Responsibility]:
    """Return the bodies that answer the question."""
    proposed = {p.found.agency for p in proposals if p.found}
    if _MINISTRY.search(comparable(query.question)):
        # A ministry is asked for, so a class of departments (省级主管部门) is no answer.
        duties = [one for one in duties if not one.agency.endswith("部门")] or list(duties)
    if query.focus is Focus.SUPPORT:
        return [one for one in duties if one.role is Role.PARTICIPANT] or list(duties)
    if query.focus is Focus.OTHERS:
        others = [one for one in duties if one.agency not in proposed]
        other_leads = [one for one in others if one.role is Role.LEAD]
        return other_leads if query.leads_only and other_leads else others
    leads = [one for one in duties if one.role is Role.LEAD]
    if query.focus is Focus.LEAD:
        return leads or [one for one in duties if one.role is not Role.PARTICIPANT]
    if query.takes_part and query.focus is not Focus.ALL and verdict is Verdict.YES and proposed:
        return [one for one in duties if one.agency in proposed]
    return list(duties)


def _verdict_words(
    query: Query,
    verdict: Verdict | None,
    duties: Sequence[Responsibility],
    proposals: Sequence[Proposal],
    document: Document,
) -> str:
    if verdict is None:
        return ""
    language = query.language
    if verdict is Verdict.YES:
        return say(language, "是的。", "Yes. ")
    if not proposals:
        return say(language, "没有。", "No. ")
    names = listed(
        [f"“{p.asked.written}”" if not p.found else f"“{p.found.agency}”" for p in proposals],
        language,
    )
    if verdict is Verdict.PARTLY:
        return say(language, "不完全是。", "Not quite. ")
    present = [p for p in proposals if p.found]
    if present:
        roles = {p.found.role for p in present if p.found}
        if query.supports:
            return say(
                language, f"不是,{names}不只是参与单位。", f"No: {names} does not only take part. "
            )
        if roles == {Role.PARTICIPANT}:
            return say(language, f"不是,{names}只是参与单位。", f"No: {names} only takes part. ")
        return say(
            language,
            f"不是,文件没有写明由{names}牵头。",
            f"No: the document does not say that {names} leads. ",
        )
    return say(
        language,
        f"不是,该条没有写明{names}。",
        f"No: the clause does not name {names}. ",
    )


def _who_words(
    query: Query, clause: Clause, document: Document, answered: Sequence[Responsibility]
) -> str:
    language = query.language
    where = titled(clause, document, language)
    if not clause.responsibilities:
        return _nobody_words(clause, where, language)
    if not answered:
        return say(language, f"{where}没有写明其他单位。[1]", f"{where} names no other body. [1]")
    phrases = [
        _role_words(role, names, query, clause)
        for role in (Role.LEAD, Role.SOLE, Role.JOINT, Role.PARTICIPANT, Role.NAMED)
        if (
            names := [
                shown_name(one.agency, document, language) for one in answered if one.role is role
            ]
        )
    ]
    return say(language, f"{where}:{';'.join(phrases)}。[1]", f"{where}: {'; '.join(phrases)}. [1]")


def _role_words(role: Role, names: list[str], query: Query, clause: Clause) -> str:
    language = query.language
    who = listed(names, language)
    if role is Role.JOINT:
        no_lead = not any(one.role is Role.LEAD for one in clause.responsibilities)
        suffix_zh = ",文件没有写明牵头单位" if no_lead else ""
        suffix_en = "; the document names no lead" if no_lead else ""
        return say(
            language,
            f"由{who}按职责分工共同负责{suffix_zh}",
            f"{who} share responsibility{suffix_en}",
        )
    words = {
        Role.LEAD: (f"由{who}牵头", f"led by {who}"),
        Role.SOLE: (f"由{who}负责,没有其他责任单位", f"{who} alone is responsible"),
        Role.PARTICIPANT: (f"参与单位为{who}", f"taking part: {who}"),
        Role.NAMED: (
            f"正文写明由{who}承担,没有另列责任单位",
            f"the text gives the duty to {who}, without a list of units",
        ),
    }
    chinese, english = words[role]
    return say(language, chinese, english)


def _nobody_words(clause: Clause, where: str, language: Language) -> str:
    groups = "、".join(clause.also_involved)
    only = say(language, f",只提到{groups}", f"; it only mentions {groups}") if groups else ""
    return say(
        language,
        f"{where}没有写明牵头单位或责任单位{only}。[1]",
        f"{where} names no lead and no responsible body{only}. [1]",
    )


def _also_words(query: Query, clause: Clause, citations: int) -> str:
    if not clause.also_involved or not clause.responsibilities:
        return ""
    if clause.governed_by and citations == 1:
        return ""
    groups = "、".join(clause.also_involved)
    n = citations if clause.governed_by else 1
    return say(
        query.language,
        f"此外涉及{groups}。[{n}]",
        f" Also involved: {groups}. [{n}]",
    )


def _note_clauses(
    query: Query, clause: Clause, proposals: Sequence[Proposal], knowledge: Knowledge
) -> list[Cited]:
    """Cite the note of an earlier clause (下同) that says who else is involved, where it is asked."""
    if not clause.also_involved or not clause.governed_by or not clause.responsibilities:
        return []
    asks_for_groups = TERRITORIES.search(query.question) or any(p.in_group for p in proposals)
    if not asks_for_groups:
        return []
    note = knowledge.clauses.get(f"{clause.document_id}#{clause.governed_by[0]}")
    return [Cited(note, duty_quote(note))] if note else []


def _rename_words(query: Query, answered: Sequence[Responsibility], document: Document) -> str:
    """Return who holds the tasks today, marked as not from the document, with its source."""
    notes = [note for one in answered if (note := renaming(one.agency, document))]
    return f"\n\n{note_on(notes, query.language)}" if notes else ""
