"""Feedback as evaluation cases: what a person said was right can be put again by `zhengda eval`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from pydantic import ValidationError

from corpus.types import Frozen, Role
from eval.cases import MOST_TURNS, AgenciesAsked, Case, Category, RefusalClass, WantedAgency
from rag.language import comparable
from rag.types import Answer, AnswerAgency, Intent
from ui.opinions import Feedback, Opinion

_CATEGORIES: Final = {
    Intent.AGENCY: Category.AGENCY,
    Intent.TASKS: Category.TASKS,
    Intent.LOOKUP: Category.LOOKUP,
    Intent.COMPARE: Category.COMPARE,
    Intent.STATUS: Category.STATUS,
    Intent.GREETING: Category.GREETING,
}
_CITED_AS_A_WHOLE: Final = (Intent.TASKS, Intent.COMPARE)
_ASKING_WHO_LEADS: Final = re.compile(r"牵头|主责|主办|\bleads?\b|\bin charge\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?%?")
_MARK: Final = re.compile(r"\[\d+\]")


class Unfinished(Frozen):
    """A case that a person must complete: `zhengda eval` refuses it because of `to_complete`."""

    id: str
    to_complete: str
    opinions: tuple[Opinion, ...]
    words: tuple[str, ...]
    answered: Answer
    category: Category
    language: str
    turns: tuple[str, ...]
    clauses: tuple[tuple[str, ...], ...] = ()
    agencies: tuple[WantedAgency, ...] = ()
    note: str = ""


class Cases(NamedTuple):
    """What can be run, and what must be completed first."""

    finished: tuple[Case, ...]
    unfinished: tuple[Unfinished, ...]


def cases_of(feedback: Iterable[Feedback]) -> Cases:
    """Return a case for each conversation that someone gave an opinion on, in order of its turns.

    It is finished where everybody said that the answer is right, and all of them saw the same one.
    """
    finished: list[Case] = []
    unfinished: list[Unfinished] = []
    in_order = sorted(feedback, key=lambda one: (one.turns, one.given))
    for turns, group in groupby(in_order, key=lambda one: one.turns):
        given = list(group)
        missing = _missing(turns, given)
        case = None if missing else _case(given[-1])
        if case is None:
            unfinished.append(_unfinished(given, missing or "no case can be made of the answer"))
        else:
            finished.append(case)
    return Cases(tuple(finished), tuple(unfinished))


def _missing(turns: Sequence[str], given: Sequence[Feedback]) -> str:
    """Return what a person has to do before these opinions are a case; empty if nothing."""
    opinions = {one.opinion for one in given}
    if opinions != {Opinion.RIGHT}:
        disputed = "; opinions differ" if Opinion.RIGHT in opinions else ""
        return f"say what is right: clauses, agencies, verdict, facts{disputed}"
    if any(one.answer != given[0].answer for one in given):
        return "different answers were called right; say which one is"
    if len(turns) > MOST_TURNS:
        return f"shorten the conversation to {MOST_TURNS} turns"
    return ""


def _case(given: Feedback) -> Case | None:
    """Return the case that asks for what was answered; None where the schema has no place for it."""
    answer = given.answer
    fields = {
        "id": _id(given.turns),
        "category": _category(given),
        "language": answer.language,
        "turns": given.turns,
        "note": f"right, said {given.owner or 'a user'} on {given.given.date()}. {given.words}",
    }
    try:
        return Case.model_validate(fields | (_refused(answer) if answer.refused else _held(given)))
    except ValidationError:
        return None


def _refused(answer: Answer) -> dict[str, object]:
    """Return what makes the case one to be refused; a greeting is known by its category."""
    if answer.intent is Intent.GREETING:
        return {}
    absence = answer.absence
    near = absence.nearest if absence else ()
    searched = absence.searched if absence else ()
    asked = comparable(answer.question)
    return {
        "refusal_class": RefusalClass.NEAR_MISS if near else RefusalClass.OFF_TOPIC,
        "absent": () if near else tuple(term for term in searched if comparable(term) in asked),
    }


def _held(given: Feedback) -> dict[str, object]:
    answer = given.answer
    cited = [(f"{citation.document}#{citation.clause}",) for citation in answer.citations]
    sides = answer.comparison.sides if answer.comparison else ()
    asked = _agencies_asked(given)
    return {
        "clauses": cited if answer.intent in _CITED_AS_A_WHOLE else cited[:1],
        "agencies_asked": asked,
        "agencies": () if asked is AgenciesAsked.NONE else _wanted(answer.agencies),
        "verdict": answer.verdict,
        "facts": _facts(answer) if answer.intent is Intent.FACT else (),
        "silent": [side.document for side in sides if not side.covered],
    }


def _agencies_asked(given: Feedback) -> AgenciesAsked:
    answer = given.answer
    if answer.intent is not Intent.AGENCY and not answer.agencies:
        return AgenciesAsked.NONE
    leads = all(agency.role is Role.LEAD for agency in answer.agencies)
    if leads and _ASKING_WHO_LEADS.search(answer.standalone_question):
        return AgenciesAsked.LEAD
    return AgenciesAsked.ALL


def _wanted(agencies: Iterable[AnswerAgency]) -> tuple[WantedAgency, ...]:
    """Return the bodies, each once; one with two roles may have any."""
    roles: dict[str, set[Role]] = {}
    for agency in agencies:
        roles.setdefault(agency.name, set()).add(agency.role)
    return tuple(
        WantedAgency(name=name, role=found.pop() if len(found) == 1 else None)
        for name, found in roles.items()
    )


def _facts(answer: Answer) -> list[list[str]]:
    """Return the numbers that the answer gives and the main quote holds."""
    if not answer.citations:
        return []
    quoted = set(_NUMBER.findall(answer.citations[0].quote))
    given = _NUMBER.findall(_MARK.sub("", answer.text))
    return [[number] for number in dict.fromkeys(given) if number in quoted]


def _category(given: Feedback) -> Category:
    answer = given.answer
    if len(given.turns) > 1:
        return Category.FOLLOW_UP
    if answer.refused and answer.intent is not Intent.GREETING:
        return Category.REFUSE
    return _CATEGORIES.get(answer.intent, Category.FACT)


def _unfinished(given: Sequence[Feedback], to_complete: str) -> Unfinished:
    last = given[-1]
    cited = tuple((f"{one.document}#{one.clause}",) for one in last.answer.citations)
    return Unfinished(
        id=_id(last.turns),
        to_complete=to_complete,
        opinions=tuple(one.opinion for one in given),
        words=tuple(one.words for one in given if one.words),
        answered=last.answer,
        category=_category(last),
        language=last.answer.language,
        turns=last.turns,
        clauses=cited,
        agencies=_wanted(last.answer.agencies),
        note="clauses and agencies are the assistant's, not checked",
    )


def _id(turns: Sequence[str]) -> str:
    digest = hashlib.sha256("\n".join(turns).encode()).hexdigest()
    return f"feedback-{digest[:12]}"
