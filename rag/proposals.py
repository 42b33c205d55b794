"""Whether what a question proposes of bodies holds: is it X, X alone, X among others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.english import english_words
from corpus.gazetteer import BodyName, agrees, bodies, english_name, read_name
from corpus.places import covers, place_of
from corpus.types import Clause, Document, Level, Responsibility, Role
from rag.claims import share_of
from rag.query import Focus, Query
from rag.types import Verdict

_EVERY_LOCAL = re.compile("(?:各|有关|相关)[^省]*政府$")
# Of which units a government of a level is one: a provincial one of 各级 alone.
_OF_LEVEL = {
    Level.NATION: re.compile("(?!)"),
    Level.PROVINCE: re.compile("级"),
    Level.CITY: re.compile("级|市|州|地"),
    Level.COUNTY: re.compile("级|县|区|旗|地"),
}
_RESPONSIBLE = frozenset({Role.LEAD, Role.SOLE, Role.JOINT, Role.NAMED})
_LEADING = frozenset({Role.LEAD, Role.SOLE})


@dataclass(frozen=True)
class Proposal:
    """A body that the question proposes, and the one in the clause that it can mean."""

    asked: BodyName
    found: Responsibility | None
    in_group: str | None


def proposal_of(body: BodyName, clause: Clause, document: Document) -> Proposal:
    """Return what the clause has for a body: one of its units, an open group, or nothing."""
    elsewhere = body.place is not None and not covers(document.place, body.place)
    if elsewhere and not _place_in_name(body, clause):
        return Proposal(body, None, None)
    found = _named(body, clause, document) or _every_local(body, clause)
    group = next((g for g in clause.also_involved if _is_group(body, g)), None)
    return Proposal(body, found, group if found is None else None)


def among(duties: Sequence[Responsibility], proposal: Proposal) -> Proposal:
    """Return the proposal without a body that the clause has, but for something else than is asked."""
    elsewhere = proposal.found is not None and proposal.found not in duties
    return Proposal(proposal.asked, None, proposal.in_group) if elsewhere else proposal


def _named(body: BodyName, clause: Clause, document: Document) -> Responsibility | None:
    """Return the unit of a clause that a body asked about means: of several the one most alike.

    检验检疫局 agrees with 太原海关, which took over its work, and more so with
    山西出入境检验检疫局 beside it. A name that no list knows may be a short one: 机场局.
    """
    names = {one: (one.agency, *one.also_called) for one in clause.responsibilities}

    def alike(one: Responsibility) -> int:
        if one.agency == body.written:
            return 3
        if not any(agrees(body, read_name(name), document.level) for name in names[one]):
            return 0
        return 2 if any(is_short_for(body.written, name) for name in names[one]) else 1

    found = max(clause.responsibilities, key=alike, default=None)
    if found is not None and alike(found):
        return found
    in_english = [one for one in clause.responsibilities if _is_called(body, one, document)]
    if len(in_english) == 1:
        return in_english[0]
    if body.key in bodies():
        return None
    return next(
        (one for one in clause.responsibilities if is_short_for(body.written, one.agency)), None
    )


_SAME_STEM = 6  # letters: information, informatization
# Words of English names that say what kind of unit it is, or whose.
_COMMON = frozenset(
    [
        "department",
        "dept",
        "bureau",
        "administration",
        "authority",
        "commission",
        "ministry",
        "office",
        "agency",
        "branch",
        "group",
        "company",
        "committee",
        "government",
        "general",
        "municipal",
        "provincial",
        "state",
        "national",
        "china",
        "people",
        "local",
        "city",
        "county",
    ]
)


def _is_called(body: BodyName, unit: Responsibility, document: Document) -> bool:
    """Return whether the English name asked for has no word that the unit's English name lacks.

    the railway company: China Railway Chengdu Group; the information commission.
    """
    if not re.search("[a-z]", body.written, re.IGNORECASE):
        return False
    name = read_name(unit.agency)
    known = bodies().get(name.key)
    english = english_name(name, place_of(document.place), document.level)
    asked = set(english_words(body.written)) - _COMMON
    if not asked or english is None or known is None:
        return False
    names = " ".join([english, *known.english_names])
    there = {word[:_SAME_STEM] for word in english_words(names)}
    return {word[:_SAME_STEM] for word in asked} <= there


def is_short_for(short: str, full: str) -> bool:
    """Return whether a name holds the characters of a shorter one, in their order, and ends as it does."""
    left = iter(full)
    return (
        len(short) > 1 and short[-1] == full[-1:] and all(character in left for character in short)
    )


def verdict_on(
    query: Query, duties: Sequence[Responsibility], proposals: Sequence[Proposal]
) -> Verdict:
    """Return whether what is proposed holds.

    Said only to support, a body must not lead. Asked whether a body is among those responsible (有份吗), its being named is enough. Said to be
    the one responsible (归它管吧), it is so only in part where others share the task, and likewise
    when it is said to lead and others lead beside it.
    """
    if query.supports:
        return share_of([_only_helps(duties, one) for one in proposals])
    if query.takes_part:
        return share_of([_takes_part(query, one) for one in proposals])
    holds = [_holds(query, one) for one in proposals]
    if not any(holds):
        return Verdict.PARTLY if any(_helps(query, one) for one in proposals) else Verdict.NO
    if not all(holds):
        return Verdict.PARTLY
    proposed = {one.found.agency for one in proposals if one.found}
    alike = _LEADING if _asks_for_lead(query, duties) else _RESPONSIBLE
    others = [one for one in duties if one.agency not in proposed and one.role in alike]
    return Verdict.PARTLY if others else Verdict.YES


def _only_helps(duties: Sequence[Responsibility], proposal: Proposal) -> bool:
    """Return whether a body takes part in what others lead."""
    if proposal.found is None:
        return False
    return proposal.found.role is Role.PARTICIPANT or (
        proposal.found.role is Role.JOINT and any(one.role is Role.LEAD for one in duties)
    )


def _takes_part(query: Query, proposal: Proposal) -> bool:
    if proposal.found is None:
        return proposal.in_group is not None
    return query.focus is not Focus.LEAD or proposal.found.role is not Role.PARTICIPANT


def _holds(query: Query, proposal: Proposal) -> bool:
    """Return whether a body has the role proposed; without a marked lead the joint ones share it."""
    if proposal.found is None:
        return False
    role = proposal.found.role
    return role in (_RESPONSIBLE if query.focus is not Focus.LEAD else _LEADING | {Role.JOINT})


def _helps(query: Query, proposal: Proposal) -> bool:
    """Return whether a body is there in a lesser role, where the question is not on the lead alone."""
    named = proposal.found is not None
    return named and query.focus is not Focus.LEAD


def _asks_for_lead(query: Query, duties: Sequence[Responsibility]) -> bool:
    return query.focus is Focus.LEAD and any(one.role is Role.LEAD for one in duties)


def _place_in_name(body: BodyName, clause: Clause) -> bool:
    return any(read_name(one.agency).place == body.place for one in clause.responsibilities)


def _every_local(body: BodyName, clause: Clause) -> Responsibility | None:
    """Return the unit of a clause that means the governments of all places, asked about one: 县政府."""
    if body.key != "government":
        return None
    of_level = _OF_LEVEL.get(body.level) if body.level else None
    return next(
        (
            one
            for one in clause.responsibilities
            if is_every_local(one.agency) and (of_level is None or of_level.search(one.agency))
        ),
        None,
    )


def is_every_local(agency: str) -> bool:
    """Return whether a unit is the governments of all places: 各级人民政府, 各市(州)人民政府."""
    return _EVERY_LOCAL.match(agency) is not None


def _is_group(body: BodyName, group: str) -> bool:
    """Return whether a body asked about is one of an open group: 县政府 in 各县市区政府."""
    return body.key == "government" and ("政府" in group or "市" in group or "县" in group)
