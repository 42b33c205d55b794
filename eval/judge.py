"""Judge an answer against a case: right, or wrong and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from corpus.types import Frozen
from eval.cases import AgenciesAsked, Case, Category
from eval.wording import is_written_in, normalise, stands_in, without_quotes
from rag.types import Answer

# A forbidden string with such an ending is a body even where the question is not about bodies.
_BODY = re.compile(r"..(厅|局|委|署|部|政府|办公室|部门|委员会|银行)$")

_ANY_ROLE = "any role"


class Reason(StrEnum):
    """Why an answer is wrong."""

    RETRIEVAL_MISS = "retrieval miss"
    BESIDE_THE_POINT = "citation beside the point"
    WRONG_AGENCIES = "wrong agencies"
    WRONG_ROLE = "wrong role"
    FACT_MISSING = "fact missing from the text"
    FORBIDDEN_VALUE = "forbidden value"
    NOT_REFUSED = "answered instead of refusing"
    REFUSED = "refused instead of answering"
    WRONG_VERDICT = "wrong verdict"
    CONTEXT = "context leaked or lost"
    WRONG_LANGUAGE = "wrong language"
    SIDE_NOT_REPORTED = "silent side not reported"
    FAILED = "the question failed"


class Finding(Frozen):
    """One thing wrong with an answer, and what exactly."""

    reason: Reason
    detail: str


class Judgement(Frozen):
    """Everything found wrong with an answer; an answer without findings is right."""

    findings: tuple[Finding, ...] = ()

    @property
    def right(self) -> bool:
        return not self.findings

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return the reasons, each once, in the order they were found."""
        return tuple(dict.fromkeys(finding.reason for finding in self.findings))


def judge(case: Case, answers: Sequence[Answer]) -> Judgement:
    """Return what is wrong with the last of `answers`.

    A refusal too many or too few is reported without the findings that only follow from it. Raises
    ValueError when there is not one answer for each turn.
    """
    if len(answers) != len(case.turns):
        raise ValueError(f"{len(answers)} answers to {len(case.turns)} turns of {case.id!r}")
    answer = answers[-1]
    if answer.refused and not case.expects_refusal:
        return Judgement(findings=(Finding(reason=Reason.REFUSED, detail=answer.text),))
    if case.expects_refusal and not answer.refused:
        not_refused = Finding(reason=Reason.NOT_REFUSED, detail=answer.text)
        return Judgement(findings=(not_refused, *_context(case, answers)))
    checks = (_citations, _agencies, _verdict, _facts, _forbidden, _sides, _language)
    found = tuple(finding for check in checks for finding in check(case, answer))
    return Judgement(findings=(*found, *_context(case, answers)))


def cited_clauses(answer: Answer) -> tuple[str, ...]:
    """Return the clauses that an answer cites, the main one first."""
    return tuple(f"{citation.document}#{citation.clause}" for citation in answer.citations)


def first_citation_is_right(case: Case, answer: Answer) -> bool:
    """Tell whether the main citation is one of the acceptable clauses."""
    return bool(answer.citations) and cited_clauses(answer)[0] in case.acceptable


def agencies_are_exact(case: Case, answer: Answer) -> bool:
    """Tell whether the answer lists the wanted bodies with their roles and no others."""
    return not answer.refused and not list(_agencies(case, answer))


def _citations(case: Case, answer: Answer) -> Iterator[Finding]:
    cited = cited_clauses(answer)
    for group in case.clauses:
        if not set(group) & set(cited):
            detail = f"wanted {' or '.join(group)}; cited {_listed(cited)}"
            yield Finding(reason=Reason.RETRIEVAL_MISS, detail=detail)
    if case.clauses and cited and not first_citation_is_right(case, answer):
        detail = f"the first citation is {cited[0]}"
        yield Finding(reason=Reason.BESIDE_THE_POINT, detail=detail)


def _context(case: Case, answers: Sequence[Answer]) -> Iterator[Finding]:
    """Say what went wrong with the conversation, where the last turn needs it or must forget it.

    Leaked: the main clause is not acceptable and was cited for an earlier turn. Lost: no clause
    stands in a document that the case accepts. Either comes with another finding, which it explains.
    A refusal may cite what comes near, whatever was said before.
    """
    cited = cited_clauses(answers[-1])
    if len(answers) == 1 or answers[-1].refused or not cited:
        return
    earlier = {clause_id for answer in answers[:-1] for clause_id in cited_clauses(answer)}
    if cited[0] in earlier - case.acceptable:
        detail = f"leaked: {cited[0]} was cited for an earlier turn"
        yield Finding(reason=Reason.CONTEXT, detail=detail)
    elif case.documents and _documents(cited).isdisjoint(case.documents):
        given = _listed(sorted(_documents(cited)))
        detail = f"lost: wanted {' or '.join(case.documents)}; cited {given}"
        yield Finding(reason=Reason.CONTEXT, detail=detail)


def _agencies(case: Case, answer: Answer) -> Iterator[Finding]:
    if case.agencies_asked is AgenciesAsked.NONE and not case.expects_refusal:
        return
    wanted = {(normalise(agency.name), agency.role or _ANY_ROLE) for agency in case.agencies}
    given = {(normalise(agency.name), agency.role.value) for agency in answer.agencies}
    detail = f"wanted {_bodies(wanted)}; given {_bodies(given)}"
    wanted_names, given_names = {name for name, _ in wanted}, {name for name, _ in given}
    if wanted_names != given_names:
        yield Finding(reason=Reason.WRONG_AGENCIES, detail=detail)
    judged = {name for name, role in wanted if role != _ANY_ROLE}
    if any(name in judged & given_names for name, _ in wanted ^ given):
        yield Finding(reason=Reason.WRONG_ROLE, detail=detail)


def _verdict(case: Case, answer: Answer) -> Iterator[Finding]:
    if case.expects_refusal or case.any_verdict:
        return
    if answer.verdict is not case.verdict:
        detail = f"wanted {case.verdict or 'none'}; given {answer.verdict or 'none'}"
        yield Finding(reason=Reason.WRONG_VERDICT, detail=detail)


def _facts(case: Case, answer: Answer) -> Iterator[Finding]:
    """Look for the facts in the answer's own words: what only a quote holds was not answered."""
    own_words = without_quotes(answer.text)
    for alternatives in case.facts:
        if not any(stands_in(fact, own_words) for fact in alternatives):
            yield Finding(reason=Reason.FACT_MISSING, detail=" or ".join(alternatives))


def _forbidden(case: Case, answer: Answer) -> Iterator[Finding]:
    for value in case.forbidden:
        given = _lists(answer, value) if _is_body(case, value) else _says(answer, value)
        if given:
            yield Finding(reason=Reason.FORBIDDEN_VALUE, detail=value)


def _lists(answer: Answer, body: str) -> bool:
    return normalise(body) in {normalise(agency.name) for agency in answer.agencies}


def _says(answer: Answer, value: str) -> bool:
    """Tell whether the answer gives `value` in its own words: its quotes may hold neighbours."""
    return stands_in(value, without_quotes(answer.text))


def _is_body(case: Case, value: str) -> bool:
    """Tell whether a forbidden value is a body: a denied body may stand in the text."""
    if re.search(r"\d", value):
        return False
    return case.agencies_asked is not AgenciesAsked.NONE or bool(_BODY.search(value))


def _sides(case: Case, answer: Answer) -> Iterator[Finding]:
    speaking = {group[0].split("#")[0] for group in case.clauses if len(_documents(group)) == 1}
    wanted = dict.fromkeys(speaking, True) | dict.fromkeys(case.silent, False)
    if len(wanted) < 2 or not (case.silent or case.category is Category.COMPARE):
        return
    sides = answer.comparison.sides if answer.comparison else ()
    covered = {side.document: side.covered for side in sides}
    for document, speaks in sorted(wanted.items()):
        if covered.get(document) is not speaks:
            given = {True: "covered", False: "silent", None: "missing"}[covered.get(document)]
            detail = f"{document} is {'covered' if speaks else 'silent'}; reported as {given}"
            yield Finding(reason=Reason.SIDE_NOT_REPORTED, detail=detail)


def _language(case: Case, answer: Answer) -> Iterator[Finding]:
    if answer.language is not case.language:
        detail = f"wanted {case.language}; given {answer.language}"
        yield Finding(reason=Reason.WRONG_LANGUAGE, detail=detail)
    elif not is_written_in(case.language, _own_words(answer)):
        detail = f"the text is not in {case.language}"
        yield Finding(reason=Reason.WRONG_LANGUAGE, detail=detail)


def _own_words(answer: Answer) -> str:
    """Return the text without blockquotes and without the quotes of its citations."""
    own_words = without_quotes(answer.text)
    for citation in answer.citations:
        own_words = own_words.replace(citation.quote, "")
    return own_words


def _documents(group: Iterable[str]) -> set[str]:
    return {clause_id.split("#")[0] for clause_id in group}


def _bodies(bodies: Iterable[tuple[str, str]]) -> str:
    return _listed(f"{name} ({role})" for name, role in sorted(bodies))


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values) or "nothing"
