"""A case beside its answer: what was wanted and what was given, line by line in the same order."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.types import Frozen
from eval.cases import AgenciesAsked, Case
from eval.outcome import Outcome
from rag.types import Answer, Language


class Contrast(Frozen):
    """One aspect of an answer, as it was wanted and as it was given."""

    aspect: str
    wanted: str
    given: str


def contrast(outcome: Outcome) -> tuple[Contrast, ...]:
    """Return the aspects in which the case wants something; a failed question gave nothing."""
    case, answer = outcome.case, outcome.answer
    rows = [
        Contrast(aspect="answer", wanted=_kind(case), given=_kind_given(answer)),
        Contrast(aspect="clauses", wanted=_groups(case.clauses), given=_citations(answer)),
        Contrast(aspect="agencies", wanted=_agencies(case), given=_agencies_given(answer)),
        Contrast(aspect="verdict", wanted=case.verdict or "", given=_verdict(answer)),
        Contrast(aspect="facts", wanted=_groups(case.facts), given=""),
        Contrast(aspect="not given", wanted=", ".join(case.forbidden), given=""),
        Contrast(aspect="silent sides", wanted=", ".join(case.silent), given=_silent(answer)),
    ]
    return tuple(row for row in rows if row.wanted)


def _kind(case: Case) -> str:
    return _kind_of(refused=case.expects_refusal, language=case.language)


def _kind_given(answer: Answer | None) -> str:
    if answer is None:
        return "none: the question failed"
    return _kind_of(refused=answer.refused, language=answer.language)


def _kind_of(*, refused: bool, language: Language) -> str:
    return f"{'a refusal' if refused else 'an answer'} in {language}"


def _groups(groups: Iterable[Iterable[str]]) -> str:
    return "; ".join(" or ".join(group) for group in groups)


def _citations(answer: Answer | None) -> str:
    return ", ".join(f"{one.document}#{one.clause}" for one in answer.citations) if answer else ""


def _agencies(case: Case) -> str:
    if case.agencies_asked is AgenciesAsked.NONE:
        return ""
    return ", ".join(f"{one.name} ({one.role or 'any role'})" for one in case.agencies) or "none"


def _agencies_given(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return ", ".join(f"{one.name} ({one.role})" for one in answer.agencies) or "none"


def _verdict(answer: Answer | None) -> str:
    return (answer.verdict if answer else None) or "none"


def _silent(answer: Answer | None) -> str:
    if answer is None or answer.comparison is None:
        return "no comparison"
    return ", ".join(one.document for one in answer.comparison.sides if not one.covered) or "none"
